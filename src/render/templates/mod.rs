//! The compiled set of templates. The only module that names Tera.
//!
//! The built-in templates are part of the program; a project's own take their place file by file.
//! Each format has an instance of its own, because each escapes differently, by the ending of the
//! template's name. A project's own templates are compiled when it is checked; where there are none, those
//! of a format when it is first rendered, for compiling them takes longer than the whole of a small project.

mod built_in;
mod fault;

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use tera::Tera;

pub(super) use tera::Context;

#[cfg(feature = "docx")]
use super::escape::escape_xml;
use super::escape::{escape_html, escape_markdown};
use built_in::{BUILT_IN, WORD};

pub use fault::TemplateFault;

/// What a template may write at most in one rendering, in bytes.
const MAX_OUTPUT: usize = 1 << 30;

/// The templates of a project, for every format.
#[derive(Debug)]
pub struct Templates {
    html: Set,
    markdown: Set,
    #[cfg(feature = "docx")]
    xml: Set,
    /// The time for all renderings together, if some of the templates are the project's own: the
    /// built-in ones have no loop but over the project's values.
    time: Option<Time>,
}

/// The templates of a format, which escapes what it sets by the ending of a template's name; those
/// with the endings of others are not among them.
#[derive(Debug)]
struct Set {
    ending: &'static str,
    escape: fn(&str, &mut dyn Write) -> io::Result<()>,
    others: &'static [&'static str],
    compiled: OnceLock<Arc<Tera>>,
}

/// A time that begins with its first use.
#[derive(Debug)]
struct Time {
    limit: Duration,
    began: OnceLock<Instant>,
    /// Whether a rendering was left to itself that goes on.
    goes_on: AtomicBool,
}

/// How long after its time a rendering that writes has to come to its next word.
const GRACE: Duration = Duration::from_secs(1);

/// A view as what a template sees.
pub(super) fn context(view: &impl Serialize) -> Context {
    Context::from_serialize(view).unwrap_or_default()
}

impl Templates {
    /// Compiles the built-in templates with a project's own in their places; `time` is for all
    /// renderings together, where there are such.
    ///
    /// # Errors
    /// Fails with the first fault of a template.
    pub fn compile<'t>(
        own: impl Iterator<Item = (&'t str, &'t str)>,
        time: Duration,
    ) -> Result<Self, TemplateFault> {
        let own: Vec<(&str, &str)> = own.collect();
        let templates = Self {
            html: Set::new(".html", escape_html, &[".md", ".xml"]),
            markdown: Set::new(".md", escape_markdown, &[".html", ".css", ".js", ".xml"]),
            #[cfg(feature = "docx")]
            xml: Set::new(".xml", escape_xml, &[".html", ".css", ".js", ".md"]),
            time: (!own.is_empty()).then(|| Time {
                limit: time,
                began: OnceLock::new(),
                goes_on: AtomicBool::new(false),
            }),
        };
        if !own.is_empty() {
            for set in templates.sets() {
                set.compile(&own)?;
            }
        }
        Ok(templates)
    }

    /// Whether a template of the project loops on although its time is up: only the end of the program ends it.
    #[must_use]
    pub fn loop_on(&self) -> bool {
        let goes_on = |time: &Time| time.goes_on.load(Ordering::Relaxed);
        self.time.as_ref().is_some_and(goes_on)
    }

    fn sets(&self) -> impl Iterator<Item = &Set> {
        [
            &self.html,
            &self.markdown,
            #[cfg(feature = "docx")]
            &self.xml,
        ]
        .into_iter()
    }

    pub(super) fn html(&self, name: &str, page: &Context) -> Result<String, TemplateFault> {
        self.render(&self.html, name, page)
    }

    pub(super) fn markdown(&self, name: &str, page: &Context) -> Result<String, TemplateFault> {
        self.render(&self.markdown, name, page)
    }

    #[cfg(feature = "docx")]
    pub(super) fn xml(&self, name: &str, page: &Context) -> Result<String, TemplateFault> {
        self.render(&self.xml, name, page)
    }

    /// A template that takes no values, such as a style sheet.
    pub(super) fn text(&self, name: &str) -> Result<String, TemplateFault> {
        self.render(&self.html, name, &Context::new())
    }

    /// Renders in a thread that is left to itself when the time is up: Tera has nothing by which a
    /// loop that writes nothing could be ended. One that writes ends with its next word.
    fn render(&self, set: &Set, name: &str, page: &Context) -> Result<String, TemplateFault> {
        let tera = set.compile(&[])?;
        let Some(time) = &self.time else {
            return render(&tera, name, page, None);
        };
        let deadline = *time.began.get_or_init(Instant::now) + time.limit;
        let (sender, rendered) = mpsc::channel();
        let (tera, page, called) = (Arc::clone(&tera), page.clone(), name.to_owned());
        let started = thread::Builder::new().spawn(move || {
            // Nobody waits any longer for what comes too late.
            let _ = sender.send(render(&tera, &called, &page, Some(deadline)));
        });
        let left = deadline.saturating_duration_since(Instant::now());
        let result = started.ok().and_then(|_| rendered.recv_timeout(left).ok());
        result.unwrap_or_else(|| {
            let last = rendered.recv_timeout(GRACE);
            let goes_on = matches!(last, Err(RecvTimeoutError::Timeout));
            time.goes_on.fetch_or(goes_on, Ordering::Relaxed);
            Err(TemplateFault::new_in(
                name,
                &format!(
                    "{TOO_LONG} {} s; raise the limit with --max-time",
                    time.limit.as_secs()
                ),
            ))
        })
    }
}

impl Set {
    const fn new(
        ending: &'static str,
        escape: fn(&str, &mut dyn Write) -> io::Result<()>,
        others: &'static [&'static str],
    ) -> Self {
        Self {
            ending,
            escape,
            others,
            compiled: OnceLock::new(),
        }
    }

    /// The compiled templates; `own` take the places of the built-in ones, unless they are compiled already.
    fn compile(&self, own: &[(&str, &str)]) -> Result<Arc<Tera>, TemplateFault> {
        if let Some(tera) = self.compiled.get() {
            return Ok(Arc::clone(tera));
        }
        let replaced = |name: &str| own.iter().any(|(other, _)| *other == name);
        let built_in = BUILT_IN.iter().chain(WORD).copied();
        let built_in = built_in.filter(|(name, _)| !replaced(name));
        let all: Vec<(&str, &str)> = built_in.chain(own.iter().copied()).collect();
        let mut tera = Tera::new();
        tera.autoescape_on([self.ending]);
        tera.set_escape_fn(self.escape);
        let is_other = |name: &str| self.others.iter().any(|ending| name.ends_with(ending));
        let mine = all.iter().filter(|(name, _)| !is_other(name));
        let added = tera.add_raw_templates(mine.copied());
        added.map_err(|error| TemplateFault::new(&error).placed(&all))?;
        Ok(Arc::clone(self.compiled.get_or_init(|| Arc::new(tera))))
    }
}

/// What is said of templates that do not come to an end.
const TOO_LONG: &str = "the project's templates take longer than";

fn render(
    tera: &Tera,
    name: &str,
    page: &Context,
    deadline: Option<Instant>,
) -> Result<String, TemplateFault> {
    let mut output = Bounded {
        bytes: Vec::new(),
        deadline,
    };
    tera.render_to(name, page, &mut output)
        .map_err(|error| TemplateFault::new(&error))?;
    String::from_utf8(output.bytes)
        .map_err(|_| TemplateFault::new_in(name, "it writes what is not text"))
}

/// A writer that takes only so much, and only for so long, so that no loop of a template fills the
/// memory.
struct Bounded {
    bytes: Vec<u8>,
    deadline: Option<Instant>,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_OUTPUT {
            let limit = MAX_OUTPUT >> 20;
            let message = format!("a template writes more than {limit} MiB");
            return Err(io::Error::other(message));
        }
        if self
            .deadline
            .is_some_and(|deadline| deadline < Instant::now())
        {
            return Err(io::Error::other("a template takes too long"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

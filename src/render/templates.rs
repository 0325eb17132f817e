//! The compiled set of templates. The only file that names Tera.
//!
//! The built-in templates are part of the program; a project's own take their place file by file.
//! Each format has an instance of its own, because each escapes differently, by the ending of the
//! template's name.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::{Arc, OnceLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use tera::{ErrorKind, Tera};

pub(super) use tera::Context;

#[cfg(feature = "docx")]
use super::escape::escape_xml;
use super::escape::{escape_html, escape_markdown};

/// Lists built-in templates by name, with the text of each compiled in.
macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../templates/", $name)))),+]
    };
}

/// The built-in templates: name and text.
const BUILT_IN: &[(&str, &str)] = &built_in![
    "agreement.html",
    "brief.css",
    "brief.html",
    "brief.md",
    "cards.css",
    "changed.html",
    "changes.html",
    "changes.md",
    "charts.css",
    "charts.html",
    "chips.css",
    "compare.js",
    "controls.css",
    "controls.html",
    "copy.js",
    "entry.html",
    "entry.md",
    "filter.js",
    "index.html",
    "key.html",
    "matrix.html",
    "matrix.md",
    "parts.md",
    "passages.js",
    "print.css",
    "reader.html",
    "reference.html",
    "register.html",
    "report.css",
    "report.js",
    "report.md",
    "rows.html",
    "rows.md",
    "source.html",
    "tables.css",
    "text.html",
];

/// The built-in templates of the parts of a Word document, none in a program without them.
#[cfg(feature = "docx")]
const WORD: &[(&str, &str)] = &built_in![
    "docx/brief.xml",
    "docx/content_types.xml",
    "docx/core.xml",
    "docx/document_rels.xml",
    "docx/fonts.xml",
    "docx/footer.xml",
    "docx/footnotes.xml",
    "docx/footnotes_rels.xml",
    "docx/header.xml",
    "docx/matrix.xml",
    "docx/numbering.xml",
    "docx/parts.xml",
    "docx/register.xml",
    "docx/rels.xml",
    "docx/report.xml",
    "docx/settings.xml",
    "docx/styles.xml",
    "docx/theme.xml",
];
#[cfg(not(feature = "docx"))]
const WORD: &[(&str, &str)] = &[];

/// What a template may write at most in one rendering, in bytes.
const MAX_OUTPUT: usize = 1 << 30;

/// The templates of a project, compiled for every format.
#[derive(Debug)]
pub struct Templates {
    html: Arc<Tera>,
    markdown: Arc<Tera>,
    #[cfg(feature = "docx")]
    xml: Arc<Tera>,
    /// The time for all renderings together, if some of the templates are the project's own: the
    /// built-in ones have no loop but over the project's values.
    time: Option<Time>,
}

/// A time that begins with its first use.
#[derive(Debug)]
struct Time {
    limit: Duration,
    began: OnceLock<Instant>,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template at fault, or none where the fault is in no single one.
    pub template: Option<String>,
    /// The bytes at fault.
    pub bytes: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// Line and column, where they are known and the bytes are not yet.
    at: Option<(usize, usize)>,
}

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
        let replaced = |name: &str| own.iter().any(|(other, _)| *other == name);
        let built_in = BUILT_IN.iter().chain(WORD).copied();
        let built_in = built_in.filter(|(name, _)| !replaced(name));
        let all: Vec<(&str, &str)> = built_in.chain(own.iter().copied()).collect();
        Ok(Self {
            html: compiled(&all, ".html", escape_html, &[".md", ".xml"])?,
            markdown: compiled(
                &all,
                ".md",
                escape_markdown,
                &[".html", ".css", ".js", ".xml"],
            )?,
            #[cfg(feature = "docx")]
            xml: compiled(&all, ".xml", escape_xml, &[".html", ".css", ".js", ".md"])?,
            time: (!own.is_empty()).then(|| Time {
                limit: time,
                began: OnceLock::new(),
            }),
        })
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
    fn render(
        &self,
        tera: &Arc<Tera>,
        name: &str,
        page: &Context,
    ) -> Result<String, TemplateFault> {
        let Some(time) = &self.time else {
            return render(tera, name, page, None);
        };
        let deadline = *time.began.get_or_init(Instant::now) + time.limit;
        let (sender, rendered) = mpsc::channel();
        let (tera, page, called) = (Arc::clone(tera), page.clone(), name.to_owned());
        let started = thread::Builder::new().spawn(move || {
            // Nobody waits any longer for what comes too late.
            let _ = sender.send(render(&tera, &called, &page, Some(deadline)));
        });
        let left = deadline.saturating_duration_since(Instant::now());
        let result = started.ok().map(|_| rendered.recv_timeout(left));
        result.and_then(Result::ok).unwrap_or_else(|| {
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

/// The templates of a format, which escapes what it sets by the ending of a template's name; those
/// with the endings of others are not among them.
fn compiled(
    all: &[(&str, &str)],
    ending: &'static str,
    escape: fn(&str, &mut dyn Write) -> io::Result<()>,
    others: &[&str],
) -> Result<Arc<Tera>, TemplateFault> {
    let mut tera = Tera::new();
    tera.autoescape_on([ending]);
    tera.set_escape_fn(escape);
    let mine = all
        .iter()
        .filter(|(name, _)| !others.iter().any(|other| name.ends_with(other)));
    let added = tera.add_raw_templates(mine.copied());
    added.map_err(|error| TemplateFault::new(&error).placed(all))?;
    Ok(Arc::new(tera))
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

impl TemplateFault {
    fn new(error: &tera::Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self {
                template: Some(report.filename().to_owned()),
                bytes: report.span().range.clone(),
                message: report.message().to_owned(),
                at: None,
            },
            ErrorKind::MissingParent { current, .. } => Self::whole(current, error),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                Self::whole(tpl, error)
            }
            other => Self::reported(&other.to_string()),
        }
    }

    /// A fault that Tera has as a written report only, such as an unknown filter; the place is in
    /// the line that begins with an arrow. [`Self::placed`] makes bytes of its line and column.
    fn reported(report: &str) -> Self {
        let message = report.lines().next().unwrap_or_default();
        let arrow = report
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("--> "));
        let place = arrow.and_then(|place| {
            let (rest, column) = place.trim().rsplit_once(':')?;
            let (template, line) = rest.rsplit_once(':')?;
            Some((
                template.to_owned(),
                line.parse().ok()?,
                column.parse().ok()?,
            ))
        });
        Self {
            template: place.as_ref().map(|(template, _, _)| template.clone()),
            bytes: 0..0,
            message: message.trim_start_matches("error: ").to_owned(),
            at: place.map(|(_, line, column)| (line, column)),
        }
    }

    /// A fault in what a template has written.
    #[cfg(feature = "docx")]
    pub(super) fn written(template: &str, message: String) -> Self {
        Self {
            template: Some(template.to_owned()),
            bytes: 0..0,
            message,
            at: None,
        }
    }

    /// The same fault with its line and column, both from 1, as bytes of its template.
    fn placed(mut self, templates: &[(&str, &str)]) -> Self {
        let named = templates
            .iter()
            .find(|(name, _)| Some(*name) == self.template.as_deref());
        if let (Some((line, column)), Some((_, text))) = (self.at.take(), named) {
            let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
            let start = lines.map(str::len).sum::<usize>();
            let within = text[start..].char_indices().nth(column.saturating_sub(1));
            let start = within.map_or(start, |(at, _)| start + at);
            let word = text[start..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_');
            self.bytes = start..start + word.map(char::len_utf8).sum::<usize>();
        }
        self
    }

    fn whole(template: &str, error: &tera::Error) -> Self {
        Self::new_in(template, &error.kind().to_string())
    }

    /// A fault of a whole template.
    fn new_in(template: &str, message: &str) -> Self {
        Self {
            template: Some(template.to_owned()),
            bytes: 0..0,
            message: message.to_owned(),
            at: None,
        }
    }
}

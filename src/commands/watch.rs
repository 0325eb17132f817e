//! `watch`: build again on each edit of the project file, a source or a template.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use notify_debouncer_full::notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use crate::load::{Kept, ProjectPaths};
use crate::render::Format;

use super::build::written;
use super::check::summary;
use super::outputs::{Outputs, Produced};
use super::{Console, ExitStatus, Judging};

/// How long edits may follow each other before they are one.
const QUIET: Duration = Duration::from_millis(20);

/// Build again on each edit, until interrupted
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix watch briefing")]
pub struct Args {
    #[command(flatten)]
    judging: Judging,

    #[command(flatten)]
    outputs: Outputs,
}

/// Runs the command; it ends by being interrupted, or where a template would keep a processor busy for good.
///
/// # Errors
/// Fails where the project cannot be read at first, its folders not be watched, or a template not be stopped.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    each_edit(&args.judging, &args.outputs, console, &mut |_, _| Ok(()))
}

/// Builds at once and after each edit, and hands over what came of it.
pub(super) fn each_edit(
    judging: &Judging,
    outputs: &Outputs,
    console: &mut Console,
    then: &mut dyn FnMut(&mut Console, &Produced) -> anyhow::Result<()>,
) -> anyhow::Result<ExitStatus> {
    let outputs = &outputs.or(Format::TEXT);
    let mut watch = Watch::new(&judging.project, &outputs.folder(&judging.project)?)?;
    let mut kept = Kept::for_more();
    loop {
        let mut produced = outputs.produce(judging, kept);
        kept = match &mut produced {
            Ok(produced) => std::mem::take(&mut produced.checked.kept),
            Err(_) => Kept::for_more(),
        };
        match &produced {
            Ok(produced) => {
                watch.follow(produced)?;
                // A page in memory need not wait until the disk has everything for good.
                then(console, produced)?;
                report(judging, outputs, console, produced)?;
                if produced.loops_on {
                    bail!(
                        "the template goes on without an end, and cannot be stopped: mend it and start again"
                    );
                }
            }
            // An editor may have moved the project file away for a moment: the next edit tells.
            Err(error) => drop(console.failure(error)),
        }
        if !watch.wait() {
            return Ok(ExitStatus::Clean);
        }
    }
}

/// Writes what can be written and says what happened.
fn report(
    judging: &Judging,
    outputs: &Outputs,
    console: &mut Console,
    produced: &Produced,
) -> anyhow::Result<()> {
    console.diagnostics(&produced.checked, judging.message_format)?;
    let summary = summary(&produced.checked);
    let Some(artifacts) = &produced.artifacts else {
        return console.line(&format!("{summary}; the last good outputs stay"));
    };
    match outputs.write(&judging.project, artifacts) {
        Ok(done) => {
            let number = written(&done).len();
            console.line(&format!("{summary}; {number} outputs changed"))
        }
        Err(error) => {
            console.failure(&error);
            Ok(())
        }
    }
}

/// The folders that are watched, and the edits in them.
struct Watch {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    edits: Receiver<()>,
    project: PathBuf,
    watched: BTreeSet<PathBuf>,
}

impl Watch {
    fn new(project: &Path, out: &Path) -> anyhow::Result<Self> {
        let (sender, edits) = channel();
        let out = std::path::absolute(out).context("cannot tell where the outputs are")?;
        let on_events = move |result: DebounceEventResult| {
            let edited = result.is_ok_and(|events| {
                events.iter().any(|event| {
                    let reading = matches!(event.kind, EventKind::Access(_));
                    !reading && event.paths.iter().any(|path| !path.starts_with(&out))
                })
            });
            if edited {
                // The receiver is gone only when the program ends.
                sender.send(()).unwrap_or_default();
            }
        };
        let debouncer = new_debouncer(QUIET, None, on_events).context("cannot watch files")?;
        let mut watch = Self {
            debouncer,
            edits,
            project: project.to_owned(),
            watched: BTreeSet::new(),
        };
        let folder = ProjectPaths::find(project)?.folder;
        watch.add(&folder, RecursiveMode::NonRecursive)?;
        Ok(watch)
    }

    /// Watches the folders of the sources and templates, too: folders, because editors replace
    /// files.
    fn follow(&mut self, produced: &Produced) -> anyhow::Result<()> {
        let folder = ProjectPaths::find(&self.project)?.folder;
        let templates = folder.join("templates");
        if templates.is_dir() {
            self.add(&templates, RecursiveMode::Recursive)?;
        }
        for path in produced.checked.files.paths() {
            let path = folder.join(path);
            if let Some(parent) = path.parent().filter(|parent| parent.is_dir()) {
                self.add(parent, RecursiveMode::NonRecursive)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> anyhow::Result<()> {
        let folder = std::path::absolute(folder)
            .with_context(|| format!("cannot tell where {} is", folder.display()))?;
        if self.watched.insert(folder.clone()) {
            let shown = folder.display().to_string();
            self.debouncer
                .watch(folder, mode)
                .with_context(|| format!("cannot watch {shown}"))?;
        }
        Ok(())
    }

    /// Waits for an edit and takes those that came with it as one; `false` when there can be none.
    fn wait(&self) -> bool {
        let edited = self.edits.recv().is_ok();
        while self.edits.try_recv().is_ok() {}
        edited
    }
}

//! `diff`: what changed between two projects or revisions, for a reader.

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use crate::diff::Changes;
use crate::pipeline::{self, Checked, Request};
use crate::render::ChangesFormat;

use super::check::summary;
use super::revision::Side;
use super::{Console, ExitStatus, MessageFormat};

/// Show what changed between two projects or git revisions, cell by cell
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  policy-matrix diff HEAD~3\n  policy-matrix diff v1:options.yaml .\n  policy-matrix diff last-month/ this-month/ --format markdown"
)]
pub struct Args {
    /// A project, a git revision, or a path at a revision (v1:options.yaml)
    before: String,

    /// The same for the later state
    #[arg(default_value = ".")]
    after: String,

    /// How the changes are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ChangesFormat,
}

/// Runs the command.
///
/// # Errors
/// Fails where a project cannot be found or read, or git not be run.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let here = here(&args.after);
    let before = Side::find(&args.before, &here)?;
    let after = Side::find(&args.after, &here)?;
    let old = pipeline::check(&before.project, Request::default())?;
    let new = pipeline::check(&after.project, Request::default())?;
    let (Some(earlier), Some(later)) = (&old.sound, &new.sound) else {
        return faulty(console, [(&args.before, &old), (&args.after, &new)]);
    };
    let changes = Changes::between(&earlier.project, &later.project);
    console.result(&later.render_changes(&changes, args.format)?)?;
    Ok(ExitStatus::Clean)
}

/// The project whose history a revision is looked up in: the later one if it is on disk.
fn here(after: &str) -> PathBuf {
    let path = Path::new(after);
    if path.exists() {
        path.to_owned()
    } else {
        PathBuf::from(".")
    }
}

fn faulty(console: &mut Console, sides: [(&String, &Checked); 2]) -> anyhow::Result<ExitStatus> {
    for (name, checked) in sides {
        if checked.sound.is_none() {
            console.diagnostics(checked, MessageFormat::Human)?;
            console.line(&format!(
                "{name}: {}; nothing was compared",
                summary(checked)
            ))?;
        }
    }
    Ok(ExitStatus::Faults)
}

//! `fmt`: the YAML of a project in canonical layout.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use similar::TextDiff;

use crate::edit;
use crate::load::{Limits, ProjectPaths, YamlFile};
use crate::output;
use crate::pipeline;
use crate::report;

use super::{Console, ExitStatus, MessageFormat};

/// How many lines of the difference `--check` shows.
const SHOWN: usize = 20;

/// Lay out the project's YAML evenly, changing nothing but white space
///
/// Each level is indented by two columns, the dashes of a list too; between two things in a line
/// stands one space; several empty lines become one. Comments, order, words, quotation marks and
/// line breaks stay as they are, inside texts and brackets too. What is written is read again first
/// and must hold the same values and the same comments.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix fmt --check")]
pub struct Args {
    /// A folder with an options.yaml, or a YAML file
    #[arg(default_value = ".")]
    project: PathBuf,

    /// Write nothing; show what differs and exit 1 if the layout is not canonical
    #[arg(long)]
    check: bool,
}

/// Runs the command.
///
/// # Errors
/// Fails where the project file cannot be read or written, or not be laid out without changing what
/// it says.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let paths = ProjectPaths::find(&args.project)?;
    let files = match pipeline::yaml_texts(&paths, Limits::default())? {
        Ok(files) => files,
        Err(checked) => {
            console.diagnostics(&checked, MessageFormat::Human)?;
            return Ok(ExitStatus::Faults);
        }
    };
    let mut status = ExitStatus::Clean;
    for YamlFile { path, text } in &files {
        if let ExitStatus::Faults = file(args, console, &paths.folder.join(path), text)? {
            status = ExitStatus::Faults;
        }
    }
    Ok(status)
}

/// Lays out one file, or compares it with its layout.
fn file(
    args: &Args,
    console: &mut Console,
    path: &Path,
    before: &str,
) -> anyhow::Result<ExitStatus> {
    let shown = path.display();
    let Some(after) = edit::lay_out(before) else {
        bail!("{shown} cannot be laid out without changing what it says; it was left as it is");
    };
    if before == after {
        console.line(&format!("{shown} is in canonical layout"))?;
        return Ok(ExitStatus::Clean);
    }
    if args.check {
        console.result(&difference(before, &after))?;
        console.line(&format!("{shown} is not in canonical layout"))?;
        return Ok(ExitStatus::Faults);
    }
    output::replace(path, before.as_bytes(), after.as_bytes()).context("nothing was written")?;
    console.line(&format!("laid out {shown}"))?;
    Ok(ExitStatus::Clean)
}

/// The first lines that differ, as a unified diff.
fn difference(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let diff = diff
        .unified_diff()
        .context_radius(0)
        .missing_newline_hint(false)
        .to_string();
    let lines: Vec<String> = diff.lines().map(report::visible).collect();
    let mut shown = lines[..lines.len().min(SHOWN)].join("\n");
    shown.push('\n');
    if let Some(more) = lines.len().checked_sub(SHOWN + 1) {
        shown.push_str(&format!("... and {} lines more\n", more + 1));
    }
    shown
}

//! `build`: check a project, then write every output.

use clap::Args as ClapArgs;

use crate::load::Kept;
use crate::output::{self, Artifact, Why, WriteSummary};
use crate::render::Format;

use super::check::summary;
use super::outputs::Outputs;
use super::{Console, ExitStatus, Judging, MessageFormat};

/// Check a project, then write its matrices
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix build --out briefing --formats html,csv")]
pub struct Args {
    #[command(flatten)]
    judging: Judging,

    #[command(flatten)]
    outputs: Outputs,

    /// Write nothing; exit 1 if the outputs on disk are stale
    #[arg(long)]
    check: bool,
}

/// Runs the command.
///
/// # Errors
/// Fails where the project cannot be read or the outputs not be written.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let outputs = args.outputs.or(Format::USUAL);
    let produced = outputs.produce(&args.judging, Kept::default())?;
    console.diagnostics(&produced.checked, args.judging.message_format)?;
    let summary = summary(&produced.checked);
    let Some(artifacts) = &produced.artifacts else {
        say(args, console, &format!("{summary}; nothing was written"))?;
        return Ok(ExitStatus::Faults);
    };
    let (lines, status) = if args.check {
        compare(args, &outputs, artifacts)?
    } else {
        let done = outputs.write(&args.judging.project, artifacts)?;
        (written(&done), ExitStatus::Clean)
    };
    for line in lines.iter().chain(&produced.notes) {
        say(args, console, line)?;
    }
    say(args, console, &summary)?;
    Ok(status)
}

fn compare(
    args: &Args,
    outputs: &Outputs,
    artifacts: &[Artifact],
) -> anyhow::Result<(Vec<String>, ExitStatus)> {
    let out = outputs.folder(&args.judging.project)?;
    let stale = output::stale(&out, artifacts, &|path| outputs.covers(path))?;
    let line = |file: &output::Stale| {
        let why = match file.why {
            Why::Missing => "is missing",
            Why::Differs => "differs",
            Why::Surplus => "is no longer made",
        };
        format!("stale: {} {why}", file.path)
    };
    let status = if stale.is_empty() {
        ExitStatus::Clean
    } else {
        ExitStatus::Faults
    };
    Ok((stale.iter().map(line).collect(), status))
}

/// What was written, a line a file.
pub(super) fn written(done: &WriteSummary) -> Vec<String> {
    let wrote = done.written.iter().map(|path| format!("wrote {path}"));
    let removed = done.removed.iter().map(|path| format!("removed {path}"));
    let kept = done
        .kept
        .iter()
        .map(|path| format!("kept {path}, which is no longer made but was changed by hand"));
    wrote.chain(removed).chain(kept).collect()
}

/// Says something to people; programs read diagnostics only.
fn say(args: &Args, console: &mut Console, line: &str) -> anyhow::Result<()> {
    match args.judging.message_format {
        MessageFormat::Human => console.line(line),
        MessageFormat::Json | MessageFormat::Github => Ok(()),
    }
}

//! `impact`: what would change if a source, a recommendation or a quote were withdrawn.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args as ClapArgs;

use crate::diff::Changes;
use crate::pipeline::{self, Request};
use crate::render::ChangesFormat;

use super::check::summary;
use super::{Console, ExitStatus, MessageFormat};

/// Show which cells and group words would change if something were withdrawn
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  policy-matrix impact doe\n  policy-matrix impact doe-sanctions.1 --project briefing"
)]
pub struct Args {
    /// The id of a source, a recommendation or a quote
    id: String,

    /// A folder with an options.yaml, or a YAML file
    #[arg(long, default_value = ".")]
    project: PathBuf,

    /// How the changes are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ChangesFormat,
}

/// Runs the command.
///
/// # Errors
/// Fails where the project cannot be read or nothing has the id.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let checked = pipeline::check(&args.project, Request::default())?;
    let Some(sound) = &checked.sound else {
        console.diagnostics(&checked, MessageFormat::Human)?;
        console.line(&summary(&checked))?;
        return Ok(ExitStatus::Faults);
    };
    let Some(without) = pipeline::check_without(&args.project, Request::default(), &args.id)?
    else {
        bail!(
            "no source, recommendation or quote has the id `{}`",
            args.id
        );
    };
    let changes = Changes::between(&sound.project, &without);
    console.result(&sound.render_changes(&changes, args.format)?)?;
    Ok(ExitStatus::Clean)
}

//! `schema`: the JSON Schema of the project file, for editors.

use clap::Args as ClapArgs;

use super::{Console, ExitStatus};

/// The JSON Schema (draft 7, which every YAML language server knows) of the project file.
pub const SCHEMA: &str = include_str!("../../docs/options.schema.json");

/// Print the JSON Schema of options.yaml, for editors
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix schema > options.schema.json")]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Fails where the result cannot be written.
pub fn run(_: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    console.result(SCHEMA)?;
    Ok(ExitStatus::Clean)
}

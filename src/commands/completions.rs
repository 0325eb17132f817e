//! `completions`: what a shell needs to complete the program's arguments.

use clap::{Args as ClapArgs, CommandFactory};
use clap_complete::Shell;

use crate::cli::Cli;

use super::{Console, ExitStatus};

/// Print completions for a shell
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example: policy-matrix completions bash > ~/.local/share/bash-completion/completions/policy-matrix"
)]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Runs the command.
///
/// # Errors
/// Fails where the result cannot be written.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut Cli::command(),
        "policy-matrix",
        &mut script,
    );
    console.result(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Clean)
}

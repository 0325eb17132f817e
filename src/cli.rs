//! The arguments of the program, and which command they lead to.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[cfg(feature = "import")]
use crate::commands::import;
use crate::commands::{
    Console, ExitStatus, build, check, cite, completions, diff, explain, fix, fmt, impact, init,
    schema, serve, watch,
};

/// Checks hand-coded policy recommendations against their source texts and renders matrices that
/// cite every passage.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, arg_required_else_help = true)]
#[command(
    after_help = "Exit status: 0 clean; 1 the project has errors and nothing was written; \
2 the program could not do its work."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Check(check::Args),
    Fix(fix::Args),
    Fmt(fmt::Args),
    Cite(cite::Args),
    Watch(watch::Args),
    Serve(serve::Args),
    Diff(diff::Args),
    Impact(impact::Args),
    #[cfg(feature = "import")]
    Import(import::Args),
    Init(init::Args),
    Schema(schema::Args),
    Explain(explain::Args),
    Completions(completions::Args),
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let mut console = Console::of_process();
    match Cli::try_parse() {
        Ok(cli) => run(&cli, &mut console).into(),
        Err(error) => console.usage(&error).into(),
    }
}

/// Runs one command; an error of the program itself is reported and has its own status.
pub fn run(cli: &Cli, console: &mut Console) -> ExitStatus {
    let outcome = match &cli.command {
        Command::Build(args) => build::run(args, console),
        Command::Check(args) => check::run(args, console),
        Command::Fix(args) => fix::run(args, console),
        Command::Fmt(args) => fmt::run(args, console),
        Command::Cite(args) => cite::run(args, console),
        Command::Watch(args) => watch::run(args, console),
        Command::Serve(args) => serve::run(args, console),
        Command::Diff(args) => diff::run(args, console),
        Command::Impact(args) => impact::run(args, console),
        #[cfg(feature = "import")]
        Command::Import(args) => import::run(args, console),
        Command::Init(args) => init::run(args, console),
        Command::Schema(args) => schema::run(args, console),
        Command::Explain(args) => explain::run(args, console),
        Command::Completions(args) => completions::run(args, console),
    };
    outcome.unwrap_or_else(|error| console.failure(&error))
}

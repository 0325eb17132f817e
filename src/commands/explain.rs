//! `explain`: what a diagnostic means.

use anyhow::bail;
use clap::Args as ClapArgs;

use crate::diagnostic::{Code, did_you_mean};

use super::{Console, ExitStatus};

/// Explain a diagnostic code, with an example
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix explain quote-not-found")]
pub struct Args {
    /// The code, for example quote-not-found; without it, all codes are listed
    code: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// Fails on an unknown code.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let Some(name) = &args.code else {
        let list: String = Code::ALL.iter().map(|code| format!("{code}\n")).collect();
        console.result(&list)?;
        return Ok(ExitStatus::Clean);
    };
    let Some(code) = Code::from_name(name) else {
        let meant = did_you_mean(name, Code::ALL.iter().map(|code| code.as_str()));
        bail!(
            "there is no code `{name}`; {}",
            meant.unwrap_or_else(|| "`explain` without a code lists all".into())
        );
    };
    console.result(&format!("{code}\n\n{}\n", code.explanation()))?;
    Ok(ExitStatus::Clean)
}

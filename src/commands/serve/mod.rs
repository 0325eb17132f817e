//! `serve`: the report on a local page that follows each edit.

mod connection;
mod http;
mod live;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use clap::Args as ClapArgs;

use super::outputs::{Outputs, Produced};
use super::watch::each_edit;
use super::{Console, ExitStatus, Judging};
use crate::report::{self, MessageFormat, Report};
use live::Live;

/// Serve the report on 127.0.0.1 and reload it on each edit
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix serve --port 0 --open")]
pub struct Args {
    #[command(flatten)]
    judging: Judging,

    #[command(flatten)]
    outputs: Outputs,

    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 4000)]
    port: u16,

    /// Open the page in the browser
    #[arg(long)]
    open: bool,
}

/// Runs the command; it ends by being interrupted, or where a template would keep a processor busy for good.
///
/// # Errors
/// Fails where the port is taken, the project cannot be read at first, or a template not be stopped.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let live = Arc::new(Live::default());
    let url = http::serve(args.port, Arc::clone(&live))?;
    let opened = AtomicBool::new(!args.open);
    each_edit(
        &args.judging,
        &args.outputs,
        console,
        &mut |console, produced| {
            live.update(produced.artifacts.as_deref(), faults(produced))
                .context("cannot serve what was made")?;
            console.line(&format!("serving {url}"))?;
            if !opened.swap(true, Ordering::Relaxed) && !open(&url) {
                console.line("no browser could be opened; open the address by hand")?;
            }
            Ok(())
        },
    )
}

/// What is wrong with the project, as the terminal shows it, without colours.
fn faults(produced: &Produced) -> Option<String> {
    if produced.artifacts.is_some() {
        return None;
    }
    let mut text = Vec::new();
    let report = Report::new(&produced.checked.files, &produced.checked.diagnostics);
    // Writing to memory cannot fail.
    drop(report::write(
        &mut anstream::StripStream::new(&mut text),
        MessageFormat::Human,
        &report,
    ));
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// Asks the system to show an address; says whether something took it.
fn open(url: &str) -> bool {
    let openers: [(&str, &[&str]); 3] = [
        ("xdg-open", &[]),
        ("open", &[]),
        ("cmd", &["/C", "start", ""]),
    ];
    openers.iter().any(|(program, arguments)| {
        std::process::Command::new(program)
            .args(*arguments)
            .arg(url)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .is_ok()
    })
}

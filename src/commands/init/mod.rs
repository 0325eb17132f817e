//! `init`: a small project that builds, to begin from.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args as ClapArgs;

use super::schema::SCHEMA;
use super::{Console, ExitStatus};

/// The files of a new project: path and content.
const FILES: [(&str, &str); 4] = [
    ("options.yaml", include_str!("options.yaml")),
    ("options.schema.json", SCHEMA),
    ("seeds/amara.txt", include_str!("amara.txt")),
    ("seeds/lindqvist.txt", include_str!("lindqvist.txt")),
];

/// Write a small project that builds
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix init strait && policy-matrix build strait")]
pub struct Args {
    /// The folder of the new project; made if it is not there
    dir: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// Fails where a file of the new project is there already or cannot be written; nothing is
/// overwritten.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let shown = args.dir.display();
    if let Some((taken, _)) = FILES.iter().find(|(name, _)| args.dir.join(name).exists()) {
        bail!("{shown} has a file {taken} already");
    }
    for (name, content) in FILES {
        write(&args.dir.join(name), content)?;
        console.line(&format!("wrote {}", args.dir.join(name).display()))?;
    }
    console.line(&format!("now run: policy-matrix build {shown}"))?;
    Ok(ExitStatus::Clean)
}

fn write(path: &Path, content: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

//! `import sources`: a bibliography as the YAML to paste.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args as ClapArgs;

use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::import::{self, Texts};
use crate::load::{self, Kept, ProjectPaths};
use crate::pipeline::Checked;
use crate::view::count;

use super::{Console, ExitStatus, MessageFormat};

/// Print the sources of a bibliography (BibTeX, BibLaTeX or CSL JSON) as YAML
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix import sources zotero.json --texts seeds")]
pub struct Args {
    /// A .bib file (BibTeX, BibLaTeX) or a .json file (CSL JSON)
    file: PathBuf,

    /// The project that the texts lie in; the current folder if left out
    #[arg(long, value_name = "PROJECT")]
    project: Option<PathBuf>,

    /// The folder of the texts, relative to the project; a text bears the name of its citation key
    #[arg(long, value_name = "FOLDER", default_value = "seeds")]
    texts: String,
}

/// Runs the command.
///
/// # Errors
/// Fails where the file or the folder of the texts cannot be read.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let mut files = Files::default();
    let mut faults = Diagnostics::default();
    let file = load::read_text(&mut files, &args.file, &mut faults)?;
    let is_json = args
        .file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let cited = if is_json {
        import::read_csl(&files, file, &mut faults)
    } else {
        import::read_biblatex(&files, file, &mut faults)
    };
    let (entries, notes) = import::entries(cited, &texts(args)?, &mut faults);
    let checked = Checked {
        files,
        diagnostics: faults,
        sound: None,
        kept: Kept::default(),
    };
    console.diagnostics(&checked, MessageFormat::Human)?;
    for note in &notes {
        console.line(note)?;
    }
    if checked.diagnostics.has_errors() {
        console.line("nothing was imported")?;
        return Ok(ExitStatus::Faults);
    }
    console.result(&import::sources(&entries)?)?;
    let without = entries.iter().filter(|entry| !entry.has_text).count();
    console.line(&format!(
        "{}, {without} without a text",
        count(entries.len(), "source", "sources")
    ))?;
    Ok(ExitStatus::Clean)
}

/// The files in the folder of the texts.
fn texts(args: &Args) -> anyhow::Result<Texts> {
    let folder = match args.project.as_deref() {
        // The sources are what a project begins with: its file need not be there yet.
        Some(project) if project.is_dir() => project.to_owned(),
        Some(project) => ProjectPaths::find(project)?.folder,
        None => PathBuf::from("."),
    };
    let texts = args.texts.trim_end_matches('/');
    let names = load::file_names(&folder.join(Path::new(texts))).context("the texts")?;
    Ok(Texts {
        folder: texts.to_owned(),
        names,
    })
}

//! `import`: a coding held in a spreadsheet, as the YAML to paste.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args as ClapArgs, Subcommand};

use crate::diagnostic::Diagnostics;
use crate::import::{self, Sheet, Sheets};
use crate::load::{self, Kept, Limits, Loaded, ProjectPaths};
use crate::pipeline::Checked;
use crate::view::count;

use super::{Console, ExitStatus, MessageFormat, import_sources};

/// Print recommendations held in a spreadsheet, or sources held in a bibliography, as YAML
#[derive(Debug, ClapArgs)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    override_usage = "policy-matrix import [OPTIONS] FILE\n       policy-matrix import sources [OPTIONS] FILE",
    subcommand_help_heading = "Instead of FILE",
    disable_help_subcommand = true,
    after_help = "A file that is called `sources` is written ./sources.\n\nExamples:\n  policy-matrix import coding.xlsx --project briefing > recommendations.yaml\n  policy-matrix import sources zotero.bib"
)]
pub struct Args {
    #[command(subcommand)]
    instead: Option<Instead>,

    /// A CSV file or an Excel workbook (.xlsx) with one row a recommendation
    #[arg(required = true)]
    file: Option<PathBuf>,

    /// The project whose sources the quotes are verified in; the current folder if it is one
    #[arg(long, value_name = "PROJECT")]
    project: Option<PathBuf>,

    /// The sheet of a workbook; without it, the one called `recommendations`, else the first
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// What separates the fields of a CSV file: a character, or `tab`; found out if left out
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<u8>,
}

#[derive(Debug, Subcommand)]
enum Instead {
    Sources(import_sources::Args),
}

/// Runs the command.
///
/// # Errors
/// Fails where a file or the project cannot be read.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    if let Some(Instead::Sources(args)) = &args.instead {
        return import_sources::run(args, console);
    }
    let file = args.file.as_deref().context("no file is named")?;
    let limits = Limits::default();
    let project = project(args.project.as_deref());
    let mut loaded = match &project {
        Some(project) => load::load(&ProjectPaths::find(project)?, limits)?,
        None => Loaded::nothing(),
    };
    if loaded.diagnostics.has_errors() {
        let diagnostics = std::mem::take(&mut loaded.diagnostics);
        report(console, loaded, diagnostics)?;
        console.line("the project has errors of its own; nothing was imported")?;
        return Ok(ExitStatus::Faults);
    }
    let mut faults = Diagnostics::default();
    let sheets = read(args, file, &mut loaded, &mut faults)?;
    if faults.has_errors() {
        report(console, loaded, faults)?;
        console.line("nothing was imported")?;
        return Ok(ExitStatus::Faults);
    }
    let scope = (project.is_some(), limits.scalar);
    let found = import::take_in(&mut loaded, &sheets, scope);
    let sound = !found.diagnostics.has_errors();
    let yaml = sound
        .then(|| import::recommendations(&loaded))
        .transpose()?;
    let size = import::size(&loaded);
    report(console, loaded, found.diagnostics)?;
    if !found.unread.is_empty() {
        let unread = found.unread.join(", ");
        console.line(&format!("columns that were not read: {unread}"))?;
    }
    let Some(yaml) = yaml else {
        console.line("nothing was imported")?;
        return Ok(ExitStatus::Faults);
    };
    console.result(&yaml)?;
    console.line(&summary(size, project.is_some()))?;
    Ok(ExitStatus::Clean)
}

/// The last line of the report.
fn summary((records, quotes): (usize, usize), verified: bool) -> String {
    let records = count(records, "recommendation", "recommendations");
    let quotes = count(quotes, "quote", "quotes");
    let verified = match verified {
        true => "all verified",
        false => "not verified, because there is no project here",
    };
    format!("{records} with {quotes}, {verified}")
}

/// The project that is named, else the current folder if it is one.
fn project(named: Option<&Path>) -> Option<PathBuf> {
    let here = PathBuf::from(".");
    let is_one = here.join("options.yaml").is_file();
    named.map(Path::to_owned).or(is_one.then_some(here))
}

fn report(console: &mut Console, loaded: Loaded, diagnostics: Diagnostics) -> anyhow::Result<()> {
    let checked = Checked {
        files: loaded.files,
        diagnostics,
        sound: None,
        kept: Kept::default(),
    };
    console.diagnostics(&checked, MessageFormat::Human)
}

/// Reads the sheets of a file, and of the files beside a CSV file that its columns refer to.
fn read(
    args: &Args,
    file: &Path,
    loaded: &mut Loaded,
    faults: &mut Diagnostics,
) -> anyhow::Result<Sheets> {
    let ending = file.extension().unwrap_or_default().to_ascii_lowercase();
    if ending == "xlsx" || ending == "xlsm" {
        return workbook(args, file, loaded);
    }
    if ending == "xls" || ending == "ods" {
        bail!("{}: save it as .xlsx or .csv", file.display());
    }
    if args.sheet.is_some() {
        bail!(
            "--sheet names a sheet of a workbook; {} is a CSV file",
            file.display()
        );
    }
    let mut read = |path: &Path| -> anyhow::Result<Sheet> {
        let id = load::read_text(&mut loaded.files, path, faults)?;
        Ok(import::read_csv(&loaded.files, id, args.delimiter, faults))
    };
    let recommendations = read(file)?;
    let referred = import::companions(&recommendations);
    let mut beside = |name: &str| -> anyhow::Result<Option<Sheet>> {
        let path = file.with_file_name(name);
        let wanted = referred.contains(&name) && path.is_file() && path != file;
        wanted.then(|| read(&path)).transpose()
    };
    Ok(Sheets {
        recommendations,
        evidence: beside("evidence.csv")?,
        claims: beside("claims.csv")?,
    })
}

fn workbook(args: &Args, file: &Path, loaded: &mut Loaded) -> anyhow::Result<Sheets> {
    let path = file.to_string_lossy().replace('\\', "/");
    let bytes = load::read_bytes(file)?;
    let sheets = import::read_workbook(&mut loaded.files, &path, bytes)?;
    let name = args.sheet.as_deref();
    Sheets::of_workbook(sheets, name).with_context(|| match name {
        Some(name) => format!("{path} has no sheet `{name}`"),
        None => format!("{path} has no sheet"),
    })
}

/// Reads what separates the fields of a CSV file: one byte.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        _ if text == "tab" => Ok(b'\t'),
        [one] if one.is_ascii() && !one.is_ascii_alphanumeric() && *one != b'"' => Ok(*one),
        _ => Err("this is neither one character nor `tab`".to_owned()),
    }
}

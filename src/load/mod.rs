//! From disk to values: the project file decoded, its sources and templates read.
//!
//! 1. find the project file;
//! 2. decode it, collecting faults;
//! 3. read each source and each template of the project.

mod coding;
mod decode;
mod disk;
mod encoding;
mod fields;
#[cfg(feature = "import")]
mod foreign;
pub(crate) mod raw;
mod reading;
mod withdraw;
pub(crate) mod yaml;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{FileId, Files, Span};
use disk::Found;
use encoding::text_of;
use raw::RawProject;
use reading::Reading;

pub use fields::MAX_SCALAR;
#[cfg(feature = "import")]
pub use foreign::{file_names, read_bytes, read_text};

/// Upper bounds on a project; beyond them a diagnostic says `too-large`, `source-too-large` or
/// `template`.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// A project file, in bytes.
    pub project: u64,
    /// One text of a project file, in bytes.
    pub scalar: usize,
    /// A source, in bytes.
    pub source: u64,
    /// The quotes of a project, those of its claims included.
    pub quotes: usize,
    /// The time for all renderings of a project's own templates together.
    pub templates: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            project: 256 << 20,
            scalar: MAX_SCALAR,
            source: 64 << 20,
            quotes: 2_000_000,
            templates: Duration::from_secs(60),
        }
    }
}

/// Where a project is.
#[derive(Debug, Clone)]
pub struct ProjectPaths {
    /// The folder of the project.
    pub folder: PathBuf,
    /// The project file.
    pub file: PathBuf,
}

impl ProjectPaths {
    /// The project at a path: a folder with an `options.yaml`, or a YAML file.
    ///
    /// # Errors
    /// Fails where there is no such folder or file.
    pub fn find(project: &Path) -> anyhow::Result<Self> {
        let shown = project.display();
        let metadata = std::fs::metadata(project)
            .with_context(|| format!("cannot read the project {shown}"))?;
        if metadata.is_dir() {
            let file = project.join("options.yaml");
            if !file.exists() {
                bail!("there is no options.yaml in {shown}");
            }
            return Ok(Self {
                folder: project.to_owned(),
                file,
            });
        }
        let folder = match project.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(Self {
            folder,
            file: project.to_owned(),
        })
    }
}

/// What was read of a project.
#[derive(Debug)]
pub struct Loaded {
    /// Every text read, for diagnostics.
    pub files: Files,
    /// The project file.
    pub file: FileId,
    /// The project as written.
    pub(crate) raw: RawProject,
    /// The text of each source of `raw`, in the same order; `None` where it could not be read.
    pub sources: Vec<Option<FileId>>,
    /// The project's own templates: name and text.
    pub templates: Vec<(String, FileId)>,
    /// What is wrong so far.
    pub diagnostics: Diagnostics,
}

/// Reads a project.
///
/// # Errors
/// Fails where the project file cannot be read; every other fault is a diagnostic.
pub fn load(paths: &ProjectPaths, limits: Limits) -> anyhow::Result<Loaded> {
    load_as(paths, limits, None)
}

/// Reads a project; where a text is given, as if it were the project file's.
///
/// # Errors
/// Fails where the project file cannot be read; every other fault is a diagnostic.
pub fn load_as(paths: &ProjectPaths, limits: Limits, text: Option<&str>) -> anyhow::Result<Loaded> {
    let mut reading = Reading {
        folder: &paths.folder,
        limits,
        files: Files::default(),
        diagnostics: Diagnostics::default(),
        read: HashMap::new(),
    };
    let file = match text {
        Some(text) => Ok(reading.files.add(file_name(&paths.file), text)),
        None => project_file(&mut reading, &paths.file)?,
    };
    let (file, mut raw) = match file {
        Ok(file) => {
            let (raw, faults) = decode::decode(file, reading.files.text(file), limits.scalar);
            reading.diagnostics.extend(faults);
            (file, raw)
        }
        Err(file) => (file, RawProject::default()),
    };
    reading
        .diagnostics
        .extend(too_many_quotes(&mut raw, limits.quotes));
    let sources = raw
        .sources
        .iter()
        .map(|(_, source)| reading.source(source.file.as_ref()))
        .collect();
    let templates = reading.templates()?;
    Ok(Loaded {
        file,
        raw,
        sources,
        templates,
        files: reading.files,
        diagnostics: reading.diagnostics,
    })
}

/// The text of a project file that is YAML, or the faults of one that is not.
///
/// # Errors
/// Fails where the project file cannot be read.
pub fn project_text(
    paths: &ProjectPaths,
    limits: Limits,
) -> anyhow::Result<Result<String, (Files, Diagnostics)>> {
    let mut reading = Reading {
        folder: &paths.folder,
        limits,
        files: Files::default(),
        diagnostics: Diagnostics::default(),
        read: HashMap::new(),
    };
    if let Ok(file) = project_file(&mut reading, &paths.file)? {
        let text = reading.files.text(file);
        match decode::syntax(file, text) {
            None => return Ok(Ok(text.to_owned())),
            Some(fault) => reading.diagnostics.push(fault),
        }
    }
    Ok(Err((reading.files, reading.diagnostics)))
}

/// Reports more quotes than the limit, and leaves out the recommendations from there on.
fn too_many_quotes(raw: &mut RawProject, limit: usize) -> Option<Diagnostic> {
    let mut count = 0;
    let beyond = raw.recommendations.iter().position(|found| {
        let claims = found.criteria.iter().map(|(_, claim)| &claim.quotes);
        let lists = std::iter::once(&found.quotes).chain(claims);
        count += lists.map(|list| list.quotes.len()).sum::<usize>();
        count > limit
    })?;
    let span = raw.recommendations[beyond].quotes.span;
    raw.recommendations.truncate(beyond);
    let message = format!("the project has more than {limit} quotes; the rest is not read");
    let fault = Diagnostic::new(Code::TooLarge, message, span);
    Some(fault.help("raise the limit with --max-quotes"))
}

/// Reads the project file; `Err` and a fault where it is no text.
fn project_file(reading: &mut Reading, path: &Path) -> anyhow::Result<Result<FileId, FileId>> {
    let shown = path.display();
    let name = file_name(path);
    let limit = reading.limits.project;
    let found = disk::read_file(path, limit).with_context(|| format!("cannot read {shown}"))?;
    let bytes = match found {
        Found::Bytes(bytes) => bytes,
        Found::Missing(why) => bail!("cannot read {shown}: {why}"),
        Found::Outside => bail!("cannot read {shown}"),
        Found::TooLarge(size) => {
            let file = reading.files.add(name, "");
            let message = format!("the project file has {size} bytes; the limit is {limit}");
            let fault = Diagnostic::new(Code::TooLarge, message, Span::new(file, 0..0));
            reading
                .diagnostics
                .push(fault.help("raise the limit with --max-size"));
            return Ok(Err(file));
        }
    };
    match text_of(bytes) {
        Ok(text) => Ok(Ok(reading.files.add(name, text))),
        Err(fault) => {
            let file = reading.files.add(name, fault.lossy);
            let message = format!("the project file {}", fault.message);
            let span = Span::new(file, fault.at..fault.at);
            reading
                .diagnostics
                .push(Diagnostic::new(Code::YamlSyntax, message, span));
            Ok(Err(file))
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
        .into_owned()
}

//! From disk to values: the project file decoded, its sources and templates read.
//!
//! 1. find the project file;
//! 2. decode it and the files that it includes, collecting faults;
//! 3. read each source and each template of the project.

mod coding;
mod decode;
mod disk;
mod encoding;
mod fields;
#[cfg(feature = "import")]
mod foreign;
#[cfg(feature = "docx")]
mod house;
mod include;
mod kept;
pub(crate) mod raw;
mod reading;
mod withdraw;
pub(crate) mod yaml;
mod yaml_files;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};

use crate::diagnostic::Diagnostics;
use crate::files::{FileId, Files};
use raw::RawProject;
use reading::Reading;

pub use fields::MAX_SCALAR;
#[cfg(feature = "import")]
pub use foreign::{file_names, read_bytes, read_text};
#[cfg(feature = "docx")]
pub use house::{HouseStyles, house_styles};
pub use kept::Kept;
pub(crate) use kept::Prepared;

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
    /// What a further run can use.
    pub kept: Kept,
}

/// Texts that stand for those of files on disk, by the path that diagnostics show.
pub type Replaced = HashMap<String, String>;

/// Reads a project.
///
/// # Errors
/// Fails where the project file cannot be read; every other fault is a diagnostic.
pub fn load(paths: &ProjectPaths, limits: Limits) -> anyhow::Result<Loaded> {
    load_as(paths, limits, &Replaced::new(), Kept::default())
}

/// Reads a project, its YAML with some texts as if they were in its files, and what has not changed from what
/// an earlier run has kept.
///
/// # Errors
/// Fails where the project file cannot be read; every other fault is a diagnostic.
pub fn load_as(
    paths: &ProjectPaths,
    limits: Limits,
    replaced: &Replaced,
    kept: Kept,
) -> anyhow::Result<Loaded> {
    let mut reading = Reading::new(&paths.folder, limits, replaced);
    reading.kept = kept;
    let (file, raw) = yaml_files::read(&mut reading, &paths.file)?;
    let sources = reading.sources(&raw.sources);
    let templates = reading.templates()?;
    Ok(Loaded {
        file,
        raw,
        sources,
        templates,
        files: reading.files,
        diagnostics: reading.diagnostics,
        kept: reading.kept,
    })
}

/// A YAML file of a project.
#[derive(Debug, Clone)]
pub struct YamlFile {
    /// Its path relative to the project, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The project file and those that it includes, if all are YAML; or the faults of those that are
/// not.
///
/// # Errors
/// Fails where the project file cannot be read.
pub fn yaml_texts(
    paths: &ProjectPaths,
    limits: Limits,
) -> anyhow::Result<Result<Vec<YamlFile>, (Files, Diagnostics)>> {
    let replaced = Replaced::new();
    let mut reading = Reading::new(&paths.folder, limits, &replaced);
    let files = yaml_files::texts(&mut reading, &paths.file)?;
    let Reading {
        files: texts,
        diagnostics,
        ..
    } = reading;
    if diagnostics.has_errors() {
        return Ok(Err((texts, diagnostics)));
    }
    let file = |file: &FileId| YamlFile {
        path: texts.path(*file).to_owned(),
        text: texts.text(*file).to_owned(),
    };
    Ok(Ok(files.iter().map(file).collect()))
}

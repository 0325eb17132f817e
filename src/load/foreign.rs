//! The reading of files that are not written in the format: what an import is made from.

use std::path::Path;

use anyhow::{Context, bail};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{FileId, Files, Span};

use super::disk::{self, Depth, Found};
use super::encoding::text_of;
use super::raw::RawProject;
use super::{Kept, Limits, Loaded};

/// The bytes of a file.
///
/// # Errors
/// Fails where the file cannot be read or is larger than a project file may be.
pub fn read_bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = path.display();
    let limit = Limits::default().project;
    let found = disk::read_file(path, limit).with_context(|| format!("cannot read {shown}"))?;
    match found {
        Found::Bytes(bytes) => Ok(bytes),
        Found::Missing(why) => bail!("cannot read {shown}: {why}"),
        Found::Outside => bail!("cannot read {shown}"),
        Found::TooLarge(size) => bail!("{shown} has {size} bytes; the limit is {limit}"),
    }
}

/// The text of a file, taken into `files`; one that is not UTF-8 is a fault.
///
/// # Errors
/// Fails as [`read_bytes`] does.
pub fn read_text(
    files: &mut Files,
    path: &Path,
    faults: &mut Diagnostics,
) -> anyhow::Result<FileId> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let fault = match text_of(read_bytes(path)?) {
        Ok(text) => return Ok(files.add(shown, text)),
        Err(fault) => fault,
    };
    let message = format!("`{shown}` {}", fault.message);
    // What follows the fault is not read: it would only be reported once more.
    let text = fault.lossy.get(..fault.at).unwrap_or_default();
    let file = files.add(shown, text);
    let span = Span::new(file, fault.at..fault.at);
    let fault = Diagnostic::new(Code::SourceNotUtf8, message, span);
    faults.push(fault.help("save it as UTF-8; spreadsheets offer `CSV UTF-8`"));
    Ok(file)
}

/// The names of the files in a folder, in order; a folder that is not there has none.
///
/// # Errors
/// Fails where the folder cannot be listed.
pub fn file_names(folder: &Path) -> anyhow::Result<Vec<String>> {
    disk::list_files(folder, Depth::All)
        .with_context(|| format!("cannot list {}", folder.display()))
}

impl Loaded {
    /// A project of which nothing is known.
    #[must_use]
    pub fn nothing() -> Self {
        let mut files = Files::default();
        let file = files.add("no project", "");
        Self {
            files,
            file,
            raw: RawProject::default(),
            sources: Vec::new(),
            templates: Vec::new(),
            diagnostics: Diagnostics::default(),
            kept: Kept::default(),
        }
    }
}

//! The reading of sources and templates, each file once.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, bail};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{FileId, Files, Span};

use super::Limits;
use super::disk::{self, Found};
use super::encoding::text_of;
use super::raw::RawText;

/// What has been read so far.
pub(super) struct Reading<'a> {
    pub(super) folder: &'a Path,
    pub(super) limits: Limits,
    pub(super) files: Files,
    pub(super) diagnostics: Diagnostics,
    pub(super) read: HashMap<String, Option<FileId>>,
}

impl Reading<'_> {
    /// The text of a source; `None` and a fault where it cannot be read.
    pub(super) fn source(&mut self, path: Option<&RawText>) -> Option<FileId> {
        let path = path?;
        if let Some(&known) = self.read.get(&path.value) {
            return known;
        }
        let file = self.read_source(path);
        self.read.insert(path.value.clone(), file);
        file
    }

    fn read_source(&mut self, path: &RawText) -> Option<FileId> {
        let shown = &path.value;
        let limit = self.limits.source;
        let (code, message) = match disk::read_inside(self.folder, shown, limit) {
            Found::Bytes(bytes) => match text_of(bytes) {
                Ok(text) => return Some(self.files.add(shown.clone(), text)),
                Err(fault) => (Code::SourceNotUtf8, format!("`{shown}` {}", fault.message)),
            },
            Found::Missing(why) => (Code::SourceMissing, format!("cannot read `{shown}`: {why}")),
            Found::Outside => (
                Code::SourceOutsideProject,
                format!("`{shown}` lies outside the project"),
            ),
            Found::TooLarge(size) => (
                Code::SourceTooLarge,
                format!("`{shown}` has {size} bytes; the limit is {limit}"),
            ),
        };
        let help = match code {
            Code::SourceTooLarge => Some("raise the limit with --max-size"),
            Code::SourceOutsideProject => {
                Some("copy the text into the project and name it by a relative path")
            }
            Code::SourceNotUtf8 => Some("save the text as UTF-8"),
            _ => None,
        };
        self.diagnostics
            .push(Diagnostic::new(code, message, path.span).help_if(help));
        None
    }

    /// The project's own templates by name.
    pub(super) fn templates(&mut self) -> anyhow::Result<Vec<(String, FileId)>> {
        let folder = self.folder.join("templates");
        if let (Ok(root), Ok(target)) = (self.folder.canonicalize(), folder.canonicalize())
            && !target.starts_with(root)
        {
            bail!(
                "{} leads out of the project; copy the templates into it",
                folder.display()
            );
        }
        let names = disk::list_files(&folder)
            .with_context(|| format!("cannot list {}", folder.display()))?;
        let mut templates = Vec::new();
        for name in names {
            let path = folder.join(&name);
            let found = disk::read_file(&path, self.limits.source)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let shown = format!("templates/{name}");
            let bytes = match found {
                Found::Bytes(bytes) => bytes,
                Found::TooLarge(size) => {
                    let limit = self.limits.source;
                    let message = format!("the template has {size} bytes; the limit is {limit}");
                    let span = Span::new(self.files.add(shown, ""), 0..0);
                    let fault = Diagnostic::new(Code::Template, message, span);
                    self.diagnostics
                        .push(fault.help("raise the limit with --max-size"));
                    continue;
                }
                // It was there when the folder was listed, and no longer is.
                Found::Missing(_) | Found::Outside => continue,
            };
            match text_of(bytes) {
                Ok(text) => templates.push((name, self.files.add(shown, text))),
                Err(fault) => {
                    let file = self.files.add(shown, fault.lossy);
                    let span = Span::new(file, fault.at..fault.at);
                    let message = format!("the template {}", fault.message);
                    self.diagnostics
                        .push(Diagnostic::new(Code::Template, message, span));
                }
            }
        }
        Ok(templates)
    }
}

//! The reading of sources, included files and templates, each file once.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{FileId, Files, Span};

use super::disk::{self, Depth, Found, FoundInside};
use super::encoding::text_of;
use super::include::{Unexpanded, expand};
use super::kept::{Decoded, Kept, Stamp};
use super::raw::{ById, RawProject, RawSource, RawText};
use super::{Limits, Replaced};

/// What has been read so far.
pub(super) struct Reading<'a> {
    pub(super) folder: &'a Path,
    pub(super) limits: Limits,
    pub(super) replaced: &'a Replaced,
    pub(super) files: Files,
    pub(super) diagnostics: Diagnostics,
    pub(super) kept: Kept,
}

/// A text, and where it is and what tells whether it has changed, if it was read now.
struct TextRead {
    text: Arc<str>,
    at: Option<(PathBuf, Stamp)>,
}

/// Why a file of the project gives no text: what is wrong with it, and what helps.
struct Unread {
    code: Code,
    message: String,
    help: Option<&'static str>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(folder: &'a Path, limits: Limits, replaced: &'a Replaced) -> Self {
        Self {
            folder,
            limits,
            replaced,
            files: Files::default(),
            diagnostics: Diagnostics::default(),
            kept: Kept::default(),
        }
    }

    /// The text of each source, each file read once; `None` and a fault where it cannot be read.
    pub(super) fn sources(&mut self, sources: &ById<RawSource>) -> Vec<Option<FileId>> {
        let paths = || sources.iter().map(|(_, source)| source.file.as_ref());
        let mut seen = HashSet::new();
        let distinct: Vec<&RawText> = paths()
            .flatten()
            .filter(|path| seen.insert(path.value.as_str()))
            .collect();
        let read: Vec<Result<TextRead, Unread>> = distinct
            .par_iter()
            .map(|path| self.text(&path.value, self.limits.source))
            .collect();
        let mut known = HashMap::with_capacity(distinct.len());
        for (path, text) in distinct.into_iter().zip(read) {
            let file = self.take_in(path, &path.value, text);
            known.insert(path.value.as_str(), file);
        }
        let file = |path: Option<&RawText>| *known.get(path?.value.as_str())?;
        paths().map(file).collect()
    }

    /// The files that patterns lead to, in the order of the patterns, then of the names; each once,
    /// and none of those known already.
    pub(super) fn included(&mut self, patterns: &[RawText], known: &[FileId]) -> Vec<FileId> {
        let known = known.iter().map(|file| self.files.path(*file).to_owned());
        let mut seen: HashSet<String> = known.collect();
        let mut found: Vec<(&RawText, String)> = Vec::new();
        for pattern in patterns {
            match expand(self.folder, &pattern.value) {
                Ok(names) => {
                    let new = names.into_iter().filter(|name| seen.insert(name.clone()));
                    found.extend(new.map(|name| (pattern, name)));
                }
                Err(Unexpanded { code, message }) => {
                    let fault = Diagnostic::new(code, message, pattern.span);
                    self.diagnostics.push(fault);
                }
            }
        }
        let read: Vec<Result<TextRead, Unread>> = found
            .par_iter()
            .map(|(_, name)| match self.replaced.get(name) {
                Some(text) => Ok(TextRead {
                    text: text.as_str().into(),
                    at: None,
                }),
                None => self.text(name, self.limits.project),
            })
            .collect();
        let texts = found.into_iter().zip(read);
        texts
            .filter_map(|((pattern, name), text)| self.take_in(pattern, &name, text))
            .collect()
    }

    /// What a YAML file holds; its faults are reported.
    pub(super) fn take_decoded(&mut self, file: FileId, decoded: Decoded) -> RawProject {
        let (raw, faults) = self.kept.keep_decoded(file, decoded);
        self.diagnostics.extend(faults);
        raw
    }

    /// Keeps a text, or reports at its mention why there is none.
    fn take_in(
        &mut self,
        mention: &RawText,
        path: &str,
        text: Result<TextRead, Unread>,
    ) -> Option<FileId> {
        match text {
            Ok(TextRead { text, at }) => {
                if let Some((path, stamp)) = at {
                    self.kept.keep_text(path, stamp, &text);
                }
                Some(self.files.add(path, text))
            }
            Err(Unread {
                code,
                message,
                help,
            }) => {
                let fault = Diagnostic::new(code, message, mention.span);
                self.diagnostics.push(fault.help_if(help));
                None
            }
        }
    }

    /// The text of a file in the project.
    fn text(&self, path: &str, limit: u64) -> Result<TextRead, Unread> {
        let unread = |code, message, help| {
            Err(Unread {
                code,
                message,
                help,
            })
        };
        let known = |path: &Path, stamp: &Stamp| self.kept.text(path, stamp);
        let (found, at) = match disk::read_inside(self.folder, path, limit, known) {
            FoundInside::Known(text) => return Ok(TextRead { text, at: None }),
            FoundInside::Read(found, at) => (found, at),
        };
        match found {
            Found::Bytes(bytes) => match text_of(bytes) {
                Ok(text) => Ok(TextRead {
                    text: text.into(),
                    at,
                }),
                Err(fault) => unread(
                    Code::SourceNotUtf8,
                    format!("`{path}` {}", fault.message),
                    Some("save the text as UTF-8"),
                ),
            },
            Found::Missing(why) => unread(
                Code::SourceMissing,
                format!("cannot read `{path}`: {why}"),
                None,
            ),
            Found::Outside => unread(
                Code::SourceOutsideProject,
                format!("`{path}` lies outside the project"),
                Some("copy the text into the project and name it by a relative path"),
            ),
            Found::TooLarge(size) => unread(
                Code::SourceTooLarge,
                format!("`{path}` has {size} bytes; the limit is {limit}"),
                Some("raise the limit with --max-size"),
            ),
        }
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
        let names = disk::list_files(&folder, Depth::All)
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

//! What an earlier run on a project has read and worked out, so that a run after an edit reads, folds and
//! decodes only what has changed.
//!
//! A file counts as unchanged while the system gives the same stamp for it; a stamp is taken before the file
//! is read, so that a change during the reading is noticed by the next run.

use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::Diagnostics;
use crate::files::FileId;
use crate::text::{ParagraphMode, SourceText};

use super::raw::RawProject;

/// What tells one state of a file from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// The time of the last change to its content or its name, and its number on the disk, where the system
    /// has them: a program can set the time of modification back, these it cannot.
    #[cfg(unix)]
    changed: (i64, i64, u64),
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            changed: (metadata.ctime(), metadata.ctime_nsec(), metadata.ino()),
        }
    }
}

/// What was kept of earlier runs. A run that is to be the only one keeps nothing.
#[derive(Debug, Default)]
pub struct Kept {
    keeps: bool,
    texts: HashMap<PathBuf, (Stamp, Arc<str>)>,
    decoded: HashMap<FileId, Decoded>,
    prepared: HashMap<FileId, Prepared>,
}

/// A YAML file decoded.
#[derive(Debug, Clone)]
pub(super) struct Decoded {
    text: Arc<str>,
    raw: RawProject,
    faults: Diagnostics,
}

/// A text made searchable, with its SHA-256 in hexadecimal.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    mode: ParagraphMode,
    /// The text, nothing of it declared to be somebody else's.
    pub(crate) text: SourceText,
    /// The hash.
    pub(crate) sha256: String,
}

impl Kept {
    /// For a run after which others follow.
    #[must_use]
    pub fn for_more() -> Self {
        Self {
            keeps: true,
            ..Self::default()
        }
    }

    /// The text of a file, if it has not changed since it was read.
    pub(super) fn text(&self, path: &Path, stamp: &Stamp) -> Option<Arc<str>> {
        let (read, text) = self.texts.get(path)?;
        (read == stamp).then(|| Arc::clone(text))
    }

    /// Keeps the text of a file.
    pub(super) fn keep_text(&mut self, path: PathBuf, stamp: Stamp, text: &Arc<str>) {
        if self.keeps {
            self.texts.insert(path, (stamp, Arc::clone(text)));
        }
    }

    /// What a YAML file holds, decoded unless it was decoded as it is before.
    pub(super) fn decoded(
        &self,
        file: FileId,
        text: Arc<str>,
        decode: impl FnOnce(&str) -> (RawProject, Diagnostics),
    ) -> Decoded {
        let known = self.decoded.get(&file).filter(|known| known.text == text);
        known.cloned().unwrap_or_else(|| {
            let (raw, faults) = decode(&text);
            Decoded { text, raw, faults }
        })
    }

    /// Takes what a file holds out of its decoded form, and keeps a copy of what is new.
    pub(super) fn keep_decoded(
        &mut self,
        file: FileId,
        decoded: Decoded,
    ) -> (RawProject, Diagnostics) {
        let known = self.decoded.get(&file);
        if self.keeps && known.is_none_or(|known| known.text != decoded.text) {
            self.decoded.insert(file, decoded.clone());
        }
        (decoded.raw, decoded.faults)
    }

    /// A text made searchable, unless it was before.
    pub(crate) fn prepared(
        &self,
        file: Option<FileId>,
        text: Arc<str>,
        mode: ParagraphMode,
        hash: impl FnOnce(&str) -> String,
    ) -> Prepared {
        let known = file.and_then(|file| self.prepared.get(&file));
        let known = known.filter(|known| known.mode == mode && known.text.is_of(&text));
        known.cloned().unwrap_or_else(|| Prepared {
            mode,
            sha256: hash(&text),
            text: SourceText::new(text, mode),
        })
    }

    /// Keeps texts made searchable, and no others.
    pub(crate) fn keep_prepared(&mut self, prepared: HashMap<FileId, Prepared>) {
        self.prepared = prepared;
    }

    /// Whether further runs follow.
    pub(crate) const fn keeps(&self) -> bool {
        self.keeps
    }
}

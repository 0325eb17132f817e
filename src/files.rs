//! The texts of one run, and places in them: every diagnostic points into a [`Files`].

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Names one text of a [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

/// A range of bytes in one file, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The place of a range of bytes in a file.
    #[must_use]
    pub fn new(file: FileId, bytes: Range<usize>) -> Self {
        Self {
            file,
            start: bytes.start,
            end: bytes.end,
        }
    }
}

/// A value that still knows where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value and its place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A line and a column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Every text that a run has read, in the order of reading.
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<TextFile>,
}

/// One text: its path for people and its content.
#[derive(Debug)]
struct TextFile {
    path: String,
    text: Arc<str>,
    line_starts: OnceLock<Vec<usize>>,
}

impl Files {
    /// Takes a text in and names it. `path` is relative to the project, with `/`.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.files.push(TextFile {
            path: path.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
        });
        FileId(self.files.len() - 1)
    }

    /// The path of a file, relative to the project, with `/`.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        &self.files[file.0].path
    }

    /// The paths of all files, in the order of reading.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    /// The size of all files together, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|file| file.text.len()).sum()
    }

    /// The content of a file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0].text
    }

    /// The content of a file, for those who keep it.
    #[must_use]
    pub fn shared(&self, file: FileId) -> Arc<str> {
        Arc::clone(&self.files[file.0].text)
    }

    /// The words at a place; empty where the place does not fall on characters of the file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file)
            .get(span.start..span.end)
            .unwrap_or_default()
    }

    /// The line and column of a byte. A byte order mark takes no column, as editors show it.
    #[must_use]
    pub fn position(&self, file: FileId, byte: usize) -> Position {
        let file = &self.files[file.0];
        let starts = file.line_starts.get_or_init(|| line_starts(&file.text));
        let line = starts.partition_point(|&start| start <= byte).max(1);
        let before = file
            .text
            .get(starts[line - 1]..byte.min(file.text.len()))
            .unwrap_or_default();
        Position {
            line,
            column: before.trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }

    /// The bytes of the line that holds a byte, without its line end.
    #[must_use]
    pub fn line_around(&self, file: FileId, byte: usize) -> Range<usize> {
        let line = self.position(file, byte).line;
        let file = &self.files[file.0];
        let starts = file.line_starts.get_or_init(|| line_starts(&file.text));
        let start = starts[line - 1];
        let end = starts.get(line).copied().unwrap_or(file.text.len());
        start..start + file.text[start..end].trim_end_matches(['\r', '\n']).len()
    }
}

/// The first byte of each line; a line ends with `\n`, `\r\n` or a lone `\r`.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_of_every_kind_and_columns_in_characters() {
        let mut files = Files::default();
        let file = files.add("a", "\u{feff}ab\r\né\rx\n");
        let at = |byte| {
            let position = files.position(file, byte);
            (position.line, position.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (1, 1));
        assert_eq!(at(4), (1, 2));
        assert_eq!(at(7), (2, 1));
        assert_eq!(at(9), (2, 2));
        assert_eq!(at(10), (3, 1));
        assert_eq!(at(12), (4, 1));
        assert_eq!(at(99), (4, 1));
    }
}

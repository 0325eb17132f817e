//! Where words stand in a source.

use std::ops::Range;

use crate::text::source::SourceText;

/// Where words stand in a source; made by the searches of this module alone.
///
/// There are as many as quotes: 32 bits are enough for every text that is searched, see
/// [`SourceText::new`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    bytes: (u32, u32),
    chars: (u32, u32),
    paragraphs: (u32, u32),
    lines: (u32, u32),
    column: u32,
}

impl Place {
    /// The place of `bytes` of the raw text of `source`, without white space at its ends.
    pub(in crate::text) fn new(source: &SourceText, bytes: &Range<usize>) -> Self {
        let bytes = trim(source.raw(), bytes);
        let last = bytes.end.saturating_sub(1).max(bytes.start);
        let (line, column) = source.line_column(bytes.start);
        let start = source.chars_before(bytes.start);
        let length = source.raw()[bytes.clone()].chars().count();
        let number = |byte| {
            source
                .paragraph_at(byte)
                .map_or(0, |paragraph| paragraph.number)
        };
        Self {
            bytes: (small(bytes.start), small(bytes.end)),
            chars: (small(start), small(start + length)),
            paragraphs: (small(number(bytes.start)), small(number(last))),
            lines: (small(line), small(source.line(last))),
            column: small(column),
        }
    }

    /// The bytes of the raw file.
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.0 as usize..self.bytes.1 as usize
    }

    /// The code points of the raw file, from 0; a byte order mark counts as one.
    pub fn chars(&self) -> Range<usize> {
        self.chars.0 as usize..self.chars.1 as usize
    }

    /// The number of the paragraph in which the words begin, from 1.
    pub fn paragraph(&self) -> usize {
        self.paragraphs.0 as usize
    }

    /// The number of the paragraph in which the words end, from 1.
    pub fn last_paragraph(&self) -> usize {
        self.paragraphs.1 as usize
    }

    /// The number of the line in which the words begin, from 1.
    pub fn line(&self) -> usize {
        self.lines.0 as usize
    }

    /// The number of the line in which the words end, from 1.
    pub fn last_line(&self) -> usize {
        self.lines.1 as usize
    }

    /// The column at which the words begin, from 1, in characters.
    pub fn column(&self) -> usize {
        self.column as usize
    }
}

/// An offset or a number that fits, as all in the part of a text that is searched do.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn trim(raw: &str, bytes: &Range<usize>) -> Range<usize> {
    let text = &raw[bytes.clone()];
    let start = bytes.start + (text.len() - text.trim_start().len());
    let end = bytes.start + text.trim_end().len();
    start..end.max(start)
}

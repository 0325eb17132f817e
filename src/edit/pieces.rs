//! YAML text as pieces: scalars, marks and comments, each with its bytes. The only file that names
//! the scanner, which is the one that the loader's YAML crate reads with.

use std::ops::Range;

use granit_parser::{ScalarStyle, Scanner, StrInput, TokenType};

/// Something that is not white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) bytes: Range<usize>,
    /// How many bytes of its line stand before it.
    pub(super) column: usize,
    /// Whether nothing but white space stands before it in its line.
    pub(super) starts_line: bool,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plain or quoted scalar; it may have several lines.
    Scalar,
    /// An anchor, a tag or an alias.
    Property,
    /// One of `- ? : , [ ] { }`.
    Mark(u8),
    /// `|` or `>` with its indicators.
    Header,
    /// The lines of a block scalar; whole ones, but for the end of the file.
    Body,
    /// A comment, with its `#` and without its line end.
    Comment,
    /// `---`, `...` or a directive.
    Boundary,
}

/// The pieces of a text in order; `None` if it is no YAML, or has white space that YAML does not know.
///
/// The scanner finds the scalars. What stands between them can only be marks, comments and white
/// space, which is read here.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reading = Reading {
        text,
        at: start,
        line: start,
        seen: start,
        pieces: Vec::new(),
    };
    for token in Scanner::new(StrInput::new(text)) {
        let (span, token) = token.ok()?.into_parts();
        let bytes = span.byte_range()?;
        let kind = match token {
            TokenType::Scalar(ScalarStyle::Literal | ScalarStyle::Folded, _) => {
                reading.body(&bytes)?;
                continue;
            }
            TokenType::Scalar(..) => Kind::Scalar,
            TokenType::Anchor(_) | TokenType::Tag(..) | TokenType::Alias(_) => Kind::Property,
            TokenType::DocumentStart
            | TokenType::DocumentEnd
            | TokenType::VersionDirective(..)
            | TokenType::TagDirective(..)
            | TokenType::ReservedDirective(..) => Kind::Boundary,
            _ => continue,
        };
        reading.marks(bytes.start)?;
        reading.take(kind, bytes.end)?;
    }
    reading.marks(text.len())?;
    Some(reading.pieces)
}

/// The comments of a text, in order, without the white space at their ends.
pub(super) fn comments<'t>(text: &'t str, pieces: &[Piece]) -> Vec<&'t str> {
    let comments = pieces.iter().filter(|piece| piece.kind == Kind::Comment);
    comments
        .map(|comment| text[comment.bytes.clone()].trim_end())
        .collect()
}

struct Reading<'t> {
    text: &'t str,
    /// How far pieces have been taken.
    at: usize,
    /// Where the line that holds the byte `seen` begins.
    line: usize,
    seen: usize,
    pieces: Vec<Piece>,
}

impl Reading<'_> {
    /// Takes the text up to `end` as one piece.
    fn take(&mut self, kind: Kind, end: usize) -> Option<()> {
        self.text.get(self.at..end)?;
        let bytes = self.at..end;
        if let Some(last) = self.text[self.seen..bytes.start].rfind(['\n', '\r']) {
            self.line = self.seen + last + 1;
        }
        self.seen = bytes.start;
        self.at = end;
        self.pieces.push(Piece {
            kind,
            column: bytes.start - self.line,
            starts_line: is_white(&self.text[self.line..bytes.start]),
            bytes,
        });
        Some(())
    }

    /// Reads marks, comments and white space up to `end`.
    fn marks(&mut self, end: usize) -> Option<()> {
        while self.at < end {
            self.next(end)?;
        }
        (self.at == end).then_some(())
    }

    fn next(&mut self, end: usize) -> Option<()> {
        let rest = self.text.get(self.at..end)?;
        let first = *rest.as_bytes().first()?;
        match first {
            b' ' | b'\t' | b'\n' | b'\r' => {
                self.at += 1;
                Some(())
            }
            b'#' => {
                let line = rest.split(['\n', '\r']).next().unwrap_or(rest);
                self.take(Kind::Comment, self.at + line.len())
            }
            b'-' | b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' => {
                self.take(Kind::Mark(first), self.at + 1)
            }
            b'|' | b'>' => {
                let indicators = rest[1..]
                    .trim_start_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
                self.take(Kind::Header, self.at + rest.len() - indicators.len())
            }
            _ => None,
        }
    }

    /// Reads the header of a block scalar whose content the scanner has found at `content`, and takes
    /// its lines: all from the line below the header to the last one that belongs to it.
    fn body(&mut self, content: &Range<usize>) -> Option<()> {
        let known = self.pieces.len();
        while !self.pieces[known..]
            .iter()
            .any(|piece| piece.kind == Kind::Header)
        {
            self.next(self.text.len())?;
        }
        let rest = self.text.get(self.at..)?;
        let line = rest.split(['\n', '\r']).next().unwrap_or(rest);
        let below = self.at + line.len();
        let below = below + line_break(&self.text[below..]).len();
        self.marks(below)?;
        let lines = self.text.get(below..content.end.max(below))?;
        let whole = match lines.rfind(['\n', '\r']) {
            // An empty scalar is placed at what comes next, with comments before it.
            _ if content.is_empty() && !is_white(lines) => 0,
            // Here the scanner has read on into the line of what comes next.
            Some(last) if is_white(&lines[last + 1..]) => last + 1,
            _ => lines.len(),
        };
        self.take(Kind::Body, below + whole)
    }
}

/// Whether a text is nothing but the white space of YAML.
pub(super) fn is_white(text: &str) -> bool {
    text.trim_matches([' ', '\t', '\n', '\r']).is_empty()
}

/// The line break that a text begins with; empty if there is none.
pub(super) fn line_break(text: &str) -> &str {
    let length = match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    &text[..length]
}

/// The first line break of a text, or the usual one.
pub(super) fn first_break(text: &str) -> &str {
    let first = text.find(['\n', '\r']).map(|at| line_break(&text[at..]));
    first.unwrap_or("\n")
}

/// The lines of a text without their line breaks; what follows the last break is none if it is empty.
pub(super) fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        lines.push(&rest[..end]);
        rest = &rest[end..];
        rest = &rest[line_break(rest).len()..];
    }
    lines
}

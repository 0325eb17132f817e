//! Makes two texts comparable: a small, fixed table of harmless differences is folded away, and nothing else.
//!
//! 1. White space, quotation marks, dashes, ellipses, invisible characters, ligatures and the composition
//!    of accents are folded (`class`, `plain`, `scan`, `runs`).
//! 2. The way back to the raw text is kept in sparse pieces.
//! 3. Hyphens at line ends are remembered, because nobody can tell whether they belong to the word (`hyphens`).
//! 4. Which folds made two texts equal can be counted afterwards (`usage`).

mod class;
mod hyphens;
mod plain;
mod runs;
mod scan;
mod usage;

use std::ops::Range;

use self::hyphens::{Joint, JointKind};

pub use self::usage::{Fold, Folds};

pub(in crate::text) use self::hyphens::{Stripped, match_joints};
pub(in crate::text) use self::usage::count_folds;

/// The ellipsis that every form of ellipsis folds to.
pub(in crate::text) const ELLIPSIS: char = '…';

/// The dash that every spaced or long dash folds to.
pub(in crate::text) const DASH: char = '—';

/// A text made comparable, with the way back to the raw text.
#[derive(Debug, Clone, Default)]
pub(in crate::text) struct Folded {
    text: String,
    pieces: Vec<Piece>,
    joints: Vec<Joint>,
    has_line_end_hyphen: bool,
}

/// One stretch that the fold changed; between two pieces the folded text is the raw text.
///
/// Offsets have 32 bits to keep the map small: no more than the first 1.3 GiB of a text are folded.
#[derive(Debug, Clone)]
struct Piece {
    folded_start: u32,
    folded_end: u32,
    raw_start: u32,
    raw_end: u32,
    fold: Fold,
}

/// Which changes a fold records.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Only those that move the ends of characters, which is all that the way back needs.
    Moves,
    /// All, so that they can be counted.
    All,
}

impl Folded {
    /// Folds `raw`.
    pub(in crate::text) fn new(raw: &str) -> Self {
        scan::fold(raw, Detail::Moves)
    }

    fn in_detail(raw: &str) -> Self {
        scan::fold(raw, Detail::All)
    }

    /// The folded text.
    pub(in crate::text) fn text(&self) -> &str {
        &self.text
    }

    /// Whether some hyphen stood at a line end, so that the text must be searched without it too.
    pub(in crate::text) fn has_line_end_hyphen(&self) -> bool {
        self.has_line_end_hyphen
    }

    /// The raw bytes that the bytes `folded` of the folded text stand for.
    pub(in crate::text) fn raw_range(&self, folded: &Range<usize>) -> Range<usize> {
        self.raw_start(folded.start)..self.raw_end(folded.end)
    }

    fn raw_start(&self, folded: usize) -> usize {
        let after = self
            .pieces
            .partition_point(|piece| piece.folded_start as usize <= folded);
        match after.checked_sub(1).map(|index| &self.pieces[index]) {
            None => folded,
            Some(piece) if folded < piece.folded_end as usize => piece.raw_start as usize,
            Some(piece) => piece.raw_end as usize + (folded - piece.folded_end as usize),
        }
    }

    fn raw_end(&self, folded: usize) -> usize {
        let after = self
            .pieces
            .partition_point(|piece| (piece.folded_start as usize) < folded);
        match after.checked_sub(1).map(|index| &self.pieces[index]) {
            None => folded,
            Some(piece) if folded <= piece.folded_end as usize => piece.raw_end as usize,
            Some(piece) => piece.raw_end as usize + (folded - piece.folded_end as usize),
        }
    }

    /// The first place of the folded text whose raw text begins at `raw` or later.
    pub(in crate::text) fn folded_at(&self, raw: usize) -> usize {
        let after = self
            .pieces
            .partition_point(|piece| (piece.raw_start as usize) < raw);
        let folded = match after.checked_sub(1).map(|index| &self.pieces[index]) {
            None => raw,
            Some(piece) if raw <= piece.raw_end as usize => piece.folded_end as usize,
            Some(piece) => piece.folded_end as usize + (raw - piece.raw_end as usize),
        };
        folded.min(self.text.len())
    }
}

/// Folds `raw` where only the text is wanted.
pub(in crate::text) fn fold_text(raw: &str) -> String {
    Folded::new(raw).text
}

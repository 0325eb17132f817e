//! Reads a raw text from left to right and writes the folded one.
//!
//! Most of a text folds to itself: those runs are passed over quickly and copied whole. What is left goes, character
//! by character, to one method for each row of the fold table; those for dashes and dots are in `runs`.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::class::{
    bears_marks, dash_of, is_composed, is_invisible, is_mark, joins, joins_previous,
    ligature_letters, straight_mark,
};
use super::plain::plain_end;
use super::{Detail, Fold, Folded, JointKind, Piece};

/// The longest text that is folded, in bytes: NFC at most triples a text, so its offsets still fit 32 bits.
const LONGEST: usize = u32::MAX as usize / 3;

/// Folds `raw`, or as much of it as 32-bit offsets can address.
pub(super) fn fold(raw: &str, detail: Detail) -> Folded {
    let raw = &raw[..raw.floor_char_boundary(LONGEST)];
    let mut scanner = Scanner {
        raw,
        at: 0,
        copied: 0,
        detail,
        out: Folded::default(),
    };
    scanner.out.text.reserve(raw.len());
    while let Some(c) = scanner.skip_plain() {
        scanner.fold_char(c);
    }
    scanner.copy_until(raw.len());
    scanner.out
}

/// A raw text that is being folded.
pub(super) struct Scanner<'a> {
    pub(super) raw: &'a str,
    /// The first raw byte that was not looked at.
    pub(super) at: usize,
    /// The first raw byte that was not written.
    copied: usize,
    detail: Detail,
    pub(super) out: Folded,
}

impl Scanner<'_> {
    /// Passes over what folds to itself and returns the first character that may not.
    fn skip_plain(&mut self) -> Option<char> {
        self.at = plain_end(self.raw.as_bytes(), self.at);
        self.char_at(self.at)
    }

    fn fold_char(&mut self, c: char) {
        if c.is_whitespace() {
            self.fold_space();
        } else if dash_of(c).is_some() {
            self.fold_dashes(self.at);
        } else if c == '.' || c == super::ELLIPSIS {
            self.fold_dots();
        } else if is_invisible(c) {
            self.drop_invisible();
        } else {
            self.fold_letter(c);
        }
    }

    /// One space for a run of white space; a dash after it takes the run along.
    fn fold_space(&mut self) {
        let start = self.at;
        let end = self.end_of(start, |c| c.is_whitespace() || is_invisible(c));
        if self.char_at(end).is_some_and(|c| dash_of(c).is_some()) {
            self.fold_dashes(start);
        } else {
            self.replace(start..end, " ", Fold::WhiteSpace);
        }
    }

    /// Drops a run of invisible characters, unless a soft hyphen ends a line or a mark joins what went before.
    fn drop_invisible(&mut self) {
        let start = self.at;
        let end = self.end_of(start, is_invisible);
        if self.raw[start..end].ends_with('\u{ad}') && self.fold_soft_hyphen(start, end) {
            return;
        }
        match self.base_before(start, self.char_at(end)) {
            Some(base) => self.fold_cluster(base),
            None => self.replace(start..end, "", Fold::Invisible),
        }
    }

    /// A soft hyphen before a line break is a hyphen at a line end; returns whether it was one.
    fn fold_soft_hyphen(&mut self, start: usize, end: usize) -> bool {
        let after = self.end_of(end, |c| c.is_whitespace() || is_invisible(c));
        let space = &self.raw[end..after];
        let breaks = space.matches(['\n', '\r']).count() - space.matches("\r\n").count();
        if breaks != 1 || self.joint_between(start, after, breaks) != Some(JointKind::Letters) {
            return false;
        }
        let at = self.out.text.len();
        self.replace(start..after, "-", Fold::LineEndHyphen);
        self.push_joint(at, JointKind::Letters);
        true
    }

    fn fold_letter(&mut self, c: char) {
        let end = self.at + c.len_utf8();
        let alone = !self
            .char_at(end)
            .is_some_and(|next| joins_previous(next) || is_invisible(next));
        if let Some(mark) = straight_mark(c).filter(|_| alone) {
            self.replace(self.at..end, mark, Fold::QuotationMarks);
        } else if let Some(base) = self.base_before(self.at, Some(c)) {
            self.fold_cluster(base);
        } else if alone && is_composed(c) && ligature_letters(c).is_none() {
            self.at = end;
        } else {
            self.fold_cluster(self.at);
        }
    }

    /// Composes the character at `start` with all that joins it.
    fn fold_cluster(&mut self, start: usize) {
        let (mut cluster, mut end, mut fold) = (String::new(), start, Fold::Accents);
        for (at, c) in self.raw[start..].char_indices() {
            if at == 0 {
                fold = push_starter(&mut cluster, c);
                if !bears_marks(c) {
                    end += c.len_utf8();
                    break;
                }
            } else if joins_previous(c) && joins(&cluster, c) {
                cluster.push(c);
            } else if is_invisible(c) {
                continue;
            } else {
                break;
            }
            end = start + at + c.len_utf8();
        }
        let composed: String = cluster.nfc().collect();
        self.replace(start..end, &composed, fold);
    }

    /// Writes `folded` for the raw bytes `raw`, and records it if it is a change worth recording.
    pub(super) fn replace(&mut self, raw: Range<usize>, folded: &str, fold: Fold) {
        self.at = raw.end;
        if self.raw[raw.clone()] == *folded {
            return;
        }
        self.copy_until(raw.start);
        let folded_start = self.out.text.len();
        self.out.text.push_str(folded);
        self.copied = raw.end;
        let is_one = |text: &str| text.chars().nth(1).is_none();
        let moves = raw.len() != folded.len() || !is_one(&self.raw[raw.clone()]) || !is_one(folded);
        if moves || self.detail == Detail::All {
            self.out.pieces.push(Piece {
                folded_start: as_offset(folded_start),
                folded_end: as_offset(self.out.text.len()),
                raw_start: as_offset(raw.start),
                raw_end: as_offset(raw.end),
                fold,
            });
        }
    }

    /// Copies what folds to itself up to the raw byte `end`.
    pub(super) fn copy_until(&mut self, end: usize) {
        if self.copied < end {
            self.out.text.push_str(&self.raw[self.copied..end]);
            self.copied = end;
        }
    }

    /// The raw character at `at`, if the text goes on so far.
    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.raw[at..].chars().next()
    }

    /// The character before `at` on which `mark` stands, if `mark` is one and that character was not written yet.
    fn base_before(&self, at: usize, mark: Option<char>) -> Option<usize> {
        mark.filter(|mark| is_mark(*mark))?;
        let (base, c) = self.raw[self.copied..at].char_indices().next_back()?;
        bears_marks(c).then_some(self.copied + base)
    }

    /// Where the run of characters that belong, from `start` on, ends.
    pub(super) fn end_of(&self, start: usize, belongs: impl Fn(char) -> bool) -> usize {
        self.raw[start..]
            .find(|c| !belongs(c))
            .map_or(self.raw.len(), |length| start + length)
    }
}

/// Begins a cluster with what its first character folds to.
fn push_starter(cluster: &mut String, c: char) -> Fold {
    if let Some(letters) = ligature_letters(c) {
        cluster.push_str(letters);
        Fold::Ligatures
    } else if let Some(mark) = straight_mark(c) {
        cluster.push_str(mark);
        Fold::QuotationMarks
    } else {
        cluster.push(c);
        Fold::Accents
    }
}

fn as_offset(offset: usize) -> u32 {
    u32::try_from(offset).expect("invariant: no text longer than LONGEST is folded")
}

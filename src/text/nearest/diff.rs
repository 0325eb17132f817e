//! What differs between a passage and a quote, word by word.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::words::count_words;

/// A stretch of a word diff; the stretches that are not inserted are the passage, in order, and those that are not
/// deleted are the quote, both folded so that only real differences show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffPiece {
    /// Whose words they are.
    pub kind: DiffKind,
    /// The words, with the white space that follows them.
    pub text: String,
}

/// Whose the words of a stretch are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffKind {
    /// The source and the quote have them.
    Equal,
    /// Only the source has them.
    Deleted,
    /// Only the quote has them.
    Inserted,
}

/// One change from the words of a passage to those of a quote; one side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The source's words.
    pub(super) old: String,
    /// The quote's words.
    pub(super) new: String,
}

/// A word diff.
pub(super) struct Diff {
    /// The stretches, in order.
    pub(super) pieces: Vec<DiffPiece>,
    /// The changes, in order.
    pub(super) changes: Vec<Change>,
    /// How many words both have.
    pub(super) equal_words: usize,
}

/// Longer texts than this, in words, are not compared: the time grows with the square of the length.
const MOST_TOKENS: usize = 5_000;

/// Compares the words of a passage with those of a quote; punctuation marks count as words of their own.
pub(super) fn diff_words(passage: &str, quote: &str) -> Diff {
    let (old, new) = (tokens_of(passage), tokens_of(quote));
    let old_words: Vec<&str> = old.iter().map(|token| &passage[token.clone()]).collect();
    let new_words: Vec<&str> = new.iter().map(|token| &quote[token.clone()]).collect();
    let mut diff = Diff {
        pieces: Vec::new(),
        changes: Vec::new(),
        equal_words: 0,
    };
    for op in compare(&old_words, &new_words) {
        let before = slice_of(passage, &old, &op.old_range());
        let after = slice_of(quote, &new, &op.new_range());
        if let DiffOp::Equal { .. } = op {
            diff.equal_words += count_words(before);
            diff.push(DiffKind::Equal, before);
        } else {
            diff.push(DiffKind::Deleted, before);
            diff.push(DiffKind::Inserted, after);
            diff.changes.push(Change {
                old: before.trim().to_owned(),
                new: after.trim().to_owned(),
            });
        }
    }
    diff
}

fn compare(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    if old.len().max(new.len()) <= MOST_TOKENS {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    vec![DiffOp::Replace {
        old_index: 0,
        old_len: old.len(),
        new_index: 0,
        new_len: new.len(),
    }]
}

impl Diff {
    fn push(&mut self, kind: DiffKind, text: &str) {
        if !text.is_empty() {
            let text = text.to_owned();
            self.pieces.push(DiffPiece { kind, text });
        }
    }
}

/// The byte ranges of the words and the punctuation marks of `text`.
fn tokens_of(text: &str) -> Vec<Range<usize>> {
    text.split_word_bound_indices()
        .filter(|(_, token)| !token.trim().is_empty())
        .map(|(start, token)| start..start + token.len())
        .collect()
}

/// The text of these tokens up to the beginning of the next one.
fn slice_of<'a>(text: &'a str, tokens: &[Range<usize>], range: &Range<usize>) -> &'a str {
    if range.is_empty() {
        return "";
    }
    let end = tokens.get(range.end).map_or(text.len(), |next| next.start);
    &text[tokens[range.start].start..end]
}

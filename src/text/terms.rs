//! Finds terms and passages without the strictness of a quote.

use std::ops::Range;

use memchr::memmem;

use crate::text::edges::core_of;
use crate::text::fold::fold_text;
use crate::text::hits::find_hits;
use crate::text::nearest::find_loosely;
use crate::text::needle::Needle;
use crate::text::place::Place;
use crate::text::quote::{Candidate, list_candidates};
use crate::text::source::{SourceText, lower_in_place};
use crate::text::tokens::splits_word;

impl SourceText {
    /// The places in the author's own words where `term` stands as whole words, in upper or lower case, folded; a
    /// `*` at its end takes any ending. The first 1,000 of them.
    pub fn find_term(&self, term: &str) -> Vec<Place> {
        const MOST_PLACES: usize = 1_000;
        let term = term.trim();
        let stem = term.strip_suffix('*').unwrap_or(term);
        let needle = lower_in_place(fold_text(stem).trim());
        if needle.is_empty() {
            return Vec::new();
        }
        let text = self.lowered();
        memmem::find_iter(text.as_bytes(), needle.as_bytes())
            .map(|start| start..start + needle.len())
            .filter(|hit| !splits_word(text, hit.start))
            .filter_map(|hit| match stem.len() < term.len() {
                true => Some(through_word(text, &hit)),
                false => (!splits_word(text, hit.end)).then_some(hit),
            })
            .map(|hit| self.place(&hit))
            .filter(|place| self.is_author(&place.bytes()))
            .take(MOST_PLACES)
            .collect()
    }
}

/// The places where `words` stand, whoever's they are, in the order of the file: equal after folding, or, where
/// there is none, equal but for case, accents, punctuation and spacing. At most 20; each of several places of the
/// author's has a prefix or a suffix that singles it out.
pub fn find_passages(source: &SourceText, words: &str) -> Vec<Candidate> {
    let core = core_of(words);
    let mut hits = find_hits(source, &Needle::new(core)).whole;
    if hits.is_empty() {
        hits = find_loosely(source, core);
    }
    let is_authors = |hit: &Range<usize>| source.is_author(&source.folded().raw_range(hit));
    let rivals: Vec<_> = hits.iter().filter(|hit| is_authors(hit)).cloned().collect();
    list_candidates(source, &hits, &rivals)
}

/// The hit with the rest of the word in which it ends.
fn through_word(text: &str, hit: &Range<usize>) -> Range<usize> {
    let mut end = hit.end;
    while splits_word(text, end) {
        end = text.ceil_char_boundary(end + 1);
    }
    hit.start..end
}

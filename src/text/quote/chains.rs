//! Finds where the literal stretches of an edited quote stand, one after another, with no more between them than
//! the edits allow.

use std::ops::Range;

use super::marks::{Link, Literal, Marked};
use crate::text::hits::hits_in;
use crate::text::needle::Needle;
use crate::text::source::{SourceText, ends_sentence};
use crate::text::tokens::{is_word, splits_sign, splits_token};
use crate::text::words::count_words;

/// How many words an omission may leave out.
pub(in crate::text) const WIDEST_OMISSION: usize = 60;

/// How many words a bracket may stand for.
pub(in crate::text) const WIDEST_SUBSTITUTION: usize = 6;

/// How many letters a bracket inside a word may stand for.
const MOST_LETTERS: usize = 20;

/// How many hits are looked at before the search ends.
const MOST_STEPS: usize = 20_000;

/// Where the literal stretches of a quote stand, as byte ranges of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::text) struct Chain {
    /// One for each literal stretch.
    pub(in crate::text) literals: Vec<Range<usize>>,
    /// From the first to the last, with the letters that brackets at the ends stand for.
    pub(in crate::text) span: Range<usize>,
}

/// The chains that hold no other chain, in order.
pub(in crate::text) fn find_chains(source: &SourceText, marked: &Marked) -> Vec<Chain> {
    let chains = search(source, marked, Literals::AsWritten);
    if chains.is_empty()
        && marked
            .literals
            .iter()
            .any(|literal| literal.stop_is_doubtful)
    {
        return search(source, marked, Literals::WithoutDoubtfulStops);
    }
    chains
}

/// Whether stops that may belong to an ellipsis of four dots are searched for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Literals {
    AsWritten,
    WithoutDoubtfulStops,
}

struct Search<'a> {
    source: &'a SourceText,
    text: &'a str,
    marked: &'a Marked,
    needles: &'a [Needle],
    steps: usize,
    found: Vec<Chain>,
}

fn search(source: &SourceText, marked: &Marked, literals: Literals) -> Vec<Chain> {
    let bare = |literal: &Literal| match literals {
        Literals::WithoutDoubtfulStops if literal.stop_is_doubtful => {
            Needle::new(literal.words.trim_end_matches('.').trim_end())
        }
        _ => Needle::new(&literal.words),
    };
    let needles: Vec<_> = marked.literals.iter().map(bare).collect();
    let mut search = Search {
        source,
        text: source.folded().text(),
        marked,
        needles: &needles,
        steps: 0,
        found: Vec::new(),
    };
    search.extend(&mut Vec::new(), 0..search.text.len());
    keep_smallest(search.found)
}

impl Search<'_> {
    /// Extends `chain` by the next literal, wherever it stands in `window`, and so on to the last.
    fn extend(&mut self, chain: &mut Vec<Range<usize>>, window: Range<usize>) {
        let index = chain.len();
        let Some(needle) = self.needles.get(index) else {
            return;
        };
        for hit in hits_in(self.source, needle, window) {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return;
            }
            if !self.fits(chain.last(), index, &hit) {
                continue;
            }
            let reach = self.reach(&hit, index);
            chain.push(hit);
            if chain.len() == self.needles.len() {
                self.found.extend(self.close(chain));
            } else {
                self.extend(chain, reach);
            }
            chain.pop();
        }
    }

    /// Whether literal number `index` may stand at `hit` after the one at `previous`.
    fn fits(&self, previous: Option<&Range<usize>>, index: usize, hit: &Range<usize>) -> bool {
        let Some(previous) = previous else {
            return true;
        };
        if hit.start < previous.end {
            return false;
        }
        let gap = &self.text[previous.end..hit.start];
        match &self.marked.links[index - 1] {
            Link::Inside(_) => {
                gap.chars().all(char::is_alphabetic)
                    && gap.chars().count() <= MOST_LETTERS
                    && (self.begins_with_word(hit) || !splits_token(self.text, hit.start))
            }
            Link::Gap { omits, .. } => {
                !splits_token(self.text, previous.end)
                    && self.begins_whole(hit)
                    && match omits {
                        true => !gap.trim().is_empty() && count_words(gap) <= WIDEST_OMISSION,
                        false => {
                            count_words(gap) <= WIDEST_SUBSTITUTION
                                && !ends_sentence(self.through_first_word(previous.end, hit))
                        }
                    }
            }
        }
    }

    fn begins_with_word(&self, hit: &Range<usize>) -> bool {
        self.text[hit.clone()].starts_with(is_word)
    }

    fn begins_whole(&self, hit: &Range<usize>) -> bool {
        let raw = self.source.folded().raw_range(hit).start;
        !splits_token(self.text, hit.start) && !splits_sign(self.source.raw(), raw)
    }

    /// The text from `start` to the first letter of the hit, so that a stop before it can be seen to end a sentence.
    fn through_first_word(&self, start: usize, hit: &Range<usize>) -> &str {
        let words = &self.text[hit.clone()];
        let first = words.find(char::is_alphanumeric).unwrap_or(0);
        &self.text[start..self.text.ceil_char_boundary(hit.start + first + 1)]
    }

    /// Where the literal after number `index`, which stands at `hit`, may stand: near enough, in the same paragraph.
    fn reach(&self, hit: &Range<usize>, index: usize) -> Range<usize> {
        let raw = self.source.folded().raw_range(hit);
        let paragraph_end = match self.source.paragraph_at(raw.end.saturating_sub(1)) {
            Some(paragraph) => self.source.folded().folded_at(paragraph.range.end),
            None => hit.end,
        };
        let gap_end = match self.marked.links.get(index) {
            Some(Link::Gap { omits: true, .. }) => {
                end_of_words(self.text, hit.end, WIDEST_OMISSION)
            }
            Some(Link::Gap { .. }) => end_of_words(self.text, hit.end, WIDEST_SUBSTITUTION),
            _ => hit.end + MOST_LETTERS * 4,
        };
        // Hyphens at line ends can make the words in the source longer than the needle, but never twice as long.
        let room = self
            .needles
            .get(index + 1)
            .map_or(0, |next| next.text().len() * 2);
        let end = (gap_end + room).min(paragraph_end).max(hit.end);
        hit.end..self.text.ceil_char_boundary(end)
    }

    /// The chain of these literals, if its two ends are at token boundaries and its parts in one paragraph.
    fn close(&self, literals: &[Range<usize>]) -> Option<Chain> {
        let (first, last) = (literals.first()?, literals.last()?);
        let (before, after) = (&self.text[..first.start], &self.text[last.end..]);
        let start = first.start - length_before(before, self.marked.lead.as_ref());
        let end = last.end + length_after(after, self.marked.trail.as_ref());
        let span = start..end;
        let raw = self.source.folded().raw_range(&span);
        let whole = self.begins_whole(&span) && !splits_token(self.text, end);
        let together = literals.len() == 1 || self.source.paragraphs_in(&raw).len() == 1;
        (whole && together).then(|| Chain {
            literals: literals.to_vec(),
            span,
        })
    }
}

/// How much of the text `before` a chain an edit at its beginning stands for: the letters of a word, or the very same
/// bracket, which is then the source's own.
fn length_before(before: &str, lead: Option<&Link>) -> usize {
    let rest = match lead {
        Some(Link::Inside(_)) => before.trim_end_matches(char::is_alphabetic),
        Some(Link::Gap {
            inserted: Some(text),
            ..
        }) => {
            let own = before.trim_end().strip_suffix(&format!("[{text}]"));
            own.unwrap_or(before)
        }
        _ => before,
    };
    before.len() - rest.len()
}

/// How much of the text `after` a chain an edit at its end stands for.
fn length_after(after: &str, trail: Option<&Link>) -> usize {
    let rest = match trail {
        Some(Link::Inside(_)) => after.trim_start_matches(char::is_alphabetic),
        Some(Link::Gap {
            inserted: Some(text),
            ..
        }) => {
            let own = after.trim_start().strip_prefix(&format!("[{text}]"));
            own.unwrap_or(after)
        }
        _ => after,
    };
    after.len() - rest.len()
}

/// Where the stretch of `limit` words that begins at `start` ends.
fn end_of_words(text: &str, start: usize, limit: usize) -> usize {
    let mut words = 0;
    let mut in_word = false;
    for (at, c) in text[start..].char_indices() {
        let separates = c.is_whitespace() || matches!(c, '—' | '…');
        if in_word && separates {
            words += 1;
            if words > limit {
                return start + at;
            }
        }
        in_word = !separates && (in_word || c.is_alphanumeric());
    }
    text.len()
}

/// Drops every chain whose span holds the span of another.
fn keep_smallest(mut chains: Vec<Chain>) -> Vec<Chain> {
    // A stable sort keeps, of chains with the same span, the nearest links first.
    chains.sort_by_key(|chain| (std::cmp::Reverse(chain.span.start), chain.span.end));
    let mut kept: Vec<Chain> = Vec::new();
    for chain in chains {
        if kept
            .last()
            .is_none_or(|last| chain.span.end < last.span.end)
        {
            kept.push(chain);
        }
    }
    kept.reverse();
    kept
}

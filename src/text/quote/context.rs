//! The words just before and just after a quote, which tell its place from others.

use std::ops::Range;

use super::QuoteQuery;
use crate::text::edges::is_edge_mark;
use crate::text::needle::Needle;
use crate::text::source::{SourceText, collapse_white_space};

/// On which side of a quote its context stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextSide {
    /// Before it.
    Prefix,
    /// After it.
    Suffix,
}

impl ContextSide {
    /// The key of this context in a quote.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prefix => "prefix",
            Self::Suffix => "suffix",
        }
    }
}

/// Words beside a quote that single it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The side on which they stand.
    pub side: ContextSide,
    /// The words, in the source's own writing, with white space collapsed.
    pub words: String,
}

/// How many words a context may have.
const MOST_WORDS: usize = 40;

/// A given prefix or suffix, ready to be compared.
pub(super) struct GivenContext {
    side: ContextSide,
    needle: Needle,
    /// Whether marks at this edge of the quote were left aside, so that they may stand in between.
    over_marks: bool,
}

impl GivenContext {
    /// The prefix and the suffix of `query` that have words; `marks` are those left aside at its two edges.
    pub(super) fn of_query(query: &QuoteQuery, marks: [&str; 2]) -> Vec<Self> {
        let sides = [
            (ContextSide::Prefix, query.prefix, marks[0]),
            (ContextSide::Suffix, query.suffix, marks[1]),
        ];
        sides
            .into_iter()
            .filter_map(|(side, words, marks)| {
                let needle = Needle::new(words?.trim());
                let over_marks = !marks.trim().is_empty();
                (!needle.text().is_empty()).then_some(Self {
                    side,
                    needle,
                    over_marks,
                })
            })
            .collect()
    }

    /// The side on which it stands.
    pub(super) fn side(&self) -> ContextSide {
        self.side
    }

    /// Whether it stands just beside `span` of the folded text.
    pub(super) fn is_beside(&self, source: &SourceText, span: &Range<usize>) -> bool {
        let folded = source.folded();
        if self.meets(folded.text(), span, self.needle.text()) {
            return true;
        }
        if !folded.has_line_end_hyphen() && !self.needle.folded().has_line_end_hyphen() {
            return false;
        }
        let stripped = source.stripped();
        let span = stripped.stripped_at(span.start)..stripped.stripped_at(span.end);
        self.meets(stripped.text(), &span, self.needle.stripped())
    }

    fn meets(&self, text: &str, span: &Range<usize>, words: &str) -> bool {
        let beside = self.side.of(text, span);
        self.side.meets(beside, words, is_space)
            || (self.over_marks && self.side.meets(beside, words, is_edge_mark))
    }
}

impl ContextSide {
    /// All of `text` on this side of `span`.
    fn of<'a>(self, text: &'a str, span: &Range<usize>) -> &'a str {
        match self {
            Self::Prefix => &text[..span.start],
            Self::Suffix => &text[span.end..],
        }
    }

    /// Whether the text `beside` a quote has `words` next to the quote, but for characters of the gap.
    fn meets(self, beside: &str, words: &str, is_gap: impl Fn(char) -> bool) -> bool {
        match self {
            Self::Prefix => beside
                .trim_end_matches(&is_gap)
                .ends_with(words.trim_end_matches(&is_gap)),
            Self::Suffix => beside
                .trim_start_matches(&is_gap)
                .starts_with(words.trim_start_matches(&is_gap)),
        }
    }
}

fn is_space(c: char) -> bool {
    c == ' '
}

/// The context of fewest words that stands beside `spans[index]` and beside no other of `spans`.
pub(super) fn single_out(
    source: &SourceText,
    spans: &[Range<usize>],
    index: usize,
) -> Option<Context> {
    let text = source.folded().text();
    let span = &spans[index];
    let shortest = |side| {
        let contexts = contexts_of(text, side, span);
        // A longer context stands beside fewer places, so the first that is unique can be searched by halves.
        let is_shared = |context: &Range<usize>| {
            let words = text[context.clone()].trim_matches(' ');
            let beside = |span: &&Range<usize>| side.meets(side.of(text, span), words, is_space);
            spans.iter().filter(beside).take(2).count() > 1
        };
        let count = contexts.partition_point(is_shared);
        Some((count, side, contexts.get(count)?.clone()))
    };
    let sides = [ContextSide::Prefix, ContextSide::Suffix];
    let best = sides
        .into_iter()
        .filter_map(shortest)
        .min_by_key(|(count, ..)| *count);
    best.map(|(_, side, range)| {
        let raw = source.folded().raw_range(&range);
        let words = collapse_white_space(&source.raw()[raw]);
        Context { side, words }
    })
}

/// The contexts of one word, two words and so on beside `span`.
fn contexts_of(text: &str, side: ContextSide, span: &Range<usize>) -> Vec<Range<usize>> {
    let mut contexts: Vec<Range<usize>> = Vec::new();
    let mut context = match side {
        ContextSide::Prefix => span.start..span.start,
        ContextSide::Suffix => span.end..span.end,
    };
    for _ in 0..MOST_WORDS {
        match side {
            ContextSide::Prefix => context.start = word_before(text, context.start),
            ContextSide::Suffix => context.end = word_after(text, context.end),
        }
        let grows = contexts
            .last()
            .is_none_or(|last| last.len() < context.len());
        if !grows || text[context.clone()].trim().is_empty() {
            break;
        }
        contexts.push(context.clone());
    }
    contexts
}

/// Where the word before `at` begins.
fn word_before(text: &str, at: usize) -> usize {
    let mut in_word = false;
    for (start, c) in text[..at].char_indices().rev() {
        if in_word && is_separator(c) {
            return start + c.len_utf8();
        }
        in_word |= c.is_alphanumeric();
    }
    0
}

/// Where the word after `at` ends.
fn word_after(text: &str, at: usize) -> usize {
    let mut in_word = false;
    for (start, c) in text[at..].char_indices() {
        if in_word && is_separator(c) {
            return at + start;
        }
        in_word |= c.is_alphanumeric();
    }
    text.len()
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | crate::text::fold::DASH)
}

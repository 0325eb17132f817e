//! What lies around a verified quote and may change how it reads: a negation before it, quotation marks around it,
//! the beginning of its sentence left out; and the sentences that give advice.
//!
//! These are grounds for a warning, not for refusing a quote.

use std::ops::Range;

use crate::text::quote::Verified;
use crate::text::source::SourceText;
use crate::text::words::{is_negator, lowered_words, place_words};

/// How many words before a quote are searched for a negation.
const NEGATION_REACH: usize = 6;

/// Words other than negators that deny what follows them.
const DENIALS: [&str; 13] = [
    "fail",
    "fails",
    "failed",
    "failing",
    "refuse",
    "refuses",
    "refused",
    "refusing",
    "deny",
    "denies",
    "denied",
    "unable",
    "unwilling",
];

/// Words that begin a new clause, in which an earlier negation no longer holds.
const CLAUSE_OPENERS: [&str; 10] = [
    "but", "yet", "and", "although", "though", "because", "while", "whereas", "so", "which",
];

/// Words that undo a negator just before them: "not only", "no doubt".
const EMPHASES: [&str; 9] = [
    "only", "just", "merely", "simply", "least", "doubt", "less", "surprise", "wonder",
];

/// The bytes of a negation that stands in the same clause, within six words before the quote.
pub fn negation_before(source: &SourceText, quote: &Verified) -> Option<Range<usize>> {
    let place = quote.place();
    let start = source.sentences_around(place).holding.start;
    let before = &source.raw()[start..place.bytes().start];
    let clause = before.rfind(is_clause_mark).map_or(0, |at| at + 1);
    let clause = before.ceil_char_boundary(clause);
    let mut after = lowered_words(&source.raw()[place.bytes()]).next();
    let words: Vec<_> = place_words(&before[clause..]).collect();
    for (at, word) in words.into_iter().rev().take(NEGATION_REACH) {
        let lowered = lowered_words(word).next().unwrap_or_default();
        if CLAUSE_OPENERS.contains(&lowered.as_str()) {
            return None;
        }
        if denies(&lowered, after.as_deref().unwrap_or_default()) {
            let begin = start + clause + at;
            return Some(begin..begin + word.len());
        }
        after = Some(lowered);
    }
    None
}

/// The bytes of the quotation, marks included, in which the quote wholly lies; only double marks count, because a
/// single one may be an apostrophe.
pub fn enclosing_quotation(source: &SourceText, quote: &Verified) -> Option<Range<usize>> {
    let bytes = quote.place().bytes();
    let paragraph = source.paragraph_at(bytes.start)?;
    let text = &source.raw()[paragraph.range.clone()];
    let mut open: Option<(usize, char)> = None;
    for (offset, c) in text.char_indices() {
        let at = paragraph.range.start + offset;
        match open {
            None if matches!(c, '“' | '„' | '«' | '"') => open = Some((at, c)),
            Some((start, mark)) if closes(mark, c) => {
                let end = at + c.len_utf8();
                if start < bytes.start && bytes.end < end {
                    return Some(start..end);
                }
                open = None;
            }
            _ => {}
        }
    }
    // A quotation of several paragraphs is closed in the last one only.
    let (start, mark) = open?;
    let unclosed = mark == '“' && start < bytes.start && bytes.end <= paragraph.range.end;
    unclosed.then_some(start..paragraph.range.end)
}

/// Whether words of the same sentence stand before the quote; a sentence that is quoted inside another counts as one.
pub fn begins_mid_sentence(source: &SourceText, quote: &Verified) -> bool {
    let place = quote.place();
    let start = source.sentences_around(place).holding.start;
    let bytes = place.bytes();
    let before = &source.raw()[start..bytes.start];
    let opens_quotation =
        before.ends_with(['“', '"']) && source.raw()[bytes].starts_with(char::is_uppercase);
    before.contains(char::is_alphanumeric) && !opens_quotation
}

/// The bytes of the author's own sentences that give advice: with should, must, ought, need(s) to or urge(s).
pub fn advice_sentences(source: &SourceText) -> Vec<Range<usize>> {
    source
        .sentences()
        .filter(|sentence| source.is_author(sentence))
        .filter(|sentence| gives_advice(&source.raw()[sentence.clone()]))
        .collect()
}

/// Whether `word` denies what follows it, of which `next` is the first word.
fn denies(word: &str, next: &str) -> bool {
    match word {
        "instead" => next == "of",
        word if is_negator(word) => !EMPHASES.contains(&next),
        word => DENIALS.contains(&word),
    }
}

fn gives_advice(sentence: &str) -> bool {
    let words: Vec<_> = lowered_words(sentence).collect();
    words.iter().enumerate().any(|(index, word)| {
        let next = words.get(index + 1).map(String::as_str);
        match word.as_str() {
            "should" | "shouldn't" | "must" | "mustn't" | "ought" | "urge" | "urges" => true,
            "need" | "needs" => next == Some("to"),
            _ => false,
        }
    })
}

fn closes(open: char, c: char) -> bool {
    match open {
        '„' => matches!(c, '“' | '”'),
        '“' => c == '”',
        '«' => c == '»',
        _ => c == '"',
    }
}

fn is_clause_mark(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | ';' | ':' | ',' | '—' | '–' | '(' | ')' | '“' | '”' | '"'
    )
}

//! Divides a paragraph into sentences: the rules of UAX #29, joined again after abbreviations.

use std::borrow::Cow;
use std::ops::Range;

use super::bounds::sentence_ends;

/// Abbreviations after which a sentence goes on, in lower case and without the last stop.
const ABBREVIATIONS: [&str; 45] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "capt", "maj", "sgt", "adm", "sen",
    "rep", "gov", "pres", "rev", "hon", "amb", "jr", "sr", "vs", "cf", "nos", "vol", "art", "sec",
    "fig", "pp", "ed", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "approx", "ca",
];

/// Words that begin a sentence even after an acronym with stops ("... in the U.S. The ...").
const OPENERS: [&str; 30] = [
    "the", "this", "that", "these", "those", "it", "he", "she", "they", "we", "but", "and", "in",
    "as", "if", "at", "on", "a", "an", "his", "its", "their", "there", "however", "yet", "while",
    "when", "so", "for", "or",
];

/// The byte ranges of the sentences of `paragraph`, white space around them left out.
pub(super) fn split_sentences(paragraph: &str) -> Vec<Range<usize>> {
    let text = without_line_breaks(paragraph);
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    for end in sentence_ends(&text) {
        let start = std::mem::replace(&mut next, end);
        let part = &text[start..end];
        let trimmed = part.trim_end();
        if trimmed.is_empty() {
            continue;
        }
        let end = start + trimmed.len();
        match sentences.last_mut() {
            Some(last) if goes_on(&text[last.clone()], trimmed) => last.end = end,
            _ => sentences.push(start + (part.len() - part.trim_start().len())..end),
        }
    }
    sentences
}

/// The paragraph with spaces for line breaks, which UAX #29 takes for the ends of sentences; offsets stay.
fn without_line_breaks(paragraph: &str) -> Cow<'_, str> {
    if !paragraph.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        return paragraph.into();
    }
    let mut text = String::with_capacity(paragraph.len());
    for c in paragraph.chars() {
        match c {
            '\n' | '\r' => text.push(' '),
            '\u{85}' => text.push_str("  "),
            '\u{2028}' | '\u{2029}' => text.push_str("   "),
            _ => text.push(c),
        }
    }
    text.into()
}

/// Whether the sentence that seems to end with `before` goes on with `after`: after an abbreviation, or in lower case
/// as in "“Go!” she said".
fn goes_on(before: &str, after: &str) -> bool {
    if after.starts_with(char::is_lowercase) {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else {
        return false;
    };
    let word = stem
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '—' | '–' | '-'))
        .next()
        .unwrap_or_default();
    let lowered = word.to_lowercase();
    if ABBREVIATIONS.contains(&lowered.as_str()) {
        return true;
    }
    let next = after
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .find(|part| !part.is_empty())
        .unwrap_or_default()
        .to_lowercase();
    if lowered == "no" {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    (is_initial(word) || is_acronym(word)) && !OPENERS.contains(&next.as_str())
}

/// Whether `word` is the initial of a name, as in "John F.".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Whether `word` is an acronym with stops or a degree: "U.S", "Ph.D", "i.e".
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split(['.', '-']).all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}

/// Whether the text between two words of one paragraph ends a sentence.
pub(in crate::text) fn ends_sentence(text: &str) -> bool {
    split_sentences(text).len() > 1
}

//! What stands at the edges of a quote and is no part of its words: white space, dashes, ellipses, bullets.
//!
//! These marks fold by what stands beside them, and at an edge nothing does; so they are left aside.

use unicode_normalization::char::is_combining_mark;

use crate::text::fold::{DASH, ELLIPSIS, Folded};

/// A quote divided into its words and the marks at its edges; together they are the quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) struct Edges<'a> {
    /// The marks before the words.
    pub(in crate::text) lead: &'a str,
    /// The words.
    pub(in crate::text) core: &'a str,
    /// The marks after the words.
    pub(in crate::text) trail: &'a str,
}

/// Divides `quote`.
pub(in crate::text) fn split_edges(quote: &str) -> Edges<'_> {
    let start = quote.len() - quote.trim_start().len();
    let trimmed = quote.trim();
    if has_plain_edges(trimmed) {
        let end = start + trimmed.len();
        return Edges {
            lead: &quote[..start],
            core: trimmed,
            trail: &quote[end..],
        };
    }
    let folded = Folded::new(trimmed);
    let text = folded.text();
    let before = text.len() - strip_lead(text).len();
    let after = strip_trail(&text[before..]).len() + before;
    let range = folded.raw_range(&(before..after));
    let (begin, end) = match range.is_empty() {
        true => (quote.len(), quote.len()),
        false => (start + range.start, start + range.end),
    };
    Edges {
        lead: &quote[..begin],
        core: &quote[begin..end],
        trail: &quote[end..],
    }
}

/// The words of `quote` without the marks at its edges.
pub(in crate::text) fn core_of(quote: &str) -> &str {
    split_edges(quote).core
}

/// Whether a quote, no white space around it, clearly begins and ends with its words; a short cut for most quotes.
fn has_plain_edges(quote: &str) -> bool {
    let mut from_end = quote.chars().rev();
    let (last, before) = (from_end.next(), from_end.next());
    let ends_with_stop = last == Some('.') && before.is_some_and(char::is_alphanumeric);
    quote.starts_with(char::is_alphanumeric)
        && (ends_with_stop || last.is_some_and(|last| last.is_alphanumeric() || last == ','))
}

fn strip_lead(mut text: &str) -> &str {
    loop {
        let bare = trim_lead(text);
        let bare = match bare.strip_prefix('-') {
            Some(rest)
                if !rest.starts_with(|c: char| c.is_ascii_digit() || is_combining_mark(c)) =>
            {
                rest
            }
            _ => bare,
        };
        let bare = ["[…]", "[ … ]", ".…"]
            .iter()
            .find_map(|mark| bare.strip_prefix(mark))
            .unwrap_or(bare);
        if bare.len() == text.len() {
            return text;
        }
        text = bare;
    }
}

/// Without the marks at the start; one that bears an accent is kept, for the two are one symbol.
fn trim_lead(text: &str) -> &str {
    let bare = text.trim_start_matches(is_edge_mark);
    match bare.starts_with(is_combining_mark) {
        true => &text[text.floor_char_boundary((text.len() - bare.len()).saturating_sub(1))..],
        false => bare,
    }
}

fn strip_trail(mut text: &str) -> &str {
    loop {
        let bare = text.trim_end_matches(|c| is_edge_mark(c) || c == '-');
        let bare = ["[…]", "[ … ]"]
            .iter()
            .find_map(|mark| bare.strip_suffix(mark))
            .unwrap_or(bare);
        if bare.len() == text.len() {
            return text;
        }
        text = bare;
    }
}

/// Whether `c` of a folded text is white space, a dash, an ellipsis or a bullet.
pub(in crate::text) fn is_edge_mark(c: char) -> bool {
    matches!(c, ' ' | DASH | ELLIPSIS | '•' | '‣' | '◦' | '▪' | '●')
}

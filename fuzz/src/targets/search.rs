//! Any words in any text: the search finds what the slow reference finds, and nothing else.

use unicode_normalization::char::is_combining_mark;

use crate::{Reference, any_text, is_invisible, seek};
use arbitrary::{Result, Unstructured};
use policy_matrix::text::{
    Fold, Method, ParagraphMode, QuoteFault, QuoteQuery, SourceText, Verified, diagnose, find_quote,
};

/// Tries what `data` makes.
pub fn run(data: &[u8]) {
    let _ = attempt(&mut Unstructured::new(data));
}

fn attempt(u: &mut Unstructured) -> Result<()> {
    let raw = any_text(u, 24)?;
    let quote = match u.ratio(3, 4)? {
        true => part_of(u, &raw)?,
        false => any_text(u, 8)?,
    };
    let source = SourceText::new(raw.clone(), ParagraphMode::Blank);
    let query = QuoteQuery::new(&quote);
    let verdict = find_quote(&source, &query);
    if verdict.is_err() {
        let _ = diagnose(&source, &query, &[&source]);
    }
    // Runs of dots and brackets belong to the target `edits`.
    let dotted = |text: &str| {
        let dense: String = text
            .chars()
            .filter(|c| *c == '.' || c.is_alphanumeric())
            .collect();
        dense.contains("..") || text.contains(['…', '[', '\u{fdd0}'])
    };
    if !dotted(&raw) && !dotted(&quote) {
        compare(&source, &quote, verdict, &seek(&raw, &quote));
    }
    Ok(())
}

/// A part of the text, perhaps with one character changed for a kin of it.
fn part_of(u: &mut Unstructured, raw: &str) -> Result<String> {
    let chars: Vec<char> = raw.chars().collect();
    let start = u.int_in_range(0..=chars.len())?;
    let end = u.int_in_range(start..=chars.len())?;
    let mut part = chars[start..end].to_vec();
    if let Some(at) = part
        .len()
        .checked_sub(1)
        .filter(|_| u.ratio(1, 2).unwrap_or(false))
    {
        let at = u.int_in_range(0..=at)?;
        let kin = [
            ' ', '\n', '-', '—', '\'', '"', '”', '.', 'a', 'b', '\u{301}', '\u{ad}',
        ];
        part[at] = *u.choose(&kin)?;
    }
    Ok(part.into_iter().collect())
}

fn compare(
    source: &SourceText,
    quote: &str,
    verdict: std::result::Result<Verified, QuoteFault>,
    reference: &Reference,
) {
    let raw = source.raw();
    let shown = format!("{quote:?} in {raw:?}: {verdict:?}, but {reference:?}");
    let known = |place: &policy_matrix::text::Place| {
        let bytes = place.bytes();
        let within = |(start, end): &(usize, usize)| {
            bytes.start <= *start
                && *end <= bytes.end
                && is_edge(&raw[bytes.start..*start])
                && is_edge(&raw[*end..bytes.end])
        };
        reference.places.iter().any(within)
    };
    match verdict {
        Ok(verified) => {
            let other_marks = verified.folds().count(Fold::NestedQuotationMarks) > 0;
            assert!(
                known(verified.place()) || other_marks || signed(quote),
                "{shown}"
            );
            assert_ne!(verified.method(), Method::Edited, "{shown}");
            assert_eq!(
                verified.method() == Method::Exact,
                raw[verified.place().bytes()] == *quote,
                "{shown}"
            );
        }
        Err(QuoteFault::NotFound) => {
            assert!(
                reference.places.is_empty() || begins_with_accent(quote),
                "{shown}"
            )
        }
        Err(QuoteFault::Ambiguous { total, candidates }) => {
            assert!(total <= reference.places.len() || signed(quote), "{shown}");
            assert!(
                candidates.iter().all(|candidate| known(&candidate.place)) || signed(quote),
                "{shown}"
            );
        }
        Err(QuoteFault::CutsWord { .. }) => {
            assert!(!reference.places.is_empty() || signed(quote), "{shown}")
        }
        Err(QuoteFault::CrossesParagraph(_)) => {
            assert!(
                reference.crosses || signed(quote) || begins_with_accent(quote),
                "{shown}"
            )
        }
        Err(_) => {}
    }
}

/// Whether a quote may be read in another way, with its sign or with other marks.
fn signed(quote: &str) -> bool {
    let dashes = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '\u{2212}'];
    quote.contains(dashes) || quote.contains(['\'', '"', '‘', '’', '“', '”'])
}

/// Whether a quote begins with an accent that is cut off from what bears it; the two readers of a text disagree on
/// whether what stands before it, at the edge, is borne along.
fn begins_with_accent(quote: &str) -> bool {
    let words = quote.trim_start_matches(|c: char| is_edge(c.encode_utf8(&mut [0; 4])));
    words.starts_with(is_combining_mark)
}

fn is_edge(text: &str) -> bool {
    let is_mark = |c: char| "-\u{2010}\u{2011}\u{2012}–—\u{2015}\u{2212}•‣◦▪●".contains(c);
    text.chars()
        .all(|c| c.is_whitespace() || is_mark(c) || is_invisible(c))
}

//! Laws that hold for every text and every quote.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{find, seed};
use crate::text::edges::core_of;
use crate::text::fold::{Folded, fold_text};
use crate::text::{
    Fold, Method, ParagraphMode, QuoteFault, QuoteQuery, SourceText, diagnose, find_quote,
};

/// Pieces that fold, join or break in every way the table knows.
const PIECES: [&str; 62] = [
    "ﬃ",
    "ﬄ",
    "a",
    "b",
    "Ab",
    "word",
    "not",
    "1",
    "13,000",
    "e\u{301}",
    "é",
    "\u{301}",
    "\u{323}",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{3000}",
    ".",
    "..",
    "...",
    "....",
    "…",
    ". . .",
    ",",
    "?",
    "-",
    "--",
    "—",
    "–",
    " - ",
    "\u{2010}",
    "\u{2212}",
    "'",
    "\"",
    "’",
    "“",
    "”",
    "‘",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "ﬁ",
    "[",
    "]",
    "[…]",
    "\u{1112}",
    "\u{1161}",
    "\u{11a8}",
    "각",
    "👩‍🚒",
    "\u{f73}",
    "[a]",
    "[sic]",
    "not ",
    "a b c ",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        pieces(),
        ".{0,40}",
        "[a-c .…-]{0,30}",
        "[a .…\u{ad}\\[\\]\n-]{0,12}"
    ]
}

/// A stretch of consecutive words of a real text: the number of the text, the paragraph, the first word and how many.
fn real_quotes() -> impl Strategy<Value = (usize, usize, usize, usize)> {
    (0_usize..5, 0_usize..1000, 0_usize..1000, 4_usize..40)
}

/// The words, from a text without repeated lines, as they stand in the file.
fn words_of(text: &SourceText, paragraph: usize, first: usize, count: usize) -> Option<&str> {
    let paragraph = &text.paragraphs()[paragraph % text.paragraphs().len()];
    let raw = &text.raw()[paragraph.range.clone()];
    let starts: Vec<_> = raw
        .split_whitespace()
        .map(|word| word.as_ptr() as usize - raw.as_ptr() as usize)
        .collect();
    let first = first % starts.len();
    let start = starts[first];
    let end = starts.get(first + count).copied().unwrap_or(raw.len());
    Some(raw[start..end].trim()).filter(|quote| !core_of(quote).is_empty())
}

/// A verdict without the places, which a rewritten source moves.
fn verdict(text: &SourceText, quote: &str) -> String {
    match find(text, quote) {
        Ok(verified) => {
            let place = verified.place();
            format!(
                "verified in {}..={}",
                place.paragraph(),
                place.last_paragraph()
            )
        }
        Err(QuoteFault::Ambiguous { total, .. }) => format!("ambiguous {total}"),
        Err(fault) => fault.to_string(),
    }
}

/// Breaks every line at 72 characters at most, at spaces alone.
fn wrap(raw: &str) -> String {
    let mut wrapped = String::new();
    let mut width = 0;
    for part in raw.split_inclusive([' ', '\n']) {
        let length = part.trim_end().chars().count();
        if width > 0 && width + length > 72 {
            wrapped.truncate(wrapped.trim_end_matches(' ').len());
            wrapped.push('\n');
            width = 0;
        }
        wrapped.push_str(part);
        width = if part.ends_with('\n') {
            0
        } else {
            width + part.chars().count()
        };
    }
    wrapped
}

/// The rewritings of a source that are harmless, with their names.
fn rewritings(raw: &str) -> Vec<(&'static str, String)> {
    let straight = |c| match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c => c,
    };
    vec![
        ("CRLF", raw.replace('\n', "\r\n")),
        ("CR", raw.replace('\n', "\r")),
        ("NFD", raw.nfd().collect()),
        ("NFC", raw.nfc().collect()),
        ("no-break spaces", raw.replace(' ', "\u{a0}")),
        ("plain spaces", raw.replace('\u{a0}', " ")),
        ("straight marks", raw.chars().map(straight).collect()),
        ("curly apostrophes", raw.replace('\'', "’")),
        ("byte order mark", format!("\u{feff}{raw}")),
        ("soft hyphens", raw.replace("ti", "t\u{ad}i")),
        ("typewriter dashes", raw.replace('—', " -- ")),
        ("typewriter ellipses", raw.replace('…', "...")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_is_folding_once(text in any_text()) {
        let once = fold_text(&text);
        prop_assert_eq!(fold_text(&once), once);
    }

    #[test]
    fn folding_knows_no_composition(text in any_text()) {
        let decomposed: String = text.nfd().collect();
        let composed: String = text.nfc().collect();
        prop_assert_eq!(fold_text(&decomposed), fold_text(&text));
        prop_assert_eq!(fold_text(&composed), fold_text(&text));
    }

    #[test]
    fn every_folded_character_leads_back(text in any_text()) {
        let folded = Folded::new(&text);
        let mut end = 0;
        for (at, c) in folded.text().char_indices() {
            let raw = folded.raw_range(&(at..at + c.len_utf8()));
            prop_assert!(text.get(raw.clone()).is_some(), "{:?} is no slice of {:?}", raw, text);
            prop_assert!(raw.start < raw.end && raw.end >= end);
            end = raw.end;
        }
    }

    #[test]
    fn what_is_found_folds_to_what_was_sought(text in any_text(), quote in any_text()) {
        let text = SourceText::new(text, ParagraphMode::Auto);
        if let Ok(verified) = find(&text, &quote) {
            // Hyphens, nested marks and what stands at the edges are compared elsewhere.
            let bare = |text: &str| fold_text(text).replace(['-', '—', '"', '\'', '…', '.', ' '], "");
            let place = verified.place();
            let raw = &text.raw()[place.bytes()];
            prop_assert_eq!(raw.chars().count(), place.chars().len());
            if verified.method() != Method::Edited {
                prop_assert_eq!(bare(core_of(raw)), bare(core_of(&quote)));
            }
            prop_assert_eq!(verified.method() == Method::Exact, raw == quote);
            let nested = verified.folds().count(Fold::NestedQuotationMarks);
            prop_assert!(nested <= fold_text(&quote).matches(['"', '\'']).count(), "{:?}", verified);
        }
    }

    #[test]
    fn nothing_panics(text in any_text(), quote in any_text(), prefix in any_text()) {
        let source = SourceText::new(text.clone(), ParagraphMode::Auto);
        let query = QuoteQuery { exact: &quote, prefix: Some(&prefix), suffix: None, reviewed: true };
        let _ = find_quote(&source, &query);
        let _ = find_quote(&source, &QuoteQuery::new(&quote));
        let _ = diagnose(&source, &query, &[&source]);
        let _ = source.find_term(&quote);
        let _ = crate::text::find_passages(&source, &quote);
        let _ = source.locate_stretch(&quote, Some(&prefix), text.len() / 2);
        let _ = source.sentences().count();
        let _ = crate::text::advice_sentences(&source);
        for mode in [ParagraphMode::Lines, ParagraphMode::Blank] {
            let _ = find(&SourceText::new(text.clone(), mode), &quote);
        }
    }

    #[test]
    fn a_source_verifies_in_itself(text in any_text()) {
        let source = SourceText::new(text.clone(), ParagraphMode::Auto);
        match find(&source, &text) {
            Ok(verified) => prop_assert!(verified.place().bytes().end <= text.len()),
            Err(fault) => prop_assert!(!matches!(fault, QuoteFault::NotFound), "{:?}: {:?}", text, fault),
        }
    }

    #[test]
    fn a_suggested_context_singles_out(words in prop::collection::vec("[ab]", 4..40), length in 1_usize..4) {
        let raw = words.join(" ");
        let text = SourceText::new(raw, ParagraphMode::Auto);
        let quote = words[..length].join(" ");
        if let Err(QuoteFault::Ambiguous { candidates, .. }) = find(&text, &quote) {
            for candidate in candidates {
                let Some(context) = candidate.context else { continue; };
                let words = Some(context.words.as_str());
                let mut query = QuoteQuery::new(&quote);
                match context.side {
                    crate::text::ContextSide::Prefix => query.prefix = words,
                    crate::text::ContextSide::Suffix => query.suffix = words,
                }
                let found = find_quote(&text, &query).map(|verified| verified.place().clone());
                prop_assert_eq!(found, Ok(candidate.place));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn harmless_rewritings_change_no_verdict((number, paragraph, first, count) in real_quotes()) {
        let text = seed(number);
        let Some(quote) = words_of(&text, paragraph, first, count) else { return Ok(()); };
        let expected = verdict(&text, quote);
        for (what, raw) in rewritings(text.raw()) {
            let rewritten = SourceText::new(raw, ParagraphMode::Auto);
            prop_assert_eq!(verdict(&rewritten, quote), expected.clone(), "{}: {:?}", what, quote);
        }
        for (what, quote) in rewritings(quote) {
            prop_assert_eq!(verdict(&text, &quote), expected.clone(), "{}: {:?}", what, quote);
        }
    }

    #[test]
    fn wrapping_changes_no_verdict((number, paragraph, first, count) in real_quotes()) {
        let text = seed(number);
        let blocks = text.paragraphs().iter().map(|paragraph| &text.raw()[paragraph.range.clone()]);
        let apart = blocks.collect::<Vec<_>>().join("\n\n");
        let source = SourceText::new(apart.clone(), ParagraphMode::Auto);
        let wrapped = SourceText::new(wrap(&apart), ParagraphMode::Auto);
        prop_assert_eq!(wrapped.paragraphs().len(), source.paragraphs().len());
        let Some(quote) = words_of(&source, paragraph, first, count) else { return Ok(()); };
        prop_assert_eq!(verdict(&wrapped, quote), verdict(&source, quote), "{:?}", quote);
        prop_assert_eq!(verdict(&source, &wrap(quote)), verdict(&source, quote), "{:?}", quote);
    }
}

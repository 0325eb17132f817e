//! Any text and its harmless rewritings: every one gets the same verdict, and every place is a slice of the file.

use crate::any_text;
use arbitrary::{Result, Unstructured};
use policy_matrix::text::{ParagraphMode, QuoteFault, QuoteQuery, SourceText, find_quote};
use unicode_normalization::UnicodeNormalization;

/// Tries what `data` makes.
pub fn run(data: &[u8]) {
    let _ = attempt(&mut Unstructured::new(data));
}

fn attempt(u: &mut Unstructured) -> Result<()> {
    let raw = any_text(u, 24)?;
    let chars: Vec<char> = raw.chars().collect();
    let start = u.int_in_range(0..=chars.len())?;
    let end = u.int_in_range(start..=chars.len())?;
    let quote: String = chars[start..end].iter().collect();
    let expected = verdict(&raw, &quote);
    for (what, rewrite) in REWRITINGS {
        assert_eq!(
            verdict(&rewrite(&raw), &quote),
            expected,
            "{what}: {quote:?} in {raw:?}"
        );
        assert_eq!(
            verdict(&raw, &rewrite(&quote)),
            expected,
            "{quote:?}, {what}, in {raw:?}"
        );
    }
    Ok(())
}

const REWRITINGS: [(&str, fn(&str) -> String); 7] = [
    ("decomposed", |text| text.nfd().collect()),
    ("composed", |text| text.nfc().collect()),
    ("no-break spaces", |text| text.replace(' ', "\u{a0}")),
    ("carriage returns", |text| {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    }),
    ("straight marks", |text| {
        let straight = |c| match c {
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            c => c,
        };
        text.chars().map(straight).collect()
    }),
    ("ligatures", |text| {
        text.replace('ﬁ', "fi").replace('ﬃ', "ffi")
    }),
    ("word joiners", |text| text.replace('o', "o\u{2060}")),
];

/// A verdict without the places, which a rewriting moves.
fn verdict(raw: &str, quote: &str) -> String {
    let source = SourceText::new(raw.to_owned(), ParagraphMode::Lines);
    match find_quote(&source, &QuoteQuery::new(quote)) {
        Ok(verified) => {
            let place = verified.place();
            let slice = raw
                .get(place.bytes())
                .expect("a place is a slice of the file");
            assert_eq!(slice.chars().count(), place.chars().len());
            let segments = verified.segments().iter();
            assert!(
                segments
                    .clone()
                    .all(|bytes| raw.get(bytes.clone()).is_some())
            );
            format!(
                "verified in paragraph {}, {} parts",
                place.paragraph(),
                segments.len()
            )
        }
        Err(QuoteFault::Ambiguous { total, .. }) => format!("ambiguous {total}"),
        Err(QuoteFault::EditUnreviewed { .. }) => "unreviewed".to_owned(),
        Err(QuoteFault::CutsWord { .. }) => "cuts a word".to_owned(),
        Err(QuoteFault::CrossesParagraph(_)) => "crosses".to_owned(),
        Err(other) => format!("{other:?}"),
    }
}

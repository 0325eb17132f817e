//! Tests of this module on its own surface.

mod bounds;
mod cases;
mod contexts;
mod edits;
mod folding;
mod nearest;
mod properties;
mod risks;
mod sentences;
mod source;
mod surroundings;
mod traps;
mod wording;

use super::{Method, ParagraphMode, QuoteFault, QuoteQuery, SourceText, Verified, find_quote};

/// The five real texts.
const SEEDS: [&str; 5] = [
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/000_c45117498f68e2d6.txt"
    )),
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/001_b0406ca65c00379f.txt"
    )),
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/002_95008292c8c15caa.txt"
    )),
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/003_9361181ef4033f7d.txt"
    )),
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/004_b0d57d2106c091ca.txt"
    )),
];

/// The real text with this number.
fn seed(number: usize) -> SourceText {
    source(SEEDS[number])
}

fn source(raw: &str) -> SourceText {
    SourceText::new(raw.to_owned(), ParagraphMode::Auto)
}

fn find(source: &SourceText, exact: &str) -> Result<Verified, QuoteFault> {
    find_quote(source, &QuoteQuery::new(exact))
}

/// Asserts that `exact` is verified and that its literal stretches fold to its words.
#[track_caller]
fn verify(source: &SourceText, exact: &str) -> Verified {
    match find(source, exact) {
        Ok(verified) => verified,
        Err(fault) => panic!("{exact:?} is not verified: {fault:?}"),
    }
}

#[track_caller]
fn verify_as(source: &SourceText, exact: &str, method: Method) -> Verified {
    let verified = verify(source, exact);
    assert_eq!(verified.method(), method, "of {exact:?}");
    verified
}

#[track_caller]
fn refuse(source: &SourceText, exact: &str) -> QuoteFault {
    match find(source, exact) {
        Ok(verified) => panic!("{exact:?} is verified at {:?}", verified.place()),
        Err(fault) => fault,
    }
}

/// The slice of the file on which a verified quote stands.
fn slice<'a>(source: &'a SourceText, verified: &Verified) -> &'a str {
    &source.raw()[verified.place().bytes()]
}

//! The result read as evidence: no change of meaning to a quote of the example verifies.
//!
//! Every quote is changed in every place by every kind of edit that turns it into what its author did
//! not write, and sought again in its source. A changed quote may by chance be what the author wrote
//! elsewhere: it is then a true quotation of that other passage, which is proved by reading the place
//! character by character, and counted apart.

#![expect(
    clippy::print_stdout,
    reason = "how many were tried is what the reader of a run wants"
)]

mod edits;

use std::path::Path;

use policy_matrix::model::{Project, Quote};
use policy_matrix::pipeline::{self, Request};
use policy_matrix::text::{Method, QuoteQuery, SourceText, Verified, find_quote};

use edits::{EDITS, NEGATIONS, insert, is_one_of, letters, replace, splices};

/// What became of the changed quotes.
#[derive(Default)]
struct Tried {
    refused: usize,
    /// Quotations of another passage, word for word.
    elsewhere: usize,
    /// Those that are verified without being the words of the source.
    false_ones: Vec<String>,
}

impl Tried {
    fn all(&self) -> usize {
        self.refused + self.elsewhere + self.false_ones.len()
    }

    /// Seeks `changed` and judges what is found without the program's own rules.
    fn seek(&mut self, text: &SourceText, changed: &str, quote: &Quote) {
        let [prefix, suffix] = [&quote.prefix, &quote.suffix].map(Option::as_deref);
        let written = QuoteQuery {
            exact: changed,
            prefix,
            suffix,
            reviewed: quote.reviewed,
        };
        let bare = Some(QuoteQuery::new(changed)).filter(|bare| *bare != written);
        let queries = std::iter::once(written).chain(bare);
        let mut found = queries.filter_map(|query| find_quote(text, &query).ok());
        match found.next() {
            None => self.refused += 1,
            Some(verified) if reads(text, &verified, changed) => self.elsewhere += 1,
            Some(verified) => {
                let there = &text.raw()[verified.place().bytes()];
                self.false_ones
                    .push(format!("{}: {changed:?} is found as {there:?}", quote.id));
            }
        }
    }
}

#[test]
fn no_changed_quote_verifies() {
    let project = example();
    let (mut all, mut elsewhere) = (0, 0);
    for (name, edit) in EDITS {
        let mut tried = Tried::default();
        for quote in project.quotes() {
            let text = &project.sources[quote.source].text;
            for changed in edit(&quote.written) {
                if letters(&changed) != letters(&quote.written) {
                    tried.seek(text, &changed, quote);
                }
            }
        }
        println!(
            "{name}: {} tried, {} elsewhere",
            tried.all(),
            tried.elsewhere
        );
        assert!(tried.all() > 50, "{name}: only {} tried", tried.all());
        assert!(
            tried.false_ones.is_empty(),
            "{name}:\n{}",
            tried.false_ones.join("\n")
        );
        (all, elsewhere) = (all + tried.all(), elsewhere + tried.elsewhere);
    }
    println!("{all} changed quotes, {elsewhere} of them true quotations of another passage");
    assert!(all > 50_000, "only {all} changed quotes were tried");
    assert!(
        elsewhere * 200 < all,
        "{elsewhere} of {all} stand elsewhere"
    );
}

#[test]
fn no_splice_verifies_and_no_quote_in_another_source() {
    let project = example();
    let mut tried = Tried::default();
    let quotes: Vec<&Quote> = project.quotes().collect();
    for (at, quote) in quotes.iter().enumerate() {
        for (key, source) in project.sources.iter() {
            if key != quote.source {
                tried.seek(&source.text, &quote.written, quote);
            }
        }
        let text = &project.sources[quote.source].text;
        // Quotes of one recommendation stand side by side: these, and some of all others.
        let others = quotes.iter().skip(at + 1).take(4);
        for other in others.chain(quotes.iter().step_by(12)) {
            for changed in splices(&quote.written, &other.written) {
                tried.seek(text, &changed, quote);
            }
        }
    }
    println!("{} tried, {} elsewhere", tried.all(), tried.elsewhere);
    assert!(
        tried.false_ones.is_empty(),
        "\n{}",
        tried.false_ones.join("\n")
    );
    assert!(tried.all() > 16_000, "only {} were tried", tried.all());
    assert!(
        tried.elsewhere * 100 < tried.all(),
        "{} stand elsewhere",
        tried.elsewhere
    );
}

#[test]
fn no_bracket_turns_a_quote_round_and_no_omission_hides_that_it_does() {
    let project = example();
    let mut tried = 0;
    for quote in project
        .quotes()
        .filter(|quote| quote.verified().method() != Method::Edited)
    {
        let text = &project.sources[quote.source].text;
        let words: Vec<&str> = quote.written.split_whitespace().collect();
        for at in 1..words.len() {
            let mut changed = vec![insert(&words, at, "[not]"), insert(&words, at, "[never]")];
            if is_one_of(words[at], &NEGATIONS[..11]) {
                changed.extend(["...", "[…]", "[indeed]"].map(|mark| replace(&words, at, mark)));
            }
            for changed in changed {
                tried += 1;
                let found = find_quote(text, &QuoteQuery::new(&changed));
                assert!(found.is_err(), "{}: {changed:?} is verified", quote.id);
            }
        }
    }
    println!("{tried} tried");
    assert!(tried > 8_000, "only {tried} were tried");
}

fn example() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let checked = pipeline::check(root, Request::default()).expect("the example can be read");
    let sound = checked.sound.expect("the example has no errors");
    assert!(
        sound.project.quotes().count() > 200,
        "the example has lost its quotes"
    );
    sound.project
}

/// Whether the place reads what the quote says, its own omissions and brackets aside: every letter, digit
/// and stop in order, and nothing besides.
fn reads(text: &SourceText, verified: &Verified, quote: &str) -> bool {
    let segments = verified.segments().iter();
    let there: String = segments
        .map(|bytes| letters(&text.raw()[bytes.clone()]))
        .collect();
    let literal = match verified.method() {
        Method::Edited => without_edits(quote),
        Method::Exact | Method::Folded => quote.to_owned(),
    };
    there == letters(&literal)
}

fn without_edits(quote: &str) -> String {
    let mut depth = 0;
    let outside = quote.chars().filter(|c| {
        depth += i32::from(*c == '[');
        let keep = depth == 0;
        depth -= i32::from(*c == ']');
        keep
    });
    outside.collect()
}

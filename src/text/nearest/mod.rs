//! Says what comes nearest to a quote that is not in its source, and why it is not the quote.
//!
//! Nothing here verifies anything: the answers are for a person, who corrects the quote.
//!
//! 1. The quote may stand, word for word, in another source.
//! 2. Its letters and digits may be those of a passage (`skeleton`).
//! 3. A passage may be near by edit distance (`distance`), or share pairs of words with it (`window`).
//! 4. The omissions or brackets of an edited quote may not hold (`edited`).

mod cause;
mod diff;
mod distance;
mod edited;
mod skeleton;
mod window;

use std::ops::Range;

pub use self::cause::Cause;
pub use self::diff::{DiffKind, DiffPiece};
pub use self::edited::EditProblem;
pub use self::skeleton::Layer;

use self::diff::{Diff, diff_words};
use self::distance::find_nearest;
use self::edited::examine_edits;
use self::skeleton::Skeleton;
use self::window::find_window;
use crate::text::edges::core_of;
use crate::text::fold::fold_text;
use crate::text::place::Place;
use crate::text::quote::{QuoteFault, QuoteQuery, find_quote, read_marks};
use crate::text::source::{SourceText, lower_in_place};
use crate::text::tokens::{splits_token, widen};
use crate::text::words::{count_words, lowered_words};

/// What comes nearest to a quote that is not in its source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnosis {
    /// The other sources in which the quote stands, by the rules that verify a quote.
    pub elsewhere: Vec<Elsewhere>,
    /// What is wrong with its omissions and brackets, if all its literal words are there.
    pub edit: Option<EditProblem>,
    /// At most three passages of the source, the nearest first.
    pub passages: Vec<Passage>,
}

/// Another source in which a quote stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The index of the source among the others.
    pub source: usize,
    /// The first place there.
    pub place: Place,
}

/// A passage that comes near to a quote.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// The source's own words, ready to paste: white space collapsed, paragraphs a blank line apart.
    pub words: String,
    /// What differs, word by word.
    pub pieces: Vec<DiffPiece>,
    /// Why it is not the quote.
    pub cause: Cause,
    /// How near it is, from 0 to 1: for the order of passages, never for a verdict.
    pub nearness: f64,
}

/// How many passages are reported.
const MOST_PASSAGES: usize = 3;

/// A passage this much farther than the nearest is not reported.
const MARGIN: f64 = 0.05;

/// What a word in another order counts for.
const DISORDER: f64 = 0.9;

/// What a word too many costs, in words.
const SURPLUS: f64 = 0.1;

/// The share of a quote's pairs of words that a window must have, and the fewest words of such a quote.
const WINDOW_COVERAGE: (f64, usize) = (0.5, 8);

/// Says what comes nearest to a quote that [`find_quote`](super::find_quote) does not find in `source`.
pub fn diagnose(source: &SourceText, query: &QuoteQuery, others: &[&SourceText]) -> Diagnosis {
    let core = core_of(query.exact);
    let mut diagnosis = Diagnosis::default();
    if core.is_empty() {
        return diagnosis;
    }
    diagnosis.elsewhere = find_elsewhere(query.exact, others);
    let mut words = core.to_owned();
    if let Some(marked) = read_marks(core) {
        let examined = examine_edits(source, &marked);
        diagnosis.edit = examined.problem;
        words = examined.words.unwrap_or(words);
    }
    if diagnosis.edit.is_none() {
        diagnosis.passages = find_passages_near(source, &words);
    }
    diagnosis
}

/// The places, as byte ranges of the folded text, whose letters and digits are those of `words`; the first 20.
pub(in crate::text) fn find_loosely(source: &SourceText, words: &str) -> Vec<Range<usize>> {
    let (text, quote) = (source.folded().text(), fold_text(words));
    let mut hits = Skeleton::new(text).find(text, &quote);
    hits.retain(|hit| !splits_token(text, hit.start) && !splits_token(text, hit.end));
    hits.into_iter()
        .map(|hit| with_punctuation(text, hit, &quote))
        .collect()
}

fn find_elsewhere(exact: &str, others: &[&SourceText]) -> Vec<Elsewhere> {
    let query = QuoteQuery {
        reviewed: true,
        ..QuoteQuery::new(exact)
    };
    let place = |other: &SourceText| match find_quote(other, &query) {
        Ok(verified) => Some(verified.place().clone()),
        Err(QuoteFault::Ambiguous { candidates, .. }) => {
            candidates.into_iter().next().map(|first| first.place)
        }
        Err(QuoteFault::NotAuthor(place) | QuoteFault::CrossesParagraph(place)) => Some(place),
        Err(_) => None,
    };
    let others = others.iter().enumerate();
    others
        .filter_map(|(source, other)| {
            let place = place(other)?;
            Some(Elsewhere { source, place })
        })
        .collect()
}

fn find_passages_near(source: &SourceText, words: &str) -> Vec<Passage> {
    let quote = fold_text(words);
    let alike = find_loosely(source, words);
    let spans = if alike.is_empty() {
        find_similar(source, &quote)
    } else {
        alike
    };
    let mut passages: Vec<Passage> = Vec::new();
    for span in spans {
        let Some(passage) = describe(source, &span, &quote) else {
            continue;
        };
        let bytes = passage.place.bytes();
        let overlaps = |other: &Passage| {
            let other = other.place.bytes();
            bytes.start < other.end && other.start < bytes.end
        };
        match passages.iter_mut().find(|other| overlaps(other)) {
            Some(other) if other.nearness >= passage.nearness => {}
            Some(other) => *other = passage,
            None => passages.push(passage),
        }
    }
    passages.sort_by(|one, other| other.nearness.total_cmp(&one.nearness));
    let best = passages.first().map_or(0.0, |passage| passage.nearness);
    passages.retain(|passage| passage.nearness >= best - MARGIN);
    passages.truncate(MOST_PASSAGES);
    passages
}

/// Stretches of the folded text that come near to `quote`, by edit distance and by shared pairs of words.
fn find_similar(source: &SourceText, quote: &str) -> Vec<Range<usize>> {
    let text = source.folded().text();
    let limit = (quote.len() as f64 * (1.0 - least_similarity(quote))) as usize;
    let near = find_nearest(
        text.as_bytes(),
        quote.as_bytes(),
        (limit, MOST_PASSAGES * 2),
    );
    let mut spans: Vec<_> = near.into_iter().map(|near| near.range).collect();
    let (coverage, words) = WINDOW_COVERAGE;
    if count_words(quote) >= words {
        let window = find_window(source.lowered(), &lower_in_place(quote));
        let window = window.filter(|window| window.coverage >= coverage);
        spans.extend(window.map(|window| window.range));
    }
    spans
}

/// How similar a passage must be to be worth showing; short quotes are similar to anything.
fn least_similarity(quote: &str) -> f64 {
    match quote.chars().count() {
        80.. => 0.60,
        40.. => 0.65,
        _ => 0.75,
    }
}

/// The passage around `span`, with whole words and in one paragraph, and how it differs from `quote`.
fn describe(source: &SourceText, span: &Range<usize>, quote: &str) -> Option<Passage> {
    let text = source.folded().text();
    let start = text.ceil_char_boundary(span.start);
    let end = text.floor_char_boundary(span.end).max(start);
    let raw = source.folded().raw_range(&widen(text, &(start..end)));
    let place = source
        .paragraphs_in(&raw)
        .iter()
        .map(|paragraph| raw.start.max(paragraph.range.start)..raw.end.min(paragraph.range.end))
        .max_by_key(|part| part.len())
        .map(|part| Place::new(source, &part))
        .filter(|place| !place.bytes().is_empty())?;
    let words = source.words(&place.bytes());
    let passage = fold_text(&words);
    let diff = diff_words(&passage, quote);
    let nearness = nearness(&passage, quote, &diff);
    let cause = match same_skeleton(&passage, quote) {
        true => Cause::of_layers(&passage, quote),
        false => Cause::of_words(&passage, quote, &diff),
    };
    Some(Passage {
        place,
        words,
        pieces: diff.pieces,
        cause,
        nearness,
    })
}

/// The share of the quote's words that the passage has in order, or a little less than that in any order, whichever
/// is more; less something for each word too many, so that a stray word does not stretch the passage.
fn nearness(passage: &str, quote: &str, diff: &Diff) -> f64 {
    let sorted = |text: &str| {
        let mut words: Vec<_> = lowered_words(text).collect();
        words.sort_unstable();
        words
    };
    let mut rest = sorted(passage).into_iter().peekable();
    let mut shared = 0;
    for word in sorted(quote) {
        while rest.next_if(|other| *other < word).is_some() {}
        shared += usize::from(rest.next_if_eq(&word).is_some());
    }
    let surplus = count_words(passage).saturating_sub(count_words(quote));
    let alike = (diff.equal_words as f64).max(shared as f64 * DISORDER);
    let matched = alike - surplus as f64 * SURPLUS;
    (matched / count_words(quote).max(1) as f64).clamp(0.0, 1.0)
}

fn same_skeleton(one: &str, other: &str) -> bool {
    Skeleton::new(one).has_text_of(&Skeleton::new(other))
}

/// The hit with the punctuation at its ends, where the quote has punctuation there too.
fn with_punctuation(text: &str, hit: Range<usize>, quote: &str) -> Range<usize> {
    let mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let (mut start, mut end) = (hit.start, hit.end);
    if quote.starts_with(mark) {
        start = text[..start].trim_end_matches(mark).len();
    }
    if quote.ends_with(mark) {
        end = text.len() - text[end..].trim_start_matches(mark).len();
    }
    start..end
}

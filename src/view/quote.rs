//! Verified quotes as readers see them: the words, what was left out, the place, the verdict.

use serde::Serialize;

use crate::arrange::Index;
use crate::model::Quote;
use crate::text::Method;

use super::fragment::{document_link, text_fragment};
use super::words::one_line;

/// A verified quote, ready to be set in any format.
#[derive(Debug, Clone, Serialize)]
pub struct QuoteView {
    /// Its id.
    pub id: String,
    /// What its id adds to that of its recommendation: `.1`, `.deterrence.1`.
    pub mark: String,
    /// Its number among all quotes of the project, from 1: its place in a page.
    pub number: usize,
    /// The id of a quote of the same recommendation that has the very same words.
    pub repeats: Option<String>,
    /// A link to the words at the address of the source.
    pub original: Option<String>,
    /// The same link, such as a document may hold.
    pub link: Option<String>,
    /// Whether a reader needs the words around it here: it is short, it decides, and it stands in no
    /// earlier entry. All other passages are read in their text, where that is at hand.
    pub needs_context: bool,
    /// The end of the sentence before it, and the words of its sentence before it.
    pub before: String,
    /// The source's words, in pieces: quoted, or left out by the analyst.
    pub pieces: Vec<PieceView>,
    /// The words after it, and the sentence after.
    pub after: String,
    /// All the source's words from first to last, white space collapsed.
    pub words: String,
    /// The place: `paragraph 7, line 13`.
    pub locator: String,
    /// `exact`, `folded` or `edited`.
    pub method: &'static str,
    /// The verdict in words, with the folds or edits.
    pub verdict: String,
    /// Whether the author only reports it.
    pub reported: bool,
    /// Whether it is there for context only.
    pub context: bool,
}

/// A piece of a passage.
#[derive(Debug, Clone, Serialize)]
pub struct PieceView {
    /// `quoted` or `omitted`.
    pub kind: &'static str,
    /// The source's words, white space collapsed.
    pub words: String,
}

/// The length, in characters, from which a passage explains itself.
const LONG: usize = 240;

/// Shows a quote; `number` is its place among all quotes, from 1.
pub(super) fn quote(index: &Index, found: &Quote, number: usize) -> QuoteView {
    let text = &index.project.sources[found.source].text;
    let (before, after) = text.context(found.place());
    let collapse =
        |bytes: std::ops::Range<usize>| one_line(text.raw().get(bytes).unwrap_or_default());
    let verified = found.verified();
    let words = source_words(index, found);
    let original = original(index, found);
    QuoteView {
        id: found.id.clone(),
        mark: found.id.clone(),
        number,
        repeats: None,
        needs_context: found.is_deciding() && words.chars().count() < LONG,
        link: original.as_deref().and_then(document_link),
        original,
        before: collapse(before),
        pieces: pieces(index, found),
        after: collapse(after),
        words,
        locator: locator(found),
        method: verified.method().as_str(),
        verdict: verdict(found),
        reported: found.voice == crate::model::Voice::Reported,
        context: !found.is_deciding(),
    }
}

/// The link to the words at the address of the source, if it has one.
pub(super) fn original(index: &Index, found: &Quote) -> Option<String> {
    let source = &index.project.sources[found.source];
    let url = source.url.as_deref()?;
    let raw = source.text.raw();
    let words: Vec<String> = found
        .verified()
        .segments()
        .iter()
        .map(|segment| one_line(raw.get(segment.clone()).unwrap_or_default()))
        .collect();
    Some(text_fragment(url, &words))
}

/// The passage as a run of quoted and omitted words.
pub(super) fn pieces(index: &Index, found: &Quote) -> Vec<PieceView> {
    let raw = index.project.sources[found.source].text.raw();
    let piece = |kind, bytes: std::ops::Range<usize>| PieceView {
        kind,
        words: one_line(raw.get(bytes).unwrap_or_default()),
    };
    let mut pieces = Vec::new();
    let mut end = found.place().bytes().start;
    for segment in found.verified().segments() {
        pieces.push(piece("omitted", end..segment.start));
        end = segment.end;
        pieces.push(piece("quoted", segment.clone()));
    }
    pieces.push(piece("omitted", end..found.place().bytes().end));
    pieces.retain(|piece| !piece.words.is_empty());
    pieces
}

/// How a place is cited.
pub(super) fn locator(found: &Quote) -> String {
    let place = found.place();
    let range = |word: &str, first: usize, last: usize| {
        if first == last {
            format!("{word} {first}")
        } else {
            format!("{word}s {first}–{last}")
        }
    };
    let paragraph = range("paragraph", place.paragraph(), place.last_paragraph());
    format!(
        "{paragraph}, {}",
        range("line", place.line(), place.last_line())
    )
}

/// The verdict of the verification in words.
fn verdict(found: &Quote) -> String {
    let verified = found.verified();
    let folds = verified.folds().to_string();
    match verified.method() {
        Method::Exact => "exact".to_owned(),
        Method::Folded => format!("folded: equal but for {folds}"),
        Method::Edited => {
            let edits: Vec<String> = verified.edits().iter().map(ToString::to_string).collect();
            format!("edited: {}", edits.join("; "))
        }
    }
}

/// The source's own words of a quote, white space collapsed.
pub(super) fn source_words(index: &Index, quote: &Quote) -> String {
    let raw = index.project.sources[quote.source].text.raw();
    one_line(raw.get(quote.place().bytes()).unwrap_or_default())
}

//! A quote that was verified, and all there is to say of how.

use std::ops::Range;

use super::QuoteQuery;
use super::chains::Chain;
use super::edits::{Edit, EditKind, list_edits};
use super::marks::Marked;
use crate::text::edges::Edges;
use crate::text::fold::{Fold, Folds, count_folds};
use crate::text::place::Place;
use crate::text::source::{SourceText, ends_sentence};
use crate::text::words::count_words;

/// A quote that stands in its source; made by [`find_quote`](super::find_quote) alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    place: Place,
    method: Method,
    folds: Folds,
    edits: Vec<Edit>,
    segments: Vec<Range<usize>>,
    notes: Vec<Note>,
}

/// How a quote equals its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The quote is the slice of the file, byte for byte.
    Exact,
    /// The quote and the slice of the file are equal after folding.
    Folded,
    /// The quote has omissions or brackets, and its literal words are equal after folding.
    Edited,
}

impl Method {
    /// The word for this method in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Folded => "folded",
            Self::Edited => "edited",
        }
    }
}

/// Something about a verified quote that a reader may want to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// A dash, an ellipsis or a bullet at its edge was left aside.
    EdgeMarks,
    /// It is a whole paragraph that looks like a heading.
    Heading,
    /// One of its omissions leaves out more than 25 words.
    LongOmission {
        /// How many words.
        words: usize,
    },
    /// One of its omissions runs over the end of a sentence.
    OmissionOverSentences,
}

/// Above this number of words an omission is called long.
const LONG_OMISSION: usize = 25;

/// A paragraph of more words than this is no heading.
const LONGEST_HEADING: usize = 15;

impl Verified {
    /// Where the words stand, from the first to the last.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// How the quote equals its source.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Which folds made them equal.
    pub fn folds(&self) -> &Folds {
        &self.folds
    }

    /// What the analyst left out, added or replaced, in the order of the text.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The bytes of the stretches that are literally quoted, in order.
    pub fn segments(&self) -> &[Range<usize>] {
        &self.segments
    }

    /// What else a reader may want to know.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// A quote whose words stand literally at `span` of the folded text.
    pub(super) fn literal(
        source: &SourceText,
        query: &QuoteQuery,
        edges: &Edges,
        span: &Range<usize>,
    ) -> Self {
        let words = source.place(span);
        let place = with_edges(source, query, edges, &words);
        let is_exact = source.raw()[place.bytes()] == *query.exact;
        let mut folds = Folds::default();
        if !is_exact {
            folds = count_folds(&source.raw()[words.bytes()], edges.core);
            folds.add_all(&edge_folds(edges));
        }
        let mut notes = Vec::new();
        notes.extend((folds.count(Fold::EdgeMarks) > 0).then_some(Note::EdgeMarks));
        notes.extend(is_heading(source, &place).then_some(Note::Heading));
        Self {
            method: if is_exact {
                Method::Exact
            } else {
                Method::Folded
            },
            segments: vec![place.bytes()],
            edits: Vec::new(),
            folds,
            notes,
            place,
        }
    }

    /// A quote whose marks are edits and whose words stand at `chain`.
    pub(super) fn edited(
        source: &SourceText,
        edges: &Edges,
        marked: &Marked,
        chain: &Chain,
    ) -> Self {
        let mut folds = edge_folds(edges);
        folds.add(
            Fold::NestedQuotationMarks,
            swapped_marks(marked, edges.core),
        );
        let mut segments = Vec::new();
        for (literal, hit) in marked.literals.iter().zip(&chain.literals) {
            let bytes = source.place(hit).bytes();
            folds.add_all(&count_folds(
                &source.raw()[bytes.clone()],
                literal.words.trim(),
            ));
            segments.push(bytes);
        }
        let edits = list_edits(source, marked, chain);
        let mut notes = Vec::new();
        notes.extend((folds.count(Fold::EdgeMarks) > 0).then_some(Note::EdgeMarks));
        for edit in edits.iter().filter(|edit| edit.kind == EditKind::Omission) {
            let words = count_words(&edit.replaced);
            notes.extend((words > LONG_OMISSION).then_some(Note::LongOmission { words }));
            notes.extend(ends_sentence(&edit.replaced).then_some(Note::OmissionOverSentences));
        }
        Self {
            place: source.place(&chain.span),
            method: Method::Edited,
            folds,
            edits,
            segments,
            notes,
        }
    }
}

/// The place with the marks at the edges of the quote, if the source has the very same ones in the same line and
/// paragraph; a byte order mark before a paragraph is in none.
fn with_edges(source: &SourceText, query: &QuoteQuery, edges: &Edges, words: &Place) -> Place {
    let bytes = words.bytes();
    let start = bytes.start.checked_sub(edges.lead.len());
    let wide = start.map(|start| start..bytes.end + edges.trail.len());
    let marks = edges.lead.trim().len() + edges.trail.trim().len();
    wide.filter(|wide| marks > 0 && source.raw().get(wide.clone()) == Some(query.exact))
        .filter(|_| !query.exact.contains(['\n', '\r']) && query.exact.trim() == query.exact)
        .filter(|wide| source.paragraph_at(wide.start).is_some())
        .map_or_else(|| words.clone(), |wide| Place::new(source, &wide))
}

/// The folds that leave aside what stands at the edges of a quote.
fn edge_folds(edges: &Edges) -> Folds {
    let mut folds = Folds::default();
    for edge in [edges.lead, edges.trail] {
        let fold = match edge.trim() {
            "" => Fold::WhiteSpace,
            _ => Fold::EdgeMarks,
        };
        folds.add(fold, usize::from(!edge.is_empty()));
    }
    folds
}

/// How many quotation marks of the quote were read as marks of the other kind.
fn swapped_marks(marked: &Marked, core: &str) -> usize {
    let differing = marked.reading.chars().zip(core.chars());
    differing.filter(|(read, written)| read != written).count()
}

/// Whether `place` is all of a paragraph of one line that has few words and does not end like a sentence.
fn is_heading(source: &SourceText, place: &Place) -> bool {
    let bytes = place.bytes();
    source.paragraph_at(bytes.start).is_some_and(|paragraph| {
        let text = &source.raw()[bytes.clone()];
        paragraph.range == bytes
            && paragraph.first_line == paragraph.last_line
            && count_words(text) <= LONGEST_HEADING
            && !text.ends_with(['.', '!', ';', ',', ':', '”', '"'])
    })
}

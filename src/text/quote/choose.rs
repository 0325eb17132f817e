//! Of the places where the words of a quote stand, chooses the only one that will do, or says why none does.

use std::ops::Range;

use super::context::{GivenContext, single_out};
use super::{Candidate, QuoteFault, QuoteQuery};
use crate::text::edges::Edges;
use crate::text::fold::{Folded, fold_text};
use crate::text::source::SourceText;

/// How many places a fault lists.
const MOST_LISTED: usize = 20;

/// Something that stands in a folded text.
pub(super) trait Standing {
    /// From its first byte to its last.
    fn span(&self) -> &Range<usize>;

    /// The stretches that are literally the source's.
    fn literals(&self) -> &[Range<usize>];
}

impl Standing for Range<usize> {
    fn span(&self) -> &Range<usize> {
        self
    }

    fn literals(&self) -> &[Range<usize>] {
        std::slice::from_ref(self)
    }
}

/// The index in `found`, in the order of the text, of the only one that the quote can mean.
pub(super) fn choose_span<S: Standing>(
    source: &SourceText,
    query: &QuoteQuery,
    edges: &Edges,
    found: &[S],
) -> Result<usize, QuoteFault> {
    let raw = |span: &Range<usize>| source.folded().raw_range(span);
    let place = |index: &usize| source.place(found[*index].span());
    let first = |indices: &[usize]| indices.first().map(place);

    let all: Vec<usize> = (0..found.len()).collect();
    let authors = keep(&all, |index| {
        let mut literals = found[*index].literals().iter();
        literals.all(|literal| source.is_author(&raw(literal)))
    });
    let Some(first_place) = first(&authors) else {
        return Err(first(&all).map_or(QuoteFault::NotFound, QuoteFault::NotAuthor));
    };
    let together = keep(&authors, |index| {
        breaks_are_written(source, &raw(found[*index].span()), edges.core)
    });
    if together.is_empty() {
        return Err(QuoteFault::CrossesParagraph(first_place));
    }
    let mut chosen = together.clone();
    for context in GivenContext::of_query(query, [edges.lead, edges.trail]) {
        let beside = keep(&chosen, |index| {
            context.is_beside(source, found[*index].span())
        });
        if beside.is_empty() {
            let places = chosen.iter().take(MOST_LISTED).map(place).collect();
            let side = context.side();
            return Err(QuoteFault::ContextNotAdjacent { side, places });
        }
        chosen = beside;
    }
    if let [only] = chosen[..] {
        return Ok(only);
    }
    let spans = |indices: &[usize]| -> Vec<_> {
        indices
            .iter()
            .map(|index| found[*index].span().clone())
            .collect()
    };
    let (places, rivals) = (spans(&chosen), spans(&together));
    Err(QuoteFault::Ambiguous {
        candidates: list_candidates(source, &places, &rivals),
        total: chosen.len(),
    })
}

/// The first 20 of `places`, each with the shortest context that no other of `rivals` has; `places` are among
/// `rivals`.
pub(in crate::text) fn list_candidates(
    source: &SourceText,
    places: &[Range<usize>],
    rivals: &[Range<usize>],
) -> Vec<Candidate> {
    let listed = places.iter().take(MOST_LISTED);
    listed
        .map(|span| Candidate {
            place: source.place(span),
            context: rivals
                .iter()
                .position(|rival| rival == span)
                .filter(|_| rivals.len() > 1)
                .and_then(|index| single_out(source, rivals, index)),
        })
        .collect()
}

fn keep(indices: &[usize], will_do: impl Fn(&usize) -> bool) -> Vec<usize> {
    indices
        .iter()
        .copied()
        .filter(|index| will_do(index))
        .collect()
}

/// Whether the quote has a line break wherever the source has the end of a paragraph inside `bytes`.
///
/// A blank line of a folded or quoted YAML scalar reaches us as one line break, so one is enough.
fn breaks_are_written(source: &SourceText, bytes: &Range<usize>, quote: &str) -> bool {
    let paragraphs = source.paragraphs_in(bytes);
    let Some((_, later)) = paragraphs.split_first() else {
        return true;
    };
    later.iter().all(|paragraph| {
        let before = &source.raw()[bytes.start..paragraph.range.start];
        let letters = fold_text(before)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .count();
        gap_after(quote, letters).contains(['\n', '\r', '\u{2029}'])
    })
}

/// What stands in `quote` between its letter or digit number `letters` and the next one; a ligature counts as the
/// letters that it folds to.
fn gap_after(quote: &str, letters: usize) -> &str {
    let folded = Folded::new(quote);
    let mut ends = folded
        .text()
        .char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .map(|(at, c)| folded.raw_range(&(at..at + c.len_utf8())))
        .skip(letters.saturating_sub(1));
    let start = ends.next().map_or(0, |letter| letter.end);
    let end = ends.next().map_or(quote.len(), |letter| letter.start);
    quote.get(start..end).unwrap_or_default()
}

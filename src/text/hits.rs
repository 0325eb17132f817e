//! Finds every place of a source where folded words stand, those that overlap included.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::text::fold::match_joints;
use crate::text::needle::Needle;
use crate::text::source::SourceText;
use crate::text::tokens::{splits_sign, splits_token};

/// How many bytes may be compared in one search, so that a text of one repeated letter ends soon.
const BUDGET: usize = 1 << 28;

/// How many hits are kept.
const MOST_HITS: usize = 10_000;

/// What a search found, as byte ranges of the folded text.
#[derive(Debug, Default)]
pub(in crate::text) struct Hits {
    /// The hits that begin and end at token boundaries, in order; the first 10,000 of them.
    pub(in crate::text) whole: Vec<Range<usize>>,
    /// The first hit that does not.
    pub(in crate::text) cut: Option<Range<usize>>,
}

/// Searches the whole of `source`.
pub(in crate::text) fn find_hits(source: &SourceText, needle: &Needle) -> Hits {
    let window = 0..source.folded().text().len();
    let mut hits = Hits::default();
    for hit in hits_in(source, needle, window) {
        if is_whole(source, &hit) {
            hits.whole.push(hit);
        } else {
            hits.cut.get_or_insert(hit);
        }
        if hits.whole.len() == MOST_HITS {
            break;
        }
    }
    hits.whole.sort_by_key(|hit| hit.start);
    hits.whole.dedup();
    hits
}

/// The first hit in the bytes `window` of the folded text, at token boundaries or not.
pub(in crate::text) fn first_hit(
    source: &SourceText,
    needle: &Needle,
    window: Range<usize>,
) -> Option<Range<usize>> {
    let plain = plain_hits(source, needle, window.clone()).next();
    let stripped = stripped_hits(source, needle, window)
        .into_iter()
        .flatten()
        .next();
    [plain, stripped]
        .into_iter()
        .flatten()
        .min_by_key(|hit| hit.start)
}

/// All hits in the bytes `window` of the folded text, at token boundaries or not; those that leave out or add a
/// hyphen at a line end come last, and may come twice.
pub(in crate::text) fn hits_in<'a>(
    source: &'a SourceText,
    needle: &'a Needle,
    window: Range<usize>,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let stripped = stripped_hits(source, needle, window.clone());
    plain_hits(source, needle, window).chain(stripped.into_iter().flatten())
}

/// Whether a hit begins and ends at token boundaries.
pub(in crate::text) fn is_whole(source: &SourceText, hit: &Range<usize>) -> bool {
    let text = source.folded().text();
    let raw_start = source.folded().raw_range(hit).start;
    !splits_token(text, hit.start)
        && !splits_token(text, hit.end)
        && !splits_sign(source.raw(), raw_start)
}

fn plain_hits<'a>(
    source: &'a SourceText,
    needle: &'a Needle,
    window: Range<usize>,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let text = &source.folded().text()[..window.end];
    overlapping(text, needle.text(), window.start)
}

/// Hits in the text without hyphens and dashes, where some hyphen is doubtful at all.
fn stripped_hits<'a>(
    source: &'a SourceText,
    needle: &'a Needle,
    window: Range<usize>,
) -> Option<impl Iterator<Item = Range<usize>> + 'a> {
    let folded = source.folded();
    if !folded.has_line_end_hyphen() && !needle.folded().has_line_end_hyphen() {
        return None;
    }
    let stripped = source.stripped();
    let text = &stripped.text()[..stripped.stripped_at(window.end)];
    let hits = overlapping(text, needle.stripped(), stripped.stripped_at(window.start));
    Some(hits.filter_map(move |hit| {
        let word = stripped.folded_at(hit.start);
        let hit = match_joints(folded, word, needle.folded())?;
        (hit.start >= window.start && hit.end <= window.end).then_some(hit)
    }))
}

/// Every occurrence of `needle` in `text` from the byte `start` on, those that overlap included.
fn overlapping<'a>(
    text: &'a str,
    needle: &'a str,
    start: usize,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let finder = Finder::new(needle);
    let (mut from, mut budget) = (start, BUDGET);
    std::iter::from_fn(move || {
        budget = budget
            .checked_sub(needle.len() + 16)
            .filter(|_| !needle.is_empty())?;
        let at = from + finder.find(text.as_bytes().get(from..)?)?;
        from = at + 1;
        Some(at..at + needle.len())
    })
}

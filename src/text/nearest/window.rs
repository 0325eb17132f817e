//! Finds the window of a text that shares most pairs of neighbouring words with a quote; unlike edit distance it
//! finds quotes from which a part was silently cut, or whose parts were put in another order.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::words::place_words;

/// Windows of this many words more than two and a half times those of the quote are too wide.
const SLACK: usize = 10;

/// A window and the share of the quote's pairs that it has, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Window {
    /// The bytes of the window.
    pub(super) range: Range<usize>,
    /// The share.
    pub(super) coverage: f64,
}

/// A pair of neighbouring words of the text that the quote has too.
struct SharedPair {
    /// Which pair of the quote.
    id: usize,
    /// The number of its first word in the text.
    word: usize,
    /// Its bytes in the text.
    range: Range<usize>,
}

/// The best window of `text` for `quote`; both are in lower case. None if no pair of words is shared.
pub(super) fn find_window(text: &str, quote: &str) -> Option<Window> {
    let mut ids: HashMap<(&str, &str), usize> = HashMap::new();
    let mut words = 1;
    for ((_, one), (_, other)) in pairs_of(quote) {
        let next = ids.len();
        ids.entry((one, other)).or_insert(next);
        words += 1;
    }
    let shared: Vec<_> = pairs_of(text)
        .enumerate()
        .filter_map(|(word, ((start, one), (end, other)))| {
            let id = *ids.get(&(one, other))?;
            let range = start..end + other.len();
            Some(SharedPair { id, word, range })
        })
        .collect();
    let (most, first, last) = best_stretch(&shared, ids.len(), words * 5 / 2 + SLACK)?;
    Some(Window {
        range: shared[first].range.start..shared[last].range.end,
        coverage: most as f64 / ids.len() as f64,
    })
}

/// Of all stretches of shared pairs within `widest` words, the one with most different pairs, and of those the
/// shortest: how many it has, and the indices of the first and the last.
fn best_stretch(shared: &[SharedPair], ids: usize, widest: usize) -> Option<(usize, usize, usize)> {
    let mut counts = vec![0_usize; ids];
    let (mut distinct, mut left) = (0, 0);
    let mut best: Option<(usize, usize, usize)> = None;
    let length = |first: usize, last: usize| shared[last].word - shared[first].word;
    for (index, pair) in shared.iter().enumerate() {
        counts[pair.id] += 1;
        distinct += usize::from(counts[pair.id] == 1);
        while length(left, index) > widest || counts[shared[left].id] > 1 {
            let count = &mut counts[shared[left].id];
            *count -= 1;
            distinct -= usize::from(*count == 0);
            left += 1;
        }
        let better = best.is_none_or(|(most, first, last)| {
            distinct > most || (distinct == most && length(left, index) < length(first, last))
        });
        if better {
            best = Some((distinct, left, index));
        }
    }
    best
}

/// The pairs of neighbouring words of `text`, each word with its offset.
fn pairs_of(text: &str) -> impl Iterator<Item = ((usize, &str), (usize, &str))> {
    place_words(text).zip(place_words(text).skip(1))
}

#[cfg(test)]
mod tests {
    use super::find_window;

    fn window<'t>(text: &'t str, quote: &str) -> Option<(&'t str, f64)> {
        find_window(text, quote).map(|window| (&text[window.range], window.coverage))
    }

    #[test]
    fn of_windows_with_as_many_pairs_the_shortest_is_taken() {
        assert_eq!(
            window("a b q q b c q a b c q", "a b c"),
            Some(("a b c", 1.0))
        );
        assert_eq!(
            window("a b c q a b q q b c q", "a b c"),
            Some(("a b c", 1.0))
        );
        assert_eq!(window("a b a b a b c", "a b c"), Some(("a b c", 1.0)));
        assert_eq!(window("q a b q", "a b c"), Some(("a b", 0.5)));
        assert_eq!(window("q a q b q c", "a b c"), None);
    }

    /// Three words may lie in a window whose pairs begin at most 17 words apart.
    #[test]
    fn a_window_is_only_so_wide() {
        let text = |between: usize| format!("a b {}b c", "q ".repeat(between));
        let near = text(15);
        assert_eq!(window(&near, "a b c"), Some((near.as_str(), 1.0)));
        assert_eq!(window(&text(16), "a b c").map(|found| found.1), Some(0.5));
    }
}

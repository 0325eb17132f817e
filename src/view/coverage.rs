//! Coverage: where in a text the quotes lie, and which stretches are not its author's.

use std::ops::Range;

use serde::Serialize;

use crate::arrange::Index;
use crate::model::{Key, Project, Source};

use super::words::count;

/// How many units the strip of the longest text is wide.
const UNITS: usize = 1000;

/// A strip from the beginning of a text to its end, on a scale that all texts share.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    /// How wide the strip is, of a thousand for the longest text.
    pub width: usize,
    /// The quoted stretches.
    pub quoted: Vec<BandView>,
    /// The stretches that are not the author's words.
    pub foreign: Vec<BandView>,
    /// The same in words.
    pub words: String,
}

/// A stretch of a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BandView {
    /// Where it begins.
    pub x: usize,
    /// How wide it is, 1 at least, so that it can be seen.
    pub width: usize,
}

/// The length in bytes of the longest text, from 1.
pub(super) fn longest(project: &Project) -> usize {
    let sources = project.sources.iter();
    let lengths = sources.map(|(_, source)| source.text.raw().len());
    lengths.max().unwrap_or_default().max(1)
}

/// Shows the coverage of a source.
///
/// `longest` is the length in bytes of the longest text, from 1.
pub(super) fn coverage(index: &Index, key: Key<Source>, longest: usize) -> CoverageView {
    let project = index.project;
    let text = &project.sources[key].text;
    let segments = index
        .quotes_of(key)
        .flat_map(|quote| quote.verified().segments().iter().cloned());
    let quoted = union(text.raw(), segments.collect());
    let band = |range: &Range<usize>| {
        let x = range.start * UNITS / longest;
        let end = range.end * UNITS / longest;
        BandView {
            x,
            width: (end - x).max(1),
        }
    };
    let raw = text.raw();
    let chars = |ranges: &[Range<usize>]| -> usize {
        let texts = ranges.iter().filter_map(|range| raw.get(range.clone()));
        texts.map(|words| words.chars().count()).sum()
    };
    let foreign = text.not_author();
    let own = raw.chars().count() - chars(foreign);
    let mut words = format!(
        "{} of the author’s {} characters are quoted, in {}",
        grouped(chars(&quoted)),
        grouped(own),
        count(quoted.len(), "stretch", "stretches"),
    );
    if !foreign.is_empty() {
        words.push_str(&format!(
            "; {} characters in {} are not the author’s",
            grouped(chars(foreign)),
            count(foreign.len(), "stretch", "stretches"),
        ));
    }
    CoverageView {
        width: band(&(0..raw.len().max(1))).width,
        quoted: quoted.iter().map(band).collect(),
        foreign: foreign.iter().map(band).collect(),
        words,
    }
}

/// Ranges of a text in order, those joined that meet or have only white space between them.
fn union(raw: &str, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let gap = |from: usize, to: usize| raw.get(from..to).unwrap_or_default();
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if gap(last.end, range.start).trim().is_empty() => {
                last.end = last.end.max(range.end)
            }
            _ => joined.push(range),
        }
    }
    joined
}

/// A number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{grouped, union};

    #[test]
    fn ranges_that_meet_are_counted_once() {
        let ranges = vec![6..9, 0..2, 3..4, 7..8];
        assert_eq!(union("ab c, defg", ranges), [0..4, 6..9]);
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(999), "999");
    }
}

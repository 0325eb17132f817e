//! Why the omissions and brackets of a quote do not hold.

use std::fmt;
use std::ops::Range;

use crate::text::hits::hits_in;
use crate::text::needle::Needle;
use crate::text::quote::{Marked, has_short_side};
use crate::text::source::SourceText;

/// What is wrong with the omissions and brackets of a quote whose literal words are all in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditProblem {
    /// Fewer than three words stand on one side of a mark.
    ShortSide,
    /// The words stand in the source in another order.
    Order,
    /// The words stand in different paragraphs.
    OtherParagraph,
    /// More words lie between than an omission (60) or a bracket (6) may stand for, or a sentence ends there.
    TooFar,
}

/// Says what is wrong, in lower case and without a full stop.
impl fmt::Display for EditProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ShortSide => "fewer than three words stand beside an omission or a bracket",
            Self::Order => "the source has the parts in another order",
            Self::OtherParagraph => "the parts stand in different paragraphs",
            Self::TooFar => {
                "more words lie between the parts than an omission (60) or a bracket (6) may stand for, \
                 or a bracket runs over the end of a sentence"
            }
        })
    }
}

/// What an examination of an edited quote found.
pub(super) struct Examined {
    /// What is wrong, if all literal words are in the source.
    pub(super) problem: Option<EditProblem>,
    /// Else the first literal words that are not.
    pub(super) words: Option<String>,
}

/// Looks for each literal stretch of an edited quote by itself.
pub(super) fn examine_edits(source: &SourceText, marked: &Marked) -> Examined {
    const MOST_HITS: usize = 100;
    let window = 0..source.folded().text().len();
    let mut all: Vec<Vec<Range<usize>>> = Vec::new();
    for literal in &marked.literals {
        let mut words = literal.words.as_str();
        if literal.stop_is_doubtful {
            words = words.trim_end_matches('.').trim_end();
        }
        let needle = Needle::new(words);
        let hits: Vec<_> = hits_in(source, &needle, window.clone())
            .take(MOST_HITS)
            .collect();
        if hits.is_empty() {
            let words = Some(literal.words.trim().to_owned());
            return Examined {
                problem: None,
                words,
            };
        }
        all.push(hits);
    }
    let problem = match has_short_side(marked) {
        true => EditProblem::ShortSide,
        false => all
            .windows(2)
            .map(|pair| compare(source, &pair[0], &pair[1]))
            .find(|problem| *problem != EditProblem::TooFar)
            .unwrap_or(EditProblem::TooFar),
    };
    Examined {
        problem: Some(problem),
        words: None,
    }
}

/// The least that is wrong with any two hits of neighbouring literals.
fn compare(source: &SourceText, first: &[Range<usize>], second: &[Range<usize>]) -> EditProblem {
    let number = |hit: &Range<usize>| {
        let raw = source.folded().raw_range(hit).start;
        source.paragraph_at(raw).map(|paragraph| paragraph.number)
    };
    let pairs = || {
        first
            .iter()
            .flat_map(|one| second.iter().map(move |other| (one, other)))
    };
    let together = |(one, other): &(&Range<usize>, &Range<usize>)| number(one) == number(other);
    if pairs()
        .filter(together)
        .any(|(one, other)| one.end <= other.start)
    {
        EditProblem::TooFar
    } else if pairs().any(|pair| together(&pair)) {
        EditProblem::Order
    } else {
        EditProblem::OtherParagraph
    }
}

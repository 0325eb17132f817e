//! Why a quote is not the passage that comes nearest to it, in one line.

use std::fmt;

use super::diff::{Change, Diff};
use super::skeleton::{Layer, differing_layers, look_alikes};
use crate::text::words::{both_ends, count_words, lowered_words};

/// Why a quote differs from a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The letters and digits are the same.
    Layers {
        /// In what they differ.
        layers: Vec<Layer>,
        /// The look-alike letters of the quote, each with the Latin letter that it looks like.
        look_alikes: Vec<(char, char)>,
    },
    /// The source has words that the quote leaves out without saying so.
    LeftOut(String),
    /// The quote has words that the source does not have.
    Added(String),
    /// The words are the same, in another order.
    Order,
    /// Up to three words differ: the source's and the quote's.
    Words(Vec<(String, String)>),
    /// More than three words differ.
    Many {
        /// How many.
        words: usize,
    },
}

/// Above this number of words a cause counts them instead of naming them.
const MOST_NAMED: usize = 3;

/// Of words left out, so many are shown at each end.
const SHOWN: usize = 8;

impl Cause {
    /// The cause for a passage and a quote whose skeletons are the same.
    pub(super) fn of_layers(passage: &str, quote: &str) -> Self {
        let layers = differing_layers(passage, quote);
        let look_alikes = match layers.contains(&Layer::LookAlikes) {
            true => look_alikes(quote),
            false => Vec::new(),
        };
        Self::Layers {
            layers,
            look_alikes,
        }
    }

    /// The cause for a passage and a quote whose words differ.
    pub(super) fn of_words(passage: &str, quote: &str, diff: &Diff) -> Self {
        let changes = &diff.changes;
        let sorted = |text: &str| {
            let mut words: Vec<_> = lowered_words(text).collect();
            words.sort();
            words
        };
        let join = |side: fn(&Change) -> &str| {
            let parts = changes.iter().map(side);
            let parts: Vec<_> = parts.filter(|part| count_words(part) > 0).collect();
            parts.join(" … ")
        };
        if changes.iter().all(|change| count_words(&change.new) == 0) {
            Self::LeftOut(both_ends(&join(|change| &change.old), SHOWN))
        } else if changes.iter().all(|change| count_words(&change.old) == 0) {
            Self::Added(both_ends(&join(|change| &change.new), SHOWN))
        } else if sorted(passage) == sorted(quote) {
            Self::Order
        } else {
            Self::of_changes(changes)
        }
    }

    fn of_changes(changes: &[Change]) -> Self {
        let size = |change: &Change| count_words(&change.old).max(count_words(&change.new));
        let words: usize = changes.iter().map(size).sum();
        if words > MOST_NAMED {
            return Self::Many { words };
        }
        let pair = |change: &Change| (change.old.clone(), change.new.clone());
        let named = changes.iter().filter(|change| size(change) > 0);
        Self::Words(named.map(pair).collect())
    }
}

/// Writes "1 word differs: must -> may", "words left out: ...", "differs only in case".
impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Layers {
                layers,
                look_alikes,
            } => {
                let names: Vec<_> = layers.iter().map(|layer| layer.as_str()).collect();
                write!(formatter, "differs only in {}", list(&names))?;
                for (like, latin) in look_alikes {
                    write!(
                        formatter,
                        "; `{like}` (U+{:04X}) is not `{latin}`",
                        u32::from(*like)
                    )?;
                }
                Ok(())
            }
            Self::LeftOut(words) => write!(formatter, "words left out: {words}"),
            Self::Added(words) => write!(formatter, "words added: {words}"),
            Self::Order => formatter.write_str("order of words differs"),
            Self::Words(pairs) => {
                let shown: Vec<_> = pairs.iter().map(show_pair).collect();
                let words: usize = pairs
                    .iter()
                    .map(|(old, new)| count_words(old).max(count_words(new)))
                    .sum();
                let verb = if words == 1 {
                    "word differs"
                } else {
                    "words differ"
                };
                write!(formatter, "{words} {verb}: {}", shown.join("; "))
            }
            Self::Many { words } => write!(formatter, "{words} words differ"),
        }
    }
}

fn show_pair((old, new): &(String, String)) -> String {
    match (old.as_str(), new.as_str()) {
        ("", new) => format!("`{new}` added"),
        (old, "") => format!("`{old}` left out"),
        (old, new) => format!("{old} -> {new}"),
    }
}

fn list(names: &[&str]) -> String {
    match names {
        [] => "the way it is written".to_owned(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

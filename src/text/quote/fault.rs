//! Why a quote is not verified.

use std::fmt;
use std::ops::Range;

use super::context::{Context, ContextSide};
use super::edits::EditRisk;
use crate::text::place::Place;

/// Why a quote is not verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteFault {
    /// It holds nothing but white space, dashes, ellipses and brackets.
    Empty,
    /// Its words do not stand in the source.
    NotFound,
    /// The prefix or the suffix that is given does not stand beside its words.
    ContextNotAdjacent {
        /// Which of the two.
        side: ContextSide,
        /// Where the words stand; at most 20 places.
        places: Vec<Place>,
    },
    /// Its words stand in several places.
    Ambiguous {
        /// At most 20 of the places, in the order of the file.
        candidates: Vec<Candidate>,
        /// How many places there are; counted up to 10,000.
        total: usize,
    },
    /// Its words stand only in a stretch that is not the author's.
    NotAuthor(Place),
    /// It begins or ends inside a word.
    CutsWord {
        /// Where the words stand.
        place: Place,
        /// The bytes of the same place with the words at its ends whole.
        whole: Range<usize>,
    },
    /// Its words run from one paragraph into the next, and the quote has no line break there.
    CrossesParagraph(Place),
    /// An omission or a bracket changes what the words say, and the quote is not reviewed.
    EditUnreviewed {
        /// Where the words stand.
        place: Place,
        /// What the edit does.
        risk: EditRisk,
    },
}

/// One of several places where the words of a quote stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub place: Place,
    /// The shortest prefix or suffix that no other place has, if there is one of at most 40 words.
    pub context: Option<Context>,
}

/// Says in a few words what is wrong, in lower case and without a full stop.
impl fmt::Display for QuoteFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the quote has no words"),
            Self::NotFound => formatter.write_str("the words do not stand in the source"),
            Self::ContextNotAdjacent { side, .. } => {
                write!(
                    formatter,
                    "the {} does not stand beside the words",
                    side.as_str()
                )
            }
            Self::Ambiguous { total, .. } => write!(formatter, "the words stand in {total} places"),
            Self::NotAuthor(_) => formatter.write_str("the words are not the author's"),
            Self::CutsWord { .. } => formatter.write_str("the quote begins or ends inside a word"),
            Self::CrossesParagraph(_) => {
                formatter.write_str("the words run from one paragraph into the next")
            }
            Self::EditUnreviewed { risk, .. } => risk.fmt(formatter),
        }
    }
}

//! The project file as it was written: every value keeps its place, nothing is checked against
//! anything else yet.

use crate::files::{Span, Spanned};

/// Text with its place.
pub(crate) type RawText = Spanned<String>;

/// Entries of a mapping from ids to values, in the order of the file.
pub(crate) type ById<T> = Vec<(RawText, T)>;

/// The whole of `options.yaml`.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawProject {
    pub(crate) format: Option<RawText>,
    pub(crate) title: Option<RawText>,
    pub(crate) question: Option<RawText>,
    pub(crate) as_of: Option<RawText>,
    pub(crate) handling: Option<RawText>,
    pub(crate) bottom_line: Option<RawText>,
    pub(crate) notes: Vec<RawText>,
    pub(crate) camps: ById<RawCamp>,
    pub(crate) postures: ById<RawLabelled>,
    pub(crate) sources: ById<RawSource>,
    pub(crate) options: ById<RawOption>,
    pub(crate) criteria: ById<RawCriterion>,
    /// Each in a place of its own, since they are large and many.
    pub(crate) recommendations: Vec<Box<RawRecommendation>>,
    /// `None` where the key is absent, so that the default matrices apply.
    pub(crate) matrices: Option<Vec<RawMatrix>>,
    pub(crate) brief: Option<RawBrief>,
    /// Patterns of further files.
    pub(crate) include: Vec<RawText>,
}

/// A camp.
#[derive(Debug, Clone)]
pub(crate) struct RawCamp {
    pub(crate) label: Option<RawText>,
    pub(crate) basis: Option<RawText>,
}

/// A posture.
#[derive(Debug, Clone)]
pub(crate) struct RawLabelled {
    pub(crate) label: Option<RawText>,
    pub(crate) description: Option<RawText>,
}

/// A source.
#[derive(Debug, Clone)]
pub(crate) struct RawSource {
    pub(crate) file: Option<RawText>,
    pub(crate) author: Option<RawText>,
    pub(crate) author_basis: Option<RawText>,
    pub(crate) title: Option<RawText>,
    pub(crate) outlet: Option<RawText>,
    pub(crate) date: Option<RawText>,
    pub(crate) date_basis: Option<RawText>,
    pub(crate) url: Option<RawText>,
    pub(crate) camp: Option<RawText>,
    pub(crate) not_author: Vec<RawStretch>,
    pub(crate) paragraphs: Option<RawText>,
    pub(crate) silent_on: Vec<RawText>,
    pub(crate) not_applicable: ById<RawText>,
}

/// A stretch of a source that is not its author's.
#[derive(Debug, Clone)]
pub(crate) struct RawStretch {
    pub(crate) from: Option<RawText>,
    pub(crate) to: Option<RawText>,
}

/// An option.
#[derive(Debug, Clone)]
pub(crate) struct RawOption {
    pub(crate) label: Option<RawText>,
    pub(crate) description: Option<RawText>,
    pub(crate) terms: Vec<RawText>,
    pub(crate) part_of: Option<RawText>,
}

/// A criterion.
#[derive(Debug, Clone)]
pub(crate) struct RawCriterion {
    pub(crate) label: Option<RawText>,
    pub(crate) question: Option<RawText>,
}

/// A recommendation.
#[derive(Debug, Clone)]
pub(crate) struct RawRecommendation {
    pub(crate) id: Option<RawText>,
    pub(crate) source: Option<RawText>,
    pub(crate) option: Option<RawText>,
    pub(crate) stance: Option<RawText>,
    pub(crate) posture: Option<RawText>,
    pub(crate) summary: Option<RawText>,
    pub(crate) actor: Option<RawText>,
    pub(crate) target: Option<RawText>,
    pub(crate) condition: Option<RawText>,
    pub(crate) after: Option<RawText>,
    pub(crate) timing: Option<RawText>,
    pub(crate) implied: bool,
    pub(crate) confidence: Option<RawText>,
    pub(crate) note: Option<RawText>,
    pub(crate) quotes: RawQuotes,
    pub(crate) criteria: ById<RawClaim>,
}

/// A list of quotes; `span` is that of the list, or of the mapping that lacks it.
#[derive(Debug, Clone)]
pub(crate) struct RawQuotes {
    pub(crate) span: Span,
    pub(crate) quotes: Vec<RawQuote>,
}

/// A quote.
#[derive(Debug, Clone)]
pub(crate) struct RawQuote {
    pub(crate) exact: RawText,
    pub(crate) prefix: Option<RawText>,
    pub(crate) suffix: Option<RawText>,
    pub(crate) voice: Option<RawText>,
    pub(crate) role: Option<RawText>,
    pub(crate) reviewed: bool,
}

/// What a recommendation claims for one criterion.
#[derive(Debug, Clone)]
pub(crate) struct RawClaim {
    pub(crate) effect: Option<RawText>,
    pub(crate) because: Option<RawText>,
    pub(crate) quotes: RawQuotes,
}

/// A matrix.
#[derive(Debug, Clone)]
pub(crate) struct RawMatrix {
    pub(crate) id: Option<RawText>,
    pub(crate) title: Option<RawText>,
    pub(crate) rows: Option<RawText>,
    pub(crate) columns: Option<RawText>,
    pub(crate) filter: RawFilter,
    pub(crate) note: Option<RawText>,
}

/// What the one-page brief shows.
#[derive(Debug, Clone)]
pub(crate) struct RawBrief {
    pub(crate) options: Vec<RawText>,
}

/// The `where` of a matrix; `None` where an axis is not limited.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawFilter {
    pub(crate) options: Option<Vec<RawText>>,
    pub(crate) authors: Option<Vec<RawText>>,
    pub(crate) sources: Option<Vec<RawText>>,
    pub(crate) camps: Option<Vec<RawText>>,
    pub(crate) criteria: Option<Vec<RawText>>,
}

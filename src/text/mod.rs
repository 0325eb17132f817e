//! Finds quotes in plain-text sources and proves where they stand.
//!
//! A [`SourceText`] is one source made searchable. [`find_quote`] verifies a quote: its words must be equal to
//! words of the source under a small, fixed table of folds. Where they are not, [`diagnose`] says what is nearest;
//! nothing similar is ever accepted. A [`Place`] and a [`Verified`] quote are made by these searches alone, so a
//! quotation that is not in its source cannot be represented.

mod edges;
mod fold;
mod hits;
mod nearest;
mod needle;
mod place;
mod quote;
mod source;
mod surroundings;
mod terms;
mod tokens;
mod words;

pub use self::fold::{Fold, Folds};
pub use self::nearest::{
    Cause, Diagnosis, DiffKind, DiffPiece, EditProblem, Elsewhere, Layer, Passage, diagnose,
};
pub use self::place::Place;
pub use self::quote::{
    Candidate, Context, ContextSide, Edit, EditKind, EditRisk, Method, Note, QuoteFault,
    QuoteQuery, RiskKind, Verified, find_quote, is_short,
};
pub use self::source::{
    Paragraph, ParagraphMode, SentenceContext, SourceText, StretchFault, collapse_white_space,
};
pub use self::surroundings::{
    advice_sentences, begins_mid_sentence, enclosing_quotation, negation_before,
};
pub use self::terms::find_passages;
pub use self::words::{WordClass, both_ends};

#[cfg(test)]
mod tests;

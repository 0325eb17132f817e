//! The checked whole: every reference leads somewhere, every quote has a proven place.

mod camp;
mod date;
mod matrix;
mod option;
mod quote;
mod recommendation;
mod source;
mod table;
mod words;

pub use camp::{Camp, Posture};
pub use date::PartialDate;
pub use matrix::{CampOrNone, Filter, MatrixSpec};
pub use option::{Criterion, PolicyOption};
pub use quote::{Quote, QuoteNote};
pub use recommendation::{Claim, Recommendation};
pub use source::{Declared, Source};
pub use table::{Key, Table};
pub use words::{Axis, Confidence, Direction, Effect, Paragraphs, Role, Stance, Voice};

/// The id that stands for the sources without a camp; no camp may bear it.
pub const UNALIGNED: &str = "unaligned";

/// All that a project says, checked.
#[derive(Debug, Default)]
pub struct Project {
    /// The title.
    pub title: String,
    /// The question that the options answer.
    pub question: Option<String>,
    /// The date that the outputs bear.
    pub as_of: Option<PartialDate>,
    /// Printed literally at head and foot of every output.
    pub handling: Option<String>,
    /// The analyst's own summary.
    pub bottom_line: Option<String>,
    /// The limits of the work.
    pub notes: Vec<String>,
    /// Declared groups of sources.
    pub camps: Table<Camp>,
    /// The project's own scale, from one pole to the other.
    pub postures: Table<Posture>,
    /// The texts.
    pub sources: Table<Source>,
    /// The instruments.
    pub options: Table<PolicyOption>,
    /// The considerations.
    pub criteria: Table<Criterion>,
    /// What the texts say.
    pub recommendations: Table<Recommendation>,
    /// The tables that are wanted.
    pub matrices: Table<MatrixSpec>,
    /// The options that the one-page brief shows, in its order; empty leaves the choice to it.
    pub brief: Vec<Key<PolicyOption>>,
}

impl Project {
    /// The parts of an option, in order.
    pub fn parts(&self, option: Key<PolicyOption>) -> impl Iterator<Item = Key<PolicyOption>> {
        self.options
            .iter()
            .filter(move |(_, part)| part.part_of == Some(option))
            .map(|(key, _)| key)
    }

    /// Whether a recommendation on `coded` counts for `option`: the same one, or its parent.
    #[must_use]
    pub fn counts_for(&self, coded: Key<PolicyOption>, option: Key<PolicyOption>) -> bool {
        coded == option || self.options[coded].part_of == Some(option)
    }

    /// The distinct authors, in the order of their first source.
    #[must_use]
    pub fn authors(&self) -> Vec<&str> {
        let mut seen = std::collections::HashSet::new();
        self.sources
            .iter()
            .map(|(_, source)| source.author.as_str())
            .filter(|author| seen.insert(*author))
            .collect()
    }

    /// Every quote, in the order of the file.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        self.recommendations
            .iter()
            .flat_map(|(_, recommendation)| recommendation.all_quotes())
    }

    /// What a source declares of an option, a parent's declaration covering its parts and those of
    /// all its parts covering the parent.
    #[must_use]
    pub fn declared(&self, source: Key<Source>, option: Key<PolicyOption>) -> Declared {
        let own = &self.sources[source];
        if own.silent_on.is_empty() && own.not_applicable.is_empty() {
            return Declared::Nothing;
        }
        let whole = self.options[option].part_of;
        let own = std::iter::once(option).chain(whole);
        let own = own.map(|option| self.declared_by_name(source, option));
        if let Some(found) = own.into_iter().find(|found| *found != Declared::Nothing) {
            return found;
        }
        let parts: Vec<Declared> = self
            .parts(option)
            .map(|part| self.declared_by_name(source, part))
            .collect();
        gather_declared(&parts)
    }

    fn declared_by_name(&self, source: Key<Source>, option: Key<PolicyOption>) -> Declared {
        let source = &self.sources[source];
        if source.silent_on.contains(&option) {
            return Declared::Silent;
        }
        let reason = source.not_applicable.iter().find(|(on, _)| *on == option);
        reason.map_or(Declared::Nothing, |(_, reason)| {
            Declared::NotApplicable(reason.clone())
        })
    }
}

/// What several declarations say together: silent if one is and none is missing, not applicable if
/// all are, else nothing.
#[must_use]
pub fn gather_declared(parts: &[Declared]) -> Declared {
    if parts.is_empty() || parts.contains(&Declared::Nothing) {
        return Declared::Nothing;
    }
    if parts.contains(&Declared::Silent) {
        return Declared::Silent;
    }
    let mut reasons: Vec<&str> = Vec::new();
    for part in parts {
        if let Declared::NotApplicable(reason) = part
            && !reasons.contains(&reason.as_str())
        {
            reasons.push(reason);
        }
    }
    Declared::NotApplicable(reasons.join("; "))
}

//! What one source says of one option, and what it claims the option does.

use super::camp::Posture;
use super::option::{Criterion, PolicyOption};
use super::quote::Quote;
use super::source::Source;
use super::table::Key;
use super::words::{Confidence, Effect, Stance};

/// What one source says of one option.
#[derive(Debug)]
pub struct Recommendation {
    /// Who says it.
    pub source: Key<Source>,
    /// Of what.
    pub option: Key<PolicyOption>,
    /// On which side, and how strongly.
    pub stance: Stance,
    /// Where it stands on the project's own scale.
    pub posture: Option<Key<Posture>>,
    /// One sentence in the analyst's words.
    pub summary: String,
    /// Who is to act.
    pub actor: Option<String>,
    /// On whom.
    pub target: Option<String>,
    /// The condition on which the stance depends.
    pub condition: Option<String>,
    /// What must come first.
    pub after: Option<String>,
    /// When.
    pub timing: Option<String>,
    /// Inferred, not said.
    pub implied: bool,
    /// How sure the analyst is.
    pub confidence: Confidence,
    /// What a careful colleague should know.
    pub note: Option<String>,
    /// The passages that say so, one at least.
    pub quotes: Vec<Quote>,
    /// What the author says it does for which criterion.
    pub claims: Vec<Claim>,
}

/// What a recommendation's author says an option does for one criterion.
#[derive(Debug)]
pub struct Claim {
    /// The criterion.
    pub criterion: Key<Criterion>,
    /// In which direction.
    pub effect: Effect,
    /// Why, in the analyst's words.
    pub because: Option<String>,
    /// The passages that say so, one at least.
    pub quotes: Vec<Quote>,
}

impl Recommendation {
    /// Its own quotes, then those of its claims.
    pub fn all_quotes(&self) -> impl Iterator<Item = &Quote> {
        self.quotes
            .iter()
            .chain(self.claims.iter().flat_map(|claim| &claim.quotes))
    }
}

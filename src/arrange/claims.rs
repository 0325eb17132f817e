//! What is claimed of an option, or by somebody, for one criterion.

use crate::model::{Claim, Criterion, Effect, Key, Recommendation};

use super::index::Index;

/// A claim and the recommendation it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct ClaimRef<'a> {
    /// The recommendation.
    pub recommendation: Key<Recommendation>,
    /// The claim.
    pub claim: &'a Claim,
    /// Its author as printed.
    pub author: &'a str,
}

/// The claims of one cell, in the order of the file.
#[derive(Debug, Clone)]
pub struct Claims<'a> {
    /// The claims.
    pub claims: Vec<ClaimRef<'a>>,
}

impl<'a> Claims<'a> {
    /// The claims for a criterion among the recommendations that count.
    pub fn gather(
        index: &Index<'a>,
        criterion: Key<Criterion>,
        counts: impl Fn(&Recommendation) -> bool,
    ) -> Self {
        let recommendations = &index.project.recommendations;
        let all = index.claims(criterion).iter();
        let counting = all.filter(|found| counts(&recommendations[found.recommendation]));
        Self {
            claims: counting.copied().collect(),
        }
    }

    /// The claims of one effect.
    pub fn of(&self, effect: Effect) -> impl Iterator<Item = &ClaimRef<'a>> {
        self.claims
            .iter()
            .filter(move |found| found.claim.effect == effect)
    }

    /// The distinct authors of the claims of one effect, in order.
    #[must_use]
    pub fn authors(&self, effect: Effect) -> Vec<&'a str> {
        let mut authors = Vec::new();
        for found in self.of(effect) {
            if !authors.contains(&found.author) {
                authors.push(found.author);
            }
        }
        authors
    }
}

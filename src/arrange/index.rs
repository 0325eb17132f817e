//! What is looked up again and again, so that no cell searches the whole project: recommendations by
//! source and option, claims by criterion, authors by name.

use std::collections::HashMap;

use crate::model::{Criterion, Key, PolicyOption, Project, Quote, Recommendation, Source};

use super::claims::ClaimRef;

/// A source and an option.
type Pair = (Key<Source>, Key<PolicyOption>);

/// A project with ways to its recommendations, claims and authors.
#[derive(Debug)]
pub struct Index<'a> {
    /// The project.
    pub project: &'a Project,
    coded: HashMap<Pair, Vec<Key<Recommendation>>>,
    by_source: HashMap<Key<Source>, Vec<Key<Recommendation>>>,
    claims: HashMap<Key<Criterion>, Vec<ClaimRef<'a>>>,
    authors: HashMap<&'a str, usize>,
}

impl<'a> Index<'a> {
    /// Indexes a project; a recommendation on a part counts for the whole, too.
    #[must_use]
    pub fn new(project: &'a Project) -> Self {
        let mut index = Self {
            project,
            coded: HashMap::new(),
            by_source: HashMap::new(),
            claims: HashMap::new(),
            authors: project.authors().into_iter().zip(1..).collect(),
        };
        for (key, recommendation) in project.recommendations.iter() {
            index.add(key, recommendation);
        }
        index
    }

    fn add(&mut self, key: Key<Recommendation>, recommendation: &'a Recommendation) {
        let source = recommendation.source;
        let whole = self.project.options[recommendation.option].part_of;
        for option in std::iter::once(recommendation.option).chain(whole) {
            let coded = self.coded.entry((source, option)).or_default();
            coded.push(key);
        }
        self.by_source.entry(source).or_default().push(key);
        let author = self.project.sources[source].author.as_str();
        for claim in &recommendation.claims {
            let found = ClaimRef {
                recommendation: key,
                claim,
                author,
            };
            self.claims.entry(claim.criterion).or_default().push(found);
        }
    }

    /// The recommendations of some sources that count for an option, in the order of the file.
    #[must_use]
    pub fn coded(
        &self,
        sources: &[Key<Source>],
        option: Key<PolicyOption>,
    ) -> Vec<Key<Recommendation>> {
        let of_source = |source: &Key<Source>| self.coded.get(&(*source, option));
        let mut found: Vec<_> = sources
            .iter()
            .filter_map(of_source)
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found
    }

    /// The recommendations of a source, in the order of the file.
    #[must_use]
    pub fn of_source(&self, source: Key<Source>) -> &[Key<Recommendation>] {
        self.by_source.get(&source).map_or(&[], Vec::as_slice)
    }

    /// The quotes of a source, in the order of the file.
    pub fn quotes_of(&self, source: Key<Source>) -> impl Iterator<Item = &'a Quote> {
        let project = self.project;
        let own = self.of_source(source).iter();
        own.flat_map(move |key| project.recommendations[*key].all_quotes())
    }

    /// The claims for a criterion, in the order of the file.
    #[must_use]
    pub fn claims(&self, criterion: Key<Criterion>) -> &[ClaimRef<'a>] {
        self.claims.get(&criterion).map_or(&[], Vec::as_slice)
    }

    /// The number of an author among all authors, from 1.
    #[must_use]
    pub fn author_number(&self, author: &str) -> usize {
        self.authors.get(author).copied().unwrap_or_default()
    }
}

//! The recommendations by source and option, looked up instead of searched for in every cell.

use std::collections::HashMap;

use crate::model::{Key, PolicyOption, Project, Recommendation, Source};

/// A source and an option.
type Pair = (Key<Source>, Key<PolicyOption>);

/// A project with its recommendations by source and option.
#[derive(Debug)]
pub struct Index<'a> {
    /// The project.
    pub project: &'a Project,
    coded: HashMap<Pair, Vec<Key<Recommendation>>>,
}

impl<'a> Index<'a> {
    /// Indexes a project; a recommendation on a part counts for the whole, too.
    #[must_use]
    pub fn new(project: &'a Project) -> Self {
        let mut coded: HashMap<_, Vec<_>> = HashMap::new();
        for (key, recommendation) in project.recommendations.iter() {
            let whole = project.options[recommendation.option].part_of;
            for option in std::iter::once(recommendation.option).chain(whole) {
                coded
                    .entry((recommendation.source, option))
                    .or_default()
                    .push(key);
            }
        }
        Self { project, coded }
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
}

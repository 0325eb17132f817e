//! Those who speak: an author with those of his sources that count here.

use crate::model::{CampOrNone, Filter, Key, Project, Source};

/// An author, or a single source, with the sources that count for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The author as printed.
    pub author: String,
    /// The sources that count here, in the order of the file.
    pub sources: Vec<Key<Source>>,
}

/// The sources that a matrix is about.
#[derive(Debug, Clone)]
pub struct Speakers {
    sources: Vec<Key<Source>>,
}

impl Speakers {
    /// The sources that a filter leaves.
    #[must_use]
    pub fn new(project: &Project, filter: &Filter) -> Self {
        let allowed = |key: &Key<Source>| {
            let source = &project.sources[*key];
            let by_author = filter
                .authors
                .as_ref()
                .is_none_or(|authors| authors.contains(&source.author));
            let by_source = filter
                .sources
                .as_ref()
                .is_none_or(|sources| sources.contains(key));
            let by_camp = filter
                .camps
                .as_ref()
                .is_none_or(|camps| camps.contains(&source.camp));
            by_author && by_source && by_camp
        };
        Self {
            sources: project.sources.keys().filter(allowed).collect(),
        }
    }

    /// Each source by itself.
    #[must_use]
    pub fn each_source(&self, project: &Project) -> Vec<Speaker> {
        let speaker = |key: &Key<Source>| Speaker {
            author: project.sources[*key].author.clone(),
            sources: vec![*key],
        };
        self.sources.iter().map(speaker).collect()
    }

    /// The distinct authors, in the order of their first source.
    #[must_use]
    pub fn authors(&self, project: &Project) -> Vec<Speaker> {
        let mut places = std::collections::HashMap::new();
        let mut speakers: Vec<Speaker> = Vec::new();
        for &key in &self.sources {
            let author = &project.sources[key].author;
            let place = *places.entry(author.as_str()).or_insert(speakers.len());
            match speakers.get_mut(place) {
                Some(speaker) => speaker.sources.push(key),
                None => speakers.push(Speaker {
                    author: author.clone(),
                    sources: vec![key],
                }),
            }
        }
        speakers
    }

    /// The authors of one camp, each with the sources that are in it.
    #[must_use]
    pub fn of_camp(&self, project: &Project, camp: CampOrNone) -> Vec<Speaker> {
        let in_camp = |key: &&Key<Source>| project.sources[**key].camp == camp;
        let sources = self.sources.iter().filter(in_camp).copied().collect();
        Self { sources }.authors(project)
    }

    /// Whether a source is among them.
    #[must_use]
    pub fn contains(&self, source: Key<Source>) -> bool {
        self.sources.binary_search(&source).is_ok()
    }
}

/// The columns of a camp axis: the declared camps, then those without one if there are any or if
/// there are no camps at all. A filter keeps the camps that it names.
#[must_use]
pub fn camp_columns(project: &Project, filter: &Filter) -> Vec<CampOrNone> {
    let unaligned = project
        .sources
        .iter()
        .any(|(_, source)| source.camp.is_none());
    let declared = project.camps.keys().map(Some);
    let rest = (unaligned || project.camps.is_empty()).then_some(None);
    declared
        .chain(rest)
        .filter(|camp| {
            filter
                .camps
                .as_ref()
                .is_none_or(|camps| camps.contains(camp))
        })
        .collect()
}

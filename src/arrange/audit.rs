//! What an auditor would ask of a coding: is the curation lopsided, what rests on little.

use std::collections::HashSet;

use crate::model::{CampOrNone, Confidence, Filter, Key, Project, Recommendation};

use super::index::Index;
use super::position::position;
use super::speaker::{Speakers, camp_columns};

/// The figures of an audit.
#[derive(Debug, Clone)]
pub struct Audit {
    /// What was taken from each camp's sources.
    pub camps: Vec<CampShare>,
    /// The cells of authors and options that rest on one deciding passage, as author and option
    /// label; wholes are left out, because they only gather.
    pub one_passage: Vec<(String, String)>,
    /// The recommendations of low confidence.
    pub low_confidence: Vec<Key<Recommendation>>,
}

/// What was taken from the sources of one camp.
#[derive(Debug, Clone)]
pub struct CampShare {
    /// The camp, or the sources without one.
    pub camp: CampOrNone,
    /// How many sources it has.
    pub sources: usize,
    /// How many recommendations were taken from them.
    pub recommendations: usize,
    /// How many distinct passages are quoted.
    pub passages: usize,
    /// How many words these have; words quoted twice count once.
    pub words_quoted: usize,
    /// How many words the authors' own texts have.
    pub words: usize,
}

impl Audit {
    /// Audits a project.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        let index = Index::new(project);
        let low =
            |found: &(Key<Recommendation>, &Recommendation)| found.1.confidence == Confidence::Low;
        Self {
            camps: camp_columns(project, &Filter::default())
                .into_iter()
                .map(|camp| share(&index, camp))
                .collect(),
            one_passage: one_passage(&index),
            low_confidence: project
                .recommendations
                .iter()
                .filter(low)
                .map(|(key, _)| key)
                .collect(),
        }
    }
}

fn share(index: &Index, camp: CampOrNone) -> CampShare {
    let project = index.project;
    let mut share = CampShare {
        camp,
        sources: 0,
        recommendations: 0,
        passages: 0,
        words_quoted: 0,
        words: 0,
    };
    for (key, source) in project
        .sources
        .iter()
        .filter(|(_, source)| source.camp == camp)
    {
        share.sources += 1;
        share.recommendations += index.of_source(key).len();
        let places: HashSet<(usize, usize)> = index
            .quotes_of(key)
            .flat_map(|quote| quote.verified().segments())
            .map(|segment| (segment.start, segment.end))
            .collect();
        share.passages += places.len();
        let raw = source.text.raw();
        share.words_quoted += count_words(raw, &merged(places.into_iter().collect()));
        share.words += count_words(raw, &author_ranges(raw.len(), source.text.not_author()));
    }
    share
}

/// Ranges in order, those that overlap joined.
fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

/// The ranges between the stretches that are not the author's.
fn author_ranges(len: usize, not_author: &[std::ops::Range<usize>]) -> Vec<(usize, usize)> {
    let mut start = 0;
    let mut ranges = Vec::new();
    for stretch in not_author {
        ranges.push((start, stretch.start));
        start = stretch.end;
    }
    ranges.push((start, len));
    ranges
}

fn count_words(raw: &str, ranges: &[(usize, usize)]) -> usize {
    let words = |(start, end): &(usize, usize)| {
        raw.get(*start..*end)
            .unwrap_or_default()
            .split_whitespace()
            .count()
    };
    ranges.iter().map(words).sum()
}

fn one_passage(index: &Index) -> Vec<(String, String)> {
    let project = index.project;
    let mut cells = Vec::new();
    for speaker in Speakers::new(project, &Filter::default()).authors(project) {
        for (key, option) in project.options.iter() {
            if project.parts(key).next().is_some() {
                continue;
            }
            let position = position(index, &speaker, key);
            let shown = position
                .shown
                .iter()
                .map(|key| &project.recommendations[*key]);
            let deciding = shown
                .flat_map(|found| &found.quotes)
                .filter(|quote| quote.is_deciding());
            if deciding.count() == 1 {
                cells.push((speaker.author.clone(), option.label.clone()));
            }
        }
    }
    cells
}

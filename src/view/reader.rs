//! The source reader: each text with its quoted passages marked, overlaps too, and the stretches
//! that are not its author's words set apart.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

use crate::arrange::Index;
use crate::model::{Key, Project, Quote, Recommendation, Source};
use crate::text::Paragraph;

use super::Tables;
use super::cell::card;
use super::links::{CellLinkView, Links};
use super::words::{one_line, push_new};

/// A paragraph of a text.
#[derive(Debug, Clone, Serialize)]
pub struct ParagraphView {
    /// Its number over the whole file, from 1.
    pub number: usize,
    /// Its words, in runs of which the same is true throughout.
    pub runs: Vec<RunView>,
    /// The recommendations that quote it, in the order of their passages.
    pub cited_by: Vec<CitedView>,
}

/// A run of words.
#[derive(Debug, Clone, Serialize)]
pub struct RunView {
    /// The source's words.
    pub words: String,
    /// The numbers of all quotes that they are part of.
    pub quotes: Vec<usize>,
    /// The numbers of the quotes that begin with them.
    pub begins: Vec<usize>,
    /// Whether they are not the author's.
    pub foreign: bool,
}

/// A recommendation that quotes a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitedView {
    /// The id of its card in a page.
    pub anchor: String,
    /// The id of the recommendation.
    pub id: String,
    /// The cells that rest on its passages in the paragraph.
    pub cells: Vec<CellLinkView>,
}

/// A quote with its number, the recommendation it belongs to and its claim, counted from 0.
struct Numbered<'a> {
    number: usize,
    recommendation: Key<Recommendation>,
    claim: Option<usize>,
    quote: &'a Quote,
}

/// The numbers of the quotes among all quotes, from 1, in the order of the file.
#[derive(Debug)]
pub(super) struct Numbers(HashMap<Key<Recommendation>, usize>);

impl Numbers {
    /// Counts the quotes of a project.
    pub(super) fn new(project: &Project) -> Self {
        let mut next = 1;
        let mut first = HashMap::with_capacity(project.recommendations.len());
        for (key, found) in project.recommendations.iter() {
            first.insert(key, next);
            next += found.all_quotes().count();
        }
        Self(first)
    }

    /// The number of the first quote of a recommendation.
    pub(super) fn first(&self, key: Key<Recommendation>) -> usize {
        self.0.get(&key).copied().unwrap_or_default()
    }
}

/// Shows the text of a source, paragraph by paragraph.
pub(super) fn paragraphs<'v>(
    tables: &'v Tables,
    links: &'v Links,
    numbers: &Numbers,
    key: Key<Source>,
) -> impl Iterator<Item = ParagraphView> + 'v {
    let source = &tables.index.project.sources[key];
    let quotes = numbered(&tables.index, numbers, key);
    let paragraphs = source.text.paragraphs().iter();
    paragraphs.map(move |found| paragraph(tables, links, &quotes, (source, found)))
}

/// The quotes of a source with their numbers, in the order of the file.
fn numbered<'a>(index: &Index<'a>, numbers: &Numbers, source: Key<Source>) -> Vec<Numbered<'a>> {
    let project = index.project;
    let mut numbered = Vec::new();
    for key in index.of_source(source) {
        let found = &project.recommendations[*key];
        let own = found.quotes.iter().map(|quote| (None, quote));
        let claims = found.claims.iter().enumerate();
        let of_claims = claims
            .flat_map(|(claim, found)| found.quotes.iter().map(move |quote| (Some(claim), quote)));
        for ((claim, quote), number) in own.chain(of_claims).zip(numbers.first(*key)..) {
            numbered.push(Numbered {
                number,
                recommendation: *key,
                claim,
                quote,
            });
        }
    }
    numbered
}

fn paragraph(
    tables: &Tables,
    links: &Links,
    quotes: &[Numbered],
    (source, paragraph): (&Source, &Paragraph),
) -> ParagraphView {
    let bytes = paragraph.range.clone();
    let here: Vec<&Numbered> = quotes
        .iter()
        .filter(|found| meets(&found.quote.place().bytes(), &bytes))
        .collect();
    let mut cited_by: Vec<CitedView> = Vec::new();
    let mut in_order = here.clone();
    in_order.sort_by_key(|found| (found.quote.place().bytes().start, found.number));
    for found in in_order {
        let id = tables
            .index
            .project
            .recommendations
            .id(found.recommendation);
        let known = cited_by.iter().position(|cited| cited.id == id);
        let at = known.unwrap_or_else(|| {
            cited_by.push(CitedView {
                anchor: card(id),
                id: id.to_owned(),
                cells: Vec::new(),
            });
            cited_by.len() - 1
        });
        for cell in links.cells(tables, found.recommendation, found.claim) {
            push_new(&mut cited_by[at].cells, cell);
        }
    }
    ParagraphView {
        number: paragraph.number,
        runs: runs(source, &here, &bytes),
        cited_by,
    }
}

/// Cuts a paragraph wherever a passage or a stretch that is not the author's begins or ends.
fn runs(source: &Source, here: &[&Numbered], bytes: &Range<usize>) -> Vec<RunView> {
    let foreign = source.text.not_author();
    let segments = here
        .iter()
        .flat_map(|found| found.quote.verified().segments());
    let mut cuts: Vec<usize> = segments
        .chain(foreign)
        .flat_map(|range| [range.start, range.end])
        .filter(|cut| bytes.contains(cut))
        .chain([bytes.start, bytes.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let run = |pair: &[usize]| {
        let run = pair[0]..pair[1];
        let has = |found: &&&Numbered| {
            let segments = found.quote.verified().segments();
            segments.iter().any(|segment| meets(segment, &run))
        };
        let quotes: Vec<&&Numbered> = here.iter().filter(has).collect();
        let first = |found: &&&&Numbered| {
            found.quote.verified().segments()[0].start.max(bytes.start) == run.start
        };
        RunView {
            words: spaced(source.text.raw().get(run.clone()).unwrap_or_default()),
            begins: quotes
                .iter()
                .filter(first)
                .map(|found| found.number)
                .collect(),
            quotes: quotes.iter().map(|found| found.number).collect(),
            foreign: foreign.iter().any(|stretch| meets(stretch, &run)),
        }
    };
    cuts.windows(2).map(run).collect()
}

fn meets(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Words with white space collapsed, one space kept where there was some at an end.
fn spaced(text: &str) -> String {
    let words = one_line(text);
    let before = text.starts_with(char::is_whitespace) && !words.is_empty();
    let after = text.ends_with(char::is_whitespace);
    let space = |holds| if holds { " " } else { "" };
    format!("{}{words}{}", space(before), space(after))
}

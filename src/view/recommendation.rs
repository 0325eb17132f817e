//! The register: each recommendation with its passages in context.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Serialize;

use crate::arrange::{Index, options_in_order};
use crate::model::{Claim, Key, Quote, Recommendation};

use super::Tables;
use super::cell::{card, own_qualifiers};
use super::claims_cell::claim_card;
use super::legend::{Mark, mark_of_effect, mark_of_stance};
use super::links::{CellLinkView, Links};
use super::quote::{QuoteView, quote};
use super::reader::Numbers;
use super::words::{count, one_line};

/// A recommendation, ready to be set in any format.
#[derive(Debug, Clone, Serialize)]
pub struct RecommendationView {
    /// Its id.
    pub id: String,
    /// Its id in a page.
    pub anchor: String,
    /// Its place in the register, from 1.
    pub number: usize,
    /// What begins with it, if it is the first on its option.
    pub opens: Option<OptionHead>,
    /// The id of its source.
    pub source: String,
    /// The author as printed.
    pub author: String,
    /// The number of the author among all authors, from 1.
    pub author_number: String,
    /// The id of its option.
    pub option: String,
    /// The id of its option's whole, or of the option itself.
    pub family: String,
    /// The label of its option, after that of the whole if it is a part.
    pub option_label: String,
    /// Its stance.
    pub stance: Mark,
    /// The label of its posture.
    pub posture: Option<String>,
    /// The id of its posture.
    pub posture_id: Option<String>,
    /// The analyst's sentence.
    pub summary: String,
    /// Conditions, sequence, `implied`, `low confidence`: always shown.
    pub qualifiers: Vec<String>,
    /// Further facts: a name and a text, in order.
    pub facts: Vec<(&'static str, String)>,
    /// Its passages.
    pub quotes: Vec<QuoteView>,
    /// What its author says it does.
    pub claims: Vec<ClaimView>,
    /// The cells that rest on it.
    pub cells: Vec<CellLinkView>,
}

/// The head of an option in the register.
#[derive(Debug, Clone, Serialize)]
pub struct OptionHead {
    /// The id of the option.
    pub id: String,
    /// Its label, after that of the whole if it is a part.
    pub label: String,
    /// What it covers.
    pub description: Option<String>,
    /// How many recommendations follow.
    pub count: String,
}

/// A claim, ready to be set in any format.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimView {
    /// The id of the criterion.
    pub criterion: String,
    /// Its id in a page.
    pub anchor: String,
    /// The label of the criterion.
    pub label: String,
    /// The direction.
    pub effect: Mark,
    /// Why, in the analyst's words.
    pub because: Option<String>,
    /// Its passages.
    pub quotes: Vec<QuoteView>,
    /// The cells that rest on it.
    pub cells: Vec<CellLinkView>,
}

/// The register: every recommendation in its place, shown when it is asked for.
#[derive(Debug)]
pub(super) struct Register {
    entries: Vec<Entry>,
}

/// A recommendation's place in the register, and what depends on those before it.
#[derive(Debug)]
struct Entry {
    key: Key<Recommendation>,
    /// How many recommendations are on the option that it opens.
    opens: Option<usize>,
    /// Whether each of its own quotes is the first of the register at its place.
    first: Vec<bool>,
}

impl Register {
    /// Puts the recommendations in order, those on one option together.
    pub(super) fn new(index: &Index) -> Self {
        let recommendations = &index.project.recommendations;
        let mut entries: Vec<Entry> = Vec::with_capacity(recommendations.len());
        let mut seen = HashSet::new();
        let mut head = None;
        for key in order(index) {
            let found = &recommendations[key];
            let opened = head.filter(|place: &usize| {
                let opener: &Entry = &entries[*place];
                recommendations[opener.key].option == found.option
            });
            match opened.and_then(|place| entries[place].opens.as_mut()) {
                Some(number) => *number += 1,
                None => head = Some(entries.len()),
            }
            let quotes = found.quotes.iter();
            let mut first = |quote: &Quote| seen.insert((quote.source, quote.place().bytes()));
            entries.push(Entry {
                key,
                opens: (head == Some(entries.len())).then_some(1),
                first: quotes.map(&mut first).collect(),
            });
        }
        Self { entries }
    }

    /// How many recommendations it has.
    pub(super) const fn len(&self) -> usize {
        self.entries.len()
    }

    /// The recommendation at a place, from 0.
    pub(super) fn key(&self, place: usize) -> Key<Recommendation> {
        self.entries[place].key
    }

    /// Shows the recommendation at a place, from 0.
    pub(super) fn entry(
        &self,
        tables: &Tables,
        links: &Links,
        numbers: &Numbers,
        place: usize,
    ) -> RecommendationView {
        let Entry { key, opens, first } = &self.entries[place];
        let mut view = recommendation(tables, links, *key, numbers.first(*key));
        view.number = place + 1;
        view.opens = opens.map(|number| head(&tables.index, *key, &view, number));
        for (shown, first) in view.quotes.iter_mut().zip(first) {
            shown.needs_context &= first;
        }
        view
    }
}

/// The recommendations by option, then by source.
pub(super) fn order(index: &Index) -> Vec<Key<Recommendation>> {
    let project = index.project;
    let options = options_in_order(project);
    let rank: HashMap<_, usize> = options.into_iter().zip(0..).collect();
    let mut keys: Vec<Key<Recommendation>> = project.recommendations.keys().collect();
    keys.sort_by_key(|key| {
        let found = &project.recommendations[*key];
        (rank.get(&found.option).copied(), found.source, *key)
    });
    keys
}

fn head(
    index: &Index,
    key: Key<Recommendation>,
    entry: &RecommendationView,
    number: usize,
) -> OptionHead {
    let project = index.project;
    let option = &project.options[project.recommendations[key].option];
    OptionHead {
        id: entry.option.clone(),
        label: entry.option_label.clone(),
        description: option.description.as_deref().map(one_line),
        count: count(number, "recommendation", "recommendations"),
    }
}

/// Shows a recommendation; `number` is that of its first quote.
fn recommendation(
    tables: &Tables,
    links: &Links,
    key: Key<Recommendation>,
    number: usize,
) -> RecommendationView {
    let index = &tables.index;
    let project = index.project;
    let found = &project.recommendations[key];
    let id = project.recommendations.id(key);
    let option = &project.options[found.option];
    let whole = option
        .part_of
        .map(|whole| format!("{} › ", one_line(&project.options[whole].label)));
    let mut view = RecommendationView {
        id: id.to_owned(),
        anchor: card(id),
        number: 0,
        opens: None,
        source: project.sources.id(found.source).to_owned(),
        author: one_line(&project.sources[found.source].author),
        author_number: index
            .author_number(&project.sources[found.source].author)
            .to_string(),
        option: project.options.id(found.option).to_owned(),
        family: project
            .options
            .id(option.part_of.unwrap_or(found.option))
            .to_owned(),
        option_label: format!("{}{}", whole.unwrap_or_default(), one_line(&option.label)),
        stance: mark_of_stance(found.stance),
        posture: found
            .posture
            .map(|posture| one_line(&project.postures[posture].label)),
        posture_id: found
            .posture
            .map(|posture| project.postures.id(posture).to_owned()),
        summary: one_line(&found.summary),
        qualifiers: own_qualifiers(found),
        facts: facts(found),
        quotes: Vec::new(),
        claims: claims(tables, links, key),
        cells: links.cells(tables, key, None),
    };
    add_quotes(index, found, &mut view, number);
    view
}

/// Shows the quotes of a recommendation and of its claims, each passage once.
fn add_quotes(index: &Index, found: &Recommendation, view: &mut RecommendationView, first: usize) {
    let mut seen: Vec<(Range<usize>, &str)> = Vec::new();
    let mut number = first;
    let view_id = view.id.clone();
    let mut show = |given| {
        let given: &Quote = given;
        let mut shown = quote(index, given, number);
        number += 1;
        let place = given.place().bytes();
        let same = seen.iter().find(|(other, _)| *other == place);
        shown.repeats = same.map(|(_, id)| (*id).to_owned());
        if let Some(mark) = given.id.strip_prefix(&view_id) {
            mark.clone_into(&mut shown.mark);
        }
        seen.push((place, &given.id));
        shown
    };
    view.quotes = found.quotes.iter().map(&mut show).collect();
    for (claim, shown) in found.claims.iter().zip(&mut view.claims) {
        shown.quotes = claim.quotes.iter().map(&mut show).collect();
        for quote in &mut shown.quotes {
            quote.needs_context = false;
        }
    }
}

fn facts(found: &Recommendation) -> Vec<(&'static str, String)> {
    let confidence = (found.confidence != crate::model::Confidence::High)
        .then(|| found.confidence.as_str().to_owned());
    [
        ("Actor", found.actor.clone()),
        ("Target", found.target.clone()),
        ("If", found.condition.clone()),
        ("After", found.after.clone()),
        ("Timing", found.timing.clone()),
        ("Confidence", confidence),
        ("Note", found.note.clone()),
    ]
    .into_iter()
    .filter_map(|(name, text)| Some((name, one_line(&text?))))
    .collect()
}

/// Shows the claims of a recommendation, without their quotes.
fn claims(tables: &Tables, links: &Links, key: Key<Recommendation>) -> Vec<ClaimView> {
    let project = tables.index.project;
    let id = project.recommendations.id(key);
    let view = |(place, found): (usize, &Claim)| {
        let anchor = claim_card(id, place);
        ClaimView {
            criterion: project.criteria.id(found.criterion).to_owned(),
            cells: links.cells(tables, key, Some(place)),
            anchor,
            label: one_line(&project.criteria[found.criterion].label),
            effect: mark_of_effect(Some(found.effect)),
            because: found.because.as_deref().map(one_line),
            quotes: Vec::new(),
        }
    };
    let claims = project.recommendations[key].claims.iter();
    claims.enumerate().map(view).collect()
}

//! The register: each recommendation with its passages in context.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Serialize;

use crate::arrange::{Index, options_in_order};
use crate::model::{Claim, Key, Recommendation};

use super::cell::{card, own_qualifiers};
use super::claims_cell::claim_card;
use super::legend::{Mark, mark_of_effect, mark_of_stance};
use super::links::{CellLinkView, Links};
use super::matrix::author_number;
use super::quote::{QuoteView, quote};
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

/// Shows every recommendation, those on one option together, in the order of options and authors.
pub(super) fn register(index: &Index, links: &Links) -> Vec<RecommendationView> {
    let project = index.project;
    let mut first_quotes = HashMap::new();
    let mut number = 1;
    for (key, found) in project.recommendations.iter() {
        first_quotes.insert(key, number);
        number += found.all_quotes().count();
    }
    let mut entries: Vec<RecommendationView> = Vec::with_capacity(project.recommendations.len());
    let mut seen = HashSet::new();
    for key in order(index) {
        let mut entry = recommendation(index, links, key, first_quotes[&key]);
        entry.number = entries.len() + 1;
        let follows = entries
            .last()
            .is_some_and(|last| last.option == entry.option);
        if !follows {
            entry.opens = Some(head(index, key, &entry));
        }
        let own = project.recommendations[key].quotes.iter();
        for (shown, quote) in entry.quotes.iter_mut().zip(own) {
            let first = seen.insert((quote.source, quote.place().bytes()));
            shown.needs_context &= first;
        }
        entries.push(entry);
    }
    entries
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

fn head(index: &Index, key: Key<Recommendation>, entry: &RecommendationView) -> OptionHead {
    let project = index.project;
    let option = project.recommendations[key].option;
    let of_option = |found: &&(_, &Recommendation)| found.1.option == option;
    let number = project
        .recommendations
        .iter()
        .filter(|found| of_option(&found))
        .count();
    OptionHead {
        id: entry.option.clone(),
        label: entry.option_label.clone(),
        description: project.options[option].description.as_deref().map(one_line),
        count: count(number, "recommendation", "recommendations"),
    }
}

/// Shows a recommendation; `number` is that of its first quote.
fn recommendation(
    index: &Index,
    links: &Links,
    key: Key<Recommendation>,
    number: usize,
) -> RecommendationView {
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
        author_number: author_number(project, &project.sources[found.source].author),
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
        claims: claims(index, links, key),
        cells: links.of_recommendation(id),
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
        let given: &crate::model::Quote = given;
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
fn claims(index: &Index, links: &Links, key: Key<Recommendation>) -> Vec<ClaimView> {
    let project = index.project;
    let id = project.recommendations.id(key);
    let view = |(place, found): (usize, &Claim)| {
        let anchor = claim_card(id, place);
        ClaimView {
            criterion: project.criteria.id(found.criterion).to_owned(),
            cells: links.of_claim(&anchor),
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

//! Where they stand: one dot for every recommendation, authors as rows, the project's scale as
//! columns; what has no place on the scale stands in gutters beside it.

use serde::Serialize;

use crate::arrange::{Index, Speaker, Speakers, State, options_in_order, position};
use crate::model::{Filter, Key, Recommendation, Stance};

use super::cell::card;
use super::legend::{Mark, mark_of_stance};
use super::words::{count, one_line};

/// How many dots stand side by side before the next line begins.
const ACROSS: usize = 4;

/// The distance of two dots, in pixels: no target is nearer than the 24 of WCAG 2.2, 2.5.8.
const PITCH: usize = 26;

/// The dot strip but for its rows, which [`super::Views::strip_rows`] shows.
#[derive(Debug, Clone, Serialize)]
pub struct StripView {
    /// What the columns are: `posture`, or `stance` where the project has no scale of its own.
    pub scale: &'static str,
    /// The columns: the steps of the scale, then the gutters.
    pub columns: Vec<StripColumn>,
}

/// A step of the scale, or a gutter beside it.
#[derive(Debug, Clone, Serialize)]
pub struct StripColumn {
    /// Its name.
    pub label: String,
    /// Whether it stands beside the scale.
    pub gutter: bool,
}

/// An author.
#[derive(Debug, Clone, Serialize)]
pub struct StripRow {
    /// The author as printed.
    pub author: String,
    /// The number of the author among all authors, from 1.
    pub author_number: String,
    /// The camps of his sources.
    pub camp: Option<String>,
    /// A cell for every column.
    pub cells: Vec<StripCell>,
    /// The options on which he takes no stance, counted by state.
    pub rest: String,
}

/// The dots of an author on one step.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StripCell {
    /// How many they are, in words.
    pub count: String,
    /// How wide the picture is, in pixels.
    pub width: usize,
    /// How high it is.
    pub height: usize,
    /// The dots.
    pub dots: Vec<DotView>,
}

/// A recommendation.
#[derive(Debug, Clone, Serialize)]
pub struct DotView {
    /// Its left edge.
    pub x: usize,
    /// Its upper edge.
    pub y: usize,
    /// Its stance.
    pub mark: Mark,
    /// The id of its card in a page.
    pub anchor: String,
    /// What it says, for those who do not see it.
    pub name: String,
}

/// A column before it is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Posture(usize),
    Stance(Stance),
    Unplaced,
    Mentions,
}

/// Shows the strip but for its rows.
pub(super) fn strip(index: &Index) -> StripView {
    let column = |(slot, label): (Slot, String)| StripColumn {
        label,
        gutter: matches!(slot, Slot::Unplaced | Slot::Mentions),
    };
    StripView {
        scale: if is_scaled(index) {
            "posture"
        } else {
            "stance"
        },
        columns: slots(index).into_iter().map(column).collect(),
    }
}

/// Shows a row for every author.
pub(super) fn rows<'v>(index: &'v Index) -> impl Iterator<Item = StripRow> + 'v {
    let slots = slots(index);
    let authors = Speakers::new(index.project, &Filter::default()).authors(index.project);
    authors
        .into_iter()
        .map(move |author| row(index, &author, &slots))
}

/// Whether the project has a scale of its own.
fn is_scaled(index: &Index) -> bool {
    !index.project.postures.is_empty()
}

/// The steps of the scale with their names, then the gutters that something stands in.
fn slots(index: &Index) -> Vec<(Slot, String)> {
    let project = index.project;
    let mut slots: Vec<(Slot, String)> = if is_scaled(index) {
        let labels = project.postures.iter().enumerate();
        labels
            .map(|(place, (_, posture))| (Slot::Posture(place), one_line(&posture.label)))
            .collect()
    } else {
        let ordered = Stance::ALL.iter().filter(|stance| stance.rank().is_some());
        ordered
            .map(|stance| {
                (
                    Slot::Stance(*stance),
                    mark_of_stance(*stance).word.to_owned(),
                )
            })
            .collect()
    };
    let gutters = [
        (Slot::Unplaced, "No place on the scale"),
        (Slot::Mentions, mark_of_stance(Stance::Mentions).word),
    ];
    let used = |slot: Slot| {
        let mut all = project.recommendations.iter();
        all.any(|(_, found)| slot_of(index, found) == slot)
    };
    for (slot, label) in gutters {
        if used(slot) {
            slots.push((slot, label.to_owned()));
        }
    }
    slots
}

fn slot_of(index: &Index, found: &Recommendation) -> Slot {
    if found.stance == Stance::Mentions {
        return Slot::Mentions;
    }
    if !is_scaled(index) {
        return Slot::Stance(found.stance);
    }
    let mut postures = index.project.postures.keys();
    let place = found
        .posture
        .and_then(|own| postures.position(|posture| posture == own));
    place.map_or(Slot::Unplaced, Slot::Posture)
}

fn row(index: &Index, author: &Speaker, slots: &[(Slot, String)]) -> StripRow {
    let project = index.project;
    let keys = author.sources.iter().flat_map(|key| index.of_source(*key));
    let mut own: Vec<(Key<Recommendation>, &Recommendation)> = keys
        .map(|key| (*key, &project.recommendations[*key]))
        .collect();
    own.sort_by_key(|(key, found)| (std::cmp::Reverse(found.stance.rank()), *key));
    let cell = |(slot, _): &(Slot, String)| {
        let of_slot = own
            .iter()
            .filter(|(_, found)| slot_of(index, found) == *slot);
        dots(index, of_slot.map(|(key, _)| *key).collect())
    };
    StripRow {
        author: one_line(&author.author),
        author_number: index.author_number(&author.author).to_string(),
        camp: camp_of(index, author),
        cells: slots.iter().map(cell).collect(),
        rest: rest(index, author),
    }
}

fn camp_of(index: &Index, author: &Speaker) -> Option<String> {
    let project = index.project;
    let mut camps = Vec::new();
    for source in &author.sources {
        let label = super::matrix::camp_label(project, project.sources[*source].camp);
        super::words::push_new(&mut camps, one_line(label));
    }
    (!project.camps.is_empty()).then(|| camps.join(", "))
}

fn dots(index: &Index, found: Vec<Key<Recommendation>>) -> StripCell {
    let project = index.project;
    let dot = |(place, key): (usize, &Key<Recommendation>)| {
        let recommendation = &project.recommendations[*key];
        let mark = mark_of_stance(recommendation.stance);
        let option = one_line(&project.options[recommendation.option].label);
        DotView {
            x: place % ACROSS * PITCH,
            y: place / ACROSS * PITCH,
            mark,
            anchor: card(project.recommendations.id(*key)),
            name: format!("{}: {option}", mark.word),
        }
    };
    StripCell {
        count: count(found.len(), "recommendation", "recommendations"),
        width: found.len().min(ACROSS) * PITCH,
        height: found.len().div_ceil(ACROSS) * PITCH,
        dots: found.iter().enumerate().map(dot).collect(),
    }
}

/// The options without a stance of an author, counted by state.
fn rest(index: &Index, author: &Speaker) -> String {
    let mut counts = [0, 0, 0];
    for option in options_in_order(index.project) {
        if index.project.parts(option).next().is_some() {
            continue;
        }
        match position(index, author, option).state {
            State::Silent => counts[0] += 1,
            State::NotApplicable(_) => counts[1] += 1,
            State::Uncoded => counts[2] += 1,
            _ => {}
        }
    }
    let words = ["not addressed", "not applicable", "not coded"];
    let said: Vec<String> = counts
        .iter()
        .zip(words)
        .filter(|(number, _)| **number > 0)
        .map(|(number, word)| format!("{} {word}", count(*number, "option", "options")))
        .collect();
    if said.is_empty() {
        "none".to_owned()
    } else {
        said.join("; ")
    }
}

//! What one author says of one option: the state of a cell, by the rules of the format.

use crate::model::{Declared, Key, PolicyOption, Recommendation, Stance, gather_declared};

use super::index::Index;
use super::speaker::Speaker;

/// What a cell of one author and one option holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// One direction: its strongest word; or `mentions`, where nothing stronger is said.
    Stance(Stance),
    /// Several directions on the same option.
    Mixed,
    /// Directions that differ between parts, each with its word.
    Varies(Vec<Part>),
    /// The whole text was read and does not address it.
    Silent,
    /// It could not be addressed, and why.
    NotApplicable(String),
    /// Not looked at yet.
    Uncoded,
}

/// What is said of one part of an option, or of the option itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The part, or the option itself.
    pub option: Key<PolicyOption>,
    /// The strongest word said of it.
    pub stance: Stance,
}

impl State {
    /// The word of the data files.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Stance(stance) => stance.as_str(),
            Self::Mixed => "mixed",
            Self::Varies(_) => "varies",
            Self::Silent => "silent",
            Self::NotApplicable(_) => "not-applicable",
            Self::Uncoded => "uncoded",
        }
    }

    /// The rank of an ordered stance, 1 to 5.
    #[must_use]
    pub const fn rank(&self) -> Option<u8> {
        match self {
            Self::Stance(stance) => stance.rank(),
            _ => None,
        }
    }
}

/// What one author says of one option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The state of the cell.
    pub state: State,
    /// The recommendations that it shows, the strongest first where they are of one direction.
    pub shown: Vec<Key<Recommendation>>,
}

impl Position {
    /// Whether the author addresses the option at all.
    #[must_use]
    pub const fn is_addressed(&self) -> bool {
        !self.shown.is_empty()
    }

    /// The recommendations that carry the word shown: those of the strongest stance, or all where
    /// there is no single word.
    pub fn carrying<'p>(&'p self, index: &'p Index) -> impl Iterator<Item = &'p Recommendation> {
        let word = match self.state {
            State::Stance(stance) => Some(stance),
            _ => None,
        };
        let all = self
            .shown
            .iter()
            .map(|key| &index.project.recommendations[*key]);
        all.filter(move |recommendation| word.is_none_or(|word| recommendation.stance == word))
    }
}

/// Works out what an author says of an option.
#[must_use]
pub fn position(index: &Index, speaker: &Speaker, option: Key<PolicyOption>) -> Position {
    let coded = index.coded(&speaker.sources, option);
    if coded.is_empty() {
        return Position {
            state: undeclared(index, speaker, option),
            shown: Vec::new(),
        };
    }
    let stance_of = |key: &Key<Recommendation>| index.project.recommendations[*key].stance;
    let takes_side = |key: &Key<Recommendation>| stance_of(key).direction().is_some();
    let mut shown: Vec<_> = coded.iter().copied().filter(takes_side).collect();
    if shown.is_empty() {
        return Position {
            state: State::Stance(Stance::Mentions),
            shown: coded,
        };
    }
    let state = directed(index, &shown);
    if matches!(state, State::Stance(_)) {
        shown.sort_by_key(|key| std::cmp::Reverse(strength(stance_of(key))));
    }
    Position { state, shown }
}

/// The state of recommendations that each take a side.
fn directed(index: &Index, shown: &[Key<Recommendation>]) -> State {
    let mut parts: Vec<(Key<PolicyOption>, Vec<Stance>)> = Vec::new();
    for key in shown {
        let Recommendation { option, stance, .. } = &index.project.recommendations[*key];
        match parts.iter_mut().find(|(part, _)| part == option) {
            Some((_, stances)) => stances.push(*stance),
            None => parts.push((*option, vec![*stance])),
        }
    }
    let words: Option<Vec<Part>> = parts
        .iter()
        .map(|(option, stances)| {
            Some(Part {
                option: *option,
                stance: strongest(stances)?,
            })
        })
        .collect();
    let Some(mut words) = words else {
        return State::Mixed;
    };
    let all: Vec<Stance> = words.iter().map(|part| part.stance).collect();
    match strongest(&all) {
        Some(stance) => State::Stance(stance),
        None => {
            words.sort_by_key(|part| part.option);
            State::Varies(words)
        }
    }
}

/// The strongest word of stances of one direction; `None` if there are several directions.
fn strongest(stances: &[Stance]) -> Option<Stance> {
    let first = stances.first()?;
    let one = stances
        .iter()
        .all(|stance| stance.direction() == first.direction());
    one.then(|| {
        stances
            .iter()
            .copied()
            .max_by_key(|stance| strength(*stance))
    })?
}

/// How far a stance is from the middle.
fn strength(stance: Stance) -> u8 {
    stance.rank().map_or(0, |rank| rank.abs_diff(3))
}

/// What the sources of an author declare together where none says anything.
fn undeclared(index: &Index, speaker: &Speaker, option: Key<PolicyOption>) -> State {
    let declared: Vec<Declared> = speaker
        .sources
        .iter()
        .map(|source| index.project.declared(*source, option))
        .collect();
    match gather_declared(&declared) {
        Declared::Silent => State::Silent,
        Declared::NotApplicable(reason) => State::NotApplicable(reason),
        Declared::Nothing => State::Uncoded,
    }
}

//! The words and marks of the report: one table, from which cells and legend are both printed.

use serde::Serialize;

use crate::arrange::{GroupWord, State};
use crate::model::{Effect, Stance};

/// A mark and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The word of the data files, for example `not-applicable`.
    pub token: &'static str,
    /// The sign that stands before the word, so that colour never stands alone.
    pub glyph: &'static str,
    /// The word for readers.
    pub word: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// The states of a cell that says what an author says of an option, in the order of the legend.
pub(super) const STATES: [Mark; 11] = [
    mark("urges", "▲▲", "Urges", "presses for it"),
    mark("supports", "▲", "Supports", "is for it"),
    mark(
        "balanced",
        "◆",
        "Weighs both",
        "weighs both sides and takes neither",
    ),
    mark("opposes", "▽", "Opposes", "is against it"),
    mark("rejects", "▽▽", "Rejects", "rules it out"),
    mark(
        "mixed",
        "▲▽",
        "Mixed",
        "says different things of the same option; all are shown",
    ),
    mark(
        "varies",
        "▲|▽",
        "Varies",
        "says different things of its parts; each is named",
    ),
    mark(
        "mentions",
        "○",
        "Mentions",
        "speaks of it and takes no side",
    ),
    mark(
        "silent",
        "—",
        "Not addressed",
        "the whole text was read and does not address it",
    ),
    mark(
        "not-applicable",
        "n/a",
        "Not applicable",
        "the text could not address it; the reason is given",
    ),
    mark(
        "uncoded",
        "?",
        "Not coded",
        "nobody has looked yet: this says nothing of the author",
    ),
];

/// The effects that are claimed for a criterion.
pub(super) const EFFECTS: [Mark; 4] = [
    mark(
        "helps",
        "↑",
        "Helps",
        "the author says that it serves the criterion",
    ),
    mark(
        "hurts",
        "↓",
        "Hurts",
        "the author says that it harms the criterion",
    ),
    mark("mixed", "↕", "Both", "the author says that it does both"),
    mark("no-claim", "·", "No claim", "no author makes a claim here"),
];

const fn mark(
    token: &'static str,
    glyph: &'static str,
    word: &'static str,
    meaning: &'static str,
) -> Mark {
    Mark {
        token,
        glyph,
        word,
        meaning,
    }
}

/// The mark of a state.
#[must_use]
pub(super) fn mark_of(state: &State) -> Mark {
    find(&STATES, state.as_str())
}

/// The mark of a stance.
#[must_use]
pub(super) fn mark_of_stance(stance: Stance) -> Mark {
    find(&STATES, stance.as_str())
}

/// The mark of an effect; `None` is no claim.
#[must_use]
pub(super) fn mark_of_effect(effect: Option<Effect>) -> Mark {
    find(&EFFECTS, effect.map_or("no-claim", Effect::as_str))
}

fn find(table: &[Mark], token: &str) -> Mark {
    let found = table.iter().find(|mark| mark.token == token);
    *found.expect("every state, stance and effect has its mark: the test below proves it")
}

/// A word for a group and the rule by which it is chosen.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Rule {
    /// The words.
    pub word: &'static str,
    /// When they are used.
    pub rule: &'static str,
}

/// The legend of every output.
#[derive(Debug, Clone, Serialize)]
pub struct Legend {
    /// The states of a cell.
    pub states: Vec<Mark>,
    /// The effects of a claim.
    pub effects: Vec<Mark>,
    /// The words for groups.
    pub groups: Vec<Rule>,
    /// How a quote was verified.
    pub methods: Vec<Rule>,
}

impl Legend {
    /// The whole legend.
    #[must_use]
    pub fn new() -> Self {
        let group = |word: GroupWord| Rule {
            word: word.as_str(),
            rule: word.rule(),
        };
        Self {
            states: STATES.to_vec(),
            effects: EFFECTS.to_vec(),
            groups: GroupWord::ALL.into_iter().map(group).collect(),
            methods: vec![
                Rule {
                    word: "exact",
                    rule: "the project file has the characters of the source",
                },
                Rule {
                    word: "folded",
                    rule: "equal but for the folds named: white space, quotation marks, dashes and the like",
                },
                Rule {
                    word: "edited",
                    rule: "with omissions or brackets; what was left out is shown",
                },
            ],
        }
    }
}

impl Default for Legend {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_effect_has_its_mark() {
        for stance in Stance::ALL {
            assert_eq!(mark_of_stance(*stance).token, stance.as_str());
        }
        for state in [
            State::Mixed,
            State::Varies(Vec::new()),
            State::Silent,
            State::NotApplicable(String::new()),
            State::Uncoded,
        ] {
            assert_eq!(mark_of(&state).token, state.as_str());
        }
        for effect in Effect::ALL {
            assert_eq!(mark_of_effect(Some(*effect)).token, effect.as_str());
        }
        assert_eq!(mark_of_effect(None).token, "no-claim");
    }
}

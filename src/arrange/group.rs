//! What a camp says of an option: counts and names, and a word that follows from them by rule.

use crate::model::{Direction, Stance};

use super::position::{Position, State};

/// The authors of a camp and what each says of one option.
#[derive(Debug, Clone)]
pub struct Group {
    /// Each author and what he says.
    pub members: Vec<(String, Position)>,
}

/// How many authors are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All authors.
    pub authors: usize,
    /// For it.
    pub for_it: usize,
    /// Against it.
    pub against: usize,
    /// Weighing both sides.
    pub balanced: usize,
    /// On both sides: `mixed` or `varies`.
    pub both_sides: usize,
    /// Speaking of it without a side.
    pub mentions: usize,
    /// Declared silent.
    pub silent: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Not coded.
    pub uncoded: usize,
}

impl Tally {
    /// The authors who take a position, whichever.
    #[must_use]
    pub const fn positions(&self) -> usize {
        self.for_it + self.against + self.balanced + self.both_sides
    }

    /// The authors who address it.
    #[must_use]
    pub const fn address(&self) -> usize {
        self.positions() + self.mentions
    }

    /// The tally without an author who is in it with a state.
    #[must_use]
    pub fn without(mut self, state: &State) -> Self {
        self.authors -= 1;
        *self.count_of(state) -= 1;
        self
    }

    const fn count_of(&mut self, state: &State) -> &mut usize {
        match state {
            State::Stance(stance) => match stance.direction() {
                Some(Direction::For) => &mut self.for_it,
                Some(Direction::Against) => &mut self.against,
                Some(Direction::Both) => &mut self.balanced,
                None => &mut self.mentions,
            },
            State::Mixed | State::Varies(_) => &mut self.both_sides,
            State::Silent => &mut self.silent,
            State::NotApplicable(_) => &mut self.not_applicable,
            State::Uncoded => &mut self.uncoded,
        }
    }
}

/// The word for a group: one table, from which the legend is printed as well.
///
/// With n authors who take a position, the rules are tried in this order; they are exhaustive and
/// exclusive, and leave no room for "most" or "broadly".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupWord {
    /// Nobody takes a position.
    NoPosition,
    /// One author takes a position.
    OneVoice,
    /// All who take a position are for it.
    AllFor,
    /// All who take a position are against it.
    AllAgainst,
    /// All who take a position weigh both sides.
    AllWeighBoth,
    /// One against three or more, nobody between.
    AllButOne,
    /// Somebody is for it and nobody against, others between.
    NoneAgainst,
    /// Somebody is against it and nobody for it, others between.
    NoneFor,
    /// Anything else.
    Split,
}

impl GroupWord {
    /// Every word, in the order in which the rules are tried.
    pub const ALL: [Self; 9] = [
        Self::NoPosition,
        Self::OneVoice,
        Self::AllFor,
        Self::AllAgainst,
        Self::AllWeighBoth,
        Self::AllButOne,
        Self::NoneAgainst,
        Self::NoneFor,
        Self::Split,
    ];

    /// The words shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoPosition => "no position taken",
            Self::OneVoice => "one voice",
            Self::AllFor => "all who take a position are for",
            Self::AllAgainst => "all who take a position are against",
            Self::AllWeighBoth => "all who take a position weigh both",
            Self::AllButOne => "all but one",
            Self::NoneAgainst => "none against",
            Self::NoneFor => "none for",
            Self::Split => "split",
        }
    }

    /// The rule, for the legend.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::NoPosition => "nobody in the group takes a position",
            Self::OneVoice => "one author takes a position, so nothing is said of the group",
            Self::AllFor => "two or more take a position, and each is for it",
            Self::AllAgainst => "two or more take a position, and each is against it",
            Self::AllWeighBoth => "two or more take a position, and each weighs both sides",
            Self::AllButOne => "three or more on one side, one on the other, nobody between",
            Self::NoneAgainst => "some are for it, the others weigh both sides",
            Self::NoneFor => "some are against it, the others weigh both sides",
            Self::Split => "any other division; the numbers say which",
        }
    }

    /// The word for a tally.
    #[must_use]
    pub const fn of(tally: &Tally) -> Self {
        let Tally {
            for_it,
            against,
            balanced,
            both_sides,
            ..
        } = *tally;
        let positions = tally.positions();
        let (few, many) = if for_it < against {
            (for_it, against)
        } else {
            (against, for_it)
        };
        match positions {
            0 => Self::NoPosition,
            1 => Self::OneVoice,
            _ if for_it == positions => Self::AllFor,
            _ if against == positions => Self::AllAgainst,
            _ if balanced == positions => Self::AllWeighBoth,
            _ if few == 1 && many >= 3 && few + many == positions => Self::AllButOne,
            _ if both_sides == 0 && against == 0 => Self::NoneAgainst,
            _ if both_sides == 0 && for_it == 0 => Self::NoneFor,
            _ => Self::Split,
        }
    }
}

impl Group {
    /// How many authors are in each state.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally {
            authors: self.members.len(),
            ..Tally::default()
        };
        for (_, position) in &self.members {
            *tally.count_of(&position.state) += 1;
        }
        tally
    }

    /// The members whose state is of one kind, in order.
    pub fn members_with<'g>(
        &'g self,
        wanted: impl Fn(&State) -> bool + 'g,
    ) -> impl Iterator<Item = (&'g str, &'g Position)> {
        self.members
            .iter()
            .filter(move |(_, position)| wanted(&position.state))
            .map(|(author, position)| (author.as_str(), position))
    }

    /// The lower and the upper median stance, from three ordered stances up.
    #[must_use]
    pub fn medians(&self) -> Option<(Stance, Stance)> {
        let mut ordered: Vec<Stance> = self
            .members
            .iter()
            .filter_map(|(_, position)| match position.state {
                State::Stance(stance) if stance.rank().is_some() => Some(stance),
                _ => None,
            })
            .collect();
        if ordered.len() < 3 {
            return None;
        }
        ordered.sort_by_key(|stance| stance.rank());
        Some((ordered[(ordered.len() - 1) / 2], ordered[ordered.len() / 2]))
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, GroupWord, Position, Stance, State, Tally};

    fn group(states: &[State]) -> Group {
        let member = |state: &State| {
            let state = state.clone();
            let shown = Vec::new();
            (String::new(), Position { state, shown })
        };
        Group {
            members: states.iter().map(member).collect(),
        }
    }

    fn tally(for_it: usize, against: usize, balanced: usize, both_sides: usize) -> Tally {
        let states = [
            (for_it, State::Stance(Stance::Supports)),
            (against, State::Stance(Stance::Opposes)),
            (balanced, State::Stance(Stance::Balanced)),
            (both_sides, State::Mixed),
            (2, State::Stance(Stance::Mentions)),
            (1, State::Silent),
            (1, State::Uncoded),
        ];
        let states = states.map(|(count, state)| vec![state; count]).concat();
        group(&states).tally()
    }

    #[test]
    fn every_division_has_the_word_of_its_rule() {
        use GroupWord as Word;
        for ((for_it, against, balanced, both_sides), word) in [
            ((0, 0, 0, 0), Word::NoPosition),
            ((1, 0, 0, 0), Word::OneVoice),
            ((0, 0, 0, 1), Word::OneVoice),
            ((2, 0, 0, 0), Word::AllFor),
            ((0, 2, 0, 0), Word::AllAgainst),
            ((0, 0, 2, 0), Word::AllWeighBoth),
            ((3, 1, 0, 0), Word::AllButOne),
            ((1, 3, 0, 0), Word::AllButOne),
            ((9, 1, 0, 0), Word::AllButOne),
            ((1, 1, 0, 0), Word::Split),
            ((2, 1, 0, 0), Word::Split),
            ((1, 2, 0, 0), Word::Split),
            ((4, 2, 0, 0), Word::Split),
            ((3, 1, 1, 0), Word::Split),
            ((1, 3, 0, 1), Word::Split),
            ((1, 0, 1, 0), Word::NoneAgainst),
            ((3, 0, 1, 0), Word::NoneAgainst),
            ((0, 1, 1, 0), Word::NoneFor),
            ((0, 3, 1, 0), Word::NoneFor),
            ((2, 0, 0, 1), Word::Split),
            ((0, 2, 0, 1), Word::Split),
            ((0, 0, 1, 1), Word::Split),
            ((0, 0, 0, 2), Word::Split),
        ] {
            let tally = tally(for_it, against, balanced, both_sides);
            assert_eq!(tally.positions(), for_it + against + balanced + both_sides);
            assert_eq!(tally.address(), tally.positions() + 2);
            assert_eq!(tally.authors, tally.address() + 2);
            assert_eq!(GroupWord::of(&tally), word, "{tally:?}");
        }
    }

    #[test]
    fn an_author_leaves_a_tally_from_his_own_count() {
        let with = tally(2, 1, 0, 1);
        for (state, expected) in [
            (State::Stance(Stance::Urges), tally(1, 1, 0, 1)),
            (State::Stance(Stance::Rejects), tally(2, 0, 0, 1)),
            (State::Varies(Vec::new()), tally(2, 1, 0, 0)),
        ] {
            assert_eq!(with.without(&state), expected);
        }
    }

    #[test]
    fn medians_are_those_of_the_ordered_stances_from_three_up() {
        use Stance::{Balanced, Mentions, Opposes, Rejects, Supports, Urges};
        for (stances, medians) in [
            ([Urges, Supports, Mentions, Mentions], None),
            (
                [Urges, Rejects, Opposes, Mentions],
                Some((Opposes, Opposes)),
            ),
            (
                [Urges, Rejects, Supports, Balanced],
                Some((Balanced, Supports)),
            ),
        ] {
            let states = stances.map(State::Stance);
            assert_eq!(group(&states).medians(), medians, "{stances:?}");
        }
    }
}

//! Where authors agree and where they part: each option under one heading, by a closed list of rules.

use std::collections::{HashMap, HashSet};

use crate::model::{CampOrNone, Filter, Key, PolicyOption, Project};

use super::group::{Group, GroupWord, Tally};
use super::index::Index;
use super::position::{Position, State, position};
use super::speaker::{Speaker, Speakers, camp_columns};

/// How the authors stand to one another on an option.
///
/// The rules are tried in this order; they are exhaustive and exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accord {
    /// Two or more take a position, and all on the same side.
    Agreed,
    /// Each camp that speaks is of one mind, and two of them differ.
    SplitsCamps,
    /// A camp is divided within itself.
    SplitsWithin,
    /// Authors differ, but neither two camps do nor the members of one.
    SplitsOthers,
    /// One author alone takes a position.
    OneVoice,
    /// Nobody takes a position.
    NoPosition,
}

impl Accord {
    /// Every heading, in the order in which a reader wants them.
    pub const ALL: [Self; 6] = [
        Self::Agreed,
        Self::SplitsCamps,
        Self::SplitsWithin,
        Self::SplitsOthers,
        Self::OneVoice,
        Self::NoPosition,
    ];

    /// The heading.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreed => "All who take a position agree",
            Self::SplitsCamps => "Splits the camps",
            Self::SplitsWithin => "Splits a camp within",
            Self::SplitsOthers => "Splits authors outside the camps",
            Self::OneVoice => "One voice alone",
            Self::NoPosition => "Nobody takes a position",
        }
    }

    /// The rule, for readers.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Agreed => "Two or more authors take a position, all on the same side.",
            Self::SplitsCamps => {
                "Authors differ; each camp that speaks is of one mind, and two camps differ."
            }
            Self::SplitsWithin => "Authors differ, and so do members of the same camp.",
            Self::SplitsOthers => {
                "Authors differ, but no two camps do, nor the members of one camp."
            }
            Self::OneVoice => "A single author takes a position; nothing is said of the others.",
            Self::NoPosition => "No author takes a position on it.",
        }
    }

    /// The heading for all authors and for each camp.
    fn of(all: &Tally, camps: &[Tally]) -> Self {
        match GroupWord::of(all) {
            GroupWord::NoPosition => return Self::NoPosition,
            GroupWord::OneVoice => return Self::OneVoice,
            GroupWord::AllFor | GroupWord::AllAgainst | GroupWord::AllWeighBoth => {
                return Self::Agreed;
            }
            _ => {}
        }
        let speaking: Vec<Option<Side>> = camps
            .iter()
            .filter(|camp| camp.positions() > 0)
            .map(Side::of)
            .collect();
        if speaking.contains(&None) {
            Self::SplitsWithin
        } else if speaking.windows(2).any(|pair| pair[0] != pair[1]) {
            Self::SplitsCamps
        } else {
            Self::SplitsOthers
        }
    }
}

/// The one side on which all members of a group are who take a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// For it.
    For,
    /// Against it.
    Against,
    /// Weighing both sides.
    WeighsBoth,
    /// A single author, who is on both sides.
    OnBoth,
}

impl Side {
    /// The side of a group, if it has one.
    #[must_use]
    pub const fn of(tally: &Tally) -> Option<Self> {
        let positions = tally.positions();
        match positions {
            0 => None,
            _ if tally.for_it == positions => Some(Self::For),
            _ if tally.against == positions => Some(Self::Against),
            _ if tally.balanced == positions => Some(Self::WeighsBoth),
            1 => Some(Self::OnBoth),
            _ => None,
        }
    }
}

/// An option with what every author and every camp says of it.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The option.
    pub option: Key<PolicyOption>,
    /// The heading it comes under.
    pub accord: Accord,
    /// All authors.
    pub all: Group,
    /// The camps, as in the columns of a matrix.
    pub camps: Vec<(CampOrNone, Group)>,
}

impl Standing {
    /// The authors without any one of whom the option would come under another heading; nobody
    /// where the heading holds without any one author.
    #[must_use]
    pub fn rests_on(&self) -> Vec<&str> {
        let all = self.all.tally();
        let declared = self.camps.iter().filter(|(camp, _)| camp.is_some());
        let camps: Vec<CampTally> = declared.map(|(_, group)| CampTally::new(group)).collect();
        let members = self.all.members.iter();
        let speaking = members.filter(|(_, position)| takes_position(&position.state));
        let holds_without = |(author, position): &&(String, Position)| {
            let camps: Vec<Tally> = camps.iter().map(|camp| camp.without(author)).collect();
            Accord::of(&all.without(&position.state), &camps) == self.accord
        };
        speaking
            .filter(|member| !holds_without(member))
            .map(|(author, _)| author.as_str())
            .collect()
    }
}

/// A camp's tally with the state of each of its members.
struct CampTally<'a> {
    tally: Tally,
    states: HashMap<&'a str, &'a State>,
}

impl<'a> CampTally<'a> {
    fn new(group: &'a Group) -> Self {
        let members = group.members.iter();
        Self {
            tally: group.tally(),
            states: members
                .map(|(author, position)| (author.as_str(), &position.state))
                .collect(),
        }
    }

    /// The tally without an author, if he is in the camp.
    fn without(&self, author: &str) -> Tally {
        match self.states.get(author) {
            Some(state) => self.tally.without(state),
            None => self.tally,
        }
    }
}

/// Works out how the authors stand to one another on every option that can be coded by itself: one
/// without parts, or one that is coded besides its parts.
#[must_use]
pub fn standings(index: &Index) -> Vec<Standing> {
    let project = index.project;
    let everyone = Filter::default();
    let speakers = Speakers::new(project, &everyone);
    let authors = speakers.authors(project);
    let camps: Vec<(CampOrNone, Vec<Speaker>)> = camp_columns(project, &everyone)
        .into_iter()
        .map(|camp| (camp, speakers.of_camp(project, camp)))
        .collect();
    let coded: HashSet<Key<PolicyOption>> = project
        .recommendations
        .iter()
        .map(|(_, recommendation)| recommendation.option)
        .collect();
    let by_itself = |option: &Key<PolicyOption>| {
        project.parts(*option).next().is_none() || coded.contains(option)
    };
    options_in_order(project)
        .into_iter()
        .filter(by_itself)
        .map(|option| standing(index, option, &authors, &camps))
        .collect()
}

/// Every option, each whole followed by its parts.
#[must_use]
pub fn options_in_order(project: &Project) -> Vec<Key<PolicyOption>> {
    let wholes = project
        .options
        .iter()
        .filter(|(_, option)| option.part_of.is_none());
    wholes
        .flat_map(|(whole, _)| std::iter::once(whole).chain(project.parts(whole)))
        .collect()
}

fn standing(
    index: &Index,
    option: Key<PolicyOption>,
    authors: &[Speaker],
    camps: &[(CampOrNone, Vec<Speaker>)],
) -> Standing {
    let group = |members: &[Speaker]| Group {
        members: members
            .iter()
            .map(|member| (member.author.clone(), position(index, member, option)))
            .collect(),
    };
    let all = group(authors);
    let camps: Vec<(CampOrNone, Group)> = camps
        .iter()
        .map(|(camp, members)| (*camp, group(members)))
        .collect();
    let declared: Vec<Tally> = camps
        .iter()
        .filter(|(camp, _)| camp.is_some())
        .map(|(_, group)| group.tally())
        .collect();
    Standing {
        option,
        accord: Accord::of(&all.tally(), &declared),
        all,
        camps,
    }
}

/// Whether a state takes a position, whichever.
#[must_use]
pub const fn takes_position(state: &State) -> bool {
    match state {
        State::Stance(stance) => stance.direction().is_some(),
        State::Mixed | State::Varies(_) => true,
        State::Silent | State::NotApplicable(_) | State::Uncoded => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Direction, Stance, Table};

    use super::{Accord, Group, Position, Side, Standing, State, Tally, takes_position};

    const fn tally(for_it: usize, against: usize, both_sides: usize) -> Tally {
        Tally {
            authors: for_it + against + both_sides,
            for_it,
            against,
            balanced: 0,
            both_sides,
            mentions: 0,
            silent: 0,
            not_applicable: 0,
            uncoded: 0,
        }
    }

    #[test]
    fn every_option_comes_under_one_heading() {
        let none = tally(0, 0, 0);
        for (all, camps, expected) in [
            (none, [none, none], Accord::NoPosition),
            (tally(1, 0, 0), [tally(1, 0, 0), none], Accord::OneVoice),
            (tally(0, 0, 1), [tally(0, 0, 1), none], Accord::OneVoice),
            (
                tally(2, 0, 0),
                [tally(1, 0, 0), tally(1, 0, 0)],
                Accord::Agreed,
            ),
            (
                tally(2, 1, 0),
                [tally(2, 0, 0), tally(0, 1, 0)],
                Accord::SplitsCamps,
            ),
            (
                tally(2, 1, 0),
                [tally(1, 1, 0), tally(1, 0, 0)],
                Accord::SplitsWithin,
            ),
            (tally(2, 1, 0), [tally(2, 0, 0), none], Accord::SplitsOthers),
            (
                tally(1, 0, 1),
                [tally(1, 0, 0), tally(0, 0, 1)],
                Accord::SplitsCamps,
            ),
            (tally(1, 0, 1), [tally(1, 0, 1), none], Accord::SplitsWithin),
        ] {
            assert_eq!(Accord::of(&all, &camps), expected, "{all:?} {camps:?}");
        }
    }
    #[test]
    fn a_group_has_a_side_if_all_who_take_a_position_are_on_it() {
        let weighing = |balanced, both_sides| Tally {
            balanced,
            ..tally(0, 0, both_sides)
        };
        for (tally, side) in [
            (tally(0, 0, 0), None),
            (tally(1, 0, 0), Some(Side::For)),
            (tally(3, 0, 0), Some(Side::For)),
            (tally(0, 2, 0), Some(Side::Against)),
            (weighing(1, 0), Some(Side::WeighsBoth)),
            (weighing(2, 0), Some(Side::WeighsBoth)),
            (tally(0, 0, 1), Some(Side::OnBoth)),
            (tally(0, 0, 2), None),
            (tally(1, 1, 0), None),
            (tally(2, 0, 1), None),
            (weighing(1, 1), None),
        ] {
            assert_eq!(Side::of(&tally), side, "{tally:?}");
        }
    }

    #[test]
    fn who_speaks_of_an_option_without_a_side_takes_no_position() {
        for stance in Stance::ALL {
            let state = State::Stance(*stance);
            let sides = [Direction::For, Direction::Against, Direction::Both];
            let has_side = sides.map(Some).contains(&stance.direction());
            assert_eq!(takes_position(&state), has_side, "{stance:?}");
        }
        assert!(takes_position(&State::Mixed) && takes_position(&State::Varies(Vec::new())));
        assert!(!takes_position(&State::Silent) && !takes_position(&State::Uncoded));
        assert!(!takes_position(&State::NotApplicable(String::new())));
    }

    /// Ann and Bob are for it and make one camp; Cyd, of no camp, is what the case says.
    fn standing(cyd: State) -> Standing {
        let member = |name: &str, state: State| {
            let shown = Vec::new();
            (name.to_owned(), Position { state, shown })
        };
        let for_it = || State::Stance(Stance::Urges);
        let camp = vec![member("Ann", for_it()), member("Bob", for_it())];
        let all = [camp.clone(), vec![member("Cyd", cyd)]].concat();
        let (mut options, mut camps) = (Table::default(), Table::default());
        let option = options.insert(
            "o",
            crate::model::PolicyOption {
                label: String::new(),
                description: None,
                terms: Vec::new(),
                part_of: None,
            },
        );
        let label = String::new();
        let key = camps.insert("c", crate::model::Camp { label, basis: None });
        let groups = [(key, camp), (None, vec![all[2].clone()])];
        let groups = groups.map(|(key, members)| (key, Group { members }));
        let [one, other] = &groups;
        Standing {
            option: option.expect("the id is new"),
            accord: Accord::of(
                &Group {
                    members: all.clone(),
                }
                .tally(),
                &[one.1.tally()],
            ),
            all: Group { members: all },
            camps: vec![one.clone(), other.clone()],
        }
    }

    #[test]
    fn a_heading_rests_on_those_without_whom_it_would_be_another() {
        for (cyd, accord, rests_on) in [
            (
                State::Stance(Stance::Rejects),
                Accord::SplitsOthers,
                vec!["Cyd"],
            ),
            (State::Stance(Stance::Supports), Accord::Agreed, vec![]),
            (
                State::Stance(Stance::Mentions),
                Accord::Agreed,
                vec!["Ann", "Bob"],
            ),
            (State::Silent, Accord::Agreed, vec!["Ann", "Bob"]),
        ] {
            let standing = standing(cyd);
            assert_eq!(standing.accord, accord, "{standing:?}");
            assert_eq!(standing.rests_on(), rests_on, "{standing:?}");
        }
    }
}

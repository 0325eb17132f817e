//! Agreement: which options the authors agree on, which split the camps, which split one within,
//! and which one voice alone speaks to; always with names and counts.

use serde::Serialize;

use crate::arrange::{Accord, Group, Index, Side, Standing, State, Tally, takes_position};
use crate::model::Recommendation;

use super::cell::conditions;
use super::group_cell::group_words;
use super::legend::{Mark, STATES};
use super::matrix::camp_label;
use super::words::{count, one_line};

/// The options under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct AccordView {
    /// The heading.
    pub heading: String,
    /// The rule by which options come under it.
    pub rule: &'static str,
    /// How many they are, in words.
    pub count: String,
    /// The options.
    pub options: Vec<AccordOption>,
}

/// An option with who stands where.
#[derive(Debug, Clone, Serialize)]
pub struct AccordOption {
    /// The id of the option.
    pub id: String,
    /// Its label, after that of its whole if it is a part.
    pub label: String,
    /// The label of its whole, if it is a part.
    pub family: Option<String>,
    /// Whether the register has anything on it.
    pub coded: bool,
    /// Who says what, in the order of the legend.
    pub voices: Vec<VoicesView>,
    /// What each camp makes of it, where they differ.
    pub camps: Vec<String>,
    /// Whether the heading holds without any one author, or on whom it rests.
    pub rests: Option<String>,
    /// A letter for each party, in their order: `f`or, `a`gainst, weighs `b`oth, on both sides
    /// `x`, menti`o`ns, `s`ilent, `n`ot applicable, `u`ncoded; a capital if only under a condition.
    pub letters: String,
}

/// The authors in one state.
#[derive(Debug, Clone, Serialize)]
pub struct VoicesView {
    /// The state.
    pub mark: Mark,
    /// Whether it is a stance, and not one of the states without any.
    pub takes_stance: bool,
    /// The authors, each with the condition on which he says so.
    pub authors: Vec<(String, String)>,
}

/// An author or a camp that can be compared with another.
#[derive(Debug, Clone, Serialize)]
pub struct PartyView {
    /// The name.
    pub label: String,
    /// `author` or `camp`.
    pub kind: &'static str,
}

/// Those who can be compared: the authors, then the camps.
pub(super) fn parties(index: &Index, standings: &[Standing]) -> Vec<PartyView> {
    let Some(first) = standings.first() else {
        return Vec::new();
    };
    let author = |(name, _): &(String, _)| PartyView {
        label: one_line(name),
        kind: "author",
    };
    let camp = |(camp, _): &(_, Group)| PartyView {
        label: one_line(camp_label(index.project, *camp)),
        kind: "camp",
    };
    let camps = first
        .camps
        .iter()
        .filter(|_| !index.project.camps.is_empty());
    first
        .all
        .members
        .iter()
        .map(author)
        .chain(camps.map(camp))
        .collect()
}

/// Shows the options under their headings; a heading without options is left out.
pub(super) fn agreement(index: &Index, standings: &[Standing]) -> Vec<AccordView> {
    let heading = |accord: Accord| {
        let under: Vec<AccordOption> = standings
            .iter()
            .filter(|standing| standing.accord == accord)
            .map(|standing| option(index, standing))
            .collect();
        AccordView {
            heading: heading_of(index, accord),
            rule: accord.rule(),
            count: count(under.len(), "option", "options"),
            options: under,
        }
    };
    let all = Accord::ALL.into_iter().map(heading);
    all.filter(|found| !found.options.is_empty()).collect()
}

/// The words of a heading; without camps, authors that differ are all there is to say.
pub(super) fn heading_of(index: &Index, accord: Accord) -> String {
    if accord == Accord::SplitsOthers && index.project.camps.is_empty() {
        return "Splits the authors".to_owned();
    }
    accord.as_str().to_owned()
}

fn option(index: &Index, standing: &Standing) -> AccordOption {
    let project = index.project;
    let option = &project.options[standing.option];
    let family = option
        .part_of
        .map(|whole| one_line(&project.options[whole].label));
    let splits = !matches!(
        standing.accord,
        Accord::Agreed | Accord::OneVoice | Accord::NoPosition
    );
    let camps = standing
        .camps
        .iter()
        .filter(|_| splits && !project.camps.is_empty());
    AccordOption {
        id: project.options.id(standing.option).to_owned(),
        label: one_line(&option.label),
        family,
        coded: standing
            .all
            .members
            .iter()
            .any(|(_, said)| said.is_addressed()),
        voices: voices(index, &standing.all),
        camps: camps
            .map(|(camp, group)| camp_words(camp_label(project, *camp), group))
            .collect(),
        rests: rests(standing),
        letters: letters(index, standing),
    }
}

/// What the withdrawal of one author would do to a statement about several.
fn rests(standing: &Standing) -> Option<String> {
    if matches!(standing.accord, Accord::OneVoice | Accord::NoPosition) {
        return None;
    }
    Some(match standing.rests_on().as_slice() {
        [] => "holds without any one author".to_owned(),
        [one] => format!("rests on {} alone", one_line(one)),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| one_line(name)).collect();
            format!(
                "rests on each of {} and {}",
                first.join(", "),
                one_line(last)
            )
        }
    })
}

/// What a camp makes of an option, by the words for groups.
fn camp_words(label: &str, group: &Group) -> String {
    let tally = group.tally();
    let word = crate::arrange::GroupWord::of(&tally);
    let side = match Side::of(&tally) {
        Some(_) if tally.positions() > 1 => "",
        Some(Side::For) => ", for",
        Some(Side::Against) => ", against",
        Some(Side::WeighsBoth) => ", weighing both",
        Some(Side::OnBoth) => ", on both sides",
        None => "",
    };
    format!("{}: {}{side}", one_line(label), group_words(word, &tally))
}

/// The authors by state, in the order of the legend.
pub(super) fn voices(index: &Index, group: &Group) -> Vec<VoicesView> {
    let of_state = |mark: &Mark| {
        let authors: Vec<(String, String)> = group
            .members_with(|state: &State| state.as_str() == mark.token)
            .map(|(author, said)| {
                let carrying: Vec<&Recommendation> = said.carrying(index).collect();
                let mut held = if always_conditional(&carrying) {
                    conditions(carrying.iter().copied())
                } else {
                    Vec::new()
                };
                if !carrying.is_empty() && carrying.iter().all(|found| found.implied) {
                    held.push("implied".to_owned());
                }
                (one_line(author), held.join(", "))
            })
            .collect();
        (!authors.is_empty()).then_some(VoicesView {
            mark: *mark,
            takes_stance: !["silent", "not-applicable", "uncoded"].contains(&mark.token),
            authors,
        })
    };
    STATES.iter().filter_map(of_state).collect()
}

fn always_conditional(carrying: &[&Recommendation]) -> bool {
    let conditional = |found: &&Recommendation| found.condition.is_some() || found.after.is_some();
    !carrying.is_empty() && carrying.iter().all(conditional)
}

/// A letter for each party.
fn letters(index: &Index, standing: &Standing) -> String {
    let single = |(name, said): &(String, _)| Group {
        members: vec![(name.clone(), Clone::clone(said))],
    };
    let authors = standing.all.members.iter().map(single);
    let camps = standing
        .camps
        .iter()
        .filter(|_| !index.project.camps.is_empty());
    let groups = authors.chain(camps.map(|(_, group)| group.clone()));
    groups.map(|group| letter(index, &group)).collect()
}

fn letter(index: &Index, group: &Group) -> char {
    let tally: Tally = group.tally();
    let letter = match Side::of(&tally) {
        Some(Side::For) => 'f',
        Some(Side::Against) => 'a',
        Some(Side::WeighsBoth) => 'b',
        Some(Side::OnBoth) => 'x',
        None if tally.positions() > 0 => 'x',
        None if tally.mentions > 0 => 'o',
        None if tally.uncoded > 0 => 'u',
        None if tally.silent > 0 => 's',
        None => 'n',
    };
    let only_if = group.members_with(takes_position).any(|(_, said)| {
        let carrying: Vec<&Recommendation> = said.carrying(index).collect();
        always_conditional(&carrying)
    });
    if only_if {
        letter.to_ascii_uppercase()
    } else {
        letter
    }
}

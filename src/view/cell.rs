//! Cells as readers see them: chips, conditions, lines of words, and what they rest on.

use serde::Serialize;

use crate::arrange::{Cell, Index, Part, Position, State};
use crate::model::{Confidence, Recommendation};

use super::footnote::CitedPassage;
use super::legend::{Mark, mark_of, mark_of_stance};
use super::words::{count, one_line, push_new};
use super::{claims_cell, group_cell};

/// A cell, ready to be set in any format.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CellView {
    /// What kind of cell it is: `position`, `group` or `claims`.
    pub kind: &'static str,
    /// The state of a position, or the group's word; the effects of claims are in the chips.
    pub state: String,
    /// The marks shown, the first one leading.
    pub chips: Vec<ChipView>,
    /// The analyst's sentence for the recommendation that leads.
    pub summary: Option<String>,
    /// Why the option is not applicable.
    pub reason: Option<String>,
    /// Lines of words: the ladder of a group.
    pub lines: Vec<String>,
    /// The best passage of each side of a group.
    pub passages: Vec<PassageView>,
    /// What it rests on, in the order shown.
    pub evidence: Vec<String>,
    /// The recommendations that it shows.
    pub recommendations: Vec<String>,
    /// The whole cell in one line of plain text, for CSV.
    pub plain: String,
    /// The id of the cell in a page, made of numbers: matrix, row, column.
    pub anchor: String,
    /// The id in a page of the first thing that it rests on: a recommendation's card or a claim.
    pub link: Option<String>,
    /// On how much it rests: `2 recommendations, 5 quotes`.
    pub basis: Option<String>,
}

/// A mark with what qualifies it.
#[derive(Debug, Clone, Serialize)]
pub struct ChipView {
    /// The mark.
    #[serde(flatten)]
    pub mark: Mark,
    /// The part of an option that it is about, or the authors and their number.
    pub of: Option<String>,
    /// Conditions, sequence, `implied`, `low confidence`: always shown.
    pub qualifiers: Vec<String>,
}

/// The passage that speaks best for one side of a group.
#[derive(Debug, Clone, Serialize)]
pub struct PassageView {
    /// `for` or `against`.
    pub side: &'static str,
    /// Who says it.
    pub author: String,
    /// The source's words.
    pub words: String,
    /// The id of the quote.
    pub evidence: String,
    /// The id of the recommendation.
    pub recommendation: String,
    /// The number of its footnote, where it has one.
    pub footnote: Option<usize>,
    /// The passage with its place.
    pub cited: CitedPassage,
}

/// Shows a cell; `anchor` is its id in a page.
pub(super) fn cell(index: &Index, cell: &Cell, anchor: String) -> CellView {
    let view = match cell {
        Cell::Position(position) => position_cell(index, position),
        Cell::Group(group) => group_cell::cell(index, group),
        Cell::Claims(claims) => claims_cell::cell(index, claims),
    };
    CellView {
        basis: basis(&view),
        link: view
            .link
            .or_else(|| view.recommendations.first().map(|id| card(id))),
        anchor,
        ..view
    }
}

/// The id in a page of a recommendation's card.
pub(super) fn card(recommendation: &str) -> String {
    format!("r-{recommendation}")
}

/// On how much a cell rests.
fn basis(view: &CellView) -> Option<String> {
    let quotes = count(view.evidence.len(), "quote", "quotes");
    match view.recommendations.len() {
        0 => None,
        1 => Some(quotes),
        many => Some(format!("{many} recommendations, {quotes}")),
    }
}

fn position_cell(index: &Index, position: &Position) -> CellView {
    let project = index.project;
    let recommendation = |key: &_| &project.recommendations[*key];
    let chips = position_chips(index, position);
    let reason = match &position.state {
        State::NotApplicable(reason) => Some(reason.clone()),
        _ => None,
    };
    let evidence = evidence_of(position.shown.iter().map(recommendation));
    let ids = position
        .shown
        .iter()
        .map(|key| project.recommendations.id(*key));
    let plain = position_plain(position, &chips, &evidence);
    CellView {
        kind: "position",
        state: position.state.as_str().to_owned(),
        chips,
        summary: leading_summary(index, position),
        reason,
        evidence,
        recommendations: ids.map(str::to_owned).collect(),
        plain,
        ..CellView::default()
    }
}

/// The sentence of the recommendation that leads; none where those shown are on several options,
/// since one part does not speak for the whole.
fn leading_summary(index: &Index, position: &Position) -> Option<String> {
    let recommendation = |key: &_| &index.project.recommendations[*key];
    let first = recommendation(position.shown.first()?);
    let of_one_option = position
        .shown
        .iter()
        .all(|key| recommendation(key).option == first.option);
    of_one_option.then(|| one_line(&first.summary))
}

/// One chip where there is one word; else one for each part, or for each recommendation.
fn position_chips(index: &Index, position: &Position) -> Vec<ChipView> {
    let shown: Vec<&Recommendation> = position
        .shown
        .iter()
        .map(|key| &index.project.recommendations[*key])
        .collect();
    let lead = |qualifiers| ChipView {
        mark: mark_of(&position.state),
        of: None,
        qualifiers,
    };
    let mut chips = Vec::new();
    match &position.state {
        State::Stance(_) => {
            let carrying: Vec<&Recommendation> = position.carrying(index).collect();
            chips.push(lead(qualifiers(&carrying, &shown)));
        }
        State::Mixed => {
            chips.push(lead(Vec::new()));
            chips.extend(shown.iter().map(|recommendation| ChipView {
                mark: mark_of_stance(recommendation.stance),
                of: None,
                qualifiers: own_qualifiers(recommendation),
            }));
        }
        State::Varies(parts) => {
            chips.push(lead(Vec::new()));
            chips.extend(parts.iter().map(|part| part_chip(index, *part, &shown)));
        }
        State::Silent | State::NotApplicable(_) | State::Uncoded => chips.push(lead(Vec::new())),
    }
    chips
}

/// The chip of one part of an option on whose parts an author differs.
fn part_chip(index: &Index, part: Part, shown: &[&Recommendation]) -> ChipView {
    let of_part = |found: &&&Recommendation| found.option == part.option;
    let own: Vec<&Recommendation> = shown.iter().filter(of_part).copied().collect();
    let carrying: Vec<&Recommendation> = own
        .iter()
        .filter(|found| found.stance == part.stance)
        .copied()
        .collect();
    ChipView {
        mark: mark_of_stance(part.stance),
        of: Some(one_line(&index.project.options[part.option].label)),
        qualifiers: qualifiers(&carrying, &own),
    }
}

/// What must stay visible of recommendations: conditions, sequence, inference, low confidence.
///
/// What holds for all that carry the word shown stands plain; what holds for some of those shown
/// is said to hold in part.
pub(super) fn qualifiers(carrying: &[&Recommendation], shown: &[&Recommendation]) -> Vec<String> {
    let mut found = Vec::new();
    for qualifier in shown
        .iter()
        .flat_map(|recommendation| own_qualifiers(recommendation))
    {
        let of_all = carrying
            .iter()
            .all(|other| own_qualifiers(other).contains(&qualifier));
        push_new(
            &mut found,
            if of_all {
                qualifier
            } else {
                format!("in part {qualifier}")
            },
        );
    }
    found
}

/// The qualifiers of one recommendation.
pub(super) fn own_qualifiers(recommendation: &Recommendation) -> Vec<String> {
    let mut found = conditions(std::iter::once(recommendation));
    if recommendation.implied {
        found.push("implied".to_owned());
    }
    if recommendation.confidence == Confidence::Low {
        found.push("low confidence".to_owned());
    }
    found
}

/// On what recommendations depend, and what must come before them.
pub(super) fn conditions<'a>(
    recommendations: impl Iterator<Item = &'a Recommendation>,
) -> Vec<String> {
    let mut found = Vec::new();
    for recommendation in recommendations {
        if let Some(condition) = &recommendation.condition {
            push_new(&mut found, only_if(condition));
        }
        if let Some(after) = &recommendation.after {
            push_new(&mut found, format!("after {}", one_line(after)));
        }
    }
    found
}

/// A condition with its `if`, whether the analyst wrote it or not.
fn only_if(condition: &str) -> String {
    let condition = one_line(condition);
    if condition.to_lowercase().starts_with("if ") {
        condition
    } else {
        format!("if {condition}")
    }
}

fn position_plain(position: &Position, chips: &[ChipView], evidence: &[String]) -> String {
    let token = position.state.as_str();
    let said = match (&position.state, chips) {
        (State::NotApplicable(reason), _) => format!("{token}: {}", one_line(reason)),
        (State::Mixed | State::Varies(_), [_, rest @ ..]) => {
            let each: Vec<String> = rest.iter().map(chip_plain).collect();
            format!("{token}: {}", each.join("; "))
        }
        (_, [chip, ..]) => chip_plain(chip),
        (_, []) => token.to_owned(),
    };
    with_evidence(said, evidence)
}

fn chip_plain(chip: &ChipView) -> String {
    let mut words = vec![chip.mark.token.to_owned()];
    words.extend(chip.qualifiers.iter().cloned());
    let said = words.join(", ");
    match &chip.of {
        Some(part) => format!("{part} {said}"),
        None => said,
    }
}

/// What is said with the ids that it rests on.
pub(super) fn with_evidence(said: String, evidence: &[String]) -> String {
    if evidence.is_empty() {
        return said;
    }
    format!("{said} [{}]", evidence.join("; "))
}

/// The ids of the deciding quotes.
pub(super) fn evidence_of<'a>(
    recommendations: impl Iterator<Item = &'a Recommendation>,
) -> Vec<String> {
    let quotes = recommendations.flat_map(|recommendation| &recommendation.quotes);
    quotes
        .filter(|quote| quote.is_deciding())
        .map(|quote| quote.id.clone())
        .collect()
}

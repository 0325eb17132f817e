//! The cell of a camp and an option: the ladder of counts, the word that follows, the best passages.

use crate::arrange::{Group, GroupWord, Index, Position, State, Tally};
use crate::model::{Confidence, Direction, Key, Recommendation, Stance};

use super::cell::{CellView, PassageView, conditions, evidence_of, with_evidence};
use super::footnote::{best, passage};
use super::quote::source_words;
use super::words::count;

/// Shows what a camp says of an option.
pub(super) fn cell(index: &Index, group: &Group) -> CellView {
    let tally = group.tally();
    let word = GroupWord::of(&tally);
    let lines = ladder(index, group, &tally);
    let shown: Vec<Key<Recommendation>> = group
        .members
        .iter()
        .flat_map(|(_, position)| position.shown.clone())
        .collect();
    let recommendations = &index.project.recommendations;
    let said = group_words(word, &tally);
    let mut sentences = lines.clone();
    sentences.push(said.clone());
    if let Some((lower, upper)) = group.medians() {
        sentences.push(median_words(lower, upper));
    }
    let evidence = evidence_of(shown.iter().map(|key| &recommendations[*key]));
    let passages = [Direction::For, Direction::Against]
        .into_iter()
        .filter_map(|side| best_passage(index, group, side))
        .collect();
    let mut shown_lines = lines;
    shown_lines.extend(
        group
            .medians()
            .map(|(lower, upper)| median_words(lower, upper)),
    );
    CellView {
        kind: "group",
        state: said,
        lines: shown_lines,
        passages,
        recommendations: shown
            .iter()
            .map(|key| recommendations.id(*key).to_owned())
            .collect(),
        plain: with_evidence(sentences.join("; "), &evidence),
        evidence,
        ..CellView::default()
    }
}

/// The group's word, with the numbers where it leaves them open.
pub(super) fn group_words(word: GroupWord, tally: &Tally) -> String {
    match word {
        GroupWord::AllFor | GroupWord::AllAgainst | GroupWord::AllWeighBoth => {
            format!(
                "{} ({} of {})",
                word.as_str(),
                tally.positions(),
                tally.authors
            )
        }
        GroupWord::Split => {
            let mut said = format!("split {} to {}", tally.for_it, tally.against);
            if tally.balanced > 0 {
                said.push_str(&format!(", {} weighing both", tally.balanced));
            }
            if tally.both_sides > 0 {
                said.push_str(&format!(", {} on both sides", tally.both_sides));
            }
            said
        }
        _ => word.as_str().to_owned(),
    }
}

fn median_words(lower: Stance, upper: Stance) -> String {
    if lower == upper {
        format!("median {lower}")
    } else {
        format!("median between {lower} and {upper}")
    }
}

/// The ladder of counts: how many authors, how many of them address it, and where each stands.
fn ladder(index: &Index, group: &Group, tally: &Tally) -> Vec<String> {
    let mut lines = vec![count(tally.authors, "author", "authors")];
    lines.push(match tally.address() {
        0 => "none addresses it".to_owned(),
        1 => "1 addresses it".to_owned(),
        many => format!("{many} address it"),
    });
    let side = |wanted: Direction| move |state: &State| matches!(state, State::Stance(stance) if stance.direction() == Some(wanted));
    rung(&mut lines, index, group, "for", side(Direction::For));
    rung(
        &mut lines,
        index,
        group,
        "against",
        side(Direction::Against),
    );
    rung(
        &mut lines,
        index,
        group,
        "weighing both",
        side(Direction::Both),
    );
    rung(&mut lines, index, group, "mixed", |state| {
        *state == State::Mixed
    });
    rung(&mut lines, index, group, "differing by part", |state| {
        matches!(state, State::Varies(_))
    });
    rung(
        &mut lines,
        index,
        group,
        "mentioning it without a side",
        |state| *state == State::Stance(Stance::Mentions),
    );
    rung(&mut lines, index, group, "not addressed", |state| {
        *state == State::Silent
    });
    rung(&mut lines, index, group, "not applicable", |state| {
        matches!(state, State::NotApplicable(_))
    });
    rung(&mut lines, index, group, "not coded", |state| {
        *state == State::Uncoded
    });
    lines
}

/// One rung: the number, the names of three or fewer, and those who say it under a condition only.
fn rung(
    lines: &mut Vec<String>,
    index: &Index,
    group: &Group,
    what: &str,
    wanted: impl Fn(&State) -> bool,
) {
    const NAMED: usize = 3;
    let members: Vec<(&str, &Position)> = group.members_with(wanted).collect();
    if members.is_empty() {
        return;
    }
    let mut line = format!("{} {what}", members.len());
    if members.len() <= NAMED {
        let names: Vec<&str> = members.iter().map(|(author, _)| *author).collect();
        line.push_str(&format!(" ({})", names.join(", ")));
    }
    for (author, position) in &members {
        let carrying: Vec<&Recommendation> = position.carrying(index).collect();
        let always = |holds: fn(&Recommendation) -> bool| {
            !carrying.is_empty() && carrying.iter().all(|recommendation| holds(recommendation))
        };
        let who = if members.len() == 1 {
            String::new()
        } else {
            format!(" ({author})")
        };
        if always(|r| r.condition.is_some() || r.after.is_some()) {
            let conditions = conditions(carrying.iter().copied()).join(" or ");
            line.push_str(&format!(", one only {conditions}{who}"));
        }
        if always(|r| r.implied) {
            line.push_str(&format!(", one by implication{who}"));
        }
        if always(|r| r.confidence == Confidence::Low) {
            line.push_str(&format!(", one coded with low confidence{who}"));
        }
    }
    lines.push(line);
}

/// The passage of the strongest, most certain and explicit recommendation of a side.
fn best_passage(index: &Index, group: &Group, side: Direction) -> Option<PassageView> {
    let project = index.project;
    let candidates = group
        .members
        .iter()
        .flat_map(|(author, position)| position.shown.iter().map(move |key| (author, *key)));
    let of_side = candidates
        .filter(|(_, key)| project.recommendations[*key].stance.direction() == Some(side));
    let found: Vec<(&String, Key<Recommendation>)> = of_side.collect();
    let (key, quote) = best(index, found.iter().map(|(_, key)| *key))?;
    let (author, _) = found.iter().find(|(_, other)| *other == key)?;
    Some(PassageView {
        side: if side == Direction::For {
            "for"
        } else {
            "against"
        },
        author: (*author).clone(),
        words: source_words(index, quote),
        evidence: quote.id.clone(),
        recommendation: project.recommendations.id(key).to_owned(),
        footnote: None,
        cited: passage(index, quote),
    })
}

//! Which cells of authors and camps changed.

use crate::arrange::{
    Group, GroupWord, Index, Position, Speakers, Standing, State, camp_columns, position, standings,
};
use crate::model::{CampOrNone, Confidence, Filter, Project, UNALIGNED};

use super::CellChange;

/// A cell by who and which option, with the option's label and what it says.
struct Said {
    who: String,
    option: String,
    label: String,
    words: String,
}

/// The changed cells of authors and options.
pub(super) fn of_authors(before: &Project, after: &Project) -> Vec<CellChange> {
    compare(author_cells(before), author_cells(after))
}

/// The changed words of camps and options.
pub(super) fn of_camps(before: &Project, after: &Project) -> Vec<CellChange> {
    compare(camp_cells(before), camp_cells(after))
}

/// The headings under which options come, for all authors together.
pub(super) fn of_all(before: &Project, after: &Project) -> Vec<CellChange> {
    compare(headings(before), headings(after))
}

fn headings(project: &Project) -> Vec<Said> {
    let index = Index::new(project);
    let said = |standing: &Standing| Said {
        who: "All authors".to_owned(),
        option: project.options.id(standing.option).to_owned(),
        label: project.options[standing.option].label.clone(),
        words: standing.accord.as_str().to_lowercase(),
    };
    standings(&index).iter().map(said).collect()
}

fn compare(before: Vec<Said>, after: Vec<Said>) -> Vec<CellChange> {
    let key = |said: &Said| (said.who.clone(), said.option.clone());
    let mut old: std::collections::HashMap<_, _> = before
        .iter()
        .map(|said| (key(said), said.words.clone()))
        .collect();
    let mut changes = Vec::new();
    for said in after {
        let words = old.remove(&key(&said));
        if words.as_ref() != Some(&said.words) {
            changes.push(CellChange {
                who: said.who,
                option: said.option,
                label: said.label,
                before: words,
                after: Some(said.words),
            });
        }
    }
    let gone = before
        .into_iter()
        .filter(|said| old.contains_key(&key(said)));
    changes.extend(gone.map(|said| CellChange {
        who: said.who,
        option: said.option,
        label: said.label,
        before: Some(said.words),
        after: None,
    }));
    changes
}

fn author_cells(project: &Project) -> Vec<Said> {
    let index = Index::new(project);
    let mut cells = Vec::new();
    for speaker in Speakers::new(project, &Filter::default()).authors(project) {
        for (key, option) in project.options.iter() {
            cells.push(Said {
                who: speaker.author.clone(),
                option: project.options.id(key).to_owned(),
                label: option.label.clone(),
                words: words(&index, &position(&index, &speaker, key)),
            });
        }
    }
    cells
}

fn camp_cells(project: &Project) -> Vec<Said> {
    let index = Index::new(project);
    let speakers = Speakers::new(project, &Filter::default());
    let mut cells = Vec::new();
    for camp in camp_columns(project, &Filter::default()) {
        let members = speakers.of_camp(project, camp);
        for (key, option) in project.options.iter() {
            let say = |member: &crate::arrange::Speaker| {
                (member.author.clone(), position(&index, member, key))
            };
            let group = Group {
                members: members.iter().map(say).collect(),
            };
            cells.push(Said {
                who: camp_label(project, camp),
                option: project.options.id(key).to_owned(),
                label: option.label.clone(),
                words: group_words(&group),
            });
        }
    }
    cells
}

fn camp_label(project: &Project, camp: CampOrNone) -> String {
    camp.map_or_else(
        || UNALIGNED.to_owned(),
        |camp| project.camps[camp].label.clone(),
    )
}

/// The word for a group with the numbers behind it.
fn group_words(group: &Group) -> String {
    let tally = group.tally();
    let counts = [
        (tally.for_it, "for"),
        (tally.against, "against"),
        (tally.balanced, "weighing both"),
        (tally.both_sides, "on both sides"),
    ];
    let counts = counts.iter().filter(|(number, _)| *number > 0);
    let mut said: Vec<String> = counts
        .map(|(number, side)| format!("{number} {side}"))
        .collect();
    said.push(format!("of {}", tally.authors));
    format!("{} ({})", GroupWord::of(&tally).as_str(), said.join(", "))
}

/// What a cell says, without the evidence: the order of the project file makes no difference.
fn words(index: &Index, position: &Position) -> String {
    let mut said = vec![match &position.state {
        State::NotApplicable(reason) => format!("not-applicable: {reason}"),
        State::Varies(parts) => {
            let part = |part: &crate::arrange::Part| {
                format!("{} {}", index.project.options.id(part.option), part.stance)
            };
            let mut parts: Vec<String> = parts.iter().map(part).collect();
            parts.sort_unstable();
            format!("varies ({})", parts.join(", "))
        }
        other => other.as_str().to_owned(),
    }];
    let mut qualifiers = std::collections::BTreeSet::new();
    for recommendation in position.carrying(index) {
        qualifiers.extend(
            recommendation
                .condition
                .as_ref()
                .map(|text| format!("if {text}")),
        );
        qualifiers.extend(
            recommendation
                .after
                .as_ref()
                .map(|text| format!("after {text}")),
        );
        if recommendation.implied {
            qualifiers.insert("implied".to_owned());
        }
        if recommendation.confidence == Confidence::Low {
            qualifiers.insert("low confidence".to_owned());
        }
    }
    said.extend(qualifiers);
    said.join(", ")
}

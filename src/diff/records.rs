//! Which records of the project file changed: recommendations, quotes, sources, nouns, the head.

use std::collections::HashMap;

use crate::model::{Claim, Project, Quote, Recommendation, Source, Table};

use super::{FieldChange, Happened, RecordChange};

/// The fields of a record by name, for comparison.
type Fields = Vec<(&'static str, String)>;

/// The fields in which two records differ.
fn differing(before: Fields, after: Fields) -> Vec<FieldChange> {
    let pairs = before.into_iter().zip(after);
    pairs
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, before), (_, after))| FieldChange {
            field,
            before,
            after,
        })
        .collect()
}

fn text(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

/// Title, question, date, handling, bottom line and notes.
pub(super) fn head(before: &Project, after: &Project) -> Vec<FieldChange> {
    let fields = |project: &Project| {
        vec![
            ("title", project.title.clone()),
            ("question", text(project.question.as_ref())),
            (
                "as_of",
                project
                    .as_of
                    .map(|date| date.to_string())
                    .unwrap_or_default(),
            ),
            ("handling", text(project.handling.as_ref())),
            ("bottom_line", text(project.bottom_line.as_ref())),
            ("notes", project.notes.join("\n")),
        ]
    };
    differing(fields(before), fields(after))
}

/// Compares two tables by id.
fn tables<T>(
    kind: &'static str,
    (before, after): (&Table<T>, &Table<T>),
    fields: (impl Fn(&T) -> Fields, impl Fn(&T) -> Fields),
    about: impl Fn(&T) -> String,
) -> Vec<RecordChange> {
    let record = |id: &str, value: &T, happened, fields| RecordChange {
        kind,
        id: id.to_owned(),
        about: about(value),
        happened,
        fields,
    };
    let mut changes = Vec::new();
    for (key, value) in after.iter() {
        let id = after.id(key);
        match before.find(id) {
            None => changes.push(record(id, value, Happened::New, Vec::new())),
            Some(old) => {
                let changed = differing((fields.0)(&before[old]), (fields.1)(value));
                if !changed.is_empty() {
                    changes.push(record(id, value, Happened::Changed, changed));
                }
            }
        }
    }
    let gone = before
        .iter()
        .filter(|(key, _)| after.find(before.id(*key)).is_none());
    changes.extend(
        gone.map(|(key, value)| record(before.id(key), value, Happened::Withdrawn, Vec::new())),
    );
    changes
}

/// Recommendations and their claims; quotes are compared apart.
pub(super) fn recommendations(before: &Project, after: &Project) -> Vec<RecordChange> {
    let both = (&before.recommendations, &after.recommendations);
    let fields = (
        |found: &Recommendation| recommendation_fields(before, found),
        |found: &Recommendation| recommendation_fields(after, found),
    );
    tables("recommendation", both, fields, |found| {
        found.summary.clone()
    })
}

fn recommendation_fields(project: &Project, found: &Recommendation) -> Fields {
    let claim = |claim: &Claim| {
        let because = text(claim.because.as_ref());
        format!(
            "{} {} {because}",
            project.criteria.id(claim.criterion),
            claim.effect
        )
    };
    let mut claims: Vec<String> = found.claims.iter().map(claim).collect();
    claims.sort_unstable();
    let posture = found
        .posture
        .map(|posture| project.postures.id(posture).to_owned());
    vec![
        ("source", project.sources.id(found.source).to_owned()),
        ("option", project.options.id(found.option).to_owned()),
        ("stance", found.stance.to_string()),
        ("posture", posture.unwrap_or_default()),
        ("summary", found.summary.clone()),
        ("actor", text(found.actor.as_ref())),
        ("target", text(found.target.as_ref())),
        ("if", text(found.condition.as_ref())),
        ("after", text(found.after.as_ref())),
        ("timing", text(found.timing.as_ref())),
        ("implied", found.implied.to_string()),
        ("confidence", found.confidence.to_string()),
        ("note", text(found.note.as_ref())),
        ("criteria", claims.join("; ")),
    ]
}

/// Sources; a changed text is `sha256`.
pub(super) fn sources(before: &Project, after: &Project) -> Vec<RecordChange> {
    let both = (&before.sources, &after.sources);
    let fields = (
        |found: &Source| source_fields(before, found),
        |found: &Source| source_fields(after, found),
    );
    tables("source", both, fields, |found| found.author.clone())
}

fn source_fields(project: &Project, found: &Source) -> Fields {
    let option = |key| project.options.id(key);
    let mut silent: Vec<&str> = found.silent_on.iter().map(|key| option(*key)).collect();
    silent.sort_unstable();
    let reason = |(key, reason): &(_, String)| format!("{}: {reason}", option(*key));
    let mut not_applicable: Vec<String> = found.not_applicable.iter().map(reason).collect();
    not_applicable.sort_unstable();
    let camp = found.camp.map(|camp| project.camps.id(camp).to_owned());
    vec![
        ("file", found.file.clone()),
        ("sha256", found.sha256.clone()),
        ("author", found.author.clone()),
        ("author_basis", text(found.author_basis.as_ref())),
        ("title", text(found.title.as_ref())),
        ("outlet", text(found.outlet.as_ref())),
        (
            "date",
            found.date.map(|date| date.to_string()).unwrap_or_default(),
        ),
        ("date_basis", text(found.date_basis.as_ref())),
        ("url", text(found.url.as_ref())),
        ("camp", camp.unwrap_or_default()),
        ("silent_on", silent.join(", ")),
        ("not_applicable", not_applicable.join("; ")),
    ]
}

/// Options, criteria, camps and postures.
pub(super) fn nouns(before: &Project, after: &Project) -> Vec<RecordChange> {
    let mut changes = Vec::new();
    changes.extend(tables(
        "option",
        (&before.options, &after.options),
        (
            |found: &_| option_fields(before, found),
            |found: &_| option_fields(after, found),
        ),
        |found| found.label.clone(),
    ));
    let criterion = |found: &crate::model::Criterion| {
        vec![
            ("label", found.label.clone()),
            ("question", text(found.question.as_ref())),
        ]
    };
    let both = (&before.criteria, &after.criteria);
    changes.extend(tables("criterion", both, (criterion, criterion), |found| {
        found.label.clone()
    }));
    let camp = |found: &crate::model::Camp| {
        vec![
            ("label", found.label.clone()),
            ("basis", text(found.basis.as_ref())),
        ]
    };
    let both = (&before.camps, &after.camps);
    changes.extend(tables("camp", both, (camp, camp), |found| {
        found.label.clone()
    }));
    let posture = |found: &crate::model::Posture| {
        vec![
            ("label", found.label.clone()),
            ("description", text(found.description.as_ref())),
        ]
    };
    let both = (&before.postures, &after.postures);
    changes.extend(tables("posture", both, (posture, posture), |found| {
        found.label.clone()
    }));
    changes
}

fn option_fields(project: &Project, found: &crate::model::PolicyOption) -> Fields {
    let whole = found
        .part_of
        .map(|whole| project.options.id(whole).to_owned());
    vec![
        ("label", found.label.clone()),
        ("description", text(found.description.as_ref())),
        ("part_of", whole.unwrap_or_default()),
    ]
}

/// A quote by its recommendation or claim and its words: its number would change with its place in
/// the list.
type Cited<'a> = (String, &'a str);

/// Quotes, matched within their recommendation or claim by their words.
pub(super) fn quotes(before: &Project, after: &Project) -> Vec<RecordChange> {
    let mut old: HashMap<Cited, &Quote> =
        before.quotes().map(|quote| (cited(quote), quote)).collect();
    let mut changes = Vec::new();
    for quote in after.quotes() {
        let Some(other) = old.remove(&cited(quote)) else {
            changes.push(quote_change(quote, Happened::New, Vec::new()));
            continue;
        };
        let fields = differing(quote_fields(other), quote_fields(quote));
        let only_place = fields.iter().all(|change| change.field == "place");
        let happened = if only_place {
            Happened::Moved
        } else {
            Happened::Changed
        };
        if !fields.is_empty() {
            changes.push(quote_change(quote, happened, fields));
        }
    }
    let gone = before
        .quotes()
        .filter(|quote| old.contains_key(&cited(quote)));
    changes.extend(gone.map(|quote| quote_change(quote, Happened::Withdrawn, Vec::new())));
    changes
}

fn cited(quote: &Quote) -> Cited<'_> {
    (within(quote), &quote.written)
}

/// The id of the recommendation, with the criterion's where it is a claim's.
fn within(quote: &Quote) -> String {
    let within = quote.id.rsplit_once('.').map(|(within, _)| within);
    within.unwrap_or_default().to_owned()
}

fn quote_change(quote: &Quote, happened: Happened, fields: Vec<FieldChange>) -> RecordChange {
    RecordChange {
        kind: "quote",
        id: within(quote),
        about: quote.written.clone(),
        happened,
        fields,
    }
}

fn quote_fields(quote: &Quote) -> Fields {
    let place = quote.place();
    vec![
        ("voice", quote.voice.to_string()),
        ("role", quote.role.to_string()),
        ("method", quote.verified().method().as_str().to_owned()),
        (
            "place",
            format!("paragraph {}, line {}", place.paragraph(), place.line()),
        ),
    ]
}

//! The size of the work, in words.

use crate::arrange::{Accord, Index, Standing};
use crate::model::Project;

use super::words::count;

/// The size of a project in words.
#[must_use]
pub fn figures(project: &Project) -> String {
    format!(
        "{}, {}, {} verified",
        count(project.sources.len(), "source", "sources"),
        count(
            project.recommendations.len(),
            "recommendation",
            "recommendations"
        ),
        count(project.quotes().count(), "quote", "quotes"),
    )
}

/// The key figures in sentences: what was read, what it rests on, where the authors agree.
pub(super) fn key_figures(index: &Index, standings: &[Standing]) -> Vec<String> {
    let project = index.project;
    let addressed = standings.iter().filter(|standing| {
        standing
            .all
            .members
            .iter()
            .any(|(_, said)| said.is_addressed())
    });
    let addressed = addressed.count();
    let of = |accords: &[Accord]| {
        let found = standings
            .iter()
            .filter(|standing| accords.contains(&standing.accord));
        found.count()
    };
    let split = of(&[
        Accord::SplitsCamps,
        Accord::SplitsWithin,
        Accord::SplitsOthers,
    ]);
    let several = split + of(&[Accord::Agreed]);
    let one_voice = of(&[Accord::OneVoice]);
    let by = count(project.authors().len(), "author", "authors");
    let texts = count(project.sources.len(), "text", "texts");
    let mut said = vec![format!(
        "{} by {by} make {} on {}, resting on {}, each found word for word in its text.",
        capital(&texts),
        count(
            project.recommendations.len(),
            "recommendation",
            "recommendations"
        ),
        on(addressed, standings.len()),
        count(project.quotes().count(), "quotation", "quotations"),
    )];
    if several > 0 {
        said.push(format!(
            "On {} two or more authors take a position: they agree on {}, differ on {split}.",
            count(several, "option", "options"),
            several - split,
        ));
    }
    if one_voice > 0 {
        said.push(format!(
            "On {} one author alone does.",
            count(one_voice, "option", "options")
        ));
    }
    said
}

/// `48 options`, or `40 of 48 options`.
fn on(addressed: usize, all: usize) -> String {
    let options = count(all, "option", "options");
    if addressed == all {
        options
    } else {
        format!("{addressed} of {options}")
    }
}

/// A text with a capital at its beginning; small numbers in words.
fn capital(text: &str) -> String {
    const WORDS: [&str; 11] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
    ];
    let (number, rest) = text.split_once(' ').unwrap_or((text, ""));
    let word = number
        .parse::<usize>()
        .ok()
        .and_then(|number| WORDS.get(number));
    match word {
        Some(word) => format!("{word} {rest}"),
        None => text.to_owned(),
    }
}

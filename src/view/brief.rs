//! The brief: one page for a principal, and what to drop where it does not fit.

use serde::Serialize;

use crate::arrange::{Accord, Group, Index, Standing};
use crate::model::{Key, PolicyOption};

use super::agreement::{VoicesView, heading_of, voices};
use super::brief_fit::fits;
use super::footnote::{FootnoteView, footnote, shorten};
use super::layout::{ColumnGroup, UPRIGHT, column_groups};
use super::matrix::{HeaderView, camp_label};
use super::reference::ReferenceView;
use super::words::{count, one_line};

/// The most options of a brief.
const ROWS: usize = 10;

/// The authors of a state are named up to this number, else counted.
const NAMED: usize = 3;

/// The one page.
#[derive(Debug, Clone, Serialize)]
pub struct BriefView {
    /// The dates between which the sources lie.
    pub dates: Option<String>,
    /// The camps that stand side by side.
    pub camps: Vec<BriefCamp>,
    /// Whether the camps side by side need a sheet on its side.
    pub wide: bool,
    /// The tables into which the camps are cut where they are too many for one; each is in one.
    pub tables: Vec<ColumnGroup>,
    /// The options, in order.
    pub rows: Vec<BriefRow>,
    /// What the cells rest on, in the order of the rows.
    pub footnotes: Vec<FootnoteView>,
    /// Agree, split, not addressed.
    pub lists: Vec<BriefList>,
    /// The sources, by which the authors are known.
    pub sources: Vec<ReferenceView>,
    /// What the page does not show, and how the options were chosen.
    pub limits: Vec<String>,
    /// The ids of the rows that must go for the page to fit, the last first.
    pub too_many: Vec<String>,
}

/// A camp of the brief.
#[derive(Debug, Clone, Serialize)]
pub struct BriefCamp {
    /// Its label.
    pub label: String,
    /// How many authors it has.
    pub authors: String,
}

/// An option of the brief.
#[derive(Debug, Clone, Serialize)]
pub struct BriefRow {
    /// The id of the option.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What each camp says: the authors by state.
    pub cells: Vec<Vec<BriefVoice>>,
}

/// The authors of a camp in one state.
#[derive(Debug, Clone, Serialize)]
pub struct BriefVoice {
    /// The token of the state.
    pub token: &'static str,
    /// Its glyph.
    pub glyph: &'static str,
    /// Its word.
    pub word: &'static str,
    /// Who: names up to three, else a number; with the condition on which they say so.
    pub who: String,
    /// The number of the footnote with the passages, where there are any.
    pub footnote: Option<usize>,
}

/// A short list.
#[derive(Debug, Clone, Serialize)]
pub struct BriefList {
    /// What its options share.
    pub heading: String,
    /// How many they are.
    pub number: usize,
    /// Their labels.
    pub labels: Vec<String>,
}

/// Shows the brief. Where the project names no options, the rows that do not fit are left out.
pub(super) fn brief(index: &Index, standings: &[Standing]) -> BriefView {
    let chosen = &index.project.brief;
    if !chosen.is_empty() {
        let mut view = shown(index, standings, chosen);
        let mut rows = view.rows.len();
        let mut fitting = view.clone();
        while rows > 0 && !fits(index, &fitting) {
            rows -= 1;
            if let Some(row) = fitting.rows.pop() {
                view.too_many.push(row.id);
            }
        }
        return view;
    }
    let mut ranked = ranked(standings);
    loop {
        let mut rows = ranked.clone();
        rows.sort_by_key(|option| standings.iter().position(|found| found.option == *option));
        let view = shown(index, standings, &rows);
        if ranked.is_empty() || fits(index, &view) {
            return view;
        }
        ranked.pop();
    }
}

/// The options that the brief shows by itself: what splits, then what is agreed, those first on
/// which most authors take a position.
fn ranked(standings: &[Standing]) -> Vec<Key<PolicyOption>> {
    let wanted = [
        Accord::SplitsCamps,
        Accord::SplitsWithin,
        Accord::SplitsOthers,
        Accord::Agreed,
    ];
    let mut ranked: Vec<(usize, usize, Key<PolicyOption>)> = Vec::new();
    for standing in standings {
        if let Some(place) = wanted.iter().position(|accord| *accord == standing.accord) {
            let positions = standing.all.tally().positions();
            ranked.push((
                usize::from(place == 3),
                usize::MAX - positions,
                standing.option,
            ));
        }
    }
    ranked.sort_by_key(|(agreed, positions, _)| (*agreed, *positions));
    ranked
        .into_iter()
        .take(ROWS)
        .map(|(_, _, option)| option)
        .collect()
}

fn shown(index: &Index, standings: &[Standing], options: &[Key<PolicyOption>]) -> BriefView {
    let project = index.project;
    let found =
        |option: &Key<PolicyOption>| standings.iter().find(|standing| standing.option == *option);
    let camps = standings.first().map(|standing| standing.camps.as_slice());
    let camp = |(camp, group): &(_, Group)| BriefCamp {
        label: one_line(camp_label(project, *camp)),
        authors: count(group.members.len(), "author", "authors"),
    };
    let camps: Vec<BriefCamp> = camps.unwrap_or_default().iter().map(camp).collect();
    let mut footnotes = Vec::new();
    let rows = options.iter().filter_map(found);
    let rows = rows
        .map(|standing| row(index, standing, &mut footnotes))
        .collect();
    let wide = camps.len() > UPRIGHT;
    shorten(&mut footnotes, wide);
    BriefView {
        dates: dates(index),
        wide,
        tables: column_groups(&vec![HeaderView::default(); camps.len()]),
        camps,
        rows,
        footnotes,
        lists: lists(index, standings),
        sources: project
            .sources
            .iter()
            .map(|(_, source)| ReferenceView::without_url(source))
            .collect(),
        limits: limits(index, options.len()),
        too_many: Vec::new(),
    }
}

/// The dates of the first and the last source.
fn dates(index: &Index) -> Option<String> {
    let mut dates: Vec<_> = index
        .project
        .sources
        .iter()
        .filter_map(|(_, source)| source.date)
        .collect();
    dates.sort();
    let (first, last) = (dates.first()?, dates.last()?);
    Some(if first == last {
        format!("sources dated {}", first.in_words())
    } else {
        format!("sources dated {} to {}", first.in_words(), last.in_words())
    })
}

fn row(index: &Index, standing: &Standing, footnotes: &mut Vec<FootnoteView>) -> BriefRow {
    let project = index.project;
    let mut cite = |group: &Group, token: &str| {
        let cited = footnote(index, group, token)?;
        let number = footnotes.len() + 1;
        footnotes.push(FootnoteView { number, ..cited });
        Some(number)
    };
    let mut voice = |group: &Group, found: VoicesView| {
        let who = if found.authors.len() > NAMED {
            count(found.authors.len(), "author", "authors")
        } else {
            let named = |(name, held): &(String, String)| {
                if held.is_empty() {
                    name.clone()
                } else {
                    format!("{name} ({held})")
                }
            };
            found
                .authors
                .iter()
                .map(named)
                .collect::<Vec<_>>()
                .join(", ")
        };
        BriefVoice {
            token: found.mark.token,
            glyph: found.mark.glyph,
            word: found.mark.word,
            who,
            footnote: cite(group, found.mark.token),
        }
    };
    let cell = |(_, group): &(_, Group)| {
        let found = voices(index, group).into_iter();
        found.map(|found| voice(group, found)).collect()
    };
    BriefRow {
        id: project.options.id(standing.option).to_owned(),
        label: one_line(&project.options[standing.option].label),
        cells: standing.camps.iter().map(cell).collect(),
    }
}

/// Agree, split, not addressed: labels, but only a number for what one voice alone says.
fn lists(index: &Index, standings: &[Standing]) -> Vec<BriefList> {
    let list = |accord: Accord| {
        let of_accord = standings
            .iter()
            .filter(|standing| standing.accord == accord);
        let labels: Vec<String> = of_accord
            .map(|standing| one_line(&index.project.options[standing.option].label))
            .collect();
        BriefList {
            heading: heading_of(index, accord),
            number: labels.len(),
            labels: if accord == Accord::OneVoice {
                Vec::new()
            } else {
                labels
            },
        }
    };
    let lists = Accord::ALL.into_iter().map(list);
    lists.filter(|list| list.number > 0).collect()
}

fn limits(index: &Index, rows: usize) -> Vec<String> {
    let project = index.project;
    let chosen = if project.brief.is_empty() {
        format!(
            "The table shows {} by rule: what splits the authors first, then what they agree on, by how many take a position.",
            count(rows, "option", "options")
        )
    } else {
        format!(
            "The table shows {} chosen by the analyst.",
            count(rows, "option", "options")
        )
    };
    let sources = format!(
        "{} chosen by the analyst, not a sample; counts describe this set only.",
        capital(&count(project.sources.len(), "source", "sources"))
    );
    vec![chosen, sources]
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

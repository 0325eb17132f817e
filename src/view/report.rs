//! The frame of the report: all but what [`super::Views`] shows piece by piece.

use serde::Serialize;

use crate::arrange::{Index, standings};
use crate::model::{Camp, Project};

use super::Tables;
use super::agreement::{AccordView, PartyView, agreement, parties};
use super::brief::{BriefView, brief};
use super::coverage::longest;
use super::figures::{figures, key_figures};
use super::legend::Legend;
use super::matrix::MatrixView;
use super::source::{SourceView, source};
use super::strip::{StripView, strip};
use super::words::{iso_day, one_line, paragraphs, push_new};

/// The report but for what [`super::Views`] shows piece by piece.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// The title.
    pub title: String,
    /// The question that the options answer.
    pub question: Option<String>,
    /// The date that the report bears, in words.
    pub as_of: Option<String>,
    /// The same as a day, `2022-03-31`; the first one where it is a month or a year.
    pub as_of_day: Option<String>,
    /// The same as the calendar writes it (ISO 8601), where it is known to the day.
    pub as_of_exact: Option<String>,
    /// Printed literally at head and foot.
    pub handling: Option<String>,
    /// The analyst's own summary, in paragraphs.
    pub bottom_line: Vec<String>,
    /// The limits of the work.
    pub notes: Vec<String>,
    /// The size of the work in words: `5 sources, 48 recommendations, 71 quotes verified`.
    pub figures: String,
    /// The key figures in sentences.
    pub key_figures: Vec<String>,
    /// What the report can be filtered by.
    pub filters: FiltersView,
    /// Who can be compared with whom.
    pub parties: Vec<PartyView>,
    /// The camps, each with its basis and authors.
    pub camps: Vec<CampView>,
    /// The project's own scale: label and description.
    pub postures: Vec<(String, Option<String>)>,
    /// What the marks and words mean.
    pub legend: Legend,
    /// The matrices, without their cells.
    pub matrices: Vec<MatrixView>,
    /// Where the authors stand on the project's own scale, without its rows.
    pub strip: StripView,
    /// What they agree on and where they part.
    pub agreement: Vec<AccordView>,
    /// The sources.
    pub sources: Vec<SourceView>,
    /// The one page for a principal.
    pub brief: BriefView,
}

/// What a report can be filtered by: ids and labels, in order.
#[derive(Debug, Clone, Serialize)]
pub struct FiltersView {
    /// The authors, by their numbers.
    pub authors: Vec<(String, String)>,
    /// The options that are no parts.
    pub families: Vec<(String, String)>,
    /// The steps of the project's scale.
    pub postures: Vec<(String, String)>,
    /// The criteria.
    pub criteria: Vec<(String, String)>,
}

/// A camp, ready to be set in any format.
#[derive(Debug, Clone, Serialize)]
pub struct CampView {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Why its sources are in it.
    pub basis: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
}

impl ReportView {
    /// Shows the frame of the report.
    pub(super) fn new(tables: &Tables) -> Self {
        let index = &tables.index;
        let project = index.project;
        let optional = |text: &Option<String>| text.as_deref().map(one_line);
        let standings = standings(index);
        Self {
            title: one_line(&project.title),
            question: optional(&project.question),
            as_of: project.as_of.map(|date| date.in_words()),
            as_of_day: project.as_of.map(|date| date.first_day()),
            as_of_exact: iso_day(project.as_of),
            handling: optional(&project.handling),
            bottom_line: project
                .bottom_line
                .as_deref()
                .map(paragraphs)
                .unwrap_or_default(),
            notes: project.notes.iter().map(|note| one_line(note)).collect(),
            figures: figures(project),
            key_figures: key_figures(index, &standings),
            filters: filters(project),
            parties: parties(index, &standings),
            camps: camps(project),
            postures: project
                .postures
                .iter()
                .map(|(_, posture)| (one_line(&posture.label), optional(&posture.description)))
                .collect(),
            legend: Legend::new(),
            matrices: tables
                .matrices
                .iter()
                .map(|matrix| matrix.view.clone())
                .collect(),
            strip: strip(index),
            agreement: agreement(index, &standings),
            sources: sources(index),
            brief: brief(index, &standings),
        }
    }
}

fn sources(index: &Index) -> Vec<SourceView> {
    let longest = longest(index.project);
    let keys = index.project.sources.keys().zip(1..);
    keys.map(|(key, number)| source(index, key, number, longest))
        .collect()
}

fn filters(project: &Project) -> FiltersView {
    let authors = project.authors().into_iter().zip(1..);
    let wholes = project
        .options
        .iter()
        .filter(|(_, option)| option.part_of.is_none());
    FiltersView {
        authors: authors
            .map(|(author, number): (_, usize)| (number.to_string(), one_line(author)))
            .collect(),
        families: wholes
            .map(|(key, option)| (project.options.id(key).to_owned(), one_line(&option.label)))
            .collect(),
        postures: project
            .postures
            .iter()
            .map(|(key, posture)| {
                (
                    project.postures.id(key).to_owned(),
                    one_line(&posture.label),
                )
            })
            .collect(),
        criteria: project
            .criteria
            .iter()
            .map(|(key, found)| (project.criteria.id(key).to_owned(), one_line(&found.label)))
            .collect(),
    }
}

fn camps(project: &Project) -> Vec<CampView> {
    let view = |(key, camp): (_, &Camp)| {
        let mut authors = Vec::new();
        for (_, source) in project
            .sources
            .iter()
            .filter(|(_, source)| source.camp == Some(key))
        {
            push_new(&mut authors, one_line(&source.author));
        }
        CampView {
            id: project.camps.id(key).to_owned(),
            label: one_line(&camp.label),
            basis: camp.basis.as_deref().map(one_line),
            authors,
        }
    };
    project.camps.iter().map(view).collect()
}

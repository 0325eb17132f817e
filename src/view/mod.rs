//! What the formats set: strings and lists, in order and ready, so that no format decides anything.
//!
//! [`ReportView`] is the public contract with the authors of templates.

mod agreement;
mod brief;
mod brief_fit;
mod cell;
mod claims_cell;
mod coverage;
mod data;
mod figures;
mod fragment;
mod group_cell;
mod layout;
mod legend;
mod links;
mod matrix;
mod project;
mod quote;
mod reader;
mod recommendation;
mod source;
mod strip;
mod words;

use serde::Serialize;

pub use agreement::{AccordOption, AccordView, PartyView, VoicesView};
pub use brief::{BriefCamp, BriefList, BriefRow, BriefView, BriefVoice};
pub use cell::{CellView, ChipView, PassageView};
pub use coverage::{BandView, CoverageView};
pub use data::{ClaimRow, Data, EvidenceRow, PositionRow, RecommendationRow};
pub use figures::figures;
pub use layout::{ColumnGroup, RowGroup};
pub use legend::{Legend, Mark, Rule};
pub use links::CellLinkView;
pub use matrix::{HeaderView, MatrixView, RowView};
pub use project::ProjectView;
pub use quote::{PieceView, QuoteView};
pub use reader::{CitedView, ParagraphView, RunView, TextView};
pub use recommendation::{ClaimView, OptionHead, RecommendationView};
pub use source::SourceView;
pub use strip::{DotView, StripCell, StripColumn, StripRow, StripView};

use crate::arrange::{Index, standings};
use crate::model::Project;
use links::Links;
pub use words::count;
use words::{one_line, paragraphs};

/// The whole report.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// The title.
    pub title: String,
    /// The question that the options answer.
    pub question: Option<String>,
    /// The date that the report bears, in words.
    pub as_of: Option<String>,
    /// The same as the calendar writes it (ISO 8601), where it is known to the day.
    pub as_of_day: Option<String>,
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
    /// The matrices.
    pub matrices: Vec<MatrixView>,
    /// Where the authors stand on the project's own scale.
    pub strip: StripView,
    /// What they agree on and where they part.
    pub agreement: Vec<AccordView>,
    /// The register, by option and author.
    pub recommendations: Vec<RecommendationView>,
    /// The sources.
    pub sources: Vec<SourceView>,
    /// The texts of the sources.
    pub texts: Vec<TextView>,
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

/// All views of a project.
#[derive(Debug)]
pub struct Views {
    /// The report for readers.
    pub report: ReportView,
    /// The tidy tables.
    pub data: Data,
    json: serde_json::Value,
}

impl Views {
    /// Makes every view of a checked project.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        let index = Index::new(project);
        let report = ReportView::new(&index);
        let data = Data::new(&index);
        let whole = ProjectView::new(&index, &data, &report.matrices);
        let json = serde_json::to_value(whole).unwrap_or_default();
        Self { report, data, json }
    }

    /// The checked whole for machines.
    #[must_use]
    pub const fn json(&self) -> &serde_json::Value {
        &self.json
    }
}

impl ReportView {
    fn new(index: &Index) -> Self {
        let project = index.project;
        let optional = |text: &Option<String>| text.as_deref().map(one_line);
        let standings = standings(index);
        let matrices = matrices(index);
        let recommendations = recommendation::register(index, &Links::new(index, &matrices));
        Self {
            title: one_line(&project.title),
            question: optional(&project.question),
            as_of: project.as_of.map(|date| date.in_words()),
            as_of_day: words::iso_day(project.as_of),
            handling: optional(&project.handling),
            bottom_line: project
                .bottom_line
                .as_deref()
                .map(paragraphs)
                .unwrap_or_default(),
            notes: project.notes.iter().map(|note| one_line(note)).collect(),
            figures: figures(project),
            key_figures: figures::key_figures(index, &standings),
            filters: filters(project),
            parties: agreement::parties(index, &standings),
            camps: camps(project),
            postures: project
                .postures
                .iter()
                .map(|(_, posture)| (one_line(&posture.label), optional(&posture.description)))
                .collect(),
            legend: Legend::new(),
            matrices,
            strip: strip::strip(index),
            agreement: agreement::agreement(index, &standings),
            recommendations,
            sources: sources(index),
            texts: reader::texts(index),
            brief: brief::brief(index, &standings),
        }
    }
}

fn matrices(index: &Index) -> Vec<MatrixView> {
    let matrices = &index.project.matrices;
    matrices
        .iter()
        .zip(1..)
        .map(|((key, spec), number)| matrix::matrix(index, number, matrices.id(key), spec))
        .collect()
}

fn sources(index: &Index) -> Vec<SourceView> {
    let keys = index.project.sources.keys().zip(1..);
    keys.map(|(key, number)| source::source(index, key, number))
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
    let view = |(key, camp): (_, &crate::model::Camp)| {
        let mut authors = Vec::new();
        for (_, source) in project
            .sources
            .iter()
            .filter(|(_, source)| source.camp == Some(key))
        {
            words::push_new(&mut authors, one_line(&source.author));
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

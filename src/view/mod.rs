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
mod footnote;
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
mod reference;
mod source;
mod strip;
mod words;

use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

pub use agreement::{AccordOption, AccordView, PartyView, VoicesView};
pub use brief::{BriefCamp, BriefList, BriefRow, BriefView, BriefVoice};
pub use cell::{CellView, ChipView, PassageView};
pub use coverage::{BandView, CoverageView};
pub use data::{ClaimRow, EvidenceRow, PositionRow, RecommendationRow, TidyRow};
pub use figures::figures;
pub use footnote::{CitationView, CitedPassage, FootnoteView};
pub use layout::{ColumnGroup, RowGroup};
pub use legend::{Legend, Mark, Rule};
pub use links::CellLinkView;
pub use matrix::{HeaderView, Matrix, MatrixView, RowView};
pub use project::ProjectView;
pub use quote::{PieceView, QuoteView};
pub use reader::{CitedView, ParagraphView, RunView};
pub use recommendation::{ClaimView, OptionHead, RecommendationView};
pub use source::SourceView;
pub use strip::{DotView, StripCell, StripColumn, StripRow, StripView};

use crate::arrange::{Index, standings};
use crate::model::Project;
use links::Links;
use reader::Numbers;
use recommendation::Register;
pub use words::count;
use words::{one_line, paragraphs};

/// The report but for what [`Views`] shows piece by piece.
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

/// What a document holds besides the report's frame.
#[derive(Debug, Clone)]
pub struct PrintedView {
    /// The rows of each matrix.
    pub matrices: Vec<Vec<RowView>>,
    /// The best passages of the camps, as footnotes of the matrices.
    pub footnotes: Vec<FootnoteView>,
    /// The register, by option and author.
    pub recommendations: Vec<RecommendationView>,
}

/// A project with its matrices arranged.
#[derive(Debug)]
struct Tables<'a> {
    index: Index<'a>,
    matrices: Vec<Matrix<'a>>,
}

/// All views of a project. What may be large is shown piece by piece when it is asked for: rows of
/// matrices and of the dot strip, entries of the register, texts, rows of data.
#[derive(Debug)]
pub struct Views<'a> {
    tables: Tables<'a>,
    report: OnceLock<ReportView>,
    links: OnceLock<Links>,
    register: OnceLock<Register>,
    numbers: OnceLock<Numbers>,
}

impl<'a> Views<'a> {
    /// The views of a checked project.
    #[must_use]
    pub fn new(project: &'a Project) -> Self {
        let index = Index::new(project);
        let wanted = project.matrices.iter().zip(1..);
        let matrices = wanted
            .map(|((key, spec), number)| {
                Matrix::new(&index, number, project.matrices.id(key), spec)
            })
            .collect();
        Self {
            tables: Tables { index, matrices },
            report: OnceLock::new(),
            links: OnceLock::new(),
            register: OnceLock::new(),
            numbers: OnceLock::new(),
        }
    }

    /// The frame of the report.
    pub fn report(&self) -> &ReportView {
        self.report.get_or_init(|| ReportView::new(&self.tables))
    }

    /// The matrices.
    #[must_use]
    pub fn matrices(&self) -> &[Matrix<'a>] {
        &self.tables.matrices
    }

    /// Some rows of a matrix with their cells in some columns; all count from 0.
    pub fn rows<'v>(
        &'v self,
        matrix: &'v Matrix<'a>,
        rows: Range<usize>,
        columns: &'v [usize],
    ) -> impl Iterator<Item = RowView> + 'v {
        rows.map(move |row| matrix.row(&self.tables.index, row, columns))
    }

    /// The rows of the dot strip, one for every author.
    pub fn strip_rows(&self) -> impl Iterator<Item = StripRow> {
        strip::rows(&self.tables.index)
    }

    /// The places in the register of the recommendations that a matrix shows, in order.
    #[must_use]
    pub fn cited(&self, matrix: &Matrix) -> Vec<usize> {
        let shown = matrix.shown(&self.tables.index);
        let register = self.register();
        (0..register.len())
            .filter(|place| shown.contains(&register.key(*place)))
            .collect()
    }

    /// Whether the project has more recommendations than a number.
    #[must_use]
    pub fn has_more_than(&self, number: usize) -> bool {
        self.tables.index.project.recommendations.len() > number
    }

    /// How many recommendations the register has.
    pub fn recommendations(&self) -> usize {
        self.register().len()
    }

    /// The recommendation at a place of the register, from 0.
    pub fn recommendation(&self, place: usize) -> RecommendationView {
        let (links, numbers) = (self.links(), self.numbers());
        self.register().entry(&self.tables, links, numbers, place)
    }

    /// The paragraphs of a source's text; `place` is that in the list of sources, from 0.
    pub fn paragraphs(&self, place: usize) -> impl Iterator<Item = ParagraphView> {
        let (links, numbers) = (self.links(), self.numbers());
        let source = self.tables.index.project.sources.keys().nth(place);
        let shown = |key| reader::paragraphs(&self.tables, links, numbers, key);
        source.into_iter().flat_map(shown)
    }

    /// Every author and option.
    pub fn positions(&self) -> impl Iterator<Item = PositionRow<'_>> {
        data::positions(&self.tables.index)
    }

    /// Every recommendation, as data.
    pub fn recommendation_rows(&self) -> impl Iterator<Item = RecommendationRow<'_>> {
        data::recommendations(self.tables.index.project)
    }

    /// Every quote.
    pub fn evidence(&self) -> impl Iterator<Item = EvidenceRow<'_>> {
        data::evidence(self.tables.index.project)
    }

    /// Every claim.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRow<'_>> {
        data::claims(self.tables.index.project)
    }

    /// All rows of all matrices and the whole register, for documents that are made at one stroke.
    #[must_use]
    pub fn printed(&self) -> PrintedView {
        let whole = |matrix: &Matrix| {
            let columns: Vec<usize> = (0..matrix.view.columns.len()).collect();
            let rows = 0..matrix.view.rows.len();
            self.rows(matrix, rows, &columns).collect()
        };
        let mut matrices: Vec<Vec<RowView>> = self.matrices().iter().map(whole).collect();
        let footnotes = footnote::of_rows(matrices.iter_mut().flatten());
        let register = 0..self.recommendations();
        PrintedView {
            matrices,
            footnotes,
            recommendations: register.map(|place| self.recommendation(place)).collect(),
        }
    }

    /// The checked whole for machines.
    #[must_use]
    pub fn project(&self) -> ProjectView<'_> {
        ProjectView::new(&self.tables)
    }

    fn links(&self) -> &Links {
        self.links.get_or_init(|| Links::new(&self.tables))
    }

    fn register(&self) -> &Register {
        let index = &self.tables.index;
        self.register.get_or_init(|| Register::new(index))
    }

    fn numbers(&self) -> &Numbers {
        let project = self.tables.index.project;
        self.numbers.get_or_init(|| Numbers::new(project))
    }
}

impl ReportView {
    fn new(tables: &Tables) -> Self {
        let index = &tables.index;
        let project = index.project;
        let optional = |text: &Option<String>| text.as_deref().map(one_line);
        let standings = standings(index);
        Self {
            title: one_line(&project.title),
            question: optional(&project.question),
            as_of: project.as_of.map(|date| date.in_words()),
            as_of_day: project.as_of.map(|date| date.first_day()),
            as_of_exact: words::iso_day(project.as_of),
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
            matrices: tables
                .matrices
                .iter()
                .map(|matrix| matrix.view.clone())
                .collect(),
            strip: strip::strip(index),
            agreement: agreement::agreement(index, &standings),
            sources: sources(index),
            brief: brief::brief(index, &standings),
        }
    }
}

fn sources(index: &Index) -> Vec<SourceView> {
    let longest = coverage::longest(index.project);
    let keys = index.project.sources.keys().zip(1..);
    keys.map(|(key, number)| source::source(index, key, number, longest))
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

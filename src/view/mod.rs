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
mod report;
mod source;
mod strip;
mod words;

use std::sync::OnceLock;

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
pub use report::{CampView, FiltersView, ReportView};
pub use source::SourceView;
pub use strip::{DotView, StripCell, StripColumn, StripRow, StripView};

use crate::arrange::Index;
use crate::model::Project;
use links::Links;
use reader::Numbers;
use recommendation::Register;
pub use words::count;

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

    /// A row of a matrix with its cells in some columns; all count from 0.
    #[must_use]
    pub fn row(&self, matrix: &Matrix, row: usize, columns: &[usize]) -> RowView {
        matrix.row(&self.tables.index, row, columns)
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
            rows.map(|row| self.row(matrix, row, &columns)).collect()
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

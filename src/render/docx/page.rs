//! What the templates of a Word document see: the views, cut and measured for sheets of paper.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::render::Rendering;
use crate::render::templates::{Context, context};
use crate::view::{
    BriefCamp, BriefView, BriefVoice, CellView, ColumnGroup, FootnoteView, HeaderView, Legend,
    MatrixView, PrintedView, QuoteView, RecommendationView, ReportView, RowGroup, RowView,
    SourceView, Views,
};

/// A sheet of paper, in twentieths of a point.
#[derive(Debug, Clone, Copy, Serialize)]
struct Paper {
    short: usize,
    long: usize,
    margin: usize,
}

/// A4 (ISO 216) with margins of 19 mm.
const PAPER: Paper = Paper {
    short: 11906,
    long: 16838,
    margin: 1077,
};

/// The widths of a table, in twentieths of a point.
#[derive(Debug, Clone, Copy, Serialize)]
struct Widths {
    /// The whole.
    width: usize,
    /// The column of the heads of the rows.
    stub: usize,
    /// Each other column.
    column: usize,
}

impl Widths {
    /// Of a table with so many columns besides the heads of the rows, as wide as its sheet takes.
    const fn new(wide: bool, columns: usize) -> Self {
        let side = if wide { PAPER.long } else { PAPER.short };
        let width = side - 2 * PAPER.margin;
        let stub = width * if columns > 3 { 18 } else { 24 } / 100;
        let column = (width - stub) / if columns == 0 { 1 } else { columns };
        Self {
            width,
            stub,
            column,
        }
    }
}

/// A document: the template of its body, what that sees, and where its links lead.
pub(super) struct Page<'v> {
    pub(super) template: &'static str,
    pub(super) values: Context,
    /// The links of the body.
    pub(super) links: Vec<Link<'v>>,
    /// The links of the footnotes.
    pub(super) footnote_links: Vec<Link<'v>>,
}

/// A relationship to an address.
#[derive(Debug, Serialize)]
pub(super) struct Link<'v> {
    id: String,
    target: &'v str,
}

/// What both documents begin and end with.
#[derive(Debug, Serialize)]
struct Frame<'v> {
    title: &'v str,
    question: Option<&'v String>,
    as_of: Option<&'v String>,
    as_of_day: Option<&'v String>,
    handling: Option<&'v String>,
    bottom_line: &'v [String],
    figures: &'v str,
    legend: &'v Legend,
    sources: &'v [SourceView],
    footnotes: &'v [FootnoteView],
    paper: Paper,
}

impl<'v> Frame<'v> {
    fn new(report: &'v ReportView, footnotes: &'v [FootnoteView]) -> Self {
        Self {
            title: &report.title,
            question: report.question.as_ref(),
            as_of: report.as_of.as_ref(),
            as_of_day: report.as_of_day.as_ref(),
            handling: report.handling.as_ref(),
            bottom_line: &report.bottom_line,
            figures: &report.figures,
            legend: &report.legend,
            sources: &report.sources,
            footnotes,
            paper: PAPER,
        }
    }
}

/// The table of the brief, or some of its columns.
#[derive(Debug, Serialize)]
struct BriefTable<'v> {
    label: Option<&'v String>,
    #[serde(flatten)]
    widths: Widths,
    camps: Vec<&'v BriefCamp>,
    rows: Vec<BriefTableRow<'v>>,
}

#[derive(Debug, Serialize)]
struct BriefTableRow<'v> {
    label: &'v str,
    cells: Vec<&'v Vec<BriefVoice>>,
}

/// A matrix with the tables that show it.
#[derive(Debug, Serialize)]
struct Matrix<'v> {
    title: &'v str,
    summary: &'v str,
    note: Option<&'v String>,
    row_axis: &'static str,
    columns: &'v [HeaderView],
    tables: Vec<MeasuredTable<'v>>,
}

#[derive(Debug, Serialize)]
struct MeasuredTable<'v> {
    /// Which columns these are, where there is more than one table.
    label: Option<&'v String>,
    columns: Vec<&'v HeaderView>,
    groups: Vec<TableGroup<'v>>,
    #[serde(flatten)]
    widths: Widths,
}

#[derive(Debug, Serialize)]
struct TableGroup<'v> {
    /// The family, where it has no row of its own.
    heading: Option<&'v String>,
    rows: Vec<TableRow<'v>>,
}

#[derive(Debug, Serialize)]
struct TableRow<'v> {
    #[serde(flatten)]
    header: &'v HeaderView,
    cells: Vec<&'v CellView>,
}

/// The brief.
pub(super) fn brief<'v>(views: &'v Views, rendering: &Rendering) -> Page<'v> {
    let report = views.report();
    let brief = &report.brief;
    let mut values = context(&Frame::new(report, &brief.footnotes));
    values.insert("brief", brief);
    values.insert("tables", &brief_tables(brief));
    values.insert("since", &rendering.wanted.since);
    Page {
        template: "docx/brief.xml",
        values,
        links: source_links(&report.sources).collect(),
        footnote_links: footnote_links(&brief.footnotes),
    }
}

/// The report; `printed` is what it holds besides its frame.
pub(super) fn report<'v>(
    views: &'v Views,
    printed: &'v PrintedView,
    rendering: &Rendering,
) -> Page<'v> {
    let report = views.report();
    let mut values = context(&Frame::new(report, &printed.footnotes));
    let rows = report.matrices.iter().zip(&printed.matrices);
    let matrices: Vec<Matrix> = rows.map(|(view, rows)| matrix(view, rows)).collect();
    values.insert("matrices", &matrices);
    values.insert("agreement", &report.agreement);
    values.insert("recommendations", &printed.recommendations);
    values.insert("camps", &report.camps);
    values.insert("postures", &report.postures);
    values.insert("notes", &report.notes);
    values.insert("since", &rendering.wanted.since);
    let entries = printed.recommendations.iter();
    let numbers: BTreeMap<&str, usize> = entries
        .map(|entry| (entry.id.as_str(), entry.number))
        .collect();
    values.insert("numbers", &numbers);
    let sources = report.sources.iter();
    let numbers: BTreeMap<&str, usize> = sources
        .map(|source| (source.id.as_str(), source.number))
        .collect();
    values.insert("source_numbers", &numbers);
    let links = source_links(&report.sources).chain(quotes(printed).filter_map(quote_link));
    Page {
        template: "docx/report.xml",
        values,
        links: links.collect(),
        footnote_links: footnote_links(&printed.footnotes),
    }
}

fn brief_tables(brief: &BriefView) -> Vec<BriefTable<'_>> {
    let tables = brief.tables.iter();
    tables
        .map(|group| BriefTable {
            label: group.label.as_ref(),
            widths: Widths::new(brief.wide, group.columns.len()),
            camps: picked(&brief.camps, group),
            rows: brief
                .rows
                .iter()
                .map(|row| BriefTableRow {
                    label: &row.label,
                    cells: picked(&row.cells, group),
                })
                .collect(),
        })
        .collect()
}

/// What stands in the columns of a table.
fn picked<'v, T>(all: &'v [T], group: &ColumnGroup) -> Vec<&'v T> {
    group.columns.iter().map(|column| &all[*column]).collect()
}

fn matrix<'v>(view: &'v MatrixView, rows: &'v [RowView]) -> Matrix<'v> {
    let table = |group: &'v ColumnGroup| MeasuredTable {
        label: group.label.as_ref(),
        columns: picked(&view.columns, group),
        groups: view
            .groups
            .iter()
            .map(|family| table_group(family, rows, group))
            .collect(),
        widths: Widths::new(true, group.columns.len()),
    };
    Matrix {
        title: &view.title,
        summary: &view.summary,
        note: view.note.as_ref(),
        row_axis: view.row_axis,
        columns: &view.columns,
        tables: view.tables.iter().map(table).collect(),
    }
}

fn table_group<'v>(
    family: &'v RowGroup,
    rows: &'v [RowView],
    columns: &ColumnGroup,
) -> TableGroup<'v> {
    let row = |row: &'v RowView| TableRow {
        header: &row.header,
        cells: picked(&row.cells, columns),
    };
    TableGroup {
        heading: family.heading.as_ref(),
        rows: rows[family.start..family.end].iter().map(row).collect(),
    }
}

/// Every quote of the register.
fn quotes<'v>(printed: &'v PrintedView) -> impl Iterator<Item = &'v QuoteView> {
    let claims = |entry: &'v RecommendationView| entry.claims.iter();
    let of_entry = move |entry| {
        let claimed = claims(entry).flat_map(|claim| &claim.quotes);
        entry.quotes.iter().chain(claimed)
    };
    printed.recommendations.iter().flat_map(of_entry)
}

fn quote_link(quote: &QuoteView) -> Option<Link<'_>> {
    Some(Link {
        id: format!("q-{}", quote.id),
        target: quote.link.as_deref()?,
    })
}

fn source_links(sources: &[SourceView]) -> impl Iterator<Item = Link<'_>> {
    sources.iter().filter_map(|source| {
        Some(Link {
            id: format!("s-{}", source.id),
            target: source.link.as_deref()?,
        })
    })
}

/// The links of footnotes, each once.
fn footnote_links(footnotes: &[FootnoteView]) -> Vec<Link<'_>> {
    let citations = footnotes.iter().flat_map(|footnote| &footnote.citations);
    let passages = citations.filter_map(|citation| citation.passage.as_ref());
    let links: BTreeMap<&str, &str> = passages
        .filter_map(|passage| Some((passage.id.as_str(), passage.link.as_deref()?)))
        .collect();
    let links = links.into_iter();
    links
        .map(|(id, target)| Link {
            id: format!("q-{id}"),
            target,
        })
        .collect()
}

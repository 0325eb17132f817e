//! Matrices as tables: columns cut to what a page takes, rows written one by one.

use std::io::Write;

use serde::Serialize;

use crate::view::{HeaderView, Matrix, MatrixView, RowGroup, Views};

use super::in_order::render_in_order;
use super::slots::{Fault, Slots};
use super::templates::{Context, TemplateFault};

/// The rows of one table of a matrix: all its columns, or one of the tables into which it is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    /// The place of the matrix among all, from 0.
    pub matrix: usize,
    /// The place of the table among those into which it is cut, from 0; `None` for all columns.
    pub table: Option<usize>,
}

/// A matrix, or some of its columns.
#[derive(Debug, Serialize)]
pub(super) struct Table<'v> {
    /// Which columns these are, where there is more than one table.
    label: Option<&'v String>,
    columns: Vec<&'v HeaderView>,
    /// The mark where its rows belong.
    rows: String,
}

/// The family of a row, as a template sees it.
#[derive(Debug, Serialize)]
struct Family<'v> {
    /// The label of the whole, where it has no row of its own.
    heading: Option<&'v String>,
    /// What a filter knows it by.
    key: &'v str,
    /// Whether the row is its first.
    begins: bool,
    /// Whether the row is its last.
    ends: bool,
}

/// A matrix with the tables that show it.
#[derive(Debug, Serialize)]
pub(super) struct Sheet<'v> {
    id: &'v str,
    title: &'v str,
    summary: &'v str,
    note: Option<&'v String>,
    row_axis: &'static str,
    column_axis: &'static str,
    /// All its columns side by side.
    whole: Table<'v>,
    /// The tables into which it is cut for paper, where it is wider than a page; none where it is not,
    /// nor for claims, which are few enough to be set row by row.
    cuts: Vec<Table<'v>>,
}

/// A matrix as a whole and as it is cut for a page; `number` is its place, from 0.
pub(super) fn sheet<'v, S: Copy + From<Rows>>(
    number: usize,
    matrix: &'v MatrixView,
    slots: &mut Slots<S>,
) -> Sheet<'v> {
    let all = Rows {
        matrix: number,
        table: None,
    };
    Sheet {
        id: &matrix.id,
        title: &matrix.title,
        summary: &matrix.summary,
        note: matrix.note.as_ref(),
        row_axis: matrix.row_axis,
        column_axis: matrix.column_axis,
        whole: Table {
            label: None,
            columns: matrix.columns.iter().collect(),
            rows: slots.mark(all.into()),
        },
        cuts: if matrix.tables.len() > 1 && matrix.column_axis != "criterion" {
            tables(number, matrix, slots)
        } else {
            Vec::new()
        },
    }
}

/// The tables of a matrix, none wider than a page; `number` is its place, from 0.
pub(super) fn tables<'v, S: Copy + From<Rows>>(
    number: usize,
    matrix: &'v MatrixView,
    slots: &mut Slots<S>,
) -> Vec<Table<'v>> {
    let cut = matrix.tables.iter().enumerate();
    cut.map(|(place, group)| Table {
        label: group.label.as_ref(),
        columns: group
            .columns
            .iter()
            .map(|column| &matrix.columns[*column])
            .collect(),
        rows: slots.mark(
            Rows {
                matrix: number,
                table: Some(place),
            }
            .into(),
        ),
    })
    .collect()
}

/// Writes the rows of a table, each as a template sets it with what begins or ends its family.
pub(super) fn write_rows<W: Write>(
    views: &Views,
    rows: Rows,
    out: &mut W,
    render: impl Fn(&Context) -> Result<String, TemplateFault> + Sync,
) -> Result<(), Fault> {
    let matrix: &Matrix = &views.matrices()[rows.matrix];
    let view = &matrix.view;
    let columns: Vec<usize> = match rows.table {
        Some(table) => view.tables[table].columns.clone(),
        None => (0..view.columns.len()).collect(),
    };
    render_in_order(
        view.groups.iter().flat_map(|group| rows_of(view, group)),
        // A row may be large, and what is rendered waits for its turn.
        rayon::current_num_threads(),
        |(row, family)| {
            let mut context = Context::new();
            context.insert("family", family);
            context.insert("row", &views.row(matrix, *row, &columns));
            context.insert("columns", &columns.len());
            context.insert("screen", &rows.table.is_none());
            Ok(render(&context)?)
        },
        |_, row| Ok(out.write_all(row.as_bytes())?),
    )
}

/// The rows of a family, from 0, each with what it begins and ends.
fn rows_of<'v>(
    view: &'v MatrixView,
    group: &'v RowGroup,
) -> impl Iterator<Item = (usize, Family<'v>)> {
    (group.start..group.end).map(|row| {
        let family = Family {
            heading: group.heading.as_ref(),
            key: &view.rows[group.start].key,
            begins: row == group.start,
            ends: row + 1 == group.end,
        };
        (row, family)
    })
}

//! Matrices as tables: rows in their families, columns cut to what a page takes.

use serde::Serialize;

use crate::view::{CellView, HeaderView, MatrixView};

/// A matrix, or some of its columns.
#[derive(Debug, Serialize)]
pub(super) struct Table<'v> {
    /// Which columns these are, where there is more than one table.
    label: Option<&'v String>,
    columns: Vec<&'v HeaderView>,
    groups: Vec<TableGroup<'v>>,
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

/// A matrix as a whole and as it is cut for a page.
pub(super) fn sheet(matrix: &MatrixView) -> Sheet<'_> {
    let all: Vec<usize> = (0..matrix.columns.len()).collect();
    Sheet {
        id: &matrix.id,
        title: &matrix.title,
        summary: &matrix.summary,
        note: matrix.note.as_ref(),
        row_axis: matrix.row_axis,
        column_axis: matrix.column_axis,
        whole: table(matrix, None, &all),
        cuts: if matrix.tables.len() > 1 && matrix.column_axis != "criterion" {
            tables(matrix)
        } else {
            Vec::new()
        },
    }
}

/// The tables of a matrix, none wider than a page.
pub(super) fn tables(matrix: &MatrixView) -> Vec<Table<'_>> {
    let cut = matrix.tables.iter();
    cut.map(|group| table(matrix, group.label.as_ref(), &group.columns))
        .collect()
}

fn table<'v>(matrix: &'v MatrixView, label: Option<&'v String>, columns: &[usize]) -> Table<'v> {
    let groups = matrix.groups.iter().map(|group| TableGroup {
        heading: group.heading.as_ref(),
        rows: matrix.rows[group.start..group.end]
            .iter()
            .map(|row| TableRow {
                header: &row.header,
                cells: columns.iter().map(|column| &row.cells[*column]).collect(),
            })
            .collect(),
    });
    Table {
        label,
        columns: columns
            .iter()
            .map(|column| &matrix.columns[*column])
            .collect(),
        groups: groups.collect(),
    }
}

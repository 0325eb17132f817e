//! A sheet as its rows of cells, each with its place, whatever kind of file it came from.

use crate::files::{FileId, Span, Spanned};

/// One sheet: a CSV file, or a named sheet of a workbook.
#[derive(Debug)]
pub struct Sheet {
    /// Its name in the workbook; a CSV file has none.
    pub(super) name: Option<String>,
    /// The text that the cells' places point into.
    pub(super) file: FileId,
    /// The rows that are not blank.
    pub(super) rows: Vec<Row>,
}

/// A row with its number as a spreadsheet shows it, from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: usize,
    /// The cells that are not blank, in the order of the columns; one at least.
    pub(super) cells: Vec<Cell>,
}

/// A cell that is not blank.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its column, from 0.
    pub(super) column: usize,
    pub(super) text: Spanned<String>,
}

impl Row {
    /// The cell in a column, if it is not blank.
    pub(super) fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// From the first cell to the last.
    pub(super) fn span(&self) -> Span {
        let first = self.cells.first().expect("a row has a cell").text.span;
        let last = self.cells.last().expect("a row has a cell").text.span;
        Span::new(first.file, first.start..last.end)
    }
}

impl Sheet {
    /// The row, and the cell if it is one cell's, where a place of this sheet lies.
    pub(super) fn at(&self, span: Span) -> Option<(&Row, Option<&Cell>)> {
        let within = |outer: Span| outer.start <= span.start && span.end <= outer.end;
        let after = self
            .rows
            .partition_point(|row| row.span().start <= span.start);
        let row = self.rows[..after].last()?;
        let mut cells = row.cells.iter();
        Some((row, cells.find(|cell| within(cell.text.span))))
    }
}

/// The letters of a column, from 0: A to Z, AA, AB, ...
pub(super) fn letters(column: usize) -> String {
    let (before, last) = (column / 26, column % 26);
    let letter = u8::try_from(last).map_or('?', |last| char::from(b'A' + last));
    match before {
        0 => letter.to_string(),
        before => format!("{}{letter}", letters(before - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn names_columns_as_spreadsheets_do() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
        assert_eq!(letters(16_383), "XFD");
    }
}

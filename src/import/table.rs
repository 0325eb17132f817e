//! A sheet with its columns known: where the header is, which column holds what.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::files::Span;
use crate::load::raw::RawText;

use super::columns::{Header, TableKind};
use super::sheet::{Row, Sheet, letters};

/// How many rows may stand above the header.
const ABOVE_HEADER: usize = 10;

/// What spreadsheets put into a cell whose formula fails.
const CELL_ERRORS: [&str; 8] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!",
];

/// A sheet read as one kind of table.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) kind: &'static TableKind,
    /// The name of each column that is read, in the order of the sheet.
    columns: Vec<(usize, &'static str)>,
    /// The header; none in a sheet without rows.
    pub(super) header: Option<&'a Row>,
    /// The headers that say nothing here, in the order of the sheet.
    pub(super) unread: Vec<String>,
    rows: Vec<&'a Row>,
}

impl<'a> Table<'a> {
    /// Finds the header of a sheet and what its columns hold. A header that names two columns of one
    /// kind, and one that a required column is missing from, are faults.
    pub(super) fn new(
        sheet: &'a Sheet,
        kind: &'static TableKind,
        max_cell: usize,
        faults: &mut Diagnostics,
    ) -> Self {
        let mut table = Self {
            sheet,
            kind,
            columns: Vec::new(),
            header: None,
            unread: Vec::new(),
            rows: Vec::new(),
        };
        let Some(at) = header_at(sheet, kind) else {
            let message = format!("there is no table of {} here", kind.name);
            let nowhere = Span::new(sheet.file, 0..0);
            faults.push(Diagnostic::new(Code::MissingKey, message, nowhere));
            return table;
        };
        let (above, header) = (&sheet.rows[..at], &sheet.rows[at]);
        table.header = Some(header);
        table.read_header(header, faults);
        // A line that an output bears at its head, it bears at its foot as well.
        let repeated = |row: &Row| row.cells.len() == 1 && above.iter().any(|up| same(up, row));
        let below = sheet.rows[at + 1..].iter();
        table.rows = below.filter(|row| !repeated(row)).collect();
        for row in &table.rows {
            table.check_cells(row, header, max_cell, faults);
        }
        table
    }

    fn read_header(&mut self, header: &Row, faults: &mut Diagnostics) {
        for cell in &header.cells {
            let text = cell.text.value.trim();
            match self.kind.header(text) {
                Header::Read(column) => {
                    let first = self.columns.iter().find(|(_, name)| *name == column.name);
                    if let Some((first, _)) = first.filter(|_| column.name != "quote") {
                        let message = format!(
                            "column {} is a second `{}`",
                            letters(cell.column),
                            column.name
                        );
                        let fault = Diagnostic::new(Code::DuplicateKey, message, cell.text.span);
                        faults.push(fault.help(format!("the first is column {}", letters(*first))));
                    }
                    self.columns.push((cell.column, column.name));
                }
                Header::Derived => {}
                Header::Other => self.unread.push(text.to_owned()),
            }
        }
        for name in self.kind.required.iter().filter(|name| !self.has(name)) {
            let message = format!("there is no column `{name}`");
            let meant = did_you_mean(name, self.unread.iter().map(String::as_str));
            let meant = meant.map(|meant| meant.replace("did you mean", "is it"));
            let fault = Diagnostic::new(Code::MissingKey, message, header.span());
            faults.push(fault.help_if(meant));
        }
    }

    /// Reports the cells of a row that no value can be.
    fn check_cells(&self, row: &Row, header: &Row, max_cell: usize, faults: &mut Diagnostics) {
        let last = header.cells.last().map_or(0, |cell| cell.column);
        for cell in &row.cells {
            let text = &cell.text.value;
            let read = self.columns.iter().any(|(at, _)| *at == cell.column);
            let fault = if cell.column > last {
                Some((
                    Code::WrongType,
                    "this cell has no header above it".to_owned(),
                ))
            } else if read && CELL_ERRORS.contains(&text.trim()) {
                Some((Code::WrongType, "this formula has failed".to_owned()))
            } else if text.len() > max_cell {
                let message = format!(
                    "this cell has {} bytes; the limit is {max_cell}",
                    text.len()
                );
                Some((Code::TooLarge, message))
            } else {
                None
            };
            if let Some((code, message)) = fault {
                faults.push(Diagnostic::new(code, message, cell.text.span));
            }
        }
    }

    /// Whether the sheet has a column.
    pub(super) fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|(_, known)| *known == name)
    }

    /// The rows below the header.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'a Row> + use<'a, '_> {
        self.rows.iter().copied()
    }

    /// What a row has in the columns of a name, as it stands there.
    pub(super) fn cells<'s>(
        &'s self,
        row: &'a Row,
        name: &'s str,
    ) -> impl Iterator<Item = &'a RawText> + 's {
        let columns = self.columns.iter().filter(move |(_, known)| *known == name);
        columns.filter_map(|(at, _)| Some(&row.cell(*at)?.text))
    }

    /// What a row has in a column, without white space around it.
    pub(super) fn text(&self, row: &'a Row, name: &str) -> Option<RawText> {
        let found = self.cells(row, name).next()?;
        Some(RawText::new(found.value.trim().to_owned(), found.span))
    }

    /// The same, or a fault if it is blank. The lack of the whole column is one fault already.
    pub(super) fn required(
        &self,
        row: &'a Row,
        name: &str,
        faults: &mut Diagnostics,
    ) -> Option<RawText> {
        let found = self.text(row, name);
        if found.is_none() && self.has(name) {
            let message = format!("this row lacks `{name}`");
            faults.push(Diagnostic::new(Code::MissingKey, message, row.span()));
        }
        found
    }

    /// The name of the column that a cell stands in.
    pub(super) fn name_of(&self, column: usize) -> Option<&'static str> {
        let mut columns = self.columns.iter();
        columns.find(|(at, _)| *at == column).map(|(_, name)| *name)
    }
}

/// The first row that names two columns or more, else the first of all.
fn header_at(sheet: &Sheet, kind: &TableKind) -> Option<usize> {
    let names = |row: &Row| {
        let cells = row.cells.iter();
        cells
            .filter(|cell| matches!(kind.header(&cell.text.value), Header::Read(_)))
            .count()
    };
    let top = sheet.rows.iter().take(ABOVE_HEADER);
    let found = top.enumerate().find(|(_, row)| names(row) >= 2);
    found
        .map(|(at, _)| at)
        .or((!sheet.rows.is_empty()).then_some(0))
}

fn same(one: &Row, other: &Row) -> bool {
    let texts = |row: &Row| {
        row.cells
            .iter()
            .map(|cell| cell.text.value.clone())
            .collect::<Vec<_>>()
    };
    texts(one) == texts(other)
}

//! A workbook to its sheets. The only file that names the reader of Excel's format.
//!
//! A workbook has no text to point into, so each sheet is given one: its row 7 is line 7, its cells
//! stand there one after the other.

use std::io::Cursor;

use anyhow::Context;
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use crate::files::{Files, Span, Spanned};

use super::sheet::{Cell, Row, Sheet};

/// Reads every sheet of a workbook, in the order of its tabs.
///
/// # Errors
/// Fails where the bytes are no workbook.
pub fn read(files: &mut Files, path: &str, bytes: Vec<u8>) -> anyhow::Result<Vec<Sheet>> {
    let unreadable = || format!("cannot read {path} as an Excel workbook (.xlsx)");
    let mut workbook = Xlsx::new(Cursor::new(bytes)).with_context(unreadable)?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let cells = cells(&mut workbook, &name).with_context(unreadable)?;
        sheets.push(laid_out(files, path, name, cells));
    }
    Ok(sheets)
}

/// The cells of a sheet that are not blank: row and column from 0, and text.
fn cells(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
) -> anyhow::Result<Vec<((u32, u32), String)>> {
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell()? {
        let text = text_of(cell.get_value());
        if !text.trim().is_empty() {
            cells.push((cell.get_position(), text));
        }
    }
    cells.sort_by_key(|(position, _)| *position);
    cells.dedup_by_key(|(position, _)| *position);
    Ok(cells)
}

/// What a cell shows, as far as its format matters here: days as dates, whole numbers as such.
fn text_of(value: &DataRef) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => day(moment),
        DataRef::Error(error) => error.to_string(),
    }
}

fn day(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

/// Gives the cells places in a text made for them.
fn laid_out(
    files: &mut Files,
    path: &str,
    name: String,
    cells: Vec<((u32, u32), String)>,
) -> Sheet {
    let mut text = String::new();
    let mut placed: Vec<(usize, usize, String, std::ops::Range<usize>)> = Vec::new();
    let mut line = 0;
    for ((row, column), value) in cells {
        let between = if row == line && !placed.is_empty() {
            "\t"
        } else {
            ""
        };
        text.push_str(between);
        while line < row {
            text.push('\n');
            line += 1;
        }
        let start = text.len();
        text.extend(value.chars().map(|c| if c.is_control() { ' ' } else { c }));
        let (row, column) = (row as usize, column as usize);
        placed.push((row, column, value, start..text.len()));
    }
    let file = files.add(path, text);
    let mut rows: Vec<Row> = Vec::new();
    for (row, column, value, bytes) in placed {
        let text = Spanned::new(value, Span::new(file, bytes));
        let cell = Cell { column, text };
        match rows.last_mut().filter(|last| last.number == row + 1) {
            Some(last) => last.cells.push(cell),
            None => rows.push(Row {
                number: row + 1,
                cells: vec![cell],
            }),
        }
    }
    Sheet {
        name: Some(name),
        file,
        rows,
    }
}

//! The tidy tables: a sheet each, a real table with filters, from the first cell of the sheet.

use rust_xlsxwriter::{IgnoreError, Table, TableColumn, TableStyle};
use serde_json::Value;

use crate::render::tidy::TidyTable;

use super::sheet::{A3, KEPT, Page, Sheet};
use super::{fit, limits, style};

/// The widest column, in digits.
const WIDEST: f64 = 50.0;

/// A column for what has no space to wrap at, such as a hash: on two lines.
const NARROW: f64 = 36.0;

/// How much of a table a page of paper takes before its letters are too small, in digits.
const PAGE: f64 = 430.0;

/// The room that the button of a filter takes beside a head, in digits.
const BUTTON: f64 = 3.5;

/// Writes a table.
pub(super) fn write(sheet: &mut Sheet, table: &TidyTable) {
    let most = limits::ROWS - 1;
    if table.rows.len() > most {
        sheet.cut(format!(
            "the sheet “{0}” holds the first {most} rows; data/{0}.csv has all",
            table.name
        ));
    }
    let rows = &table.rows[..table.rows.len().min(most)];
    let widths: Vec<f64> = (0..table.columns.len())
        .map(|column| width(&table.columns[column], rows, column))
        .collect();
    let (cell, number, truth) = (style::framed(), style::counted(), style::truth());
    for (column, digits) in (0..).zip(&widths) {
        sheet.width(column, *digits);
    }
    for (row, values) in (1..).zip(rows) {
        let mut lines = 1;
        for ((column, value), digits) in (0..).zip(values).zip(&widths) {
            let format = match value {
                Value::Number(_) => &number,
                Value::Bool(_) => &truth,
                _ => &cell,
            };
            sheet.value((row, column), value, format);
            if let Value::String(text) = value {
                lines = lines.max(fit::lines(text, *digits));
            }
        }
        sheet.height(row, lines);
    }
    let across = widths.iter().sum::<f64>() / PAGE;
    frame(sheet, table, rows.len(), across.ceil() as u16);
}

/// The table around the rows, and what stays in sight.
fn frame(sheet: &mut Sheet, table: &TidyTable, rows: usize, across: u16) {
    let heads = table.columns.iter().map(|head| {
        TableColumn::new()
            .set_header(head)
            .set_header_format(style::head())
    });
    let heads: Vec<TableColumn> = heads.collect();
    // A table has one row at least, if need be a blank one.
    let last_row = u32::try_from(rows.max(1)).expect(KEPT);
    let last_column = u16::try_from(heads.len() - 1).expect("the columns are those of a struct");
    let frame = Table::new()
        .set_name(table.name)
        .set_columns(&heads)
        .set_style(TableStyle::None);
    let inner = sheet.inner();
    inner
        .add_table(0, 0, last_row, last_column, &frame)
        .and_then(|inner| inner.set_freeze_panes(1, 1))
        .and_then(|inner| {
            let text = IgnoreError::NumberStoredAsText;
            inner.ignore_error_range(1, 0, last_row, last_column, text)
        })
        .expect(KEPT);
    sheet.page(
        Page {
            paper: A3,
            across,
            head: Some(0),
            stub: true,
        },
        table.name,
    );
}

/// The width of a column, in digits: that of its longest text, so far as it is not to be wrapped.
fn width(head: &str, rows: &[Vec<Value>], column: usize) -> f64 {
    let mut widest = fit::pixels(head) / fit::DIGIT * 1.1 + BUTTON;
    for row in rows {
        let text = match &row[column] {
            Value::String(text) => text.as_str(),
            _ => continue,
        };
        let most = if text.contains(char::is_whitespace) {
            WIDEST
        } else {
            NARROW
        };
        let own = text
            .lines()
            .map(|line| fit::pixels(line) / fit::DIGIT + 1.5);
        widest = widest.max(own.fold(0.0, f64::max).min(most));
    }
    widest
}

//! The sheet of a matrix: heads that stay in sight, cells as their marks, the way to the evidence.
//!
//! A cell of the matrix is two of the sheet, side by side and of one look: what is said, and the number
//! of passages that it rests on, which leads to them. The link is on the number because LibreOffice
//! makes one line without marks of a text that has a link.

use crate::view::{CellView, ChipView, HeaderView, MatrixView, RowView};

use super::evidence::Evidence;
use super::sheet::{A4, KEPT, Page, Run, Sheet};
use super::style::{self, Ink};
use super::{fit, limits};

/// The width of the first column, in digits.
const STUB: f64 = 30.0;

/// The widths that are tried for the others, in digits, until no row is higher than Excel's highest.
const WIDTHS: [f64; 4] = [34.0, 48.0, 70.0, 100.0];

/// The same where there are few columns.
const WIDTHS_OF_FEW: [f64; 3] = [48.0, 70.0, 100.0];

/// Up to how many columns are few.
const FEW: usize = 3;

/// The width of the numbers of passages, in digits.
const NUMBER: f64 = 6.0;

/// Across how many columns of the matrix the words below it run.
const NOTE_COLUMNS: usize = 2;

/// Writes a matrix with its rows.
pub(super) fn write(
    sheet: &mut Sheet,
    (matrix, rows): (&MatrixView, &[RowView]),
    evidence: &Evidence,
) {
    let (rows, columns) = within(sheet, matrix, rows);
    let width = column_width(rows, columns.len());
    sheet.width(0, STUB);
    for place in 0..columns.len() {
        sheet.width(said(place), width);
        sheet.width(number(place), NUMBER);
    }
    let top = title(sheet, matrix);
    heads(sheet, top, (matrix.row_axis, columns), width);
    for (place, (row, line)) in (top + 1..).zip(rows).enumerate() {
        let (label, part) = stub(matrix, place);
        sheet.text((row, 0), &label, &style::stub(part));
        for (place, cell) in line.cells[..columns.len()].iter().enumerate() {
            let runs = runs(cell, line.header.has_parts);
            write_cell(sheet, (row, place), cell, &runs, evidence);
        }
        sheet.height(
            row,
            height(line, columns.len(), width).max(fit::lines(&label, STUB - 3.0)),
        );
    }
    let last_row = top + u32::try_from(rows.len()).expect(KEPT);
    let last_column = columns.len().checked_sub(1).map_or(0, number);
    sheet
        .inner()
        .autofilter(top, 0, last_row, last_column)
        .and_then(|inner| inner.set_freeze_panes(top + 1, 1))
        .expect(KEPT);
    outline(sheet, top + 1, matrix);
    let across = columns.len().min(NOTE_COLUMNS);
    foot(sheet, matrix, last_row + 2, (across, width));
    let page = Page {
        paper: A4,
        across: u16::try_from(matrix.tables.len()).unwrap_or(u16::MAX),
        head: Some(top),
        stub: true,
    };
    sheet.page(page, &matrix.title);
}

/// The column of the sheet that says what a column of the matrix says.
fn said(place: usize) -> u16 {
    u16::try_from(1 + 2 * place).expect(KEPT)
}

/// The column of the sheet beside it, with the numbers of passages.
fn number(place: usize) -> u16 {
    said(place) + 1
}

/// The rows and columns that a sheet takes; the room of a few is for what stands around them.
fn within<'v>(
    sheet: &mut Sheet,
    matrix: &'v MatrixView,
    all: &'v [RowView],
) -> (&'v [RowView], &'v [HeaderView]) {
    let rows = all.len().min(limits::ROWS - 1000);
    let columns = matrix.columns.len().min((limits::COLUMNS - 1) / 2);
    if rows < all.len() || columns < matrix.columns.len() {
        sheet.cut(format!(
            "“{}” holds the first {rows} rows and {columns} columns; matrices/{}.csv has all",
            matrix.title, matrix.id
        ));
    }
    (&all[..rows], &matrix.columns[..columns])
}

/// The handling line, the title, and what rows and columns are; gives the row of the heads.
fn title(sheet: &mut Sheet, matrix: &MatrixView) -> u32 {
    let mut row = 0;
    if let Some(handling) = &sheet.report.handling {
        sheet.text((row, 0), handling, &style::handling());
        row += 1;
    }
    sheet.text((row, 0), &matrix.title, &style::title());
    sheet.height(row, 1);
    sheet.text((row + 1, 0), &matrix.summary, &style::line());
    row + 2
}

fn heads(sheet: &mut Sheet, row: u32, (axis, columns): (&str, &[HeaderView]), width: f64) {
    let head = style::head();
    let mut first = axis.to_owned();
    first[..1].make_ascii_uppercase();
    sheet.text((row, 0), &first, &head);
    let mut lines = 1;
    for (place, found) in columns.iter().enumerate() {
        let mut runs = vec![(Ink::Strong, found.label.clone())];
        if let Some(detail) = &found.detail {
            runs.push((Ink::Plain, format!("\n{detail}")));
        }
        // The button of the filter covers the end of a line.
        lines = lines.max(fit::lines(&joined(&runs), width - 4.0));
        sheet.runs((row, said(place)), &runs, false, &style::said(head.clone()));
        sheet.text((row, number(place)), "Quotes", &style::number(head.clone()));
    }
    sheet.height(row, lines);
}

/// The head of a row, and whether it stands below that of its whole.
fn stub(matrix: &MatrixView, place: usize) -> (String, bool) {
    let header = &matrix.rows[place];
    let mut groups = matrix.groups.iter();
    let group = groups.find(|group| (group.start..group.end).contains(&place));
    match group.and_then(|group| group.heading.as_ref()) {
        Some(whole) => (format!("{whole} › {}", header.label), false),
        None => (header.label.clone(), header.part_of.is_some()),
    }
}

/// The parts of an option can be folded away below it.
fn outline(sheet: &mut Sheet, first: u32, matrix: &MatrixView) {
    let inner = sheet.inner();
    inner.group_symbols_above(true);
    let wholes = matrix.groups.iter().filter(|group| group.heading.is_none());
    for group in wholes.filter(|group| group.end - group.start > 1) {
        let row = |place: usize| first + u32::try_from(place).expect(KEPT);
        inner
            .group_rows(row(group.start + 1), row(group.end - 1))
            .expect(KEPT);
    }
}

fn write_cell(
    sheet: &mut Sheet,
    (row, place): (u32, usize),
    cell: &CellView,
    runs: &[Run],
    evidence: &Evidence,
) {
    let look = style::cell(cell);
    let (at, beside) = ((row, said(place)), (row, number(place)));
    if let Some(target) = evidence.target(cell) {
        let tip = cell.basis.as_deref().unwrap_or_default();
        sheet.link(beside, &target, super::evidence::SHEET, tip);
    }
    let quotes = cell.evidence.len().into();
    sheet.value(beside, &quotes, &style::number(look.clone()));
    sheet.runs(at, runs, style::is_absent(cell), &style::said(look));
    if let Some(note) = evidence.note(cell) {
        sheet.note(at, &note);
    }
}

/// What a cell says, a line each; the best passages of a camp stand with the parts of an option, not
/// once more with the `whole`.
fn runs(cell: &CellView, whole: bool) -> Vec<Run> {
    let mut lines: Vec<Vec<Run>> = cell.chips.iter().map(chip).collect();
    if cell.kind == "group" {
        lines.push(vec![(Ink::Strong, cell.state.clone())]);
        lines.push(vec![(Ink::Plain, cell.lines.join("; "))]);
        let passages = cell.passages.iter().filter(|_| !whole);
        lines.extend(passages.map(|passage| {
            vec![
                (Ink::Slanted, format!("{}: ", passage.side)),
                (
                    Ink::Plain,
                    format!("“{}” {}", passage.words, passage.author),
                ),
            ]
        }));
    }
    let plain = [&cell.summary, &cell.reason].into_iter().flatten();
    lines.extend(plain.map(|text| vec![(Ink::Plain, text.clone())]));
    let mut runs: Vec<Run> = Vec::new();
    for line in lines {
        if let Some((_, text)) = runs.last_mut() {
            text.push('\n');
        }
        runs.extend(line);
    }
    runs
}

/// A mark: sign, word, what it is about, what qualifies it.
fn chip(chip: &ChipView) -> Vec<Run> {
    let mark = &chip.mark;
    let mut runs = vec![(Ink::Strong, format!("{} {}", mark.glyph, mark.word))];
    if let Some(of) = &chip.of {
        runs.push((Ink::Plain, format!(" {of}")));
    }
    if !chip.qualifiers.is_empty() {
        runs.push((Ink::Slanted, format!(", {}", chip.qualifiers.join(", "))));
    }
    runs
}

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|(_, text)| text.as_str()).collect()
}

/// The lines of the highest cell of a row.
fn height(row: &RowView, columns: usize, width: f64) -> usize {
    let cells = row.cells[..columns].iter();
    let lines = cells.map(|cell| fit::lines(&joined(&runs(cell, row.header.has_parts)), width));
    lines.max().unwrap_or(1)
}

/// The first width at which every row can be as high as it must be, or the widest.
fn column_width(rows: &[RowView], columns: usize) -> f64 {
    let widths = if columns > FEW {
        WIDTHS.as_slice()
    } else {
        WIDTHS_OF_FEW.as_slice()
    };
    let fits = |width: &&f64| {
        rows.iter()
            .all(|row| fit::height(height(row, columns, **width)).1)
    };
    let found = widths.iter().find(fits).or(widths.last());
    found.copied().unwrap_or(STUB)
}

/// What is said below the table: its note, why the sources of a camp are in it, the handling line.
fn foot(sheet: &mut Sheet, matrix: &MatrixView, mut row: u32, (across, width): (usize, f64)) {
    let last = across.checked_sub(1).map_or(0, number);
    let room = STUB + f64::from(last) / 2.0 * (width + NUMBER);
    let bases = matrix.columns.iter().chain(&matrix.rows);
    let bases = bases.filter_map(|header| {
        let basis = header.basis.as_ref()?;
        Some(format!("{}: {basis}", header.label))
    });
    for text in matrix.note.iter().cloned().chain(bases) {
        sheet.across(row, (last, room), &text, &style::text());
        row += 1;
    }
    if let Some(handling) = &sheet.report.handling {
        sheet.text((row + 1, 0), handling, &style::handling());
    }
}

//! A workbook for Excel and its kin: `report.xlsx`.
//!
//! - [`read_me`]: the first sheet: what the others are, the key, the notes, the sources;
//! - [`matrix`]: a sheet a matrix, for eyes; each cell leads to its passages;
//! - [`tables`]: the tidy tables as tables with filters;
//! - [`evidence`]: where the passages of a cell stand, and the note that shows them;
//! - [`sheet`]: writing that keeps Excel's limits; [`remarks`]: what they cost;
//! - [`limits`], [`fit`], [`style`]: those limits, the room that text takes, how cells look.

mod evidence;
mod fit;
mod limits;
mod matrix;
mod read_me;
mod remarks;
mod sheet;
mod style;
mod tables;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::output::Artifact;
use crate::view::{ReportView, Views};

use super::slots::Fault;
use super::tidy::tidy_tables;
use super::{Rendered, Rendering};

use evidence::Evidence;
use remarks::Remarks;
use sheet::{KEPT, Sheet};

/// The name of the first sheet.
const READ_ME: &str = "Read me";

/// The year of a workbook whose report bears no day: the same bytes need the same date, and the
/// clock is never read.
const NO_DAY: u16 = 2000;

/// Renders `report.xlsx`.
pub(super) fn render(views: &Views, _: &Rendering) -> Result<Rendered, Fault> {
    let mut remarks = Remarks::default();
    let bytes = workbook(views, &mut remarks);
    let artifacts = vec![Artifact::new("report.xlsx", bytes)];
    let notes = remarks.summary().into_iter().collect();
    Ok(Rendered { artifacts, notes })
}

fn workbook(views: &Views, remarks: &mut Remarks) -> Vec<u8> {
    let report = views.report();
    let printed = views.printed();
    let tables = tidy_tables(views);
    let names = limits::sheet_names(
        report.matrices.iter().map(|matrix| matrix.title.as_str()),
        &[
            READ_ME,
            "positions",
            "recommendations",
            "evidence",
            "claims",
        ],
    );
    let mut book = Workbook::new();
    book.set_default_format(&style::base(), style::ROW_PIXELS, style::COLUMN_PIXELS)
        .expect("no sheet is there yet, and the width is one that the library knows");
    book.set_properties(&properties(report));
    let evidence = Evidence::new(&printed.recommendations, &tables);
    // The first sheet lists what the others had to leave out, so it is written last.
    book.add_worksheet();
    let matrices = report.matrices.iter().zip(&printed.matrices);
    for ((matrix, rows), name) in matrices.zip(&names) {
        let mut sheet = Sheet::new(book.add_worksheet(), name, report, remarks);
        matrix::write(&mut sheet, (matrix, rows), &evidence);
    }
    for table in &tables {
        let mut sheet = Sheet::new(book.add_worksheet(), table.name, report, remarks);
        tables::write(&mut sheet, table);
    }
    let first = book
        .worksheet_from_index(0)
        .expect("it was added before the others");
    read_me::write(first, report, &names, remarks);
    book.save_to_buffer().expect(KEPT)
}

/// What the file says of itself; its date is that of the report.
fn properties(report: &ReportView) -> DocProperties {
    let fixed = || ExcelDateTime::from_ymd(NO_DAY, 1, 1);
    let day = match report.as_of_exact.as_deref().and_then(style::day) {
        Some(day) => Ok(day),
        None => fixed(),
    };
    let properties = DocProperties::new()
        .set_title(limits::printable(&report.title))
        .set_subject(limits::printable(
            report.question.as_deref().unwrap_or_default(),
        ));
    match day {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    }
}

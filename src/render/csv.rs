//! Wide matrices for eyes and tidy tables for machines, as RFC 4180 has it.

use std::borrow::Cow;
use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::output::{Artifact, Body};
use crate::view::{Matrix, MatrixView, Views};

use super::Rendering;
use super::slots::Fault;

/// For whom CSV files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum CsvProfile {
    /// For programs: exact bytes, LF, no byte order mark.
    #[default]
    Plain,
    /// For spreadsheets: byte order mark, CRLF, and nothing that would run as a formula.
    Excel,
}

/// Renders `matrices/*.csv` and `data/*.csv`.
pub(super) fn render(views: &Views, rendering: &Rendering) -> Result<Vec<Artifact>, Fault> {
    let profile = rendering.wanted.csv_profile;
    let every = Table::DATA.iter().copied();
    let every = every.chain(views.matrices().iter().map(Table::Matrix));
    // They know nothing of each other, and the data have the longest one.
    let tables: Vec<Table> = every.collect();
    let rendered = tables.par_iter().map(|table| match table {
        Table::Matrix(matrix) => wide(views, matrix, profile),
        Table::Evidence => tidy("data/evidence.csv", views.evidence(), profile),
        Table::Positions => tidy("data/positions.csv", views.positions(), profile),
        Table::Recommendations => {
            let rows = views.recommendation_rows();
            tidy("data/recommendations.csv", rows, profile)
        }
        Table::Claims => tidy("data/claims.csv", views.claims(), profile),
    });
    rendered.collect()
}

/// A file to be written.
#[derive(Clone, Copy)]
enum Table<'v> {
    Matrix(&'v Matrix<'v>),
    Evidence,
    Positions,
    Recommendations,
    Claims,
}

impl Table<'_> {
    /// The tidy ones, the longest first.
    const DATA: &'static [Table<'static>] = &[
        Table::Evidence,
        Table::Positions,
        Table::Recommendations,
        Table::Claims,
    ];
}

fn wide(views: &Views, matrix: &Matrix, profile: CsvProfile) -> Result<Artifact, Fault> {
    let MatrixView {
        id, columns, rows, ..
    } = &matrix.view;
    let mut file = CsvFile::new(profile)?;
    let head = ["id", "label", "part_of"];
    let labels = columns.iter().map(|column| column.label.as_str());
    file.record(head.into_iter().chain(labels))?;
    let every: Vec<usize> = (0..columns.len()).collect();
    for row in (0..rows.len()).map(|row| views.row(matrix, row, &every)) {
        let header = &row.header;
        let part_of = header.part_of.as_deref().unwrap_or_default();
        let stub = [header.id.as_str(), header.label.as_str(), part_of];
        let cells = row.cells.iter().map(|cell| cell.plain.as_str());
        file.record(stub.into_iter().chain(cells))?;
    }
    Ok(Artifact::new(format!("matrices/{id}.csv"), file.end()?))
}

/// Writes rows under the names of their fields; a table without rows has its heads all the same.
fn tidy<R: Serialize + Default>(
    path: &str,
    rows: impl Iterator<Item = R>,
    profile: CsvProfile,
) -> Result<Artifact, Fault> {
    let mut file = CsvFile::new(profile)?;
    let head = fields(&R::default());
    file.record(head.iter().map(|(name, _)| name.as_str()))?;
    for row in rows {
        file.row(&row)?;
    }
    Ok(Artifact::new(path, file.end()?))
}

/// The names and values of a flat row.
pub(super) fn fields<R: Serialize>(row: &R) -> Vec<(String, Value)> {
    match serde_json::to_value(row) {
        Ok(Value::Object(fields)) => fields.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A value as the text of a field; what is absent is blank.
fn field((_, value): (String, Value)) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A file in the making.
struct CsvFile {
    profile: CsvProfile,
    writer: csv::Writer<Body>,
}

impl CsvFile {
    fn new(profile: CsvProfile) -> Result<Self, Fault> {
        let (terminator, mark) = match profile {
            CsvProfile::Plain => (csv::Terminator::Any(b'\n'), ""),
            CsvProfile::Excel => (csv::Terminator::CRLF, "\u{feff}"),
        };
        let mut body = Body::new();
        body.write_all(mark.as_bytes())?;
        let writer = csv::WriterBuilder::new()
            .flexible(true)
            .has_headers(false)
            .terminator(terminator)
            .from_writer(body);
        Ok(Self { profile, writer })
    }

    fn record<'f>(&mut self, fields: impl Iterator<Item = &'f str>) -> Result<(), Fault> {
        let written = match self.profile {
            CsvProfile::Plain => self.writer.write_record(fields),
            CsvProfile::Excel => self
                .writer
                .write_record(fields.map(|field| guarded(field).into_owned())),
        };
        written.map_err(disk)
    }

    fn row<R: Serialize>(&mut self, row: &R) -> Result<(), Fault> {
        match self.profile {
            CsvProfile::Plain => self.writer.serialize(row).map_err(disk),
            CsvProfile::Excel => {
                let fields: Vec<String> = fields(row).into_iter().map(field).collect();
                self.record(fields.iter().map(String::as_str))
            }
        }
    }

    fn end(self) -> Result<Body, Fault> {
        self.writer
            .into_inner()
            .map_err(|error| Fault::Disk(error.into_error()))
    }
}

/// Flat records of text can always be written, if the disk takes them.
fn disk(error: csv::Error) -> Fault {
    Fault::Disk(io::Error::from(error))
}

/// A field that no spreadsheet runs as a formula: an apostrophe stands before what would be one
/// (OWASP, CSV injection), and one more before a field that looks guarded, so that each has a way back.
fn guarded(field: &str) -> Cow<'_, str> {
    if would_run(field.trim_start_matches('\'')) {
        Cow::Owned(format!("'{field}"))
    } else {
        Cow::Borrowed(field)
    }
}

/// The field before it was guarded.
#[cfg(feature = "import")]
pub(crate) fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(bare) if would_run(bare.trim_start_matches('\'')) => bare,
        _ => field,
    }
}

/// Whether a spreadsheet would run a field as a formula.
pub(super) fn would_run(field: &str) -> bool {
    let first = |first: char| {
        matches!(
            first,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
        )
    };
    field
        .trim_start_matches(['\u{feff}', ' ', '\u{a0}'])
        .starts_with(first)
}

#[cfg(all(test, feature = "import"))]
mod tests {
    use super::{guarded, unguarded};

    #[test]
    fn every_field_comes_back_from_its_guard() {
        for (field, expected) in [
            ("=a", "'=a"),
            ("'=a", "''=a"),
            ("''- a", "'''- a"),
            ("' =a", "'' =a"),
            ("'a", "'a"),
            ("''", "''"),
            ("a=", "a="),
            ("", ""),
        ] {
            assert_eq!(guarded(field), expected);
            assert_eq!(unguarded(expected), field);
        }
    }
}

//! Wide matrices for eyes and tidy tables for machines, as RFC 4180 has it.

use serde_json::Value;

use crate::output::Artifact;
use crate::view::{MatrixView, Views};

use super::Rendering;
use super::templates::TemplateFault;
use super::tidy::{TidyTable, tidy_tables};

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
pub(super) fn render(views: &Views, rendering: &Rendering) -> Result<Vec<Artifact>, TemplateFault> {
    let profile = rendering.wanted.csv_profile;
    let matrices = views.report.matrices.iter();
    let wide = matrices.map(|matrix| wide(matrix, profile));
    let tables = tidy_tables(&views.data);
    let long = tables.iter().map(|table| long(table, profile));
    Ok(wide.chain(long).collect())
}

fn wide(matrix: &MatrixView, profile: CsvProfile) -> Artifact {
    let head = ["id", "label", "part_of"];
    let labels = matrix.columns.iter().map(|column| column.label.as_str());
    let mut records = vec![head.into_iter().chain(labels).collect::<Vec<_>>()];
    for row in &matrix.rows {
        let header = &row.header;
        let part_of = header.part_of.as_deref().unwrap_or_default();
        let stub = [header.id.as_str(), header.label.as_str(), part_of];
        let cells = row.cells.iter().map(|cell| cell.plain.as_str());
        records.push(stub.into_iter().chain(cells).collect());
    }
    Artifact::new(
        format!("matrices/{}.csv", matrix.id),
        write(&records, profile),
    )
}

/// Writes the rows of a table under the names of its columns.
fn long(table: &TidyTable, profile: CsvProfile) -> Artifact {
    let head = table.columns.clone();
    let rows = table.rows.iter().map(|row| row.iter().map(field).collect());
    let records: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    Artifact::new(format!("data/{}.csv", table.name), write(&records, profile))
}

/// A value as the text of a field; what is absent is blank.
fn field(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Why writing cannot fail: the records are strings and numbers, and the writer is memory.
const IN_MEMORY: &str = "flat records are written to memory";

fn write<'r, R>(records: &'r [R], profile: CsvProfile) -> Vec<u8>
where
    &'r R: IntoIterator<Item: AsRef<str>>,
{
    let terminator = match profile {
        CsvProfile::Plain => csv::Terminator::Any(b'\n'),
        CsvProfile::Excel => csv::Terminator::CRLF,
    };
    let mark = match profile {
        CsvProfile::Plain => Vec::new(),
        CsvProfile::Excel => "\u{feff}".as_bytes().to_vec(),
    };
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(terminator)
        .from_writer(mark);
    for record in records {
        let fields = record.into_iter().map(|field| match profile {
            CsvProfile::Plain => field.as_ref().to_owned(),
            CsvProfile::Excel => guarded(field.as_ref()),
        });
        writer.write_record(fields).expect(IN_MEMORY);
    }
    writer.into_inner().expect(IN_MEMORY)
}

/// A field that no spreadsheet runs as a formula: an apostrophe stands before what would be one.
fn guarded(field: &str) -> String {
    if would_run(field) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

/// Whether a spreadsheet that is given this text to read, or a person who types it there, gets a
/// formula (OWASP, CSV injection).
pub(super) fn would_run(field: &str) -> bool {
    let runs = |first: char| {
        matches!(
            first,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
        )
    };
    let shown = field.trim_start_matches(['\u{feff}', ' ', '\u{a0}']);
    shown.starts_with(runs)
}

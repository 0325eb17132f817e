//! Wide matrices for eyes and tidy tables for machines, as RFC 4180 has it.

use serde::Serialize;
use serde_json::Value;

use crate::output::Artifact;
use crate::view::{MatrixView, Views};

use super::Rendering;
use super::templates::TemplateFault;

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
    let data = &views.data;
    let mut artifacts: Vec<Artifact> = views
        .report
        .matrices
        .iter()
        .map(|matrix| wide(matrix, profile))
        .collect();
    artifacts.push(tidy("data/positions.csv", &data.positions, profile));
    artifacts.push(tidy(
        "data/recommendations.csv",
        &data.recommendations,
        profile,
    ));
    artifacts.push(tidy("data/evidence.csv", &data.evidence, profile));
    artifacts.push(tidy("data/claims.csv", &data.claims, profile));
    Ok(artifacts)
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

/// Writes rows under the names of their fields; a table without rows has its heads all the same.
fn tidy<R: Serialize + Default>(path: &str, rows: &[R], profile: CsvProfile) -> Artifact {
    let mut records = vec![
        fields(&R::default())
            .into_iter()
            .map(|(name, _)| name)
            .collect(),
    ];
    let values = |row: &R| {
        fields(row)
            .into_iter()
            .map(|(_, value)| value)
            .collect::<Vec<_>>()
    };
    records.extend(rows.iter().map(values));
    Artifact::new(path, write(&records, profile))
}

/// The names and values of a flat row; what is absent is blank.
fn fields<R: Serialize>(row: &R) -> Vec<(String, String)> {
    let text = |value: Value| match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    };
    match serde_json::to_value(row) {
        Ok(Value::Object(fields)) => fields
            .into_iter()
            .map(|(name, value)| (name, text(value)))
            .collect(),
        _ => Vec::new(),
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

/// A field that no spreadsheet runs as a formula: an apostrophe stands before what would be one
/// (OWASP, CSV injection).
fn guarded(field: &str) -> String {
    if runs(field) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

/// The field before it was guarded.
#[cfg(feature = "import")]
pub(crate) fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(bare) if runs(bare) => bare,
        _ => field,
    }
}

/// Whether a spreadsheet would run a field as a formula.
fn runs(field: &str) -> bool {
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

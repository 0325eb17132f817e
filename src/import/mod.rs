//! Codings that are held elsewhere, as the YAML of the format: recommendations from spreadsheets,
//! sources from bibliographies.
//!
//! 1. a file to a sheet, every cell with its place (`csv`, `xlsx`);
//! 2. its columns by their names (`columns`, `table`);
//! 3. its rows to recommendations as written (`rows`, `names`), which are checked as those of a
//!    project file are;
//! 4. what is sound to YAML (`emit`).

mod biblatex;
mod bibliography;
mod columns;
mod csl;
mod csv;
mod emit;
mod names;
mod rows;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod xlsx;

use crate::check::{self, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::load::Loaded;

pub use self::biblatex::read as read_biblatex;
pub use bibliography::{Cited, Entry, Texts, entries};
pub use csl::read as read_csl;
pub use csv::read as read_csv;
pub use sheet::Sheet;
pub use xlsx::read as read_workbook;

use columns::{CLAIMS, EVIDENCE, Header, RECOMMENDATIONS, TableKind};
use names::Names;
use rows::Tables;
use sheet::letters;
use table::Table;

/// The sheets of an import.
#[derive(Debug)]
pub struct Sheets {
    /// One row a recommendation.
    pub recommendations: Sheet,
    /// One row a quote.
    pub evidence: Option<Sheet>,
    /// One row a claim.
    pub claims: Option<Sheet>,
}

impl Sheets {
    /// The sheets of a workbook: the recommendations are in the sheet named, else in the one called
    /// `recommendations`, else in the first. `None` if there is no such sheet.
    #[must_use]
    pub fn of_workbook(sheets: Vec<Sheet>, named: Option<&str>) -> Option<Self> {
        let mut sheets = sheets;
        let mut take = |name: &str| {
            let is = |sheet: &Sheet| {
                sheet
                    .name
                    .as_deref()
                    .is_some_and(|own| own.eq_ignore_ascii_case(name))
            };
            let at = sheets.iter().position(is)?;
            Some(sheets.remove(at))
        };
        let chosen = match named {
            Some(name) => Some(take(name)?),
            None => take(RECOMMENDATIONS.name),
        };
        let (evidence, claims) = (take(EVIDENCE.name), take(CLAIMS.name));
        Some(Self {
            recommendations: chosen.or_else(|| sheets.into_iter().next())?,
            evidence,
            claims,
        })
    }
}

/// The files beside a CSV file that its columns refer to: `evidence.csv` where it has a column
/// `evidence`, `claims.csv` where it has a column `criteria`.
#[must_use]
pub fn companions(recommendations: &Sheet) -> Vec<&'static str> {
    let refers = |name: &str| {
        let cells = recommendations.rows.iter().flat_map(|row| &row.cells);
        cells
            .filter_map(|cell| match RECOMMENDATIONS.header(&cell.text.value) {
                Header::Read(column) => Some(column.name),
                Header::Derived | Header::Other => None,
            })
            .any(|known| known == name)
    };
    [("evidence", "evidence.csv"), ("criteria", "claims.csv")]
        .into_iter()
        .filter(|(column, _)| refers(column))
        .map(|(_, file)| file)
        .collect()
}

/// What an import of recommendations found besides them.
#[derive(Debug)]
pub struct Findings {
    /// What is wrong or doubtful, with the row and column in words.
    pub diagnostics: Diagnostics,
    /// The headers of columns that are not read.
    pub unread: Vec<String>,
}

/// Puts the recommendations of the sheets in the place of the project's own and checks the whole.
/// Where there is no `project`, what is loaded is empty: ids are taken as written and quotes are not
/// verified. A cell holds `max_cell` bytes at most.
pub fn take_in(
    loaded: &mut Loaded,
    sheets: &Sheets,
    (project, max_cell): (bool, usize),
) -> Findings {
    let mut faults = Diagnostics::default();
    let names = Names::new(&loaded.raw);
    let mut table = |sheet, kind| Table::new(sheet, kind, max_cell, &mut faults);
    let tables = Tables {
        recommendations: table(&sheets.recommendations, &RECOMMENDATIONS),
        evidence: sheets
            .evidence
            .as_ref()
            .map(|sheet| table(sheet, &EVIDENCE)),
        claims: sheets.claims.as_ref().map(|sheet| table(sheet, &CLAIMS)),
    };
    missing_tables(&tables, &mut faults);
    loaded.raw.recommendations = rows::read(&tables, &names, &mut faults);
    let own = [
        Some(&tables.recommendations),
        tables.evidence.as_ref(),
        tables.claims.as_ref(),
    ];
    let own: Vec<&Table> = own.into_iter().flatten().collect();
    let ours = |fault: &Diagnostic| own.iter().any(|table| table.sheet.file == fault.span.file);
    let taken_in = loaded.raw.recommendations.clone();
    let checked = check::check(loaded, Scope::Usual).diagnostics.into_iter();
    loaded.raw.recommendations = taken_in;
    faults.extend(checked.filter(|fault| match project {
        true => ours(fault) || fault.severity == Severity::Error,
        false => ours(fault) && !names_a_noun(fault.code),
    }));
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(faults.into_iter().map(|fault| located(fault, &own)));
    diagnostics.sort();
    Findings {
        diagnostics,
        unread: own.iter().flat_map(|table| table.unread.clone()).collect(),
    }
}

/// The recommendations taken in, as the YAML of the key `recommendations`.
///
/// # Errors
/// Fails where the YAML writer does.
pub fn recommendations(loaded: &Loaded) -> anyhow::Result<String> {
    emit::recommendations(&loaded.raw.recommendations)
}

/// How many recommendations were taken in, and how many quotes they have.
#[must_use]
pub fn size(loaded: &Loaded) -> (usize, usize) {
    let records = &loaded.raw.recommendations;
    let quotes = records.iter().map(|record| {
        let claims = record.criteria.iter();
        let claimed: usize = claims.map(|(_, claim)| claim.quotes.quotes.len()).sum();
        record.quotes.quotes.len() + claimed
    });
    (records.len(), quotes.sum())
}

/// The entries of a bibliography as the YAML of the key `sources`.
///
/// # Errors
/// Fails where the YAML writer does.
pub fn sources(entries: &[Entry]) -> anyhow::Result<String> {
    emit::sources(entries)
}

/// Reports a column that points at a table which is not there.
fn missing_tables(tables: &Tables, faults: &mut Diagnostics) {
    let table = &tables.recommendations;
    let Some(header) = table.header else { return };
    let mut missing = |kind: &TableKind, what: &str| {
        let message = format!("{what} are in a table `{}`, which is not there", kind.name);
        let fault = Diagnostic::new(Code::MissingKey, message, header.span());
        let help = format!(
            "put {name}.csv beside the file, or a sheet `{name}` into the workbook",
            name = kind.name
        );
        faults.push(fault.help(help));
    };
    if !table.has("quote") && tables.evidence.is_none() {
        missing(&EVIDENCE, "the quotes");
    }
    let criteria = table
        .rows()
        .any(|row| table.text(row, "criteria").is_some());
    if criteria && tables.claims.is_none() {
        missing(&CLAIMS, "the claims that the column `criteria` names");
    }
}

/// Whether a fault only says that a name is none of the project's.
const fn names_a_noun(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownSource | Code::UnknownOption | Code::UnknownCriterion | Code::UnknownPosture
    )
}

/// The fault with the row and column in words before its message, if it is in one of the tables.
fn located(fault: Diagnostic, tables: &[&Table]) -> Diagnostic {
    let mut fault = fault;
    let table = tables
        .iter()
        .find(|table| table.sheet.file == fault.span.file);
    let Some((table, (row, cell))) =
        table.and_then(|table| Some((table, table.sheet.at(fault.span)?)))
    else {
        return fault;
    };
    let mut place = table
        .sheet
        .name
        .as_ref()
        .map_or_else(String::new, |name| format!("sheet `{name}`, "));
    place.push_str(&format!("row {}", row.number));
    if let Some(cell) = cell {
        place.push_str(&format!(", column {}", letters(cell.column)));
        if let Some(name) = table.name_of(cell.column) {
            place.push_str(&format!(" ({name})"));
        }
    }
    fault.message = format!("{place}: {}", fault.message);
    fault
}

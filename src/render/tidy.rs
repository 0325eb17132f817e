//! The tidy tables as names and values: what CSV files and workbooks both hold.

use serde::Serialize;
use serde_json::Value;

use crate::view::Data;

/// A table of facts.
#[derive(Debug)]
pub(super) struct TidyTable {
    /// Its name, also that of its file.
    pub(super) name: &'static str,
    /// The names of its columns.
    pub(super) columns: Vec<String>,
    /// A value for every column: a string, a number, a truth value, or nothing.
    pub(super) rows: Vec<Vec<Value>>,
}

/// Every tidy table, in order.
pub(super) fn tidy_tables(data: &Data) -> [TidyTable; 4] {
    [
        tidy("positions", &data.positions),
        tidy("recommendations", &data.recommendations),
        tidy("evidence", &data.evidence),
        tidy("claims", &data.claims),
    ]
}

/// Rows under the names of their fields; a table without rows has its heads all the same.
fn tidy<R: Serialize + Default>(name: &'static str, rows: &[R]) -> TidyTable {
    let heads = fields(&R::default()).into_iter().map(|(head, _)| head);
    let values = |row: &R| fields(row).into_iter().map(|(_, value)| value).collect();
    TidyTable {
        name,
        columns: heads.collect(),
        rows: rows.iter().map(values).collect(),
    }
}

/// The names and values of a flat row.
fn fields<R: Serialize>(row: &R) -> Vec<(String, Value)> {
    match serde_json::to_value(row) {
        Ok(Value::Object(fields)) => fields.into_iter().collect(),
        _ => Vec::new(),
    }
}

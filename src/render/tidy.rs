//! The tidy tables as names and values, as a workbook takes them.

use serde::Serialize;
use serde_json::Value;

use crate::view::Views;

use super::csv::fields;

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
pub(super) fn tidy_tables(views: &Views) -> [TidyTable; 4] {
    [
        tidy("positions", views.positions()),
        tidy("recommendations", views.recommendation_rows()),
        tidy("evidence", views.evidence()),
        tidy("claims", views.claims()),
    ]
}

/// Rows under the names of their fields; a table without rows has its heads all the same.
fn tidy<R: Serialize + Default>(name: &'static str, rows: impl Iterator<Item = R>) -> TidyTable {
    let heads = fields(&R::default()).into_iter().map(|(head, _)| head);
    let values = |row: R| fields(&row).into_iter().map(|(_, value)| value).collect();
    TidyTable {
        name,
        columns: heads.collect(),
        rows: rows.map(values).collect(),
    }
}

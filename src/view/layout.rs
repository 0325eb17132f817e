//! How a matrix is laid out: its families of rows, and the runs of columns that a sheet of paper takes.

use serde::Serialize;

use super::matrix::HeaderView;

/// The most columns of a table on paper or in Markdown; further columns make further tables.
const COLUMNS: usize = 6;

/// The most columns, besides the heads of the rows, of a table of running text on a sheet upright.
pub(super) const UPRIGHT: usize = 3;

/// Rows that belong together: a whole with its parts, or a row by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowGroup {
    /// The label of the whole, where it has no row of its own in this matrix.
    pub heading: Option<String>,
    /// The first row, from 0.
    pub start: usize,
    /// The row after the last.
    pub end: usize,
}

/// A run of columns that makes a table of its own where the whole matrix is too wide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnGroup {
    /// What the columns share, or which they are; absent where the matrix is not cut.
    pub label: Option<String>,
    /// The columns, from 0.
    pub columns: Vec<usize>,
}

/// The families of the rows, in order.
pub(super) fn row_groups(rows: &[HeaderView], label_of: impl Fn(&str) -> String) -> Vec<RowGroup> {
    let mut groups: Vec<RowGroup> = Vec::new();
    let mut family: Option<&str> = None;
    for (place, row) in rows.iter().enumerate() {
        let own = row.part_of.as_deref().unwrap_or(&row.id);
        match groups.last_mut() {
            Some(group) if family == Some(own) => group.end = place + 1,
            _ => groups.push(RowGroup {
                heading: row.part_of.as_deref().map(&label_of),
                start: place,
                end: place + 1,
            }),
        }
        family = Some(own);
    }
    groups
}

/// Cuts the columns into tables of at most [`COLUMNS`]: by what they share, then evenly.
pub(super) fn column_groups(headers: &[HeaderView]) -> Vec<ColumnGroup> {
    if headers.len() <= COLUMNS {
        return vec![ColumnGroup {
            label: None,
            columns: (0..headers.len()).collect(),
        }];
    }
    let mut tables: Vec<(Vec<&str>, Vec<usize>)> = Vec::new();
    for (name, members) in by_group(headers) {
        for columns in evenly(&members) {
            match tables.last_mut() {
                Some((names, open)) if open.len() + columns.len() <= COLUMNS => {
                    open.extend(columns);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                _ => tables.push((vec![name], columns)),
            }
        }
    }
    let number = tables.len();
    let table = |(place, (names, columns)): (usize, (Vec<&str>, Vec<usize>))| {
        let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let names = if names.is_empty() {
            String::new()
        } else {
            format!(": {}", names.join(", "))
        };
        ColumnGroup {
            label: Some(format!("table {} of {number}{names}", place + 1)),
            columns,
        }
    };
    tables.into_iter().enumerate().map(table).collect()
}

/// The columns by the group of each, in the order of the first of a group.
fn by_group(headers: &[HeaderView]) -> Vec<(&str, Vec<usize>)> {
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (place, header) in headers.iter().enumerate() {
        let name = header.group.as_deref().unwrap_or_default();
        match groups.iter_mut().find(|(other, _)| *other == name) {
            Some((_, columns)) => columns.push(place),
            None => groups.push((name, vec![place])),
        }
    }
    groups
}

/// Runs of nearly the same length, none longer than a table takes.
fn evenly(columns: &[usize]) -> Vec<Vec<usize>> {
    let tables = columns.len().div_ceil(COLUMNS).max(1);
    let length = columns.len().div_ceil(tables).max(1);
    columns.chunks(length).map(<[usize]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(groups: &[&str]) -> Vec<HeaderView> {
        let header = |group: &&str| HeaderView {
            group: (!group.is_empty()).then(|| (*group).to_owned()),
            ..HeaderView::default()
        };
        groups.iter().map(header).collect()
    }

    fn cut(groups: &[&str]) -> Vec<Vec<usize>> {
        let groups = column_groups(&headers(groups));
        groups.into_iter().map(|group| group.columns).collect()
    }

    #[test]
    fn no_table_is_wider_than_the_page_and_no_column_is_lost() {
        for (given, expected) in [
            (vec![""; 6], vec![vec![0, 1, 2, 3, 4, 5]]),
            (vec![""; 8], vec![vec![0, 1, 2, 3], vec![4, 5, 6, 7]]),
            (
                vec!["a", "b", "a", "b", "a", "b", "a"],
                vec![vec![0, 2, 4, 6], vec![1, 3, 5]],
            ),
        ] {
            assert_eq!(cut(&given), expected, "{given:?}");
        }
        let many: Vec<String> = (0..40).map(|place| format!("camp {}", place % 3)).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let tables = cut(&many);
        assert!(tables.iter().all(|columns| columns.len() <= COLUMNS));
        let mut all: Vec<usize> = tables.into_iter().flatten().collect();
        all.sort_unstable();
        assert_eq!(all, (0..40).collect::<Vec<_>>());
    }
}

//! Small pieces of English that several views share.

use crate::model::PartialDate;

/// `1 author`, `3 authors`, `no authors`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

/// A date as the calendar writes it (ISO 8601), where it is known to the day.
pub(super) fn iso_day(date: Option<PartialDate>) -> Option<String> {
    let day = date?.day()?;
    Some(day.to_string())
}

pub(super) use crate::text::collapse_white_space as one_line;

/// The paragraphs of a text, split at blank lines, each on one line.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(one_line)
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// Adds what is not there yet, keeping the order.
pub(super) fn push_new<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

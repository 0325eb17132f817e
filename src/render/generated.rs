//! Style made from the values of a report: the margins of its printed pages, and the heads of its
//! columns where a narrow screen shows each row as a card.

use crate::view::{Legend, Mark, ReportView};

/// The heads of columns before each cell on narrow screens, and of claims on paper: one rule a column instead of an
/// attribute in every cell.
pub(super) fn column_labels(report: &ReportView) -> String {
    let mut rules = String::new();
    for matrix in &report.matrices {
        let table = format!("#m-{} .scroll", matrix.id);
        rules += &label_rules(&table, matrix.columns.iter().map(|column| &*column.label));
    }
    let strip = &report.strip.columns;
    let strip = strip.iter().map(|column| column.label.as_str());
    rules += &label_rules("#stand", strip.chain(["Without a stance"]));
    format!("\n@media print, (max-width: 44rem) {{\n{rules}}}\n")
}

/// The camps before each cell of the brief on narrow screens, which have no room for the heads.
pub(super) fn camp_labels(report: &ReportView) -> String {
    let camps = report.brief.camps.iter().map(|camp| camp.label.as_str());
    let rules = label_rules("tbody", camps);
    format!("\n@media screen and (max-width: 40rem) {{\n{rules}}}\n")
}

/// The label of each column before its cells in a table; the first column is that of the heads of rows.
fn label_rules<'v>(table: &str, labels: impl Iterator<Item = &'v str>) -> String {
    let rule = |(column, label): (usize, &str)| {
        format!(
            "  {table} td:nth-child({column})::before {{ content: {}; }}\n",
            css_string(label)
        )
    };
    (2..).zip(labels).map(rule).collect()
}

/// The glyph of each mark, from the one table of the key. It stands before the word wherever a mark
/// is shown; a reader of the screen hears the word alone.
pub(super) fn glyphs(legend: &Legend) -> String {
    let rule = |class: &str, mark: &Mark| {
        let glyph = css_string(mark.glyph);
        let selector = format!(".chip.{class}{}::before", mark.token);
        format!("{selector} {{ content: {glyph}; content: {glyph} / \"\"; }}\n")
    };
    let states = legend.states.iter().map(|mark| rule("", mark));
    let effects = legend.effects.iter().map(|mark| rule("effect-", mark));
    states.chain(effects).collect()
}

/// What stands in the margins of every printed page (CSS Paged Media 3, 4): the handling line at
/// head and foot, the title, the number of the page.
pub(super) fn margins(title: &str, handling: Option<&str>) -> String {
    let banner = handling.map(css_string).unwrap_or_default();
    let middle = |place: &str| match handling {
        Some(_) => format!("  @{place} {{ content: {banner}; font-weight: bold; }}\n"),
        None => String::new(),
    };
    format!(
        "\n@page {{\n{}{}  @bottom-left {{ content: {}; }}\n  @bottom-right {{ content: counter(page) \" of \" counter(pages); }}\n}}\n",
        middle("top-center"),
        middle("bottom-center"),
        css_string(title),
    )
}

/// A string of a style sheet; whatever is no letter, digit or space is written by its number (CSS
/// Syntax 3, 4.3.7), so that no text can end the string or the sheet.
fn css_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            quoted.push(c);
        } else {
            quoted.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::css_string;

    #[test]
    fn no_text_leaves_its_string() {
        assert_eq!(
            css_string("A \"}</style>\\"),
            "\"A \\22 \\7d \\3c \\2f style\\3e \\5c \""
        );
    }
}

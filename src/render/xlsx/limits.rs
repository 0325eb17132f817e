//! What Excel takes at most (Microsoft, "Excel specifications and limits"), and texts that keep to it.

use rust_xlsxwriter::utility::check_sheet_name;

/// Characters of a cell, as UTF-16 counts them.
pub(super) const CELL: usize = 32_767;

/// Characters of a note; the library keeps room for the name of an author.
pub(super) const NOTE: usize = CELL - 54;

/// Links of a sheet.
pub(super) const LINKS: usize = 65_530;

/// Rows of a sheet.
pub(super) const ROWS: usize = 1_048_576;

/// Columns of a sheet.
pub(super) const COLUMNS: usize = 16_384;

/// The height of a row, in points.
pub(super) const ROW_HEIGHT: f64 = 409.0;

/// Characters of the name of a sheet.
const NAME: usize = 31;

/// Names that Excel keeps for itself.
const RESERVED: [&str; 1] = ["history"];

/// A text of at most so many characters, as UTF-16 counts them; `None` if it was so already.
pub(super) fn shortened(text: &str, most: usize) -> Option<String> {
    let mut length = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        length += c.len_utf16();
        if length > most {
            return Some(format!("{}…", &text[..end]));
        }
        // One character of the room is for the sign that something is left out.
        if length < most {
            end = at + c.len_utf8();
        }
    }
    None
}

/// A text without control characters: for names and headings, where XML and Excel have no way to
/// write them.
pub(super) fn printable(text: &str) -> String {
    let unprintable = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(unprintable, "\u{fffd}")
}

/// A text of which Excel reads no `_x0041_` as a character by its number (ISO/IEC 29500-1, 22.9.2.19);
/// the library sees to this in plain cells, but not in rich ones and in notes.
pub(super) fn literal(text: &str) -> String {
    let escape = |rest: &str| {
        let bytes = rest.as_bytes();
        bytes.len() >= 7
            && bytes[..2] == *b"_x"
            && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
            && bytes[6] == b'_'
    };
    let mut written = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c == '_' && escape(&text[at..]) {
            written.push_str("_x005F");
        }
        written.push(c);
    }
    written
}

/// A text for the margins of a page: its ampersands are no codes, and it takes no more than so many
/// characters there.
pub(super) fn margin(text: &str, most: usize) -> String {
    let text = literal(&printable(text));
    let room = |text: &str| text.replace('&', "&&");
    let mut written = room(&text);
    let mut length = most;
    while written.encode_utf16().count() > most && length > 0 {
        length -= 1;
        written = room(&shortened(&text, length).unwrap_or_default());
    }
    written
}

/// A name for the sheet of every title: of what a name may have, not too long, and like no other or
/// any of those taken, whatever the case.
pub(super) fn sheet_names<'a>(
    titles: impl Iterator<Item = &'a str>,
    taken: &[&str],
) -> Vec<String> {
    let taken = taken.iter().chain(&RESERVED);
    let mut used: Vec<String> = taken.map(|name| name.to_lowercase()).collect();
    titles
        .map(|title| {
            let name = (1..)
                .map(|number| numbered(title, number))
                .find(|name| !used.contains(&name.to_lowercase()))
                .expect("there is always another number");
            used.push(name.to_lowercase());
            name
        })
        .collect()
}

/// A title as the name of a sheet; further ones of the same have a number.
fn numbered(title: &str, number: usize) -> String {
    let ending = match number {
        1 => String::new(),
        _ => format!(" ({number})"),
    };
    let forbidden = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let title = printable(title).replace(forbidden, "-");
    let title = title.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let room = NAME - ending.len();
    let title = if title.is_empty() { "Matrix" } else { title };
    let short = shortened(title, room);
    let name = format!("{}{ending}", short.as_deref().unwrap_or(title));
    match check_sheet_name(&name) {
        Ok(()) => name,
        Err(_) => format!("Matrix{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_longer_than_its_room() {
        assert_eq!(shortened("abc", 3), None);
        assert_eq!(shortened("abcd", 3).as_deref(), Some("ab…"));
        // Two units of UTF-16 each: half a character does not fit.
        assert_eq!(shortened("😀😀", 3).as_deref(), Some("😀…"));
        assert_eq!(shortened("😀😀", 4), None);
        assert_eq!(margin("A & B", 10), "A && B");
        assert_eq!(margin(&"&".repeat(50), 10), "&&&&&&&&…");
    }

    #[test]
    fn what_looks_like_a_character_by_its_number_stays_as_it_is() {
        assert_eq!(literal("a_x0041_b"), "a_x005F_x0041_b");
        for same in ["_x004_", "_x", "x_xé041_", "_x00411"] {
            assert_eq!(literal(same), same);
        }
    }

    #[test]
    fn every_sheet_has_a_name_of_its_own_that_excel_takes() {
        let long = "Who recommends what, and on which of the grounds given";
        let titles = [
            "Evidence", "evidence", "a/b", "a:b", "''", "", "History", long, long, "\u{1}",
        ];
        let names = sheet_names(titles.into_iter(), &["evidence"]);
        let expected = [
            "Evidence (2)",
            "evidence (3)",
            "a-b",
            "a-b (2)",
            "Matrix",
            "Matrix (2)",
            "History (2)",
            "Who recommends what, and on wh…",
            "Who recommends what, and o… (2)",
            "\u{fffd}",
        ];
        assert_eq!(names, expected);
    }
}

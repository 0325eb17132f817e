//! CSV text to a sheet: RFC 4180, with commas, semicolons or tabs.
//!
//! The fields are read one by one, because only so is the place of each known.

use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{FileId, Files, Span, Spanned};
use crate::render::unguarded;

use super::sheet::{Cell, Row, Sheet};

/// The separators that are looked for, the first where none is found.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Reads the text of a file; without a delimiter, the one that its first lines use.
pub fn read(files: &Files, file: FileId, delimiter: Option<u8>, faults: &mut Diagnostics) -> Sheet {
    let text = files.text(file);
    let content = text.trim_start_matches('\u{feff}');
    // `--csv-profile excel` begins with the mark and guards what would run as a formula.
    let marked = content.len() < text.len();
    let delimiter = delimiter.unwrap_or_else(|| likely_delimiter(content));
    let ends_at = |at: usize| text[at..].bytes().all(is_line_end);
    let mut rows: Vec<Row> = Vec::new();
    for field in Fields::new(text, text.len() - content.len(), delimiter) {
        let raw = &text[field.start..field.end];
        let span = Span::new(file, field.start..field.end);
        if raw.starts_with('"') && !is_closed(raw) && ends_at(field.end) {
            let message = "this field begins with a quotation mark that nothing closes";
            let opening = Span::new(file, field.start..field.start + 1);
            faults.push(Diagnostic::new(Code::WrongType, message, opening));
        }
        if field.text.trim().is_empty() {
            continue;
        }
        let value = match marked {
            true => unguarded(&field.text).to_owned(),
            false => field.text,
        };
        let cell = Cell {
            column: field.column,
            text: Spanned::new(value, span),
        };
        match rows.last_mut().filter(|row| row.number == field.row) {
            Some(row) => row.cells.push(cell),
            None => rows.push(Row {
                number: field.row,
                cells: vec![cell],
            }),
        }
    }
    Sheet {
        name: None,
        file,
        rows,
    }
}

/// Whether a field that begins with a quotation mark has as many closing as opening ones.
fn is_closed(raw: &str) -> bool {
    memchr::memchr_iter(b'"', raw.as_bytes())
        .count()
        .is_multiple_of(2)
}

/// The separator that stands most often outside quotation marks in the first line.
fn likely_delimiter(text: &str) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(at) = DELIMITERS.iter().position(|known| *known == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let at = counts.iter().position(|count| *count == most);
    at.map_or(b',', |at| DELIMITERS[at])
}

/// A field with its place: rows from 1 as a spreadsheet counts them, columns from 0, bytes.
struct Field {
    row: usize,
    column: usize,
    start: usize,
    end: usize,
    text: String,
}

/// The fields of a text, in order.
struct Fields<'t> {
    text: &'t str,
    delimiter: u8,
    reader: csv_core::Reader,
    room: Vec<u8>,
    at: usize,
    row: usize,
    column: usize,
    /// Where the line ends before the next record begin; none within a record.
    gap: Option<usize>,
}

impl<'t> Fields<'t> {
    fn new(text: &'t str, start: usize, delimiter: u8) -> Self {
        Self {
            text,
            delimiter,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            // A field is never longer than what it is read from.
            room: vec![0; text.len() + 1],
            at: start,
            row: 1,
            column: 0,
            gap: Some(start),
        }
    }
}

impl Iterator for Fields<'_> {
    type Item = Field;

    fn next(&mut self) -> Option<Field> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        if let Some(gap) = self.gap.take() {
            let rest = &bytes[self.at..];
            start += rest.iter().take_while(|byte| is_line_end(**byte)).count();
            self.row += line_ends(&bytes[gap..start]);
            self.column = 0;
        }
        let mut wrote = 0;
        let closes = loop {
            let room = &mut self.room[wrote..];
            let (result, read, written) = self.reader.read_field(&bytes[self.at..], room);
            self.at += read;
            wrote += written;
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull | ReadFieldResult::End => return None,
                ReadFieldResult::Field { record_end } => break record_end,
            }
        };
        let mut end = self.at.max(start);
        if closes {
            let tail = bytes[start..end].iter().rev();
            end -= tail.take_while(|byte| is_line_end(**byte)).count();
            self.gap = Some(end);
        } else if bytes[start..end].last() == Some(&self.delimiter) {
            end -= 1;
        }
        let field = Field {
            row: self.row,
            column: self.column,
            start,
            end,
            text: String::from_utf8_lossy(&self.room[..wrote]).into_owned(),
        };
        self.column += 1;
        Some(field)
    }
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// How many lines end in a run of `\n`, `\r\n` and `\r`.
fn line_ends(run: &[u8]) -> usize {
    let pairs = run.windows(2).filter(|pair| *pair == b"\r\n").count();
    run.len() - pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, usize, String, String)> {
        let mut files = Files::default();
        let file = files.add("a.csv", text);
        let sheet = read(&files, file, None, &mut Diagnostics::default());
        let rows = sheet.rows.iter();
        rows.flat_map(|row| {
            row.cells.iter().map(|cell| {
                let written = files.slice(cell.text.span).to_owned();
                (row.number, cell.column, cell.text.value.clone(), written)
            })
        })
        .collect()
    }

    fn cell(
        row: usize,
        column: usize,
        text: &str,
        written: &str,
    ) -> (usize, usize, String, String) {
        (row, column, text.to_owned(), written.to_owned())
    }

    #[test]
    fn knows_the_row_column_and_place_of_every_field() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "a,b", "", "\"x\ny\",é,", "\"q\"\"q\""].join(end);
            let expected = vec![
                cell(2, 0, "a", "a"),
                cell(2, 1, "b", "b"),
                cell(4, 0, "x\ny", "\"x\ny\""),
                cell(4, 1, "é", "é"),
                cell(5, 0, "q\"q", "\"q\"\"q\""),
            ];
            assert_eq!(cells(&text), expected, "{end:?}");
            assert_eq!(cells(&format!("{text}{end}{end}")), expected, "{end:?}");
        }
    }

    #[test]
    fn finds_the_separator_and_undoes_the_guard_of_the_excel_profile() {
        assert_eq!(cells("a;\"b,c,d\"")[1], cell(1, 1, "b,c,d", "\"b,c,d\""));
        assert_eq!(cells("a\tb,c")[1].1, 1);
        assert_eq!(cells("\u{feff}'=a,'b")[0], cell(1, 0, "=a", "'=a"));
        assert_eq!(cells("\u{feff}'=a,'b")[1], cell(1, 1, "'b", "'b"));
        assert_eq!(cells("'=a")[0], cell(1, 0, "'=a", "'=a"));
        assert_eq!(cells("\u{feff}''=a")[0], cell(1, 0, "'=a", "''=a"));
    }

    #[test]
    fn reports_a_quotation_mark_that_nothing_closes() {
        let mut files = Files::default();
        let mut found = |text: &str| {
            let file = files.add("a.csv", text);
            let mut faults = Diagnostics::default();
            read(&files, file, None, &mut faults);
            faults.len()
        };
        assert_eq!(found("a,b\n1,\"x\n2,y"), 1);
        assert_eq!(found("a,b\n1,\"x\n2,y\n"), 1);
        assert_eq!(found("a,b\n1,\"x\n2,y\"\n"), 0);
    }
}

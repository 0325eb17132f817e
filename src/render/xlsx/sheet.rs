//! A sheet to which only what Excel takes is written; what that costs is remarked, never silent.

use rust_xlsxwriter::{Format, Note, ObjectMovement, Url, Worksheet, XlsxError};
use serde_json::Value;

use crate::render::csv::would_run;
use crate::view::ReportView;

use super::evidence::{NOTE_WIDTH, NoteText};
use super::remarks::{Counts, Remarks};
use super::style::{self, Ink};
use super::{fit, limits};

/// Why writing cannot fail.
pub(super) const KEPT: &str = "every text, name and place is within Excel's limits by then";

/// A row and a column, from 0.
pub(super) type At = (u32, u16);

/// A run of text within a cell.
pub(super) type Run = (Ink, String);

/// How a sheet is printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    /// The number of the paper's size (ISO/IEC 29500-1, 18.3.1.63).
    pub(super) paper: u8,
    /// On how many pages side by side.
    pub(super) across: u16,
    /// The row that every page repeats.
    pub(super) head: Option<u32>,
    /// Whether every page repeats the first column.
    pub(super) stub: bool,
}

/// A4.
pub(super) const A4: u8 = 9;

/// A3.
pub(super) const A3: u8 = 8;

/// A sheet that is being written.
pub(super) struct Sheet<'w> {
    inner: &'w mut Worksheet,
    name: &'w str,
    /// The report that it is of.
    pub(super) report: &'w ReportView,
    remarks: &'w mut Remarks,
    links: usize,
    counts: Counts,
}

impl<'w> Sheet<'w> {
    /// A sheet of this name.
    pub(super) fn new(
        inner: &'w mut Worksheet,
        name: &'w str,
        report: &'w ReportView,
        remarks: &'w mut Remarks,
    ) -> Self {
        inner.set_name(name).expect(KEPT);
        Self {
            inner,
            name,
            report,
            remarks,
            links: 0,
            counts: Counts::default(),
        }
    }

    /// The library's own, for what has no limits.
    pub(super) fn inner(&mut self) -> &mut Worksheet {
        self.inner
    }

    /// Remarks what had to be cut, once.
    pub(super) fn cut(&mut self, sentence: String) {
        self.remarks.cut(sentence);
    }

    /// A text as it is; one that would run as a formula if it were typed is marked as text.
    pub(super) fn text(&mut self, at: At, text: &str, format: &Format) {
        let text = self.within(at, text);
        let done = if would_run(&text) {
            let format = format.clone().set_quote_prefix();
            self.inner
                .write_string_with_format(at.0, at.1, text, &format)
        } else {
            self.inner
                .write_string_with_format(at.0, at.1, text, format)
        };
        written(done);
    }

    /// Runs of text; `soft` ones are of what is absent.
    pub(super) fn runs(&mut self, at: At, runs: &[Run], soft: bool, format: &Format) {
        let whole: String = runs.iter().map(|(_, text)| text.as_str()).collect();
        if let [(Ink::Strong, _)] = runs
            && !soft
        {
            return self.text(at, &whole, &format.clone().set_bold());
        }
        let runs = runs.iter().filter(|(_, text)| !text.is_empty());
        let runs: Vec<(Format, String)> = runs
            .map(|(ink, text)| (ink.format(soft), limits::literal(text)))
            .collect();
        let length: usize = runs
            .iter()
            .map(|(_, text)| text.encode_utf16().count())
            .sum();
        if runs.len() < 2 || length > limits::CELL {
            return self.text(at, &whole, format);
        }
        let runs: Vec<(&Format, &str)> = runs
            .iter()
            .map(|(font, text)| (font, text.as_str()))
            .collect();
        let marked = format.clone().set_quote_prefix();
        let format = if would_run(&whole) { &marked } else { format };
        written(
            self.inner
                .write_rich_string_with_format(at.0, at.1, &runs, format),
        );
    }

    /// A value of a table: text as text, numbers and truth values as what they are.
    pub(super) fn value(&mut self, at: At, value: &Value, format: &Format) {
        match value {
            Value::String(text) => self.text(at, text, format),
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or_default();
                written(
                    self.inner
                        .write_number_with_format(at.0, at.1, number, format),
                );
            }
            Value::Bool(holds) => {
                written(
                    self.inner
                        .write_boolean_with_format(at.0, at.1, *holds, format),
                );
            }
            _ => written(self.inner.write_blank(at.0, at.1, format)),
        }
    }

    /// A day as a day where Excel can hold it, else the words given.
    pub(super) fn day(&mut self, at: At, iso: Option<&str>, words: &str) {
        match iso.and_then(style::day) {
            Some(day) => {
                written(
                    self.inner
                        .write_datetime_with_format(at.0, at.1, &day, &style::date()),
                )
            }
            None => self.text(at, words, &style::text().set_indent(1)),
        }
    }

    /// Makes a cell lead to a place of the workbook; what it shows is written afterwards.
    pub(super) fn link(&mut self, at: At, target: &str, shows: &str, tip: &str) {
        if self.links == limits::LINKS {
            self.counts.unlinked += 1;
            return;
        }
        self.links += 1;
        let url = Url::new(target).set_text(shows).set_tip(tip);
        written(
            self.inner
                .write_url_with_format(at.0, at.1, url, &style::link()),
        );
    }

    /// Adds a note to a cell.
    pub(super) fn note(&mut self, at: At, note: &NoteText) {
        let text = limits::literal(&note.text);
        let cut = limits::shortened(&text, limits::NOTE);
        if note.named > 0 || cut.is_some() {
            self.counts.shortened_notes += 1;
        }
        let note = Note::new(cut.unwrap_or(text))
            .add_author_prefix(false)
            .set_font_name("Arial")
            .set_font_size(9)
            .set_width(NOTE_WIDTH)
            .set_height(note.height)
            .set_object_movement(ObjectMovement::DontMoveOrSizeWithCells);
        written(self.inner.insert_note(at.0, at.1, &note));
    }

    /// The width of a column, in digits.
    pub(super) fn width(&mut self, column: u16, digits: f64) {
        written(self.inner.set_column_width(column, digits));
    }

    /// The height of a row of so many lines.
    pub(super) fn height(&mut self, row: u32, lines: usize) {
        let (points, whole) = fit::height(lines);
        if !whole {
            self.counts.low_rows += 1;
        }
        written(self.inner.set_row_height(row, points));
    }

    /// Words across the columns from the first to a `last` one, which are so many digits wide.
    pub(super) fn across(
        &mut self,
        row: u32,
        (last, room): (u16, f64),
        text: &str,
        format: &Format,
    ) {
        if last > 0 {
            written(self.inner.merge_range(row, 0, row, last, "", format));
        }
        self.text((row, 0), text, format);
        self.height(row, fit::lines(text, room));
    }

    /// How the sheet is printed: across the paper, fitted to its width, with the title, the handling
    /// line and the date in the margins.
    pub(super) fn page(&mut self, page: Page, title: &str) {
        let report = self.report;
        let handling = report.handling.as_deref().unwrap_or_default();
        if limits::margin(handling, usize::MAX) != limits::margin(handling, HANDLING) {
            self.cut(
                "the handling line is longer than the margins of a printed page take, and cut there"
                    .to_owned(),
            );
        }
        let banner = match handling {
            "" => String::new(),
            line => format!("&C&B{}", limits::margin(line, HANDLING)),
        };
        let as_of = report.as_of.as_deref();
        let as_of = as_of
            .map(|date| format!("&RAs of {date}"))
            .unwrap_or_default();
        let left = limits::margin(title, LEFT);
        let report_title = limits::margin(&report.title, LEFT);
        self.inner
            .set_landscape()
            .set_paper_size(page.paper)
            .set_margins(0.4, 0.4, 0.75, 0.75, 0.3, 0.3)
            .set_print_fit_to_pages(page.across, 0)
            .set_header(format!("&L{left}{banner}{as_of}"))
            .set_footer(format!("&L{report_title}{banner}&RPage &P of &N"));
        if let Some(row) = page.head {
            written(self.inner.set_repeat_rows(row, row));
        }
        if page.stub {
            written(self.inner.set_repeat_columns(0, 0));
        }
    }

    /// A text within the limit of a cell.
    fn within(&mut self, at: At, text: &str) -> String {
        let Some(short) = limits::shortened(text, limits::CELL) else {
            return text.to_owned();
        };
        let cell = rust_xlsxwriter::utility::row_col_to_cell(at.0, at.1);
        self.cut(format!(
            "on the sheet “{}”, {cell} is cut to the {} characters that a cell takes; the CSV files \
             have the whole",
            self.name,
            limits::CELL
        ));
        short
    }
}

/// How much of a margin the handling line takes, in characters: the whole has 255.
const HANDLING: usize = 110;

/// How much of it a title takes.
const LEFT: usize = 70;

impl Drop for Sheet<'_> {
    /// Remarks what was counted.
    fn drop(&mut self) {
        self.remarks.counted(self.name, &self.counts);
    }
}

/// Notes that a write was done.
fn written(done: Result<&mut Worksheet, XlsxError>) {
    done.expect(KEPT);
}

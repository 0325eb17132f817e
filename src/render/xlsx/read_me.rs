//! The first sheet: what the report is, what the other sheets are, the key, the notes, the sources.

use rust_xlsxwriter::{Format, Worksheet};

use crate::view::{Mark, ReportView, SourceView};

use super::remarks::Remarks;
use super::sheet::{A4, Page, Sheet};
use super::style;
use super::{READ_ME, fit};

/// The widths of the columns, in digits: a name, what there is to say, a day, a camp.
const WIDTHS: [f64; 4] = [34.0, 92.0, 22.0, 20.0];

/// The tidy tables and what a row of each is.
const TABLES: [(&str, &str); 4] = [
    (
        "positions",
        "every author and option: where the author stands",
    ),
    ("recommendations", "every recommendation, as it is coded"),
    ("evidence", "every passage, with its place in its source"),
    (
        "claims",
        "what an author says an option does for a criterion",
    ),
];

/// A page that is written from top to bottom.
struct Writer<'s, 'w> {
    sheet: &'s mut Sheet<'w>,
    row: u32,
}

/// Writes the sheet; `names` are those of the sheets of the matrices.
pub(super) fn write(
    inner: &mut Worksheet,
    report: &ReportView,
    names: &[String],
    remarks: &mut Remarks,
) {
    let remarked: Vec<String> = remarks.sentences().cloned().collect();
    let mut sheet = Sheet::new(inner, READ_ME, report, remarks);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.width(column, width);
    }
    sheet.inner().set_screen_gridlines(false).set_active(true);
    let page = Page {
        paper: A4,
        across: 1,
        head: None,
        stub: false,
    };
    sheet.page(page, &report.title);
    let mut to = Writer {
        sheet: &mut sheet,
        row: 0,
    };
    to.opening(report);
    to.contents(report, names);
    to.key(report);
    to.list("Notes", &report.notes);
    to.sources(&report.sources);
    to.limits(&remarked);
    to.handling(report);
}

impl Writer<'_, '_> {
    fn opening(&mut self, report: &ReportView) {
        self.handling(report);
        self.line(&report.title, &style::title());
        if let Some(question) = &report.question {
            let room = (1, WIDTHS[0] + WIDTHS[1]);
            let format = style::text().set_italic();
            self.sheet.across(self.row, room, question, &format);
            self.row += 1;
        }
        if let Some(as_of) = &report.as_of {
            self.sheet.text((self.row, 0), "As of", &style::text());
            let day = report.as_of_exact.as_deref();
            self.sheet.day((self.row, 1), day, as_of);
            self.row += 1;
        }
        self.pair("Rests on", &report.figures, &style::text());
        for (place, paragraph) in report.bottom_line.iter().enumerate() {
            let name = if place == 0 { "Bottom line" } else { "" };
            self.pair(name, paragraph, &style::text());
        }
    }

    fn contents(&mut self, report: &ReportView, names: &[String]) {
        self.heading("Sheets");
        for (matrix, name) in report.matrices.iter().zip(names) {
            self.sheet_row(name, &format!("{}. {}", matrix.title, matrix.summary));
        }
        for (name, what) in TABLES {
            self.sheet_row(name, &format!("A table with filters: {what}."));
        }
        self.row += 1;
        self.line(
            "In a matrix, a cell that rests on passages has them in its note; the number at its right \
             edge leads to them on the sheet evidence.",
            &style::line(),
        );
        self.line(
            "Sorting that sheet moves them; its column id finds them again.",
            &style::line(),
        );
    }

    /// The name of a sheet, which leads there, and what it holds.
    fn sheet_row(&mut self, name: &str, what: &str) {
        let at = (self.row, 0);
        let target = format!("internal:'{}'!A1", name.replace('\'', "''"));
        self.sheet.link(at, &target, name, "");
        self.sheet.text(at, name, &style::link());
        self.second(name, what, &style::text().set_indent(1));
    }

    fn key(&mut self, report: &ReportView) {
        let legend = &report.legend;
        self.heading("What an author says of an option");
        self.marks(&legend.states);
        self.heading("What is claimed for a criterion");
        self.marks(&legend.effects);
        self.line(
            "A cell with several marks has a dark frame and no ground.",
            &style::line(),
        );
        let rules = [
            ("Words for groups", &legend.groups),
            ("How quotes are verified", &legend.methods),
        ];
        for (heading, rules) in rules {
            self.heading(heading);
            for rule in rules {
                self.pair(rule.word, rule.rule, &style::text());
            }
        }
        if !report.camps.is_empty() {
            self.heading("Camps");
        }
        for camp in &report.camps {
            let authors = match camp.authors.as_slice() {
                [] => "nobody".to_owned(),
                authors => authors.join(", "),
            };
            let basis = camp.basis.as_deref().unwrap_or_default();
            let said = format!("{authors}. {basis}");
            self.pair(&camp.label, said.trim_end(), &style::text());
        }
        if !report.postures.is_empty() {
            self.heading("Postures");
        }
        for (label, description) in &report.postures {
            let description = description.as_deref().unwrap_or_default();
            self.pair(label, description, &style::text());
        }
    }

    /// Marks as the cells of the matrices show them.
    fn marks(&mut self, marks: &[Mark]) {
        for mark in marks {
            let shown = format!("{} {}", mark.glyph, mark.word);
            self.pair(&shown, mark.meaning, &style::mark(mark.token).set_bold());
        }
    }

    fn list(&mut self, heading: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.heading(heading);
        }
        for text in texts {
            self.pair("", text, &style::text());
        }
    }

    fn sources(&mut self, sources: &[SourceView]) {
        self.heading("Sources");
        let heads = ["Source", "Reference", "Date", "Camp"];
        for (column, head) in (0..).zip(heads) {
            self.sheet.text((self.row, column), head, &style::head());
        }
        self.row += 1;
        for source in sources {
            let row = self.row;
            let mut said = vec![source.reference.clone()];
            said.extend(source.url.clone());
            let bases = [
                ("author", &source.author_basis),
                ("date", &source.date_basis),
            ];
            for (what, basis) in bases {
                said.extend(basis.iter().map(|basis| format!("{what}: {basis}")));
            }
            said.push(format!("{}, SHA-256 {}", source.file, source.sha256));
            let date = source.date.as_deref().unwrap_or("not known");
            self.sheet.day((row, 2), source.day.as_deref(), date);
            self.sheet.text((row, 3), &source.camp, &style::text());
            self.pair(&source.id, &said.join("\n"), &style::text());
        }
    }

    /// What is not shown as it is, or that everything is.
    fn limits(&mut self, remarked: &[String]) {
        self.heading("What is cut or stands elsewhere");
        if remarked.is_empty() {
            self.pair(
                "",
                "Nothing had to be cut to what Excel takes.",
                &style::text(),
            );
        }
        for sentence in remarked {
            self.pair("", sentence, &style::text());
        }
        self.row += 1;
    }

    fn handling(&mut self, report: &ReportView) {
        if let Some(handling) = &report.handling {
            self.line(handling, &style::handling());
        }
    }

    fn heading(&mut self, text: &str) {
        self.row += 1;
        self.line(text, &style::heading());
    }

    /// Words that run beyond the first column.
    fn line(&mut self, text: &str, format: &Format) {
        self.sheet.text((self.row, 0), text, format);
        self.sheet.height(self.row, 1);
        self.row += 1;
    }

    /// A name, in a format of its own, and what there is to say of it.
    fn pair(&mut self, name: &str, text: &str, format: &Format) {
        self.sheet.text((self.row, 0), name, format);
        self.second(name, text, &style::text().set_indent(1));
    }

    fn second(&mut self, name: &str, text: &str, format: &Format) {
        self.sheet.text((self.row, 1), text, format);
        let lines = fit::lines(text, WIDTHS[1]).max(fit::lines(name, WIDTHS[0]));
        self.sheet.height(self.row, lines);
        self.row += 1;
    }
}

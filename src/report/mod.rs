//! Diagnostics as text: for people, for programs, for GitHub.
//!
//! Each format is one file with one function of the same signature; none knows another.

mod github;
mod human;
mod json;
#[cfg(test)]
mod tests;
mod visible;

use std::io::{self, Write};

use crate::diagnostic::Diagnostics;
use crate::files::Files;

/// The columns that a report for people takes where the width of the terminal is not known.
pub const DEFAULT_WIDTH: usize = 100;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MessageFormat {
    /// For people: the place with its line, in colours that the writer may strip.
    #[default]
    Human,
    /// For programs: one JSON object a line.
    Json,
    /// For GitHub: workflow commands, which it shows beside the lines of a change.
    Github,
}

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The texts that the diagnostics point into.
    pub files: &'a Files,
    /// What is reported, in this order.
    pub diagnostics: &'a Diagnostics,
    /// The columns that a line for people may take.
    pub width: usize,
}

impl<'a> Report<'a> {
    /// A report of the default width.
    #[must_use]
    pub const fn new(files: &'a Files, diagnostics: &'a Diagnostics) -> Self {
        Self {
            files,
            diagnostics,
            width: DEFAULT_WIDTH,
        }
    }

    /// The same report for lines of at most `columns`.
    #[must_use]
    pub const fn with_width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }
}

/// The text as one line that cannot act on a terminal.
#[must_use]
pub fn visible(text: &str) -> String {
    visible::line(text)
}

/// The text with its lines and tabs, of which none can act on a terminal.
#[must_use]
pub fn visible_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(visible::source_line).collect();
    lines.join("\n")
}

/// Writes a report; an error is the writer's own.
///
/// The human format holds escape sequences for colours: a caller strips them where they are not
/// wanted. No other control character, and none that reorders what is displayed, is written raw.
pub fn write(out: &mut dyn Write, format: MessageFormat, report: &Report<'_>) -> io::Result<()> {
    match format {
        MessageFormat::Human => human::write(out, report),
        MessageFormat::Json => json::write(out, report),
        MessageFormat::Github => github::write(out, report),
    }
}

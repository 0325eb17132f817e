//! The report for programs: one JSON object a line, every diagnostic, a public format.

use std::io::{self, Write};

use serde::Serialize;

use super::{Report, visible};
use crate::diagnostic::{Diagnostic, Related};
use crate::files::Files;

/// One diagnostic as a line; the names and the order of the fields are the public format.
#[derive(Serialize)]
struct Line<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    /// The end is the place after the last character.
    end_line: usize,
    end_column: usize,
    help: Option<String>,
    related: Vec<RelatedPlace<'a>>,
}

/// Another place of a diagnostic; the names and the order of the fields are the public format.
#[derive(Serialize)]
struct RelatedPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// Writes each diagnostic as one line of JSON.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    for diagnostic in report.diagnostics.iter() {
        let line = serde_json::to_string(&line(report.files, diagnostic))?;
        writeln!(out, "{}", escaped(&line))?;
    }
    Ok(())
}

/// A diagnostic with its places as lines and columns.
fn line<'a>(files: &'a Files, diagnostic: &'a Diagnostic) -> Line<'a> {
    let span = diagnostic.span;
    let start = files.position(span.file, span.start);
    let end = files.position(span.file, span.end.max(span.start));
    Line {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        file: files.path(span.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        help: (!diagnostic.help.is_empty()).then(|| diagnostic.help.join("\n")),
        related: diagnostic
            .related
            .iter()
            .map(|related| place(files, related))
            .collect(),
    }
}

/// A related place as line and column.
fn place<'a>(files: &'a Files, related: &'a Related) -> RelatedPlace<'a> {
    let start = files.position(related.span.file, related.span.start);
    RelatedPlace {
        file: files.path(related.span.file),
        line: start.line,
        column: start.column,
        message: &related.message,
    }
}

/// The same JSON with every active character written as an escape.
///
/// JSON leaves some of them raw in strings; elsewhere it has none, so the meaning stays the same.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if visible::is_active(character) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

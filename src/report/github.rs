//! The report for GitHub: workflow commands, which it shows beside the lines of a change.

use std::io::{self, Write};

use super::{Report, visible};
use crate::diagnostic::Diagnostic;
use crate::files::Files;

/// Writes each diagnostic as one workflow command.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    report
        .diagnostics
        .iter()
        .try_for_each(|diagnostic| writeln!(out, "{}", command(report.files, diagnostic)))
}

/// `::error file=..,line=..,col=..,endLine=..,endColumn=..,title=code::message`.
fn command(files: &Files, diagnostic: &Diagnostic) -> String {
    let span = diagnostic.span;
    let start = files.position(span.file, span.start);
    // A line end that closes the place is left out: the line after it is not part of the place.
    let shown = files.slice(span).trim_end_matches(['\r', '\n']).len();
    let end = files.position(span.file, span.start + shown);
    let mut properties = vec![
        format!("file={}", property(files.path(span.file))),
        format!("line={}", start.line),
        format!("col={}", start.column),
        format!("endLine={}", end.line),
    ];
    // GitHub takes an end column only where the place ends on the line where it begins.
    if end.line == start.line {
        properties.push(format!("endColumn={}", end.column));
    }
    properties.push(format!("title={}", diagnostic.code));
    let help = diagnostic.help.iter().map(String::as_str);
    let text: Vec<_> = std::iter::once(diagnostic.message.as_str())
        .chain(help)
        .map(data)
        .collect();
    format!(
        "::{} {}::{}",
        diagnostic.severity.as_str(),
        properties.join(","),
        text.join("%0A")
    )
}

/// The text of a command, escaped as GitHub demands, with nothing active in it.
fn data(text: &str) -> String {
    let escaped = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    visible::line(&escaped)
}

/// The value of a property, in which GitHub reserves two characters more.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

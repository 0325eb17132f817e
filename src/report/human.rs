//! The report for people: each fault with its line, the places that belong to it, and help.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Report, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{Files, Span};

/// At most this many diagnostics are shown: nobody reads more before mending the first.
const SHOWN: usize = 100;

/// At most this many other places are shown of one diagnostic.
const RELATED_SHOWN: usize = 10;

/// The narrowest report, in columns; below it no words would be left around a place.
const NARROWEST: usize = 40;

/// A line of more bytes is not laid out by the renderer, which reads a line several times.
const LONGEST_LINE: usize = 200_000;

/// Columns of a line that are kept for its number and for the marks of what was cut off.
const MARGIN: usize = 24;

/// Writes the first diagnostics for people and counts the rest.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let width = report.width.max(NARROWEST);
    let renderer = Renderer::styled().term_width(width);
    let layout = Layout {
        files: report.files,
        longest_mark: width - MARGIN,
    };
    for diagnostic in report.diagnostics.iter().take(SHOWN) {
        let text = renderer.render(&[layout.group(diagnostic)]);
        writeln!(out, "{text}\n")?;
    }
    match report.diagnostics.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        hidden => writeln!(out, "... and {hidden} more"),
    }
}

/// What is needed to lay a diagnostic out.
struct Layout<'a> {
    files: &'a Files,
    /// The most characters of a place that are marked; a longer mark would undo the cropping.
    longest_mark: usize,
}

impl<'a> Layout<'a> {
    /// Everything that is shown of a diagnostic, in order.
    fn group(&self, diagnostic: &'a Diagnostic) -> Group<'a> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level
            .primary_title(visible::line(&diagnostic.message))
            .id(diagnostic.code.as_str());
        let label = diagnostic.label.as_deref().unwrap_or_default();
        let related = diagnostic.related.iter().take(RELATED_SHOWN);
        Group::with_title(title)
            .elements(self.place(diagnostic.span, AnnotationKind::Primary, label))
            .elements(related.flat_map(|related| {
                self.place(related.span, AnnotationKind::Context, &related.message)
            }))
            .elements(more_places(diagnostic.related.len()))
            .elements(diagnostic.help.iter().map(|help| {
                // A help may hold several lines to paste.
                Level::HELP.message(visible::lines(help))
            }))
    }

    /// A place: where it is, its line, and what stands there.
    fn place(&self, span: Span, kind: AnnotationKind, label: &str) -> Vec<Element<'a>> {
        let path = visible::line(self.files.path(span.file));
        let start = self.files.position(span.file, span.start);
        let excerpt = Excerpt::new(self.files, span, self.longest_mark);
        let label = Some(visible::line(label)).filter(|label| !label.is_empty());
        if excerpt.text.len() > LONGEST_LINE {
            let origin = Origin::path(path)
                .line(start.line)
                .char_column(start.column);
            let words = excerpt.words(self.longest_mark);
            let note = match label {
                Some(label) => format!("{words}: {label}"),
                None => words,
            };
            return vec![origin.into(), Level::NOTE.message(note).into()];
        }
        let mark = kind.span(excerpt.mark).label(label);
        let snippet = Snippet::source(excerpt.text)
            .path(path)
            .line_start(start.line)
            .annotation(mark);
        vec![snippet.into()]
    }
}

/// Says how many places are not shown, where there are such.
fn more_places(places: usize) -> Option<Element<'static>> {
    let hidden = places.saturating_sub(RELATED_SHOWN);
    (hidden > 0).then(|| {
        Level::NOTE
            .message(format!("and at {hidden} more places"))
            .into()
    })
}

/// The first line of a place, fit to be shown.
struct Excerpt {
    /// The line, nothing active in it.
    text: String,
    /// The bytes of `text` to mark: the part of the place on this line, at most so many characters.
    mark: Range<usize>,
}

impl Excerpt {
    /// The line where a place begins, with at most `longest_mark` characters of it marked.
    fn new(files: &Files, span: Span, longest_mark: usize) -> Self {
        let line = files.line_around(span.file, span.start);
        let text = files.text(span.file);
        // Whatever the place is, the two cuts fall on characters of this line, in order.
        let start = text.floor_char_boundary(span.start.clamp(line.start, line.end));
        let end = text.floor_char_boundary(span.end.clamp(start, line.end));
        // A byte order mark takes no column, so it is not shown.
        let before = text[line.start..start].trim_start_matches('\u{feff}');
        let mut shown = visible::source_line(before);
        let mark_start = shown.len();
        let marked: String = text[start..end].chars().take(longest_mark).collect();
        shown.push_str(&visible::source_line(&marked));
        let mark_end = shown.len();
        shown.push_str(&visible::source_line(&text[start + marked.len()..line.end]));
        Self {
            text: shown,
            mark: mark_start..mark_end,
        }
    }

    /// The first words of the place in backticks, for a line that is too long to be laid out.
    fn words(&self, longest: usize) -> String {
        let words: String = self.text[self.mark.start..].chars().take(longest).collect();
        format!("`{}`", words.trim_end())
    }
}

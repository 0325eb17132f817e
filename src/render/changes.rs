//! The changes between two projects as text, Markdown, JSON or a page.

use crate::diff::{CellChange, Changes, FieldChange, RecordChange};

use super::assets::Assets;
use super::templates::{TemplateFault, Templates, context};

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ChangesFormat {
    /// Lines for a terminal.
    Text,
    /// Lists for a repository.
    Markdown,
    /// One object for programs.
    Json,
    /// One self-contained page.
    Html,
}

/// Writes changes in a format.
///
/// # Errors
/// Fails with the fault of a template that cannot be rendered.
pub fn render_changes(
    changes: &Changes,
    format: ChangesFormat,
    templates: &Templates,
) -> Result<String, TemplateFault> {
    let mut page = context(changes);
    page.insert("empty", &changes.is_empty());
    page.insert("changes", changes);
    match format {
        ChangesFormat::Text => Ok(text(changes)),
        ChangesFormat::Markdown => templates.markdown("changes.md", &page),
        ChangesFormat::Json => Ok(format!("{:#}\n", serde_json::json!(changes))),
        ChangesFormat::Html => {
            page.insert("assets", &Assets::changes(templates)?);
            templates.html("changes.html", &page)
        }
    }
}

fn text(changes: &Changes) -> String {
    let mut lines = Vec::new();
    section(&mut lines, "Project", changes.head.iter().map(field));
    section(&mut lines, "Cells", changes.cells.iter().map(cell));
    section(&mut lines, "Camps", changes.groups.iter().map(cell));
    section(&mut lines, "Agreement", changes.agreement.iter().map(cell));
    section(
        &mut lines,
        "Recommendations",
        changes.recommendations.iter().flat_map(record),
    );
    section(&mut lines, "Quotes", changes.quotes.iter().flat_map(record));
    section(
        &mut lines,
        "Sources",
        changes.sources.iter().flat_map(record),
    );
    section(
        &mut lines,
        "Options, criteria, camps, postures",
        changes.nouns.iter().flat_map(record),
    );
    if lines.is_empty() {
        lines.push("nothing changed for a reader".to_owned());
    }
    lines.join("\n") + "\n"
}

fn section(lines: &mut Vec<String>, title: &str, content: impl Iterator<Item = String>) {
    let mut content = content.peekable();
    if content.peek().is_some() {
        lines.push(title.to_owned());
        lines.extend(content.map(|line| format!("  {}", line.replace('\n', " "))));
    }
}

fn cell(change: &CellChange) -> String {
    let said =
        |words: &Option<String>| words.clone().unwrap_or_else(|| "(no such cell)".to_owned());
    let (before, after) = (said(&change.before), said(&change.after));
    format!("{} x {}: {before} -> {after}", change.who, change.label)
}

fn field(change: &FieldChange) -> String {
    let said = |text: &str| {
        if text.is_empty() {
            "(nothing)".to_owned()
        } else {
            text.to_owned()
        }
    };
    format!(
        "{}: {} -> {}",
        change.field,
        said(&change.before),
        said(&change.after)
    )
}

fn record(change: &RecordChange) -> Vec<String> {
    let head = format!(
        "{} {} {}: {}",
        change.happened.as_str(),
        change.kind,
        change.id,
        change.about
    );
    let fields = change
        .fields
        .iter()
        .map(|change| format!("  {}", field(change)));
    std::iter::once(head).chain(fields).collect()
}

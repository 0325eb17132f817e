//! Whether the brief fits its page, by counting lines: no browser is at hand when it is built.

use crate::arrange::Index;

use super::brief::{BriefList, BriefView, BriefVoice};
use super::words::{one_line, paragraphs};

/// The lines of text that the page takes; Letter is the shorter sheet, A4 the narrower.
const PAGE: usize = 72;

/// The characters of a line across the page.
const MEASURE: usize = 128;

/// Whether the page takes it all, by counting lines; the style of the brief is set to match.
pub(super) fn fits(index: &Index, view: &BriefView) -> bool {
    let across = |text: &str| text.chars().count().div_ceil(MEASURE);
    let project = index.project;
    let mut lines = 2 * across(&project.title) + 2;
    lines += project
        .question
        .as_deref()
        .map_or(0, |text| across(&one_line(text)));
    let bottom_line = project
        .bottom_line
        .as_deref()
        .map(paragraphs)
        .unwrap_or_default();
    lines += bottom_line
        .iter()
        .map(|paragraph| across(paragraph) + 1)
        .sum::<usize>();
    let column = MEASURE / (view.camps.len() + 1);
    let narrow = |text: &str| (text.chars().count() + 2).div_ceil(column.saturating_sub(3).max(8));
    let voice =
        |voice: &BriefVoice| narrow(&format!("{} {}: {}", voice.glyph, voice.word, voice.who));
    for row in &view.rows {
        let cells = row
            .cells
            .iter()
            .map(|cell| cell.iter().map(voice).sum::<usize>());
        lines += cells.chain([narrow(&row.label)]).max().unwrap_or(1);
    }
    lines += view.rows.len().div_ceil(3) + 3;
    let listed = |list: &BriefList| {
        across(&format!(
            "{} ({}): {}",
            list.heading,
            list.number,
            list.labels.join("; ")
        ))
    };
    lines += view.lists.iter().map(listed).sum::<usize>() + 1;
    lines += view
        .sources
        .iter()
        .map(|source| source.to_string().chars().count() + 6)
        .sum::<usize>()
        .div_ceil(MEASURE)
        + 1;
    lines += across(&view.limits.join(" ")) + 3;
    lines <= PAGE
}

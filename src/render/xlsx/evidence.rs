//! Where the passages of a cell stand on the sheet `evidence`, and the note that shows them.

use std::collections::HashMap;

use rust_xlsxwriter::utility::column_number_to_name;
use serde_json::Value;

use crate::render::tidy::TidyTable;
use crate::view::{CellView, QuoteView, RecommendationView};

use super::fit;

/// The sheet of the passages.
pub(super) const SHEET: &str = "evidence";

/// How wide a note is, in pixels.
pub(super) const NOTE_WIDTH: u32 = 430;

/// How many lines a note shows: what is below is there, but nobody sees it.
const NOTE_LINES: usize = 34;

/// The height of a line of a note, in pixels.
const NOTE_LINE: u32 = 15;

/// The passages by their ids.
#[derive(Debug)]
pub(super) struct Evidence<'v> {
    /// The place of each in the table, from 0.
    places: HashMap<&'v str, usize>,
    passages: HashMap<&'v str, (&'v RecommendationView, &'v QuoteView)>,
    /// The last column of the table.
    last_column: String,
}

/// The note of a cell.
#[derive(Debug)]
pub(super) struct NoteText {
    /// Its text.
    pub(super) text: String,
    /// Its height, in pixels.
    pub(super) height: u32,
    /// How many passages it only names.
    pub(super) named: usize,
}

impl<'v> Evidence<'v> {
    /// Collects the passages.
    pub(super) fn new(register: &'v [RecommendationView], tables: &'v [TidyTable]) -> Self {
        let table = tables.iter().find(|table| table.name == SHEET);
        let columns = table.map_or(0, |table| table.columns.len());
        let last_column = columns.saturating_sub(1).try_into().unwrap_or_default();
        let rows = table.map_or(&[][..], |table| &table.rows);
        let ids = rows
            .iter()
            .map(|row| row.first().and_then(Value::as_str).unwrap_or_default());
        let mut passages = HashMap::new();
        for entry in register {
            let claimed = entry.claims.iter().flat_map(|claim| &claim.quotes);
            for quote in entry.quotes.iter().chain(claimed) {
                passages.insert(quote.id.as_str(), (entry, quote));
            }
        }
        Self {
            places: ids.zip(0..).collect(),
            passages,
            last_column: column_number_to_name(last_column),
        }
    }

    /// The rows of a cell's passages, or the first of them where others stand between; `None` where
    /// it rests on none.
    pub(super) fn target(&self, cell: &CellView) -> Option<String> {
        let ids = cell.evidence.iter();
        let mut places: Vec<usize> = ids
            .filter_map(|id| self.places.get(id.as_str()).copied())
            .collect();
        places.sort_unstable();
        places.dedup();
        let (first, last) = (*places.first()?, *places.last()?);
        // Rows count from 1, and the first has the heads.
        let row = first + 2;
        if last - first + 1 == places.len() {
            let last = last + 2;
            return Some(format!(
                "internal:'{SHEET}'!A{row}:{}{last}",
                self.last_column
            ));
        }
        Some(format!("internal:'{SHEET}'!A{row}"))
    }

    /// The note of a cell: its passages, each with its author and place, as many as a note shows; then
    /// the ids of the others.
    pub(super) fn note(&self, cell: &CellView) -> Option<NoteText> {
        let mut shown: Vec<String> = Vec::new();
        let mut lines = 0;
        for id in &cell.evidence {
            let passage = self.passage(id)?;
            let more = note_lines(&passage) + 1;
            if lines + more > NOTE_LINES && !shown.is_empty() {
                break;
            }
            lines += more;
            shown.push(passage);
        }
        let rest = &cell.evidence[shown.len()..];
        if !rest.is_empty() {
            let rest = rest.join(", ");
            shown.push(format!("Also, on the sheet {SHEET}: {rest}"));
        }
        let text = shown.join("\n\n");
        let lines = note_lines(&text).min(NOTE_LINES + 12) + 1;
        (!shown.is_empty()).then(|| NoteText {
            height: u32::try_from(lines).unwrap_or(u32::MAX) * NOTE_LINE,
            text,
            named: rest.len(),
        })
    }

    /// A passage with who says it and where; what the analyst left out stands in brackets.
    fn passage(&self, id: &str) -> Option<String> {
        let (entry, quote) = self.passages.get(id)?;
        let pieces = quote.pieces.iter().map(|piece| match piece.kind {
            "omitted" => format!("[left out: {}]", piece.words),
            _ => piece.words.clone(),
        });
        let words: Vec<String> = pieces.collect();
        let reported = if quote.reported {
            "; the author reports it"
        } else {
            ""
        };
        Some(format!(
            "“{}”\n{}, {}; {}{reported} [{id}]",
            words.join(" "),
            entry.author,
            quote.locator,
            quote.verdict,
        ))
    }
}

/// On how many lines a text stands in a note.
fn note_lines(text: &str) -> usize {
    fit::lines(text, f64::from(NOTE_WIDTH) / fit::DIGIT - 2.0)
}

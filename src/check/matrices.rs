//! The matrices of the file, or the four default ones.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::load::raw::{RawMatrix, RawText};
use crate::model::{Axis, CampOrNone, Filter, MatrixSpec, UNALIGNED};

use super::resolve::{Resolver, value_of};

/// The matrices of a project that defines none: id, title, rows, columns.
const DEFAULTS: [(&str, &str, Axis, Axis); 4] = [
    (
        "positions",
        "Who recommends what",
        Axis::Option,
        Axis::Author,
    ),
    ("sides", "Side by side", Axis::Option, Axis::Camp),
    (
        "claims",
        "What is claimed of each",
        Axis::Option,
        Axis::Criterion,
    ),
    (
        "reasons",
        "What each argues from",
        Axis::Author,
        Axis::Criterion,
    ),
];

impl Resolver<'_> {
    /// Resolves the matrices.
    pub(super) fn matrices(&mut self) {
        let Some(raw) = &self.loaded.raw.matrices else {
            for (id, title, rows, columns) in DEFAULTS {
                let (title, filter, note) = (title.to_owned(), Filter::default(), None);
                let spec = MatrixSpec {
                    title,
                    rows,
                    columns,
                    filter,
                    note,
                };
                self.project.matrices.insert(id, spec);
            }
            return;
        };
        let mut seen = HashMap::new();
        for matrix in raw {
            if let Some(id) = &matrix.id {
                self.check_id(id);
                match seen.get(&id.value) {
                    Some(&first) => self.duplicate_id("matrix", id, first),
                    None => drop(seen.insert(&id.value, id.span)),
                }
            }
            self.matrix(matrix);
        }
    }

    fn matrix(&mut self, raw: &RawMatrix) -> Option<()> {
        let rows = raw.rows.as_ref().and_then(|word| self.axis(word));
        let columns = raw.columns.as_ref().and_then(|word| self.axis(word));
        let filter = self.filter(raw);
        let (rows, columns, id) = (rows?, columns?, raw.id.as_ref()?);
        if !go_together(rows, columns) {
            let message = format!("a matrix of {rows} by {columns} has no meaning");
            let fault = Diagnostic::new(Code::BadMatrix, message, raw.rows.as_ref()?.span)
                .help("take option with author, source, camp or criterion, or criterion with author, source or camp");
            self.faults.push(fault);
            return None;
        }
        let title = raw
            .title
            .as_ref()
            .map_or_else(|| id.value.clone(), value_of);
        let note = raw.note.as_ref().map(value_of);
        let spec = MatrixSpec {
            title,
            rows,
            columns,
            filter,
            note,
        };
        self.project.matrices.insert(&id.value, spec);
        Some(())
    }

    fn axis(&mut self, word: &RawText) -> Option<Axis> {
        let axis = Axis::from_word(&word.value);
        if axis.is_none() {
            let words: Vec<&str> = Axis::ALL.iter().map(|axis| axis.as_str()).collect();
            let message = format!("`{}` is not an axis", word.value);
            let known = format!("an axis is one of: {}", words.join(", "));
            let fault = Diagnostic::new(Code::BadMatrix, message, word.span)
                .help_if(did_you_mean(&word.value, words))
                .help(known);
            self.faults.push(fault);
        }
        axis
    }

    fn filter(&mut self, raw: &RawMatrix) -> Filter {
        let raw = &raw.filter;
        Filter {
            options: self.each(raw.options.as_ref(), Self::option),
            authors: self.each(raw.authors.as_ref(), Self::author),
            sources: self.each(raw.sources.as_ref(), Self::source),
            camps: self.each(raw.camps.as_ref(), Self::camp_or_none),
            criteria: self.each(raw.criteria.as_ref(), Self::criterion),
        }
    }

    /// What the names of one key lead to; those that lead nowhere are reported and left out.
    fn each<T>(
        &mut self,
        names: Option<&Vec<RawText>>,
        find: impl Fn(&mut Self, &RawText) -> Option<T>,
    ) -> Option<Vec<T>> {
        let names = names?.iter();
        Some(names.filter_map(|name| find(self, name)).collect())
    }

    fn author(&mut self, name: &RawText) -> Option<String> {
        let authors = self.project.authors();
        let wanted = name.value.trim();
        if authors.contains(&wanted) {
            return Some(wanted.to_owned());
        }
        let meant = did_you_mean(wanted, authors);
        let message = format!("no source has the author `{wanted}`");
        self.faults
            .push(Diagnostic::new(Code::UnknownSource, message, name.span).help_if(meant));
        None
    }

    fn camp_or_none(&mut self, id: &RawText) -> Option<CampOrNone> {
        if id.value == UNALIGNED {
            return Some(None);
        }
        self.camp(id).map(Some)
    }
}

/// Whether two axes make a table: an option or a criterion against those who speak of it, or
/// options against criteria.
const fn go_together(rows: Axis, columns: Axis) -> bool {
    const fn speaks(axis: Axis) -> bool {
        matches!(axis, Axis::Author | Axis::Source | Axis::Camp)
    }
    match (rows, columns) {
        (Axis::Option, Axis::Criterion) | (Axis::Criterion, Axis::Option) => true,
        (Axis::Option | Axis::Criterion, other) | (other, Axis::Option | Axis::Criterion) => {
            speaks(other)
        }
        _ => false,
    }
}

//! Rows to recommendations as written, each value with its cell.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::files::Span;
use crate::load::raw::{RawClaim, RawQuote, RawQuotes, RawRecommendation, RawText};

use super::names::{Names, Noun};
use super::sheet::Row;
use super::table::Table;

/// What stands between two quotes in one cell.
const BETWEEN_QUOTES: &str = " | ";

/// The tables of an import.
#[derive(Debug)]
pub(super) struct Tables<'a> {
    pub(super) recommendations: Table<'a>,
    pub(super) evidence: Option<Table<'a>>,
    pub(super) claims: Option<Table<'a>>,
}

/// Reads every row; what is wrong with one is reported, and what is left of it is kept.
pub(super) fn read(
    tables: &Tables,
    names: &Names,
    faults: &mut Diagnostics,
) -> Vec<Box<RawRecommendation>> {
    let mut reader = Reader { names, faults };
    let table = &tables.recommendations;
    let rows = table.rows();
    let mut records: Vec<Box<RawRecommendation>> = rows
        .map(|row| Box::new(reader.recommendation(table, row)))
        .collect();
    name_the_nameless(&mut records, table);
    let mut places = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        if let Some(id) = &record.id {
            places.entry(id.value.clone()).or_insert(at);
        }
    }
    if let Some(table) = &tables.claims {
        reader.claims(table, &mut records, &places);
    }
    if let Some(table) = &tables.evidence {
        reader.evidence(table, &mut records, &places);
    }
    reader.without_quotes(&records);
    records
}

struct Reader<'a> {
    names: &'a Names,
    faults: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn recommendation(&mut self, table: &Table, row: &Row) -> RawRecommendation {
        let text = |name| table.text(row, name);
        let mut required = |name| table.required(row, name, self.faults);
        let (source, option) = (required("source"), required("option"));
        let (stance, summary) = (required("stance"), required("summary"));
        RawRecommendation {
            id: text("id"),
            source: source.map(|name| self.names.id(Noun::Source, name)),
            option: option.map(|name| self.names.id(Noun::Option, name)),
            stance: stance.map(lower_case),
            posture: text("posture").map(|name| self.names.id(Noun::Posture, name)),
            summary,
            actor: text("actor"),
            target: text("target"),
            condition: text("if"),
            after: text("after"),
            timing: text("timing"),
            implied: self.flag(table, row, "implied"),
            confidence: text("confidence").map(lower_case),
            note: text("note"),
            quotes: self.quotes(table, row),
            criteria: Vec::new(),
        }
    }

    fn claims(
        &mut self,
        table: &Table,
        records: &mut [Box<RawRecommendation>],
        places: &BTreeMap<String, usize>,
    ) {
        for row in table.rows() {
            let recommendation = table.required(row, "recommendation", self.faults);
            let criterion = table.required(row, "criterion", self.faults);
            let effect = table.required(row, "effect", self.faults);
            let claim = RawClaim {
                effect: effect.map(lower_case),
                because: table.text(row, "because"),
                quotes: self.quotes(table, row),
            };
            let at = recommendation.and_then(|id| self.place(&id, places));
            let (Some(at), Some(criterion)) = (at, criterion) else {
                continue;
            };
            let criterion = self.names.id(Noun::Criterion, criterion);
            let others = records[at].criteria.iter();
            let first = others
                .clone()
                .find(|(other, _)| other.value == criterion.value);
            if let Some((first, _)) = first {
                let message = format!("there is another claim for `{}`", criterion.value);
                let fault = Diagnostic::new(Code::DuplicateKey, message, criterion.span);
                self.faults.push(fault.related(first.span, "first here"));
            } else {
                records[at].criteria.push((criterion, claim));
            }
        }
    }

    fn evidence(
        &mut self,
        table: &Table,
        records: &mut [Box<RawRecommendation>],
        places: &BTreeMap<String, usize>,
    ) {
        for row in table.rows() {
            let recommendation = table.required(row, "recommendation", self.faults);
            let criterion = table.text(row, "criterion");
            let exact = table.required(row, "quote", self.faults);
            let at = recommendation.and_then(|id| self.place(&id, places));
            // The words as they stand: here a cell is one quote.
            let exact = exact.and_then(|_| table.cells(row, "quote").next());
            let (Some(at), Some(exact)) = (at, exact) else {
                continue;
            };
            let quote = self.described(table, row, exact.clone());
            match criterion {
                None => records[at].quotes.quotes.push(quote),
                Some(criterion) => {
                    let criterion = self.names.id(Noun::Criterion, criterion);
                    let mut claims = records[at].criteria.iter_mut();
                    match claims.find(|(known, _)| known.value == criterion.value) {
                        Some((_, claim)) => claim.quotes.quotes.push(quote),
                        None => self.no_claim(&criterion),
                    }
                }
            }
        }
    }

    fn no_claim(&mut self, criterion: &RawText) {
        let message = format!("there is no claim for `{}` to quote for", criterion.value);
        let fault = Diagnostic::new(Code::UnknownCriterion, message, criterion.span);
        self.faults
            .push(fault.help("the table `claims` has a row for each claim"));
    }

    /// The place of the recommendation that a row of another table belongs to.
    fn place(&mut self, id: &RawText, places: &BTreeMap<String, usize>) -> Option<usize> {
        let found = places.get(&id.value).copied();
        if found.is_none() {
            let message = format!("no recommendation has the id `{}`", id.value);
            let known = places.keys().map(String::as_str);
            let fault = Diagnostic::new(Code::UnknownValue, message, id.span);
            self.faults
                .push(fault.help_if(did_you_mean(&id.value, known)));
        }
        found
    }

    /// The quotes in the cells of a row.
    fn quotes(&mut self, table: &Table, row: &Row) -> RawQuotes {
        let cells: Vec<&RawText> = table.cells(row, "quote").collect();
        let words = cells.into_iter().flat_map(|cell| {
            let parts = cell.value.split(BETWEEN_QUOTES).map(str::trim);
            let parts = parts.filter(|part| !part.is_empty());
            parts.map(|part| RawText::new(part.to_owned(), cell.span))
        });
        let quotes = words
            .map(|exact| self.described(table, row, exact))
            .collect();
        RawQuotes {
            span: row.span(),
            quotes,
        }
    }

    /// A quote with what its row says of it.
    fn described(&mut self, table: &Table, row: &Row, exact: RawText) -> RawQuote {
        let context = |name| table.cells(row, name).next().cloned();
        RawQuote {
            exact,
            prefix: context("prefix"),
            suffix: context("suffix"),
            voice: table.text(row, "voice").map(lower_case),
            role: table.text(row, "role").map(lower_case),
            reviewed: self.flag(table, row, "reviewed"),
        }
    }

    /// A yes or no; blank is no.
    fn flag(&mut self, table: &Table, row: &Row, name: &str) -> bool {
        let Some(text) = table.text(row, name) else {
            return false;
        };
        match text.value.to_lowercase().as_str() {
            "true" | "yes" | "y" | "x" | "1" => true,
            "false" | "no" | "n" | "0" => false,
            _ => {
                let message = format!("`{}` is neither yes nor no", text.value);
                let fault = Diagnostic::new(Code::UnknownValue, message, text.span);
                self.faults.push(fault.help("write `true` or `false`"));
                false
            }
        }
    }

    fn without_quotes(&mut self, records: &[Box<RawRecommendation>]) {
        for record in records {
            let claims = record.criteria.iter();
            let claims =
                claims.map(|(id, claim)| (&claim.quotes, format!("the claim for `{}`", id.value)));
            let own = (&record.quotes, "this recommendation".to_owned());
            for (quotes, what) in std::iter::once(own).chain(claims) {
                if quotes.quotes.is_empty() {
                    let message = format!("{what} has no quote");
                    let fault = Diagnostic::new(Code::NoQuotes, message, quotes.span);
                    self.faults
                        .push(fault.help("quote the passage that says so"));
                }
            }
        }
    }
}

/// Gives every recommendation without an id that of its source and option, numbered from the second.
fn name_the_nameless(records: &mut [Box<RawRecommendation>], table: &Table) {
    let written = records.iter().filter_map(|record| record.id.as_ref());
    let mut ids = Ids {
        taken: written.map(|id| id.value.clone()).collect(),
        ..Ids::default()
    };
    let rows: Vec<Span> = table.rows().map(Row::span).collect();
    for (record, row) in records.iter_mut().zip(rows) {
        let (None, Some(source), Some(option)) = (&record.id, &record.source, &record.option)
        else {
            continue;
        };
        let id = ids.unused(&format!("{}-{}", source.value, option.value));
        record.id = Some(RawText::new(id, row));
    }
}

/// Ids that are taken.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// The last number that each id was given.
    numbers: HashMap<String, usize>,
}

impl Ids {
    /// The id, or the first of `id-2`, `id-3`, ... that is not taken; it is taken then.
    pub(super) fn unused(&mut self, id: &str) -> String {
        let number = self.numbers.entry(id.to_owned()).or_default();
        loop {
            *number += 1;
            let candidate = match *number {
                1 => id.to_owned(),
                number => format!("{id}-{number}"),
            };
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

fn lower_case(text: RawText) -> RawText {
    RawText::new(text.value.to_lowercase(), text.span)
}

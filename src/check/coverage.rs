//! What is missing or left over: pairs not coded, nouns not used, advice not covered.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::files::Span;
use crate::model::{Declared, Key, PolicyOption, Source};

use super::sources::shorten;
use super::{Context, Scope};

/// Every warning about what is missing or left over.
pub(super) fn warnings(context: &Context) -> Vec<Diagnostic> {
    let coded = coded_options(context);
    let mut found = Vec::new();
    found.extend(uncoded(context, &coded));
    found.extend(unused_options(context, &coded));
    found.extend(unused_sources(context));
    found.extend(unused_criteria(context));
    found.extend(silence_contradicted(context));
    if context.scope == Scope::Audit {
        found.extend(advice_uncovered(context));
    }
    found
}

/// The options that each author's recommendations are on, their wholes included.
type Coded<'a> = HashMap<&'a str, HashSet<Key<PolicyOption>>>;

fn coded_options<'a>(context: &Context<'a>) -> Coded<'a> {
    let sources = &context.project.sources;
    let mut coded = Coded::new();
    for (source, option) in context.origins.coded.keys() {
        let author = sources[*source].author.as_str();
        coded.entry(author).or_default().insert(*option);
    }
    coded
}

/// One warning a source that leaves a cell of its author uncoded. A whole of which no part is
/// coded is named instead of its parts.
fn uncoded(context: &Context, coded: &Coded) -> Vec<Diagnostic> {
    let project = context.project;
    let none = HashSet::new();
    // What a recommendation on an unknown option is on, nobody can say.
    let sure = |key: &Key<Source>| !context.origins.unsure.contains(key);
    let sources: Vec<Key<Source>> = project.sources.keys().filter(sure).collect();
    let warning = |key: Key<Source>| {
        let coded = coded.get(project.sources[key].author.as_str());
        let coded = coded.unwrap_or(&none);
        let open = |option: Key<PolicyOption>| {
            !coded.contains(&option) && project.declared(key, option) == Declared::Nothing
        };
        let keys = || project.options.keys();
        // The wholes that are coded themselves or in a part, worked out at once: a whole may have
        // thousands of parts.
        let begun: HashSet<Key<PolicyOption>> = keys()
            .filter(|option| !open(*option))
            .map(|option| project.options[option].part_of.unwrap_or(option))
            .collect();
        let named = |option: &Key<PolicyOption>| match project.options[*option].part_of {
            Some(whole) => begun.contains(&whole),
            None => !begun.contains(option),
        };
        let options: Vec<&str> = keys()
            .filter(|option| open(*option))
            .filter(named)
            .map(|option| project.options.id(option))
            .collect();
        let (span, _) = context.origins.sources.get(&key)?;
        uncoded_warning(project.sources.id(key), &options, *span)
    };
    sources.into_par_iter().filter_map(warning).collect()
}

fn uncoded_warning(source: &str, options: &[&str], span: Span) -> Option<Diagnostic> {
    if options.is_empty() {
        return None;
    }
    let message = format!("`{source}` is not coded on {}", options.join(", "));
    Some(
        Diagnostic::new(Code::Uncoded, message, span).help(
            "add a recommendation, or after reading the whole text declare `silent_on` or `not_applicable`",
        ),
    )
}

fn unused_options(context: &Context, coded: &Coded) -> Vec<Diagnostic> {
    let used: HashSet<Key<PolicyOption>> = coded.values().flatten().copied().collect();
    let raw = context.loaded.raw.options.iter();
    raw.filter(|(id, _)| {
        let key = context.project.options.find(&id.value);
        key.is_some_and(|key| !used.contains(&key))
    })
    .map(|(id, _)| {
        let message = format!("no recommendation is on the option `{}`", id.value);
        Diagnostic::new(Code::UnusedOption, message, id.span)
    })
    .collect()
}

fn unused_sources(context: &Context) -> Vec<Diagnostic> {
    let coded = context.origins.coded.keys().map(|(source, _)| *source);
    let used: HashSet<Key<Source>> = coded
        .chain(context.origins.unsure.iter().copied())
        .collect();
    let raw = context.loaded.raw.sources.iter();
    raw.filter(|(id, _)| {
        // Of a text that cannot be read, its own fault says enough.
        let key = context.project.sources.find(&id.value);
        let read = key.filter(|key| context.origins.sources.contains_key(key));
        read.is_some_and(|key| !used.contains(&key))
    })
    .map(|(id, _)| {
        let message = format!("no recommendation is from the source `{}`", id.value);
        Diagnostic::new(Code::UnusedSource, message, id.span)
    })
    .collect()
}

fn unused_criteria(context: &Context) -> Vec<Diagnostic> {
    let used = &context.origins.claimed;
    let raw = context.loaded.raw.criteria.iter();
    raw.filter(|(id, _)| {
        let key = context.project.criteria.find(&id.value);
        key.is_some_and(|key| !used.contains(&key))
    })
    .map(|(id, _)| {
        let message = format!("no claim is on the criterion `{}`", id.value);
        Diagnostic::new(Code::UnusedCriterion, message, id.span)
    })
    .collect()
}

/// A term of an option, or of its parts, in the author's own words of a source declared silent.
fn silence_contradicted(context: &Context) -> Vec<Diagnostic> {
    const SHOWN: usize = 3;
    let project = context.project;
    let mut found = Vec::new();
    for (id, raw) in &context.loaded.raw.sources {
        let Some(key) = project.sources.find(&id.value) else {
            continue;
        };
        let Some(&(_, file)) = context.origins.sources.get(&key) else {
            continue;
        };
        for declared in &raw.silent_on {
            let Some(option) = project.options.find(&declared.value) else {
                continue;
            };
            let covered = std::iter::once(option).chain(project.parts(option));
            let terms = covered.flat_map(|option| &project.options[option].terms);
            let mut places: Vec<(usize, usize, &str)> = Vec::new();
            for term in terms {
                let hits = project.sources[key].text.find_term(term);
                places.extend(
                    hits.iter()
                        .map(|at| (at.bytes().start, at.bytes().end, term.as_str())),
                );
            }
            places.sort_unstable();
            places.dedup_by_key(|place| place.0);
            if places.is_empty() {
                continue;
            }
            let message = format!(
                "`{}` is declared silent on `{}`, but a term of it occurs {} in the text",
                id.value,
                declared.value,
                if places.len() == 1 {
                    "once".to_owned()
                } else {
                    format!("{} times", places.len())
                },
            );
            let mut doubt = Diagnostic::new(Code::SilenceContradicted, message, declared.span);
            for (start, end, term) in places.into_iter().take(SHOWN) {
                doubt = doubt.related(Span::new(file, start..end), format!("the term `{term}`"));
            }
            found.push(doubt.help("read these passages again, or make the terms more precise"));
        }
    }
    found
}

/// Sentences of advice in the author's own words that no quote touches.
fn advice_uncovered(context: &Context) -> Vec<Diagnostic> {
    let project = context.project;
    let mut quoted: HashMap<Key<Source>, Vec<Range<usize>>> = HashMap::new();
    for quote in project.quotes() {
        let places = quoted.entry(quote.source).or_default();
        places.push(quote.place().bytes());
    }
    let mut found = Vec::new();
    for (key, source) in project.sources.iter() {
        let Some(&(_, file)) = context.origins.sources.get(&key) else {
            continue;
        };
        let places = quoted.get(&key).map_or(&[][..], Vec::as_slice);
        for sentence in crate::text::advice_sentences(&source.text) {
            let touches =
                |quote: &Range<usize>| quote.start < sentence.end && sentence.start < quote.end;
            if !places.iter().any(touches) {
                let words = shorten(&source.text.raw()[sentence.clone()]);
                let message = format!("no quote touches this sentence of advice: {words}");
                let span = Span::new(file, sentence);
                found.push(Diagnostic::new(Code::AdviceUncovered, message, span));
            }
        }
    }
    found
}

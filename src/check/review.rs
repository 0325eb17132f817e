//! What a reviewer would ask about a verified quote or a stance.

use std::ops::Range;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::files::Span;
use crate::model::{Direction, Quote, Voice};
use crate::text::{self, Method};

use super::Context;

/// Every doubt about single quotes and stances.
pub(super) fn warnings(context: &Context) -> Vec<Diagnostic> {
    let written = context.origins.quotes.iter().copied();
    let quotes: Vec<(&Quote, Span)> = context.project.quotes().zip(written).collect();
    let doubts = quotes
        .par_iter()
        .flat_map_iter(|(quote, written)| about_quote(context, quote, *written));
    let mut found: Vec<Diagnostic> = doubts.collect();
    found.extend(strong_but_implied(context));
    found.extend(opposite_stances(context));
    found
}

fn about_quote(context: &Context, quote: &Quote, written: Span) -> Vec<Diagnostic> {
    let Some(&(_, file)) = context.origins.sources.get(&quote.source) else {
        return Vec::new();
    };
    let at = |bytes: Range<usize>| Span::new(file, bytes);
    let mut found = Vec::new();
    if !quote.reviewed {
        found.extend(about_surroundings(context, quote, written, &at));
        if text::is_short(&quote.written) {
            let message = "this quote is too short to say something by itself";
            let doubt = Diagnostic::new(Code::QuoteShort, message, written);
            found.push(doubt.help("quote five words or thirty characters at least"));
        }
    }
    let verified = quote.verified();
    if !verified.folds().is_empty() {
        let message = format!("this quote differs from its source in {}", verified.folds());
        let own = context.files().slice(at(quote.place().bytes()));
        let doubt = Diagnostic::new(Code::QuoteFolded, message, written);
        let doubt = doubt.help(format!("the source has: {own}"));
        found.push(match verified.method() {
            // The source's own words would undo the analyst's omissions and brackets.
            Method::Edited => doubt,
            _ => doubt.fix(Fix::Words(own.to_owned())),
        });
    }
    found
}

/// Doubts about the words around a quote.
fn about_surroundings(
    context: &Context,
    quote: &Quote,
    written: Span,
    at: &dyn Fn(Range<usize>) -> Span,
) -> Vec<Diagnostic> {
    let source = &context.project.sources[quote.source].text;
    let verified = quote.verified();
    let doubt = |code, message: &str| Diagnostic::new(code, message, written);
    let negated = text::negation_before(source, verified).map(|negator| {
        doubt(
            Code::QuoteAfterNegation,
            "a negation stands just before this quote",
        )
        .related(at(negator), "the negation")
        .help("quote the whole clause, or say `reviewed: true` if the meaning stays")
    });
    let spoken = quote.voice == Voice::Author;
    let marks = text::enclosing_quotation(source, verified).filter(|_| spoken);
    let quoted = marks.map(|marks| {
        doubt(
            Code::QuoteInQuotation,
            "this quote stands inside quotation marks in the source",
        )
        .related(at(marks), "somebody else may be speaking here")
        .help("set `voice: reported`, or say `reviewed: true` if the author says it himself")
    });
    // A negation or a quotation before the words says more than that they begin in the middle.
    let alone = negated.is_none() && quoted.is_none();
    let cut = (alone && text::begins_mid_sentence(source, verified)).then(|| {
        doubt(
            Code::QuoteMidSentence,
            "this quote begins in the middle of a sentence",
        )
        .related(at(quote.place().bytes()), "the place in the source")
        .help("begin with the sentence, or say `reviewed: true` if the meaning stays")
    });
    [negated, quoted, cut].into_iter().flatten().collect()
}

fn strong_but_implied<'a>(context: &'a Context) -> impl Iterator<Item = Diagnostic> + 'a {
    let recommendations = context.project.recommendations.iter();
    recommendations
        .filter(|(_, recommendation)| recommendation.implied && recommendation.stance.is_strong())
        .filter_map(|(key, recommendation)| {
            let (_, stance) = context.origins.recommendations.get(&key)?;
            let message = format!(
                "`{}` is a strong word for an implied stance",
                recommendation.stance
            );
            let doubt = Diagnostic::new(Code::StrongButImplied, message, *stance);
            Some(doubt.help("a strong stance needs a passage that says so"))
        })
}

/// A passage that decides for one option and against one: right now and then, worth a look always.
fn opposite_stances(context: &Context) -> Vec<Diagnostic> {
    let mut deciding = deciding_quotes(context);
    deciding.sort_by_key(|found| (found.quote.source, found.quote.place().bytes().start));
    let mut found = Vec::new();
    for (at, first) in deciding.iter().enumerate() {
        let end = first.quote.place().bytes().end;
        let overlapping = deciding[at + 1..].iter().take_while(|second| {
            second.quote.source == first.quote.source && second.quote.place().bytes().start < end
        });
        for second in overlapping {
            let opposite = matches!(
                (first.side, second.side),
                (Direction::For, Direction::Against) | (Direction::Against, Direction::For)
            );
            if opposite && !(first.quote.reviewed || second.quote.reviewed) {
                found.push(opposite_stance(first.written, second.written));
            }
        }
    }
    found
}

/// A quote that decides for a side, and where it is written.
struct Deciding<'a> {
    quote: &'a Quote,
    side: Direction,
    written: Span,
}

fn deciding_quotes<'a>(context: &Context<'a>) -> Vec<Deciding<'a>> {
    let mut written = context.origins.quotes.iter().copied();
    let mut found = Vec::new();
    for (_, recommendation) in context.project.recommendations.iter() {
        let own = recommendation.quotes.len();
        let side = recommendation.stance.direction();
        let quotes = recommendation.all_quotes().zip(written.by_ref());
        for (place, (quote, written)) in quotes.enumerate() {
            if let Some(side) = side.filter(|_| place < own && quote.is_deciding()) {
                found.push(Deciding {
                    quote,
                    side,
                    written,
                });
            }
        }
    }
    found
}

fn opposite_stance(one: Span, other: Span) -> Diagnostic {
    let (earlier, later) = (one.min(other), one.max(other));
    let message = "this passage backs opposite stances";
    Diagnostic::new(Code::OppositeStancesOnePassage, message, later)
        .related(earlier, "the other stance rests on it here")
        .help("quote only the words that decide, or say `reviewed: true` if it backs both")
}

//! What a reviewer would ask about a verified quote or a stance.

use std::ops::Range;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::files::Span;
use crate::model::{Direction, Quote, Recommendation, Voice};
use crate::text::{self, Method};

use super::Context;

/// Every doubt about single quotes and stances.
pub(super) fn warnings(context: &Context) -> Vec<Diagnostic> {
    let quotes: Vec<&Quote> = context.project.quotes().collect();
    let doubts = quotes
        .par_iter()
        .flat_map_iter(|quote| about_quote(context, quote));
    let mut found: Vec<Diagnostic> = doubts.collect();
    found.extend(strong_but_implied(context));
    found.extend(opposite_stances(context));
    found
}

fn about_quote(context: &Context, quote: &Quote) -> Vec<Diagnostic> {
    let written = context.origins.quotes.get(&quote.id);
    let source = context.origins.sources.get(&quote.source);
    let (Some(&written), Some(&(_, file))) = (written, source) else {
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
    if verified.folds().names().next().is_some() {
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
    let mut deciding: Vec<(&Quote, Direction)> = Vec::new();
    for (_, recommendation) in context.project.recommendations.iter() {
        deciding.extend(deciding_quotes(recommendation));
    }
    deciding.sort_by_key(|(quote, _)| (quote.source, quote.place().bytes().start));
    let mut found = Vec::new();
    for (at, (first, side)) in deciding.iter().enumerate() {
        let end = first.place().bytes().end;
        let overlapping = deciding[at + 1..].iter().take_while(|(second, _)| {
            second.source == first.source && second.place().bytes().start < end
        });
        for (second, other_side) in overlapping {
            let opposite = matches!(
                (side, other_side),
                (Direction::For, Direction::Against) | (Direction::Against, Direction::For)
            );
            if opposite && !(first.reviewed || second.reviewed) {
                found.extend(opposite_stance(context, first, second));
            }
        }
    }
    found
}

fn deciding_quotes(recommendation: &Recommendation) -> impl Iterator<Item = (&Quote, Direction)> {
    let side = recommendation.stance.direction();
    let quotes = recommendation
        .quotes
        .iter()
        .filter(|quote| quote.is_deciding());
    quotes.filter_map(move |quote| Some((quote, side?)))
}

fn opposite_stance(context: &Context, first: &Quote, second: &Quote) -> Option<Diagnostic> {
    let one = *context.origins.quotes.get(&first.id)?;
    let other = *context.origins.quotes.get(&second.id)?;
    let (earlier, later) = (one.min(other), one.max(other));
    let message = "this passage backs opposite stances";
    Some(
        Diagnostic::new(Code::OppositeStancesOnePassage, message, later)
            .related(earlier, "the other stance rests on it here")
            .help("quote only the words that decide, or say `reviewed: true` if it backs both"),
    )
}

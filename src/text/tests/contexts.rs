//! The words beside a quote: when they count as adjacent, and which are proposed.

use super::{find, slice, source, verify};
use crate::text::{
    Candidate, ContextSide, ParagraphMode, QuoteFault, QuoteQuery, SourceText, Verified,
    find_passages, find_quote,
};

fn with_prefix(text: &SourceText, prefix: &str, exact: &str) -> Result<Verified, QuoteFault> {
    let prefix = Some(prefix);
    find_quote(
        text,
        &QuoteQuery {
            prefix,
            ..QuoteQuery::new(exact)
        },
    )
}

fn with_suffix(text: &SourceText, exact: &str, suffix: &str) -> Result<Verified, QuoteFault> {
    let suffix = Some(suffix);
    find_quote(
        text,
        &QuoteQuery {
            suffix,
            ..QuoteQuery::new(exact)
        },
    )
}

/// The side and the words proposed for each place of an ambiguous quote.
#[track_caller]
fn proposed(text: &SourceText, exact: &str) -> Vec<(&'static str, String)> {
    let Err(QuoteFault::Ambiguous { candidates, .. }) = find(text, exact) else {
        panic!("{exact:?} is not ambiguous");
    };
    let context = |candidate: Candidate| candidate.context.expect("a context singles it out");
    candidates
        .into_iter()
        .map(context)
        .map(|context| (context.side.as_str(), context.words))
        .collect()
}

/// A dash between a quote and its context may be passed over only where the quote has one at that edge.
#[test]
fn a_context_stands_beside_the_quote_as_it_is_written() {
    let text = source("They all — must act now — before winter.");
    let place = |verified: &Verified| slice(&text, verified).to_owned();
    for (prefix, exact) in [("all", "— must act now"), ("all —", "must act now")] {
        let verified = with_prefix(&text, prefix, exact);
        assert!(verified.is_ok(), "{prefix:?} {exact:?}: {verified:?}");
    }
    for (exact, suffix) in [("act now —", "before"), ("act now", "— before")] {
        let verified = with_suffix(&text, exact, suffix);
        assert!(verified.is_ok(), "{exact:?} {suffix:?}: {verified:?}");
    }
    let apart = |side, verdict: Result<Verified, QuoteFault>| match verdict {
        Err(fault @ QuoteFault::ContextNotAdjacent { .. }) => assert_eq!(
            fault.to_string(),
            format!("the {side} does not stand beside the words")
        ),
        verdict => panic!("{:?}", verdict.as_ref().map(place)),
    };
    apart("prefix", with_prefix(&text, "all", "must act now"));
    apart("suffix", with_suffix(&text, "act now", "before"));
    apart("prefix", with_prefix(&text, "They", "— must act now"));
}

/// A hyphen at a line end counts for a context as it counts for a quote, whichever of the two texts has it.
#[test]
fn a_context_may_be_broken_at_a_line_end() {
    let broken = "So the deter-\nrence of war is good, and the defence of war is bad.";
    let whole = "So the deterrence of war is good, and the defence of war is bad.";
    for (raw, prefix) in [
        (broken, "the deterrence"),
        (broken, "the deter-\nrence"),
        (whole, "the deter-\nrence"),
    ] {
        let text = SourceText::new(raw, ParagraphMode::Blank);
        let verified = with_prefix(&text, prefix, "of war").expect("the prefix singles it out");
        assert!(verified.place().bytes().start < 30, "{prefix:?} in {raw:?}");
    }
    let text = SourceText::new(broken, ParagraphMode::Blank);
    let fault = with_prefix(&text, "the reference", "of war");
    assert!(matches!(fault, Err(QuoteFault::ContextNotAdjacent { .. })));
}

#[test]
fn the_fewest_words_that_single_out_are_proposed() {
    let text = source("A red car must stop here, he said. An old car must stop here, he said.");
    let prefix = |words: &str| ("prefix", words.to_owned());
    let suffix = |words: &str| ("suffix", words.to_owned());
    assert_eq!(
        proposed(&text, "must stop here"),
        [prefix("red car"), prefix("old car")]
    );
    let text =
        source("As said they must stop in May, at noon. As said they must stop in May at night.");
    assert_eq!(
        proposed(&text, "must stop"),
        [suffix("in May,"), suffix("in May at")]
    );
    // A dash ends a word.
    let text = source("Peace—trade must stop here; war must stop here—now.");
    assert_eq!(
        proposed(&text, "must stop here"),
        [prefix("trade"), prefix("war")]
    );
    let text = source("So it must stop here—now, as it must stop here today.");
    assert_eq!(
        proposed(&text, "it must stop here"),
        [prefix("So"), prefix("as")]
    );
    let text = source("It must stop here—now or never, but it must stop here—at last.");
    assert_eq!(
        proposed(&text, "must stop here"),
        [prefix("It"), prefix("it")]
    );
    let text = source("it must stop here—now—then, so it must stop here—at last.");
    assert_eq!(
        proposed(&text, "it must stop here"),
        [suffix("—now"), prefix("so")]
    );
}

/// What singles out one place must single out all of them, else it leaves the reader where he was.
#[test]
fn what_is_proposed_is_taken() {
    let text = source(
        "One: we must act, and act now. Two: we must act, and act then. We must act, and act now.",
    );
    for (side, words) in proposed(&text, "must act, and act") {
        let verdict = match side {
            "prefix" => with_prefix(&text, &words, "must act, and act"),
            _ => with_suffix(&text, "must act, and act", &words),
        };
        assert!(verdict.is_ok(), "{side} {words:?}: {verdict:?}");
    }
}

/// Nothing is proposed where no other place has the words.
#[test]
fn a_place_without_rivals_needs_no_context() {
    let text = source("We must act now. They must not.");
    let found = find_passages(&text, "must act");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].context, None);
    let found = find_passages(&text, "must");
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|candidate| candidate.context.is_some()));
    let side = |candidate: &Candidate| candidate.context.as_ref().map(|context| context.side);
    assert_eq!(side(&found[0]), Some(ContextSide::Prefix));
}

#[test]
fn a_written_break_is_seen_behind_any_letter() {
    let text = source("He is passé.\n\nWe go on without him.");
    let verified = verify(&text, "is passé.\n\nWe go on");
    assert_eq!(verified.place().last_paragraph(), 2);
}

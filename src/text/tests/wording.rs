//! What is said of quotes that are not verified, and of edits.

use super::{refuse, source};
use crate::text::{EditProblem, QuoteFault, QuoteQuery, SourceText, diagnose};

/// What the nearest passage is said to differ in.
#[track_caller]
fn cause(passage: &str, quote: &str) -> String {
    let diagnosis = diagnose(&source(passage), &QuoteQuery::new(quote), &[]);
    match diagnosis.passages.first() {
        Some(passage) => passage.cause.to_string(),
        None => panic!("nothing is near to {quote:?}"),
    }
}

#[test]
fn faults_are_told_in_a_few_words() {
    let raw = "They must act.\n\nThey may not. (More here: they must wait.)";
    let mut text = source(raw);
    let stretch = raw.find("(More").expect("the words are there")..raw.len();
    text.set_not_author(vec![stretch]);
    for (quote, told) in [
        ("[…]", "the quote has no words"),
        ("They might not", "the words do not stand in the source"),
        ("They", "the words stand in 2 places"),
        ("they must wait", "the words are not the author's"),
        ("hey must act", "the quote begins or ends inside a word"),
        (
            "They must act. They may not.",
            "the words run from one paragraph into the next",
        ),
    ] {
        assert_eq!(refuse(&text, quote).to_string(), told, "of {quote:?}");
    }
    let text = source("They must act soon and not wait before winter comes.");
    let fault = refuse(&text, "They must act … before winter comes");
    assert!(matches!(fault, QuoteFault::EditUnreviewed { .. }));
    assert_eq!(fault.to_string(), "the omission hides the negator `not`");
}

#[test]
fn the_difference_from_the_nearest_passage_is_told() {
    let passage = "The western allies must now act together before the winter comes to Kyiv.";
    for (quote, told) in [
        (
            "The western allies may now act together before the winter",
            "1 word differs: must -> may",
        ),
        (
            "The western allies may now act together after the winter",
            "2 words differ: must -> may; before -> after",
        ),
        (
            "The western allies must act together before the winter",
            "words left out: now",
        ),
        (
            "The western allies must now all act together before the winter",
            "words added: all",
        ),
        (
            "The Western allies must now act together before the winter",
            "differs only in case",
        ),
        (
            "The western allies must now act together, before the winter",
            "differs only in punctuation",
        ),
        (
            "The Western allies must now act together, before the winter",
            "differs only in case and punctuation",
        ),
        (
            "The western allies must now \u{2022} act together before the winter",
            "differs only in punctuation",
        ),
        (
            "The western allies must now act to\u{301}gether before the winter",
            "differs only in accents",
        ),
        (
            "The western allies must now ac\u{325}t together before the winter",
            "differs only in accents",
        ),
    ] {
        assert_eq!(cause(passage, quote), told, "of {quote:?}");
    }
}

#[test]
fn what_is_wrong_with_an_edit_is_told() {
    let text = SourceText::new(
        "We must act now, he says, and do so before winter comes.\n\nThey must wait until spring.",
        crate::text::ParagraphMode::Lines,
    );
    for (quote, problem, told) in [
        (
            "We must … before winter comes",
            EditProblem::ShortSide,
            "fewer than three words stand beside an omission or a bracket",
        ),
        (
            "before winter comes … We must act",
            EditProblem::Order,
            "the source has the parts in another order",
        ),
        (
            "We must act … must wait until",
            EditProblem::OtherParagraph,
            "the parts stand in different paragraphs",
        ),
        (
            "We must act [soon] before winter comes",
            EditProblem::TooFar,
            "more words lie between the parts than an omission (60) or a bracket (6) may stand for, \
             or a bracket runs over the end of a sentence",
        ),
    ] {
        let found = diagnose(&text, &QuoteQuery::new(quote), &[]).edit;
        assert_eq!(found, Some(problem), "of {quote:?}");
        assert_eq!(problem.to_string(), told);
    }
    let right = diagnose(
        &text,
        &QuoteQuery::new("We must act … before summer comes"),
        &[],
    );
    assert_eq!(right.edit, None);
}

/// A quote that stands in another source is told with its place there, whoever's words it is.
#[test]
fn the_words_are_found_in_other_sources() {
    let one = source("They must wait.");
    let mut other =
        source("So it is.\n\nWe must act now and not wait until spring comes. We must not wait.");
    let stretch = other
        .locate_stretch("We must not", None, 0)
        .expect("the words are there");
    other.set_not_author(vec![stretch]);
    for (quote, paragraph) in [
        ("We must act now", Some(2)),
        ("We must not wait", Some(2)),
        // Whether it needs a review does not matter here.
        ("We must act … until spring comes", Some(2)),
        ("So it is. We must", Some(1)),
        ("We must", Some(2)),
        ("We might", None),
    ] {
        let found = diagnose(&one, &QuoteQuery::new(quote), &[&one, &other]).elsewhere;
        let numbers: Vec<_> = found
            .iter()
            .map(|elsewhere| (elsewhere.source, elsewhere.place.paragraph()))
            .collect();
        let expected: Vec<_> = paragraph.map(|number| (1, number)).into_iter().collect();
        assert_eq!(numbers, expected, "of {quote:?}");
    }
}

//! The nearest passage: how often it is right, and what is said of it.

use super::{find, seed, source};
use crate::text::{
    Cause, Diagnosis, DiffKind, EditProblem, Place, QuoteQuery, SourceText, diagnose,
};

fn diagnosis(source: &SourceText, exact: &str) -> Diagnosis {
    diagnose(source, &QuoteQuery::new(exact), &[])
}

/// Sentences of the real texts that stand once in their text, with its number.
fn sentences() -> Vec<(usize, String, Place)> {
    let mut all = Vec::new();
    for number in 0..5 {
        let text = seed(number);
        for range in text.sentences().filter(|range| range.len() > 60) {
            let quote = text.raw()[range].to_owned();
            if let Ok(verified) = find(&text, &quote) {
                all.push((number, quote, verified.place().clone()));
            }
        }
    }
    all
}

/// How many of the changed quotes are diagnosed with the place of the sentence they were made from.
fn hits(texts: &[SourceText], changed: &[(usize, String, Place)]) -> (usize, usize) {
    let mut right = 0;
    for (number, quote, place) in changed {
        assert!(
            find(&texts[*number], quote).is_err(),
            "{quote:?} is verified"
        );
        let diagnosis = diagnosis(&texts[*number], quote);
        let near = diagnosis
            .passages
            .first()
            .map(|passage| passage.place.bytes());
        let overlaps = near.is_some_and(|near| {
            near.start < place.bytes().start + 12 && near.end + 12 > place.bytes().end
        });
        right += usize::from(overlaps);
    }
    (right, changed.len())
}

fn swap_letters(quote: &str) -> Option<String> {
    let mut letters: Vec<char> = quote.chars().collect();
    for at in (7..letters.len().saturating_sub(1)).step_by(23) {
        letters.swap(at, at + 1);
    }
    let typed: String = letters.into_iter().collect();
    (typed != quote).then_some(typed)
}

fn flip_word(quote: &str) -> Option<String> {
    const FLIPS: [(&str, &str); 5] = [
        (" must ", " may "),
        (" not ", " "),
        (" is ", " was "),
        ("Russia", "Ukraine"),
        (" and ", " or "),
    ];
    let (old, new) = FLIPS.iter().find(|(old, _)| quote.contains(old))?;
    Some(quote.replacen(old, new, 1))
}

fn cut_middle(quote: &str) -> Option<String> {
    let words: Vec<_> = quote.split(' ').collect();
    let third = words.len() / 3;
    (third >= 5).then(|| [&words[..third], &words[2 * third..]].concat().join(" "))
}

#[test]
fn changed_quotes_are_found() {
    type Change = fn(&str) -> Option<String>;
    let texts: Vec<_> = (0..5).map(seed).collect();
    let all = sentences();
    let changes: [(&str, Change); 3] = [
        ("typos", swap_letters),
        ("flips", flip_word),
        ("cuts", cut_middle),
    ];
    for (what, change) in changes {
        let changed = all.iter();
        let changed: Vec<_> = changed
            .filter_map(|(number, quote, place)| Some((*number, change(quote)?, place.clone())))
            .collect();
        let (right, total) = hits(&texts, &changed);
        assert!(right * 100 >= total * 98, "{what}: {right} of {total}");
    }
}

#[test]
fn nothing_is_suggested_for_absent_quotes() {
    let texts: Vec<_> = (0..5).map(seed).collect();
    let (mut spurious, mut total) = (0, 0);
    for (number, quote, _) in sentences().into_iter().step_by(3) {
        for (_, other) in texts
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number)
        {
            total += 1;
            spurious += usize::from(!diagnosis(other, &quote).passages.is_empty());
        }
    }
    assert!(
        spurious * 200 <= total,
        "{spurious} absent quotes of {total} are suggested"
    );
}

#[test]
fn causes_are_named() {
    let text = source(
        "The West should send strong signals to Moscow now, and it must do so with one voice. \
         Lukashenka has created this problem and he must fix it.",
    );
    let cases = [
        (
            "The West should send weak signals to Moscow now",
            "1 word differs: strong -> weak",
        ),
        (
            "The West could send weak signals to Moscow now",
            "2 words differ: should -> could; strong -> weak",
        ),
        (
            "The West should send signals to Moscow now",
            "words left out: strong",
        ),
        (
            "The West should send strong signals to Moscow right now",
            "words added: right",
        ),
        (
            "Moscow now, should send strong signals to The West",
            "order of words differs",
        ),
        (
            "the west should send strong signals to moscow",
            "differs only in case",
        ),
        (
            "The West should send strong signals to Moscow now and it must",
            "differs only in punctuation",
        ),
        (
            "the west should send strong signals to Moscow now and it",
            "differs only in case and punctuation",
        ),
        (
            "should sendstrong signals to Moscow",
            "differs only in spacing",
        ),
    ];
    for (quote, expected) in cases {
        let diagnosis = diagnosis(&text, quote);
        let cause = diagnosis
            .passages
            .first()
            .map(|passage| passage.cause.to_string());
        assert_eq!(cause.as_deref(), Some(expected), "{quote:?}");
    }
}

#[test]
fn pieces_make_up_both_texts() {
    let text = seed(2);
    let quote = "its allies may urgently consider how to prevent Belarus from ever becoming a full belligerent";
    let passage = &diagnosis(&text, quote).passages[0];
    let join = |left_out: DiffKind| -> String {
        let kept = passage.pieces.iter().filter(|piece| piece.kind != left_out);
        kept.map(|piece| piece.text.as_str()).collect()
    };
    assert_eq!(join(DiffKind::Inserted), passage.words);
    assert_eq!(join(DiffKind::Deleted), quote);
    let changed: Vec<_> = passage
        .pieces
        .iter()
        .filter(|piece| piece.kind != DiffKind::Equal)
        .collect();
    let shown: Vec<_> = changed
        .iter()
        .map(|piece| (piece.kind, piece.text.trim()))
        .collect();
    assert_eq!(
        shown,
        [
            (DiffKind::Deleted, "must"),
            (DiffKind::Inserted, "may"),
            (DiffKind::Inserted, "ever")
        ]
    );
}

#[test]
fn near_copies_are_both_shown() {
    let text = source(
        "They should act at once in the east. They should act at last in the east. Nothing else.",
    );
    let diagnosis = diagnosis(&text, "They should act at least in the east.");
    assert_eq!(diagnosis.passages.len(), 2);
}

#[test]
fn edits_that_do_not_hold_are_explained() {
    let text = seed(2);
    let cases = [
        (
            "Belarus is … has no nuclear weapons and",
            EditProblem::ShortSide,
        ),
        (
            "Vladimir Putin’s invasion of Ukraine […] they could cross into Ukraine in a matter of days",
            EditProblem::TooFar,
        ),
    ];
    for (quote, expected) in cases {
        assert!(find(&text, quote).is_err());
        assert_eq!(diagnosis(&text, quote).edit, Some(expected), "{quote:?}");
    }
    let quote =
        "Belarus deserves condemnation for its part in the war […] there is room for the country";
    let diagnosis = diagnosis(&text, quote);
    assert_eq!(diagnosis.edit, None);
    assert_eq!(
        diagnosis.passages[0].cause,
        Cause::Words(vec![("role".into(), "part".into())])
    );
}

#[test]
fn a_word_that_occurs_again_further_on_does_not_stretch_the_passage() {
    let text = source(
        "The allies should impose new sanctions on the regime at once. They must not send troops into the country.",
    );
    let quote = "The allies should impose new sanctions on the country at once.";
    let diagnosis = diagnosis(&text, quote);
    let causes: Vec<String> = diagnosis
        .passages
        .iter()
        .map(|found| found.cause.to_string())
        .collect();
    assert_eq!(causes, ["1 word differs: regime -> country"]);
}

/// What two ways of searching find is one passage, and the nearer of the two.
#[test]
fn a_passage_is_shown_once() {
    let text = seed(2);
    for quote in [
        "its allies may urgently consider how to prevent Belarus from ever becoming a full belligerent",
        "Its allies must consider urgently how to prevent Belarus from becoming a belligerent",
    ] {
        assert_eq!(diagnosis(&text, quote).passages.len(), 1, "{quote:?}");
    }
}

#[test]
fn words_in_another_order_are_nearly_as_near() {
    let text = source("We will act now and they may then win at last. Nothing else was said.");
    let nearness = |quote: &str| {
        let found = diagnosis(&text, quote).passages;
        found.first().map(|passage| passage.nearness)
    };
    assert_eq!(
        nearness("they may then win at last and We will act now"),
        Some(0.9)
    );
    assert_eq!(
        nearness("We will act now and they may then lose at"),
        Some(0.9)
    );
    // A word of the passage that the quote lacks is passed over.
    assert!(nearness("they may then win at last and We will act") > Some(0.85));
}

/// A quote of middling length may differ in a third of its letters.
#[test]
fn how_similar_a_passage_must_be_depends_on_the_length() {
    let text = source("The council has never named all of the towns. Nothing else.");
    let quote = "The council had ever maimed ale off thy gowns ";
    assert!(!diagnosis(&text, quote).passages.is_empty());
    let short = source("The council sat. Nothing else.");
    assert!(diagnosis(&short, "They counted hats").passages.is_empty());
}

#[test]
fn up_to_three_words_are_named() {
    let text = source("The western allies must now act together before the winter comes to Kyiv.");
    for (quote, expected) in [
        (
            "The eastern allies may then act, together before the winter",
            "3 words differ: western -> eastern; must now -> may then",
        ),
        (
            "The eastern friends may then act together before the winter",
            "4 words differ",
        ),
    ] {
        let cause = diagnosis(&text, quote).passages[0].cause.to_string();
        assert_eq!(cause, expected, "{quote:?}");
    }
}

#[test]
fn of_many_words_left_out_both_ends_are_shown() {
    let left_out = |number: usize| {
        let words: Vec<_> = (1..=number).map(|word| format!("w{word}")).collect();
        let text = source(&format!(
            "The western allies must act together now {} before the hard winter comes to the old town.",
            words.join(" ")
        ));
        let quote = "The western allies must act together now before the hard winter comes to the old town.";
        diagnosis(&text, quote).passages[0].cause.to_string()
    };
    let all = "w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 w12 w13 w14 w15 w16 w17";
    assert_eq!(left_out(17), format!("words left out: {all}"));
    assert_eq!(
        left_out(18),
        "words left out: w1 w2 w3 w4 w5 w6 w7 w8 … w11 w12 w13 w14 w15 w16 w17 w18"
    );
}

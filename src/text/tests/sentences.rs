//! Where sentences end, and what stands around a place.

use super::{source, verify};
use crate::text::{ParagraphMode, SourceText};

#[test]
fn sentences_are_joined_after_abbreviations() {
    let raw = "On Nov. 12 the U.S. sent Mr. John F. Kennedy to the U.K. The talks failed. Was it No. 5? \
               He said no. They left (i.e. fled). “Go!” she said. It was the Australian-U.K.-U.S. (AUKUS) pact.";
    let text = source(raw);
    let sentences: Vec<_> = text.sentences().map(|range| &raw[range]).collect();
    assert_eq!(
        sentences,
        [
            "On Nov. 12 the U.S. sent Mr. John F. Kennedy to the U.K.",
            "The talks failed.",
            "Was it No. 5?",
            "He said no.",
            "They left (i.e. fled).",
            "“Go!” she said.",
            "It was the Australian-U.K.-U.S. (AUKUS) pact.",
        ]
    );
}

/// A capital after a line break begins no sentence; a number or an address with stops is no acronym.
#[test]
fn sentences_end_at_stops_alone() {
    for line_break in ["\n", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"] {
        let raw = format!("He met President{line_break}Putin in May. Then he left.");
        let text = SourceText::new(raw.clone(), ParagraphMode::Blank);
        let sentences: Vec<_> = text.sentences().map(|range| &raw[range]).collect();
        assert_eq!(sentences.len(), 2, "{sentences:?}");
        assert_eq!(sentences[1], "Then he left.");
        // Where a space would not end a sentence, neither does a line break.
        let raw = format!("He went to town.{line_break}“and so did we” it said.");
        let text = SourceText::new(raw, ParagraphMode::Blank);
        assert_eq!(text.sentences().count(), 1, "{line_break:?}");
    }
    let raw = "It rose to 3.5. Minsk fell. See example.com. Minsk is open.";
    let text = source(raw);
    assert_eq!(text.sentences().count(), 4);
}

#[test]
fn sentences_run_over_line_breaks_and_stay_in_paragraphs() {
    let raw = "A sentence that is wrapped at some\nplace. Another one.\n\nA new one";
    let text = SourceText::new(raw.to_owned(), ParagraphMode::Blank);
    let sentences: Vec<_> = text.sentences().map(|range| &raw[range]).collect();
    assert_eq!(
        sentences,
        [
            "A sentence that is wrapped at some\nplace.",
            "Another one.",
            "A new one"
        ]
    );
    let around = text.sentences_around(verify(&text, "Another").place());
    assert_eq!(around.before.map(|range| &raw[range]), Some(sentences[0]));
    assert_eq!(&raw[around.holding], sentences[1]);
    assert_eq!(around.after, None);
    let around = text.sentences_around(verify(&text, "place. Another").place());
    assert_eq!(around.before, None);
    assert_eq!(
        &raw[around.holding],
        "A sentence that is wrapped at some\nplace. Another one."
    );
}

/// What a reader is shown around a place: the sentence before and the one after, in the same paragraph.
#[test]
fn the_context_of_a_place_stays_in_its_paragraph() {
    let raw =
        "Zero here.\n\nOne is so. Two is it. We say three now. Four comes. Five ends.\n\nSix.";
    let text = source(raw);
    let around = |quote: &str| {
        let place = verify(&text, quote).place().clone();
        let (before, after) = text.context(&place);
        (&raw[before], &raw[after])
    };
    assert_eq!(around("say three"), ("Two is it. We ", " now. Four comes."));
    assert_eq!(around("One is so."), ("", " Two is it."));
    assert_eq!(around("Five ends."), ("Four comes. ", ""));
    assert_eq!(
        around("it. We"),
        ("One is so. Two is ", " say three now. Four comes.")
    );
    assert_eq!(around("Six."), ("", ""));
}

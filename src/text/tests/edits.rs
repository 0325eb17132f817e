//! What an omission and a bracket may stand for, and what they may not.

use super::{find, refuse, slice, source, verify_as};
use crate::text::{
    EditKind, Method, Note, ParagraphMode, QuoteFault, QuoteQuery, SourceText, Verified, find_quote,
};

/// Asserts that `quote` is verified with edits, and gives what they are.
#[track_caller]
fn edits_of(text: &SourceText, quote: &str) -> Vec<String> {
    let verified = verify_as(text, quote, Method::Edited);
    verified.edits().iter().map(ToString::to_string).collect()
}

/// Asserts that nothing makes `quote` a quotation of `passage`, a reviewer's word neither.
#[track_caller]
fn assert_none(passage: &str, quote: &str) {
    let text = source(passage);
    assert_eq!(refuse(&text, quote), QuoteFault::NotFound, "of {quote:?}");
    let reviewed = QuoteQuery {
        reviewed: true,
        ..QuoteQuery::new(quote)
    };
    assert_eq!(
        find_quote(&text, &reviewed),
        Err(QuoteFault::NotFound),
        "of {quote:?}"
    );
}

fn segments<'a>(text: &'a SourceText, verified: &Verified) -> Vec<&'a str> {
    let segments = verified.segments().iter();
    segments.map(|bytes| &text.raw()[bytes.clone()]).collect()
}

/// A text with `count` words between its first and its last three.
fn with_words_between(count: usize) -> SourceText {
    let between = vec!["word"; count].join(" ");
    source(&format!("We must act {between} before winter comes."))
}

#[test]
fn the_inner_edges_of_an_edit_cut_no_word() {
    for (passage, quote) in [
        (
            "They must act now, an unlikely turn of things.",
            "They must act … likely turn of things",
        ),
        (
            "They saw the army of Russia’s neighbour march off again.",
            "saw the army of Russia … march off again",
        ),
        (
            "They saw the army of Russia’s neighbour march off again.",
            "saw the army of Russia [and] march off again",
        ),
        (
            "They say growth was about −5 percent of it.",
            "They say growth … 5 percent of it",
        ),
        (
            "They say growth was −5 percent of it.",
            "They say growth [is] 5 percent of it",
        ),
    ] {
        assert_none(passage, quote);
    }
}

#[test]
fn an_omission_leaves_out_one_to_sixty_words() {
    let quote = "We must act … before winter comes";
    assert_none("We must act before winter comes.", quote);
    for count in [1, 59, 60] {
        assert_eq!(edits_of(&with_words_between(count), quote).len(), 1);
    }
    for count in [61, 62, 200] {
        assert_none(with_words_between(count).raw(), quote);
    }
}

/// Words that the source breaks at line ends are longer there than in the quote.
#[test]
fn an_omission_of_sixty_words_may_end_before_broken_words() {
    let between = vec!["word"; 60].join(" ");
    let raw = format!(
        "We must act {between} as mo-\nbi-\nli-\nza-\nti-\non a-\nno-\nni-\nmo-\nus-\nly de-\nmo-\nra-\nli-\nzes."
    );
    let text = SourceText::new(raw, ParagraphMode::Blank);
    let quote = "We must act … as mobilization anonimously demoralizes";
    assert_eq!(edits_of(&text, quote).len(), 1);
}

/// A break that is written makes a literal quote one of two paragraphs, but the parts of an edited one stand in one.
#[test]
fn parts_stand_in_one_paragraph() {
    let text = "They all know it.\n\nThe war will come again soon after the winter.";
    assert_none(text, "They all know it.\n\nThe war will … after the winter");
    assert_none(text, "They all know … come again soon");
    let text = source(text);
    let quote = "They all know it.\n\nThe war will come [in June]";
    assert_eq!(edits_of(&text, quote), ["[in June] added"]);
}

/// A bracket at an end that the source has, too, is the source's own, and is part of the place.
#[test]
fn a_bracket_at_an_end_may_be_the_sources_own() {
    let text = source("So [they] must act now, he says, before winter [comes]. Then peace.");
    let quote = "[they] must act now … says, before winter [comes]";
    let verified = verify_as(&text, quote, Method::Edited);
    assert_eq!(
        slice(&text, &verified),
        "[they] must act now, he says, before winter [comes]"
    );
    let kinds: Vec<_> = verified.edits().iter().map(|edit| edit.kind).collect();
    assert_eq!(kinds, [EditKind::Own, EditKind::Omission, EditKind::Own]);
    let quote = "[we] must act now … says, before winter [ends]";
    let verified = verify_as(&text, quote, Method::Edited);
    assert_eq!(
        slice(&text, &verified),
        "must act now, he says, before winter"
    );
}

#[test]
fn a_bracket_stands_for_none_to_six_words() {
    let quote = "We must act [soon] before winter comes";
    for count in [0, 1, 5, 6] {
        assert_eq!(edits_of(&with_words_between(count), quote).len(), 1);
    }
    for count in [7, 8, 60] {
        assert_none(with_words_between(count).raw(), quote);
    }
    let long = ["incomprehensibilities"; 6].join(" ");
    let text = source(&format!("We must act {long} before winter comes."));
    let quote = "We must act [soon] before winter comes";
    assert_eq!(edits_of(&text, quote), [format!("[soon] <- {long}")]);
}

#[test]
fn a_bracket_does_not_run_over_the_end_of_a_sentence() {
    for passage in [
        "We saw how the allies left. They returned to the base.",
        "We saw how the allies left. Then returned to the base.",
    ] {
        assert_none(
            passage,
            "saw how the allies left [and] returned to the base",
        );
    }
    assert_none(
        "We saw how the allies left. Returned to the base, they slept.",
        "saw how the allies left [and] Returned to the base",
    );
    assert_none(
        "We saw how the allies left. “Returned to the base,” they wrote.",
        "saw how the allies left [and] “Returned to the base,” they",
    );
    let text = source("We saw how the allies left, then returned to the base.");
    let quote = "saw how the allies left [and] returned to the base";
    assert_eq!(edits_of(&text, quote), ["[and] <- , then"]);
}

#[test]
fn a_bracket_inside_a_word_stands_for_letters_of_it() {
    let text = source("The minister mispelled the name of it.");
    assert_eq!(
        edits_of(&text, "The minister mis[s]pelled the name"),
        ["[s] added"]
    );
    let text = source("The minister supports the new measures.");
    let quote = "The minister support[ed] the new measures";
    assert_eq!(edits_of(&text, quote), ["[ed] <- s"]);
    for passage in [
        "The minister support all the new measures.",
        "The minister support-s the new measures.",
        "The minister support3 the new measures.",
        "The minister support’s the new measures.",
    ] {
        assert_none(passage, "The minister support[ed] new measures");
    }
    assert_none(
        "The minister support3 the new measures.",
        "The minister support[ed] the new measures",
    );
}

#[test]
fn a_bracket_inside_a_word_stands_for_twenty_letters_at_most() {
    let text = |count| source(&format!("The minister x{} the new.", "é".repeat(count)));
    let quote = "The minister x[yz] the new";
    for count in [1, 19, 20] {
        assert_eq!(edits_of(&text(count), quote).len(), 1, "{count} letters");
    }
    for count in [21, 22, 60] {
        assert_none(text(count).raw(), quote);
    }
}

/// Of four dots the first may be the stop of the sentence: it is, where the source has one there.
#[test]
fn the_first_of_four_dots_is_a_stop_where_the_source_has_one() {
    let quote = "the war ended here.... they went home now";
    let text = source("So the war ended here. In the end they went home now.");
    let verified = verify_as(&text, quote, Method::Edited);
    assert_eq!(
        segments(&text, &verified),
        ["the war ended here.", "they went home now"]
    );
    let text = source("So the war ended here and so they went home now.");
    let verified = verify_as(&text, quote, Method::Edited);
    assert_eq!(
        segments(&text, &verified),
        ["the war ended here", "they went home now"]
    );
    // Any other stop of the quote must be there.
    assert_none(
        "So the war ended here and so they went home now or never.",
        "the war ended here.... they went home now. […] or never ever",
    );
    assert_none(
        "So the war ended here and so they went home now, all of them alive.",
        "the war ended here.... they went home now. [So] all of them alive",
    );
}

/// Of the ways in which the parts of a quote can stand, the one that leaves out least is meant.
#[test]
fn the_nearest_parts_are_meant() {
    let text = source(
        "We must act now, he says; we must act now and here, for then before winter comes peace, \
         before winter comes war.",
    );
    let verified = verify_as(&text, "we must act … before winter comes", Method::Edited);
    assert_eq!(
        slice(&text, &verified),
        "we must act now and here, for then before winter comes"
    );
    let text = source("So we must act now; we must act here, before winter comes.");
    let verified = verify_as(&text, "we must act … before winter comes", Method::Edited);
    assert_eq!(
        slice(&text, &verified),
        "we must act here, before winter comes"
    );
    let two = source(
        "The men must act at once before winter comes. The men must act today before winter comes.",
    );
    let quote = "The men must act … before winter comes";
    assert!(matches!(
        find(&two, quote),
        Err(QuoteFault::Ambiguous { total: 2, .. })
    ));
}

#[test]
fn an_edited_quote_begins_and_ends_with_whole_words() {
    let passage = "An unlikely army must act at once before the winters come.";
    assert_none(passage, "likely army must act … before the winters");
    assert_none(passage, "An unlikely army must … before the winter");
    let text = source(passage);
    let quote = "[un]likely army must act at once";
    let edit = verify_as(&text, quote, Method::Edited).edits()[0].clone();
    assert_eq!(
        (edit.kind, edit.replaced.as_str()),
        (EditKind::Letters, "un")
    );
}

/// Three words on each side of an edit between words make it likely that the parts belong together; letters need none.
#[test]
fn an_edit_between_words_needs_three_words_beside_it() {
    let text = source("So they act at once, he said, and supported it.");
    for quote in [
        "[In short,] they act",
        "they act [it seems]",
        "they act [now] he said, and",
        "they act … and supported it",
        "he said, and [he] it",
    ] {
        assert_eq!(refuse(&text, quote), QuoteFault::NotFound, "of {quote:?}");
    }
    assert_eq!(
        edits_of(&text, "[In short,] they act at"),
        ["[In short,] added"]
    );
    assert_eq!(edits_of(&text, "act at once [it seems]").len(), 1);
    assert_eq!(edits_of(&text, "support[s] it"), ["[s] <- ed"]);
}

/// Only an ellipsis of four dots in a row leaves it open whose stop the first is.
#[test]
fn a_stop_before_another_omission_must_be_there() {
    let passage = "For it ended in 1945 and so it is right to be alarmed.";
    for mark in [".[…]", ". […]", ". …", ". ..."] {
        let quote = format!("For it ended in 1945{mark} right to be alarmed");
        assert_none(passage, &quote);
    }
    for mark in ["....", ".…", ". . . ."] {
        let quote = format!("For it ended in 1945{mark} right to be alarmed");
        assert_eq!(edits_of(&source(passage), &quote).len(), 1, "{mark:?}");
    }
}

#[test]
fn a_bracket_that_holds_another_is_literal() {
    let text = source("So they all act [now before the winter comes.");
    let quote = "they all act [now [soon] before the winter comes";
    assert_eq!(edits_of(&text, quote), ["[soon] added"]);
}

#[test]
fn long_omissions_and_those_over_sentences_are_noted() {
    let notes = |text: &SourceText, quote: &str| {
        let verified = verify_as(text, quote, Method::Edited);
        verified.notes().to_vec()
    };
    let quote = "We must act … before winter comes";
    assert_eq!(notes(&with_words_between(25), quote), []);
    let long = Note::LongOmission { words: 26 };
    assert_eq!(notes(&with_words_between(26), quote), [long]);
    let text = source("We must act now. Everybody will, before winter comes.");
    assert_eq!(notes(&text, quote), [Note::OmissionOverSentences]);
    let text = source("We must act now and here, before winter comes.");
    assert_eq!(notes(&text, quote), []);
    assert_eq!(notes(&text, &format!("– {quote}")), [Note::EdgeMarks]);
    // What a bracket stands for is shown beside it, and is short.
    assert_eq!(notes(&text, "We must act [soon] before winter comes"), []);
}

//! Where a quote may begin and end: what beside its words belongs to them, and what is left aside.

use super::{find, refuse, slice, source, verify, verify_as};
use crate::text::{Fold, Method, Note, ParagraphMode, QuoteFault, SourceText};

#[track_caller]
fn assert_cuts(passage: &str, quote: &str) {
    let fault = refuse(&source(passage), quote);
    assert!(
        matches!(fault, QuoteFault::CutsWord { .. }),
        "{quote:?} in {passage:?}: {fault:?}"
    );
}

/// Asserts that `quote` stands in `passage` as it is written.
#[track_caller]
fn assert_stands(passage: &str, quote: &str) {
    let text = source(passage);
    let verified = verify_as(&text, quote, Method::Exact);
    assert_eq!(slice(&text, &verified), quote);
}

#[test]
fn an_accent_belongs_to_the_word_before_it() {
    // No single letter is composed of these, so that the accent stays a character of its own.
    assert_cuts("They met at X\u{30c}yz in May.", "They met at X\u{30c}");
    assert_cuts("They met at X\u{30c}yz in May.", "yz in May");
    assert_stands("They met at X\u{30c} in May.", "They met at X\u{30c}");
}

/// A hyphen, an apostrophe or a slash joins two words; beside anything else it is punctuation.
#[test]
fn a_joint_needs_a_word_on_both_sides() {
    assert_stands("He called it ‘modest’ help.", "modest");
    assert_stands("The pro-(war) camp won again.", "(war) camp won");
    assert_stands(
        "They split on pro- and anti-war lines.",
        "and anti-war lines",
    );
    assert_stands("He said ‘It has ended.’They left.", "It has ended.");
    assert_stands("The U.S./NATO talks went on.", "NATO talks went on");
    assert_stands("The (-led) forces left.", "led");
    assert_stands("北京-上海 is a railway.", "上海 is a railway");
}

/// The stop of an acronym is part of it where a hyphen follows.
#[test]
fn a_hyphen_joins_an_acronym_on_both_sides() {
    assert_cuts("They signed a pro-U.S.-led plan.", "They signed a pro-U.S.");
    assert_cuts("It is the U.S.-German statement.", "It is the U.S.");
    assert_cuts("It is the U.S.-German statement.", "German statement");
    assert_stands("It is the U.S.-German statement.", "U.S.-German statement");
}

#[test]
fn a_point_without_a_whole_part_begins_a_number() {
    assert_cuts("They gave .5 percent.", "5 percent");
    assert_cuts("They gave (.5 percent).", "5 percent");
    // After a word or another point the point ends a sentence.
    assert_stands("They gave all.5 percent remained.", "5 percent remained");
    assert_stands("They gave all..5 percent remained.", "5 percent remained");
}

#[test]
fn the_sign_of_a_number_belongs_to_it() {
    for passage in ["Growth was -5 percent.", "Growth was −5 percent."] {
        assert_cuts(passage, "5 percent");
    }
    assert_stands("Growth was -5 percent.", "-5 percent");
    assert_stands("It fell in 2014-15 again.", "2014-15 again");
    for dash in ["– ", "- ", "--", "—"] {
        let passage = format!("Growth was {dash}5 percent.");
        let found = find(&source(&passage), "-5 percent");
        assert_eq!(found, Err(QuoteFault::NotFound), "{passage:?}");
    }
}

/// Dashes, ellipses and bullets at the edges of a quote are not looked for in the source.
#[test]
fn marks_at_the_edges_are_left_aside() {
    let text = source("They must act now, it says here.");
    for quote in [
        "They must act now—",
        "They must act now -",
        "-They must act now",
        "• They must act now",
        "– ‣ They must act now …",
        "[…] They must act now [ … ]",
        "… - They must act now - …",
    ] {
        let verified = verify_as(&text, quote, Method::Folded);
        assert_eq!(slice(&text, &verified), "They must act now", "of {quote:?}");
        assert!(verified.notes().contains(&Note::EdgeMarks), "of {quote:?}");
    }
}

/// A dash that bears an accent is one symbol with it, and no mark at the edge.
#[test]
fn a_mark_with_an_accent_is_sought() {
    let text = source("They must act now, it says here.");
    assert_eq!(
        find(&text, "–\u{301}They must act now"),
        Err(QuoteFault::NotFound)
    );
    assert_eq!(
        find(&text, "-\u{301}They must act now"),
        Err(QuoteFault::NotFound)
    );
    assert_eq!(
        find(&text, "• –\u{301}They must act now"),
        Err(QuoteFault::NotFound)
    );
    let text = source("So –\u{301}They must act now.");
    verify(&text, "–\u{301}They must act now");
    verify(&text, "• –\u{301}They must act now");
}

/// Marks at an edge that the source has just so are part of the place; others are not.
#[test]
fn marks_at_the_edges_that_the_source_has_are_quoted() {
    let text = source("He said — they must act now — and left.");
    for quote in [
        "— they must act now",
        "they must act now —",
        "— they must act now —",
    ] {
        let verified = verify_as(&text, quote, Method::Exact);
        assert_eq!(slice(&text, &verified), quote);
        assert_eq!(verified.notes(), []);
    }
    for quote in [
        "– they must act now",
        "they must act now –",
        "• they must act now —",
    ] {
        let verified = verify_as(&text, quote, Method::Folded);
        assert_eq!(slice(&text, &verified), "they must act now", "of {quote:?}");
        assert_eq!(verified.notes(), [Note::EdgeMarks]);
    }
}

/// Four dots at the end are a stop and an ellipsis, or an ellipsis of four dots.
#[test]
fn the_stop_before_dots_at_the_end_may_be_theirs() {
    let text = source("They must act now and here. They must act then.");
    for quote in [
        "They must act now....",
        "They must act now.…",
        "They must act now. …",
    ] {
        let verified = verify_as(&text, quote, Method::Folded);
        assert_eq!(slice(&text, &verified), "They must act now", "of {quote:?}");
    }
    for quote in ["They must act then....", "They must act then.…"] {
        let verified = verify_as(&text, quote, Method::Folded);
        assert_eq!(
            slice(&text, &verified),
            "They must act then.",
            "of {quote:?}"
        );
    }
    assert_eq!(refuse(&text, "They must act now."), QuoteFault::NotFound);
}

/// Such a stop is left out whatever else the quote leaves open: white space, marks that nobody sees, nested
/// quotation marks, a sign, an omission.
#[test]
fn the_stop_before_dots_at_the_end_does_not_stand_in_the_way() {
    let text =
        source("They lost −5 points too. They lost then, he says, so that they “must act” now.");
    for (quote, words) in [
        ("they “must act” . . . .", "they “must act”"),
        ("they “must act”.\u{ad}...", "they “must act”"),
        ("they “must act”.\u{ad}…", "they “must act”"),
        ("they 'must act'....", "they “must act”"),
        ("-5 points....", "−5 points"),
    ] {
        let verified = verify_as(&text, quote, Method::Folded);
        assert_eq!(slice(&text, &verified), words, "of {quote:?}");
    }
    for quote in [
        "They lost then … that they “must act”....",
        "They lost then … that they 'must act'....",
    ] {
        let verified = verify_as(&text, quote, Method::Edited);
        assert!(slice(&text, &verified).ends_with("they “must act”"));
    }
    let stop = "They lost then … that they “must act”.";
    assert_eq!(refuse(&text, stop), QuoteFault::NotFound);
}

/// Quotation marks inside a quote may be of the other kind, but only in pairs, and apostrophes are none.
#[test]
fn the_kind_of_inner_quotation_marks_is_open() {
    let single = "He said ‘we must act’ and left the others’ camp.";
    let double = "He said “we must act” and left the others’ camp.";
    for (passage, quote) in [
        (single, "He said \"we must act\" and left"),
        (single, "He said “we must act” and left the others’ camp"),
        (double, "He said 'we must act' and left"),
        (double, "He said ‘we must act’ and left the others’ camp"),
    ] {
        let verified = verify_as(&source(passage), quote, Method::Folded);
        assert_eq!(
            verified.folds().count(Fold::NestedQuotationMarks),
            2,
            "{quote:?}"
        );
    }
    for (passage, quote) in [
        (single, "He said \"we must act"),
        (double, "He said ‘we must act"),
        (single, "and left the others” camp"),
        (double, "we must act’ and left"),
        (
            "He said “we must act” and left “the camp.",
            "said ‘we must act’ and left ‘the camp",
        ),
    ] {
        assert_eq!(
            refuse(&source(passage), quote),
            QuoteFault::NotFound,
            "{quote:?}"
        );
    }
}

/// Scripts that are written without spaces have no bounds of words to keep to.
#[test]
fn scripts_without_spaces_have_no_tokens() {
    for passage in [
        "ประเทศไทย",
        "ကမ္ဘာမြန်မာ",
        "ភាសាខ្មែរ",
        "漢字文化圏",
        "ひらがな",
        "ｱｲｳｴｵ",
        "𠀀𠀁𠀂𠀃",
    ] {
        let text = source(passage);
        let chars: Vec<char> = passage.chars().collect();
        let first: String = chars[..1].iter().collect();
        let found = find(&text, &first);
        let cut = matches!(found, Err(QuoteFault::CutsWord { .. }));
        // A consonant and the vowel or the tone on it are one symbol.
        let one_symbol = unicode_segmentation::UnicodeSegmentation::graphemes(passage, true)
            .next()
            .is_some_and(|symbol| symbol.chars().count() > 1);
        assert_eq!(cut, one_symbol, "{first:?} in {passage:?}: {found:?}");
    }
}

#[test]
fn methods_have_their_words() {
    let words = [Method::Exact, Method::Folded, Method::Edited].map(Method::as_str);
    assert_eq!(words, ["exact", "folded", "edited"]);
}

/// The place takes marks along in one line only: a line break is written in many ways, and a mark beside it too.
#[test]
fn marks_at_the_edges_of_several_lines_are_left_aside() {
    let raw = "He said — they must act\nnow and left.";
    let text = SourceText::new(raw, ParagraphMode::Blank);
    let verified = verify_as(&text, "— they must act\nnow", Method::Folded);
    assert_eq!(slice(&text, &verified), "they must act\nnow");
}

#[test]
fn white_space_around_a_quote_is_folded() {
    let text = source("He said they must act now and left.");
    let verified = verify_as(&text, " they must act now\n", Method::Folded);
    assert_eq!(verified.folds().to_string(), "white space x2");
    assert_eq!(verified.notes(), []);
}

/// Dashes in a row are one mark, but one that bears an accent is a symbol of its own among them.
#[test]
fn a_dash_with_an_accent_is_no_part_of_a_chain() {
    let text = source("Well?‐\u{301} —they must act.");
    let verified = verify(&text, "—‐\u{301} —they must");
    assert_eq!(slice(&text, &verified), "‐\u{301} —they must");
    let text = source("So it is—‐\u{301}they must act.");
    verify(&text, "‐\u{301}they must");
    verify(&text, "it is--‐\u{301}they must");
    assert_eq!(
        refuse(&text, "it is—\u{301}they must"),
        QuoteFault::NotFound
    );
}

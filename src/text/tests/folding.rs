//! The rows of the fold table, one after another, and the way back to the raw text.

use proptest::prelude::*;

use super::{find, slice, source, verify_as};
use crate::text::fold::{Folded, Stripped, fold_text};
use crate::text::{Fold, Method, ParagraphMode, QuoteFault, SourceText};

#[test]
fn every_ligature_folds_to_its_letters() {
    for (ligature, letters) in [
        ('ﬀ', "ff"),
        ('ﬁ', "fi"),
        ('ﬂ', "fl"),
        ('ﬃ', "ffi"),
        ('ﬄ', "ffl"),
        ('ﬅ', "st"),
        ('ﬆ', "st"),
    ] {
        assert_eq!(fold_text(&format!("a{ligature}b")), format!("a{letters}b"));
        // An accent after a ligature stands on its last letter.
        let accented = fold_text(&format!("a{ligature}\u{323}b"));
        assert_eq!(accented, fold_text(&format!("a{letters}\u{323}b")));
    }
}

#[test]
fn runs_of_dots_fold_by_their_number() {
    for (raw, folded) in [
        ("a. b", "a. b"),
        ("a.b", "a.b"),
        ("a..b", "a..b"),
        ("a...b", "a…b"),
        ("a. . .b", "a…b"),
        ("a ... b", "a … b"),
        ("a....b", "a.…b"),
        ("a. . . .b", "a.…b"),
        ("a….b", "a.…b"),
        ("a.…b", "a.…b"),
        ("a.....b", "a…b"),
        ("a……b", "a…b"),
        ("a. .b", "a. .b"),
        ("a. . b", "a. . b"),
        ("a.\u{200b}.\u{200b}.b", "a…b"),
        ("a.\u{200b}.b", "a..b"),
        ("a. .. b", "a. .. b"),
        ("a.. . .b", "a.. . .b"),
        ("a.\u{200b}..b", "a…b"),
    ] {
        assert_eq!(fold_text(raw), folded, "{raw:?}");
    }
}

#[test]
fn dashes_fold_by_class_and_spacing() {
    for (raw, folded) in [
        ("a-b", "a-b"),
        ("a\u{2010}b", "a-b"),
        ("a\u{2011}b", "a-b"),
        ("a\u{2012}b", "a-b"),
        ("a–b", "a-b"),
        ("a\u{2212}b", "a-b"),
        ("a—b", "a—b"),
        ("a\u{2015}b", "a—b"),
        ("a--b", "a—b"),
        ("a---b", "a—b"),
        ("a - b", "a—b"),
        ("a -b", "a—b"),
        ("a- b", "a—b"),
        ("a –b", "a—b"),
        ("a\u{a0}-\u{a0}b", "a—b"),
        ("a - - b", "a—b"),
        ("a-\nb", "a-b"),
        ("a-\r\nb", "a-b"),
        ("a-\n\nb", "a—b"),
        ("a–\nb", "a—b"),
        ("a -\nb", "a—b"),
        ("a-\n(b", "a—(b"),
        ("a)-\nb", "a)—b"),
        // A mark begins no word, whichever of two is written first.
        ("a-\n\u{301}\u{f73}", "a—\u{f71}\u{f72}\u{301}"),
        ("a-\n\u{f71}\u{f72}\u{301}", "a—\u{f71}\u{f72}\u{301}"),
        ("a—\u{200b}—b", "a—b"),
        ("a-", "a-"),
        ("-a", "-a"),
        ("- a", "—a"),
    ] {
        assert_eq!(fold_text(raw), folded, "{raw:?}");
    }
}

#[test]
fn white_space_and_invisible_characters_fold() {
    for (raw, folded) in [
        ("a  b", "a b"),
        ("a \t\r\n b", "a b"),
        ("a\u{a0}b", "a b"),
        ("a\u{3000}b", "a b"),
        ("a \u{200b} b", "a b"),
        ("a\u{200b}b", "ab"),
        ("a\u{ad}b", "ab"),
        ("a\u{2060}b\u{feff}c", "abc"),
        ("\u{200e}a\u{200f}\u{202a}b\u{202e}\u{2066}c\u{2069}", "abc"),
        // Joiners spell words in some scripts, and are no formatting.
        ("a\u{200c}b\u{200d}c", "a\u{200c}b\u{200d}c"),
    ] {
        assert_eq!(fold_text(raw), folded, "{raw:?}");
    }
}

#[test]
fn accents_are_composed_across_what_is_invisible() {
    for (raw, folded) in [
        ("e\u{301}", "é"),
        ("e\u{200b}\u{301}", "é"),
        ("e\u{ad}\u{301}x", "éx"),
        ("e\u{323}\u{302}", "\u{1ec7}"),
        ("e\u{302}\u{323}", "\u{1ec7}"),
        ("\u{1112}\u{1161}\u{11ab}", "한"),
        ("각\u{301}", "각\u{301}"),
        ("“\u{301}", "\"\u{301}"),
        // On a control character no accent stands.
        ("\u{1}\u{301}x", "\u{1}\u{301}x"),
    ] {
        assert_eq!(fold_text(raw), folded, "{raw:?}");
    }
}

/// The two texts are gone through side by side; a fold on one side must not put them out of step.
#[test]
fn folds_are_counted_once_whichever_side_they_are_on() {
    for (one, other, folds) in [
        (
            "means of deter-\nrence in the east",
            "means of deterrence in the",
            "line end hyphen x1",
        ),
        (
            "means of deterrence in the",
            "means of deter-\nrence in the",
            "line end hyphen x1",
        ),
        (
            "he said \"no way\" to them all",
            "he said 'no way' to them",
            "nested quotation marks x2",
        ),
        (
            "he said 'no way' to them",
            "he said \"no way\" to them",
            "nested quotation marks x2",
        ),
        // Ligatures that overlap.
        (
            "the o\u{fb00}ice of all",
            "the of\u{fb01}ce of",
            "ligatures x1",
        ),
        (
            "the of\u{fb01}ce of all",
            "the o\u{fb00}ice of",
            "ligatures x1",
        ),
    ] {
        let text = source(one);
        let verified = verify_as(&text, other, Method::Folded);
        assert_eq!(verified.folds().to_string(), folds, "{one:?} {other:?}");
    }
}

/// "F-16" over a line end is never "F16".
#[test]
fn a_hyphen_beside_a_digit_is_kept() {
    for (raw, quote) in [
        ("send the F-\n16 jets to them", "the F16 jets"),
        ("since the 9-\nmonth war began", "the 9month war"),
    ] {
        assert!(find(&source(raw), quote).is_err(), "{quote:?}");
        let kept = raw.replace('\n', "");
        verify_as(&source(raw), &kept, Method::Folded);
    }
}

/// A soft hyphen at a line end is a hyphen at a line end: of the word or not.
#[test]
fn a_soft_hyphen_at_a_line_end_may_be_kept() {
    let text = |raw: &str| SourceText::new(raw, ParagraphMode::Blank);
    let broken = text("So the build\u{ad}\nup of the deter\u{ad}\nrence went on.");
    for quote in ["the buildup of", "the build-up of", "the deterrence went"] {
        let verified = verify_as(&broken, quote, Method::Folded);
        assert_eq!(verified.folds().count(Fold::LineEndHyphen), 1, "{quote:?}");
    }
    // Beside a digit, or with an empty line after it, it is only invisible.
    assert_eq!(fold_text("in 2014\u{ad}\n15 it"), "in 2014 15 it");
    assert_eq!(fold_text("the build\u{ad}\n\nup of"), "the build up of");
    assert_eq!(fold_text("the build\u{ad}\r\nup of"), "the build-up of");
    assert_eq!(fold_text("the build\u{ad} up of"), "the build up of");
}

#[test]
fn a_hyphen_at_a_line_end_is_doubtful_between_letters_only() {
    let text = SourceText::new(
        "In 2014-\n15 the short-\nand long-term build-\nup of deter-\nrence went on.",
        ParagraphMode::Blank,
    );
    for quote in [
        "In 2014-15 the",
        "the short- and long-term",
        "build-up of",
        "buildup of deterrence",
        "deter-rence went",
        "the short-and long-term",
    ] {
        let verified = verify_as(&text, quote, Method::Folded);
        assert!(slice(&text, &verified).len() > quote.len() - 2, "{quote:?}");
    }
    for quote in ["In 201415 the", "the short and long-term", "longterm build"] {
        assert_eq!(find(&text, quote), Err(QuoteFault::NotFound), "{quote:?}");
    }
    let plain = source("In 2014-15 the build-up went on.");
    assert_eq!(find(&plain, "the buildup went"), Err(QuoteFault::NotFound));
    verify_as(&plain, "the build-\nup went", Method::Folded);
    assert_eq!(find(&plain, "In 201415"), Err(QuoteFault::NotFound));
}

/// A hyphen before a space in one line is a dash, also in a text that has doubtful hyphens elsewhere.
#[test]
fn a_suspended_hyphen_keeps_its_space() {
    let text = SourceText::new(
        "So the short- and long-term deter-\nrence went on.",
        ParagraphMode::Blank,
    );
    for quote in [
        "the short- and long-term deterrence",
        "the short - and long-term deterrence",
        "the short – and long-term deterrence",
        "the short- and long-term deter-rence",
    ] {
        verify_as(&text, quote, Method::Folded);
    }
    for quote in [
        "the short -and-long-term deterrence",
        "the short- and—long-term deterrence",
        "the short-and long-term deterrence",
        "the short and long-term deterrence",
        "the shortand long-term deterrence",
        "the short- and longterm deterrence",
    ] {
        assert_eq!(find(&text, quote), Err(QuoteFault::NotFound), "{quote:?}");
    }
}

/// A sign before the first word is kept as well where a line ends at a hyphen further on.
#[test]
fn a_sign_is_kept_before_a_hyphen_at_a_line_end() {
    for (raw, quote) in [
        (
            "It lost (-5 points of deter-\nrence then).",
            "-5 points of deterrence",
        ),
        (
            "It lost -5 points of deterrence then.",
            "-5 points of deter-\nrence",
        ),
        (
            "It lost −5 points of deter-\nrence then.",
            "-5 points of deterrence",
        ),
    ] {
        let text = SourceText::new(raw, ParagraphMode::Blank);
        verify_as(&text, quote, Method::Folded);
    }
    for raw in [
        "It lost (5 points of deter-\nrence then).",
        "It lost a – 5 points of deter-\nrence then.",
    ] {
        let text = SourceText::new(raw, ParagraphMode::Blank);
        let found = find(&text, "-5 points of deterrence");
        assert_eq!(found, Err(QuoteFault::NotFound), "{raw:?}");
    }
}

/// Folds are counted one by one, so that a reader knows how a quote differs from its source.
#[test]
fn folds_are_counted_in_the_order_of_the_table() {
    let text = source("He said  “the eﬀect — naïve\u{ad}ly — … was ﬁne,” they’re told.");
    let quote = "He said \"the effect -- nai\u{308}vely -- ... was fine,\" they're told.";
    let verified = verify_as(&text, quote, Method::Folded);
    assert_eq!(
        verified.folds().to_string(),
        "white space x1, quotation marks x3, dashes x2, ellipsis x1, invisible characters x1, \
         ligatures x2, accents x1"
    );
    let names: Vec<_> = verified.folds().names().collect();
    assert_eq!(names.len(), 7);
    assert_eq!(names[0], "white-space");
    assert!(!verified.folds().is_empty());
    assert!(
        verify_as(&text, "they’re told.", Method::Exact)
            .folds()
            .is_empty()
    );
}

/// Pieces that fold to nothing, to less and to more.
const PIECES: [&str; 16] = [
    "a", "é", "e\u{301}", "ﬃ", " ", "  ", "\n", "-", "—", " - ", "...", "\u{ad}", "\u{200b}", "“",
    "x-\ny", "…",
];

proptest! {
    /// The place of a raw offset is the first one that stands for it or for what comes after it.
    #[test]
    fn an_offset_leads_to_the_first_place_behind_it(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..12)
    ) {
        let raw = pieces.concat();
        let folded = Folded::new(&raw);
        let text = folded.text();
        let starts: Vec<(usize, usize)> = text
            .char_indices()
            .map(|(at, c)| (at, folded.raw_range(&(at..at + c.len_utf8())).start))
            .collect();
        for (offset, _) in raw.char_indices() {
            let first = starts.iter().find(|(_, start)| *start >= offset);
            let expected = first.map_or(text.len(), |(at, _)| *at);
            prop_assert_eq!(folded.folded_at(offset), expected, "{} in {:?}", offset, raw);
        }
    }

    /// Without its hyphens and dashes a text has the same places, less those before them.
    #[test]
    fn a_place_is_known_in_the_text_without_hyphens_and_dashes(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..12)
    ) {
        let folded = Folded::new(&pieces.join("z"));
        let stripped = Stripped::new(&folded);
        let text = folded.text();
        prop_assert_eq!(stripped.text(), text.replace(['-', '—'], ""));
        for (at, c) in text.char_indices() {
            let before = text[..at].replace(['-', '—'], "").len();
            prop_assert_eq!(stripped.stripped_at(at), before, "{} in {:?}", at, text);
            if !matches!(c, '-' | '—') {
                prop_assert_eq!(stripped.folded_at(before), at, "{} in {:?}", at, text);
            }
        }
        prop_assert_eq!(stripped.stripped_at(text.len()), stripped.text().len());
    }
}

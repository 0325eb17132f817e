//! What lies around a quote: negations, quotation marks, the beginning of the sentence; and advice.

use super::{seed, source, verify};
use crate::text::{
    SourceText, advice_sentences, begins_mid_sentence, enclosing_quotation, is_short,
    negation_before,
};

#[track_caller]
fn negation<'a>(source: &'a SourceText, exact: &str) -> Option<&'a str> {
    negation_before(source, &verify(source, exact)).map(|range| &source.raw()[range])
}

/// A clause may begin with the sentence's first character.
#[test]
fn nothing_before_a_clause_denies_it() {
    for raw in [
        "—sanctions should follow soon. They wait.",
        "(sanctions should follow soon). They wait.",
        "It is not far, sanctions should follow soon.",
        "Instead sanctions should follow soon.",
    ] {
        assert_eq!(negation(&source(raw), "sanctions should follow"), None);
    }
    let instead = source("Instead of talks sanctions should follow soon.");
    assert_eq!(
        negation(&instead, "sanctions should follow"),
        Some("Instead")
    );
}

#[test]
fn a_negation_is_seen_in_the_same_clause_only() {
    let cases = [
        (
            0,
            "resistance to autocracy could just spring up",
            Some("no"),
        ),
        (0, "seem interested, but the option", Some("not")),
        (0, "the option, and pressure, should be there", None),
        (
            1,
            "that Russia would deploy conventional forces to Belarus",
            Some("unlikely"),
        ),
        (1, "improved this week for the man", Some("haven’t")),
        (2, "deter Russia from attacking Ukraine", Some("failed")),
        (
            2,
            "Western nations impose harsher sanctions",
            Some("Unless"),
        ),
        (2, "served as a staging ground for Russian troops", None),
        (2, "resolution from the UN General Assembly", None),
        (2, "It has no nuclear weapons", None),
        (
            4,
            "every country ought to have the right to join",
            Some("not"),
        ),
        (4, "affect Ukraine, of course", None),
    ];
    for (number, quote, expected) in cases {
        assert_eq!(negation(&seed(number), quote), expected, "before {quote:?}");
    }
}

#[test]
fn a_quotation_is_seen_around_the_quote() {
    let text = seed(3);
    let around = |quote: &str| {
        enclosing_quotation(&text, &verify(&text, quote)).map(|range| &text.raw()[range])
    };
    assert_eq!(
        around("severe and a united"),
        Some("“swift, severe and a united response”")
    );
    assert_eq!(around("“swift, severe and a united response”"), None);
    assert_eq!(around("what Blinken called a “swift, severe"), None);
    assert_eq!(
        around("the Russian troops massed at Ukraine’s border"),
        None
    );
    let straight = source("He said \"we will go\" and they said \"we will stay\" to us.");
    assert!(enclosing_quotation(&straight, &verify(&straight, "and they said")).is_none());
    assert!(enclosing_quotation(&straight, &verify(&straight, "will stay")).is_some());
    let open = source("“We will go.\n\n“We will stay,” he said to us all.");
    assert!(enclosing_quotation(&open, &verify(&open, "We will go")).is_some());
    // A quote with one of the marks shows by itself that it is of a quotation.
    for quote in [
        "“We will go",
        "“We will stay",
        "will stay,” he said",
        "We will stay,”",
    ] {
        let around = enclosing_quotation(&open, &verify(&open, quote));
        assert!(around.is_none(), "{quote:?}");
    }
}

#[test]
fn a_quote_may_begin_in_the_middle_of_a_sentence() {
    let cases = [
        (
            0,
            "This has become clear with the Belarusian manipulation",
            false,
        ),
        (0, "the EU carries out its public warnings", true),
        (
            0,
            "On Belarus, responsibility for the border tensions",
            false,
        ),
        (
            2,
            "A Belarusian invasion is not a foregone conclusion.",
            false,
        ),
        (2, "is not a foregone conclusion", true),
        (3, "Let us never negotiate out of fear", false),
        (3, "Mr. Putin to determine his response", true),
    ];
    for (number, quote, expected) in cases {
        let text = seed(number);
        assert_eq!(
            begins_mid_sentence(&text, &verify(&text, quote)),
            expected,
            "{quote:?}"
        );
    }
}

#[test]
fn advice_is_found_in_the_authors_own_sentences() {
    let mut text = seed(2);
    let count = advice_sentences(&text).len();
    assert_eq!(count, 10);
    let stretch = text
        .locate_stretch("Finally, the United States", None, 0)
        .expect("it is there");
    text.set_not_author(vec![stretch]);
    assert!(advice_sentences(&text).len() < count);
    let text = source(
        "They need to go. They need bread. She urges calm. We should not. It ought to work. It may.",
    );
    let advice = advice_sentences(&text);
    let advice: Vec<_> = advice.into_iter().map(|range| &text.raw()[range]).collect();
    assert_eq!(
        advice,
        [
            "They need to go.",
            "She urges calm.",
            "We should not.",
            "It ought to work."
        ]
    );
}

#[test]
fn short_quotes_are_told_by_words_and_characters() {
    assert!(is_short("a united response"));
    assert!(!is_short("one two three four five"));
    assert!(!is_short("internationalization notwithstanding"));
    assert!(is_short(&format!("one two {}", "x".repeat(21))));
    assert!(!is_short(&format!("one two {}", "x".repeat(22))));
}

/// A quotation ends with the mark of its own kind.
#[test]
fn quotations_of_every_kind_are_seen() {
    for (passage, around) in [
        ("He said “we must act” then.", Some("“we must act”")),
        ("He said \"we must act\" then.", Some("\"we must act\"")),
        ("He said „we must act“ then.", Some("„we must act“")),
        ("He said „we must act” then.", Some("„we must act”")),
        ("He said «we must act» then.", Some("«we must act»")),
        ("He said “so” and we must act “now” then.", None),
        (
            "He said “so\" and we must act then”.",
            Some("“so\" and we must act then”"),
        ),
        (
            "He said «so” and we must act» then.",
            Some("«so” and we must act»"),
        ),
        (
            "He said \"so” and we must act\" then.",
            Some("\"so” and we must act\""),
        ),
        ("He said “we must act", Some("“we must act")),
        ("He said \"we must act", None),
        ("He said ‘we must act’ then.", None),
    ] {
        let text = source(passage);
        let found = enclosing_quotation(&text, &verify(&text, "must act"));
        assert_eq!(found.map(|range| &text.raw()[range]), around, "{passage:?}");
    }
}

//! What an edit does to the meaning of a quote, and whose words it may join.

use super::{find, refuse, source, verify_as};
use crate::text::{EditKind, EditRisk, Method, QuoteFault, SourceText, WordClass};

/// Asserts that `quote` of `passage` must be reviewed, and says why.
#[track_caller]
fn risk(passage: &str, quote: &str) -> EditRisk {
    match refuse(&source(passage), quote) {
        QuoteFault::EditUnreviewed { risk, .. } => risk,
        fault => panic!("{quote:?}: {fault:?}"),
    }
}

/// Asserts that `quote` of `passage` needs no review.
#[track_caller]
fn assert_harmless(passage: &str, quote: &str) {
    verify_as(&source(passage), quote, Method::Edited);
}

#[test]
fn a_bracket_beside_an_omission_may_add_no_negator() {
    let passage = "They must act now and should leave soon before winter comes.";
    let found = risk(passage, "They must act … [not] before winter comes");
    assert_eq!(found.to_string(), "the bracket adds the negator `not`");
    assert_eq!(found.class, WordClass::Negator);
    // An omission may leave out a modal: what is left out is shown.
    assert_harmless(passage, "They must act … [and leave] before winter comes");
}

#[test]
fn a_bracket_may_keep_the_words_that_weigh() {
    let passage = "We heard that they must not leave before winter comes.";
    assert_harmless(passage, "We heard that [he must not] leave before winter");
    for (quote, expected) in [
        (
            "We heard that [he must] leave before winter",
            "the bracket takes away the negator `not`",
        ),
        (
            "We heard that [he may not] leave before winter",
            "the bracket adds the modal `may`",
        ),
        (
            "We heard that [he must not ever never] leave before winter",
            "the bracket adds the negator `never`",
        ),
        (
            "We heard that [ten must not] leave before winter",
            "the bracket adds the number `ten`",
        ),
        (
            "We heard that [they'll not] leave before winter",
            "the bracket adds the modal `they'll`",
        ),
    ] {
        assert_eq!(risk(passage, quote).to_string(), expected, "{quote:?}");
    }
}

/// Letters in brackets can turn a word into its opposite, alone or with the letters around them.
#[test]
fn a_bracket_inside_a_word_is_judged_by_the_whole_word() {
    for (passage, quote, expected) in [
        (
            "A likely turn of things is near.",
            "[un]likely turn of things",
            "the bracket adds the negator `un`",
        ),
        (
            "An unlikely turn of things is near.",
            "[]likely turn of things",
            "the bracket takes away the negator `un`",
        ),
        (
            "They ever go to war.",
            "They [nev]er go to war",
            "the bracket adds the negator `never`",
        ),
        (
            "They go now to war.",
            "They go no[t] to war",
            "the bracket adds the negator `not`",
        ),
        (
            "They must go to war.",
            "They m[ay] go to war",
            "the bracket adds the modal `may`",
        ),
        (
            "They could go to war.",
            "They could[n't] go to war",
            "the bracket adds the negator `couldn't`",
        ),
    ] {
        assert_eq!(risk(passage, quote).to_string(), expected, "{quote:?}");
    }
    assert_harmless("An unlikely turn of things.", "[Un]likely turn of things");
    assert_harmless("They supported the war.", "They support[] the war");
}

#[test]
fn a_remark_is_no_change_of_case() {
    let text = source("But the ministers says so again.");
    let verified = verify_as(&text, "[T]he ministers says [sic] so again", Method::Edited);
    let kinds: Vec<_> = verified.edits().iter().map(|edit| edit.kind).collect();
    assert_eq!(kinds, [EditKind::Case, EditKind::Sic]);
}

/// The literal parts of an edited quote are the author's own; what is left out between them need not be.
#[test]
fn the_parts_of_an_edited_quote_are_the_authors() {
    let raw = "We must act now, (read more here) before winter comes. They must wait.";
    let stretch = |from: &str, to: &str| {
        let start = raw.find(from).expect("the words are there");
        let stretch = start..raw.find(to).expect("the words are there") + to.len();
        let mut text: SourceText = source(raw);
        text.set_not_author(vec![stretch]);
        text
    };
    let quote = "We must act now … before winter comes";
    verify_as(&stretch("(read", "here)"), quote, Method::Edited);
    for (from, to) in [("We", "must"), ("winter", "comes"), ("now", "winter")] {
        let verdict = find(&stretch(from, to), quote);
        assert!(
            matches!(verdict, Err(QuoteFault::NotAuthor(_))),
            "{from:?} to {to:?}: {verdict:?}"
        );
    }
}

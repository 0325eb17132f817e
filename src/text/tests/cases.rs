//! The hard cases, one test each, by their numbers.
//!
//! Left out: 58 and 59 (bytes that are not UTF-8 never become a source text) and 61 (a lint of the YAML file).

use std::time::{Duration, Instant};

use super::{refuse, seed, slice, source, verify, verify_as};
use crate::text::{
    Context, ContextSide, EditKind, EditProblem, Fold, Method, Note, ParagraphMode, QuoteFault,
    QuoteQuery, RiskKind, SourceText, WordClass, diagnose, find_quote, negation_before,
};

#[track_caller]
fn assert_not_found(source: &SourceText, exact: &str) {
    assert_eq!(refuse(source, exact), QuoteFault::NotFound, "of {exact:?}");
}

#[track_caller]
fn assert_cuts(source: &SourceText, exact: &str, whole: &str) {
    match refuse(source, exact) {
        QuoteFault::CutsWord { whole: found, .. } => assert_eq!(&source.raw()[found], whole),
        fault => panic!("{exact:?}: {fault:?}"),
    }
}

#[track_caller]
fn assert_crosses(source: &SourceText, exact: &str) {
    let fault = refuse(source, exact);
    assert!(
        matches!(fault, QuoteFault::CrossesParagraph(_)),
        "{exact:?}: {fault:?}"
    );
}

#[track_caller]
fn cause(source: &SourceText, exact: &str) -> String {
    let diagnosis = diagnose(source, &QuoteQuery::new(exact), &[]);
    match diagnosis.passages.first() {
        Some(passage) => passage.cause.to_string(),
        None => panic!("nothing is near to {exact:?}"),
    }
}

#[test]
fn case_01_crlf_source_lf_quote() {
    let crlf = source("One line of words\r\nand another line of words\r\nto fill the width.\r\n");
    let verified = verify_as(
        &crlf,
        "words\nand another line of words\nto fill",
        Method::Folded,
    );
    assert_eq!(verified.folds().to_string(), "white space x2");
    assert_eq!(
        slice(&crlf, &verified),
        "words\r\nand another line of words\r\nto fill"
    );
}

#[test]
fn case_02_byte_order_mark_counts() {
    let marked = source("\u{feff}The West should act.");
    let verified = verify_as(&marked, "The West should act.", Method::Exact);
    assert_eq!(verified.place().bytes(), 3..23);
    assert_eq!(verified.place().chars(), 1..21);
    assert_eq!(verified.place().paragraph(), 1);
}

/// Marks before the first paragraph are in no paragraph, so a quote that has them stands where its words do.
#[test]
fn case_02_byte_order_marks_in_the_quote() {
    let text = source("\u{feff}\u{feff}Troops stay.");
    let verified = verify_as(&text, "\u{feff}Troops stay.", Method::Folded);
    assert_eq!(slice(&text, &verified), "Troops stay.");
    assert_eq!(verified.place().paragraph(), 1);
}

#[test]
fn case_03_no_break_space() {
    let text = source("Lukashenka threatened on Nov.\u{a0}12 to cut off flows of gas.");
    let verified = verify_as(&text, "threatened on Nov. 12 to cut", Method::Folded);
    assert_eq!(verified.folds().count(Fold::WhiteSpace), 1);
}

#[test]
fn case_04_curly_and_straight_quotes() {
    let curly = source("He said it’s a “war of nerves” to them.");
    let straight = source("He said it's a \"war of nerves\" to them.");
    for (text, quote) in [
        (&curly, "it's a \"war of nerves\" to"),
        (&straight, "it’s a “war of nerves” to"),
    ] {
        let verified = verify_as(text, quote, Method::Folded);
        assert_eq!(verified.folds().to_string(), "quotation marks x3");
    }
}

#[test]
fn case_05_dashes_of_one_class() {
    let text = source("A Ukraine they prefer — one that is democratic — would prosper.");
    for dash in ["—", "--", " -- ", " – ", " - ", "---", " — ", "\u{a0}– "] {
        let quote = format!("they prefer{dash}one that is");
        verify(&text, &quote);
    }
    assert_not_found(&text, "they prefer-one that is");
}

#[test]
fn case_06_dash_with_one_sided_space() {
    let text = seed(0);
    let verified = verify_as(
        &text,
        "sanctions, and - carefully - military support",
        Method::Folded,
    );
    assert_eq!(verified.folds().count(Fold::Dashes), 2);
    verify_as(
        &text,
        "sanctions, and –carefully — military support",
        Method::Exact,
    );
}

#[test]
fn case_07_en_dash_range() {
    let text = source("In the war of 2014–20 and later.");
    verify_as(&text, "the war of 2014-20 and", Method::Folded);
}

#[test]
fn case_08_decomposed_accents() {
    let text = seed(4);
    let verified = verify_as(
        &text,
        "representative of a nai\u{308}ve view",
        Method::Folded,
    );
    assert_eq!(verified.folds().to_string(), "accents x1");
    assert_not_found(&text, "representative of a naive view");
    assert_eq!(
        cause(&text, "representative of a naive view"),
        "differs only in accents"
    );
}

#[test]
fn case_09_ligature() {
    let text = source("The oﬃcial view of the ﬂeet.");
    let verified = verify_as(&text, "official view of the fleet", Method::Folded);
    assert_eq!(verified.folds().to_string(), "ligatures x2");
    let cut = source("The oﬃcial view.");
    assert_cuts(&cut, "cial view", "oﬃcial view");
}

#[test]
fn case_10_invisible_characters() {
    let text = source("The deter\u{ad}rence of the\u{200b} great\u{2060} powers.");
    let verified = verify_as(&text, "deterrence of the great powers", Method::Folded);
    assert_eq!(verified.folds().to_string(), "invisible characters x3");
    assert_eq!(
        slice(&text, &verified),
        "deter\u{ad}rence of the\u{200b} great\u{2060} powers"
    );
}

#[test]
fn case_11_persian_joiner_dropped() {
    let text = source("آن‌ها می‌خواهند که جنگ تمام شود");
    verify_as(&text, "می‌خواهند که جنگ تمام", Method::Exact);
    assert_not_found(&text, "میخواهند که جنگ تمام");
}

#[test]
fn case_12_hyphen_at_line_end_kept() {
    let text = source("the Russian military build-\nup on the border with Ukraine");
    let verified = verify_as(&text, "military build-up on the border", Method::Folded);
    assert_eq!(verified.folds().to_string(), "line end hyphen x1");
}

#[test]
fn case_13_hyphen_at_line_end_dropped() {
    let text = source("the military build-\nup as a means of deter-\nrence in the east");
    verify(&text, "means of deterrence in the");
    verify(&text, "means of deter-rence in the");
    let verified = verify_as(
        &text,
        "military build-up as a means of deterrence in",
        Method::Folded,
    );
    assert_eq!(verified.folds().count(Fold::LineEndHyphen), 2);
    let typed = source("the military build-up as a means of deterrence in the east");
    verify_as(
        &typed,
        "military build-\nup as a means of deter-\nrence in",
        Method::Folded,
    );
}

#[test]
fn case_14_hyphen_or_none() {
    assert_not_found(
        &source("They will re-sign the treaty."),
        "will resign the treaty",
    );
    assert_not_found(
        &source("They will resign the office."),
        "will re-sign the office",
    );
}

#[test]
fn case_15_hard_wrap() {
    let text = source(
        "Meanwhile, the administration worries that the build-up of military\n\
         forces near the border could presage new, conventional attacks on that\n\
         country. Since the initial fighting broke out in the east, forces have\n\
         mostly engaged with the army through low-level sniping and shelling\n\
         along the front lines.\n",
    );
    let quote = "military forces near the border could presage new, conventional attacks on that country. \
                 Since the initial fighting broke out in the east, forces have mostly engaged";
    let verified = verify_as(&text, quote, Method::Folded);
    assert_eq!(
        (verified.place().line(), verified.place().last_line()),
        (1, 4)
    );
    assert_eq!(
        (
            verified.place().paragraph(),
            verified.place().last_paragraph()
        ),
        (1, 1)
    );
    assert_eq!(text.paragraphs().len(), 1);
}

#[test]
fn case_16_blank_line_without_break() {
    assert_crosses(
        &seed(2),
        "in a matter of days. Having failed to deter Russia",
    );
}

#[test]
fn case_17_blank_line_with_break() {
    for quote in [
        "in a matter of days.\n\nHaving failed to deter Russia",
        "in a matter of days.\nHaving failed to deter",
    ] {
        let verified = verify_as(
            &seed(2),
            quote,
            if quote.contains("\n\n") {
                Method::Exact
            } else {
                Method::Folded
            },
        );
        assert_eq!(
            (
                verified.place().paragraph(),
                verified.place().last_paragraph()
            ),
            (1, 2)
        );
    }
    assert_crosses(&seed(2), "in a\n\nmatter of days. Having failed to deter");
}

/// A break is looked for behind the same letters, however the source or the quote writes them.
#[test]
fn case_17_break_behind_a_ligature() {
    let text = SourceText::new("The oﬃce.\nIt is here.".to_owned(), ParagraphMode::Lines);
    for quote in ["The oﬃce.\nIt is here.", "The office.\nIt is here."] {
        assert_eq!(verify(&text, quote).place().last_paragraph(), 2, "{quote}");
    }
    assert_crosses(&text, "The office. It is here.");
}

#[test]
fn case_18_heading_and_body() {
    assert_crosses(
        &seed(0),
        "Putin Threatens War With Ukraine Meanwhile, the Biden administration worries",
    );
}

#[test]
fn case_19_headline() {
    let verified = verify_as(&seed(0), "Putin Threatens War With Ukraine", Method::Exact);
    assert_eq!(verified.notes(), [Note::Heading]);
}

#[test]
fn case_20_file_without_blank_lines() {
    let text = seed(1);
    assert_eq!(text.paragraphs().len(), 7);
    let verified = verify_as(&text, "That brings us to Putin.", Method::Exact);
    assert_eq!(
        (verified.place().paragraph(), verified.place().line()),
        (3, 3)
    );
    assert_crosses(&text, "“go away! Go away!” That brings us to Putin.");
}

#[test]
fn case_21_caption_twice() {
    let text = seed(3);
    let caption = "A Ukrainian soldier uses a periscope to survey a front line";
    let QuoteFault::Ambiguous { candidates, total } = refuse(&text, caption) else {
        panic!("the caption stands twice");
    };
    assert_eq!(total, 2);
    for candidate in &candidates {
        let Some(Context { side, words }) = &candidate.context else {
            panic!("no context for {candidate:?}");
        };
        let (prefix, suffix) = match side {
            ContextSide::Prefix => (Some(words.as_str()), None),
            ContextSide::Suffix => (None, Some(words.as_str())),
        };
        let query = QuoteQuery {
            exact: caption,
            prefix,
            suffix,
            reviewed: false,
        };
        let verified = find_quote(&text, &query).expect("the suggestion singles it out");
        assert_eq!(verified.place(), &candidate.place);
    }
}

#[test]
fn case_22_prefix_separates() {
    let text = source("We will act now. They say we will act now and later.");
    let with = |prefix, suffix| QuoteQuery {
        exact: "will act now",
        prefix,
        suffix,
        reviewed: false,
    };
    let verified = find_quote(&text, &with(Some("say we"), None)).expect("the prefix is adjacent");
    assert_eq!(verified.place().column(), 30);
    find_quote(&text, &with(None, Some("and later"))).expect("the suffix is adjacent");
    let fault = find_quote(&text, &with(Some("They say"), None)).expect_err("a word is between");
    let QuoteFault::ContextNotAdjacent { side, places } = fault else {
        panic!("{fault:?}");
    };
    assert_eq!((side, places.len()), (ContextSide::Prefix, 2));
    let unique = QuoteQuery {
        exact: "They say",
        suffix: Some("you will"),
        ..QuoteQuery::default()
    };
    let fault = find_quote(&text, &unique).expect_err("the suffix is wrong");
    assert!(matches!(
        fault,
        QuoteFault::ContextNotAdjacent {
            side: ContextSide::Suffix,
            ..
        }
    ));
}

#[test]
fn case_23_prefix_matches_both() {
    let text = source("They say we will act. They say we will act.");
    let query = QuoteQuery {
        exact: "will act",
        prefix: Some("say we"),
        ..QuoteQuery::default()
    };
    let fault = find_quote(&text, &query).expect_err("both have the prefix");
    assert!(matches!(fault, QuoteFault::Ambiguous { total: 2, .. }));
}

#[test]
fn case_24_overlapping_repeats() {
    let text = source("He said that that that was wrong.");
    assert!(matches!(
        refuse(&text, "that that"),
        QuoteFault::Ambiguous { total: 2, .. }
    ));
}

#[test]
fn case_25_overlapping_quotes() {
    let text = seed(2);
    let one = verify(&text, "Belarus is not Russia. It has no nuclear weapons");
    let other = verify(
        &text,
        "It has no nuclear weapons and its conventional forces are weak.",
    );
    assert!(other.place().bytes().start < one.place().bytes().end);
}

#[test]
fn case_26_unlikely_is_not_likely() {
    assert_cuts(
        &seed(1),
        "likely that Russia would deploy conventional forces",
        "unlikely that Russia would deploy conventional forces",
    );
}

#[test]
fn case_27_independent_is_not_dependent() {
    assert_cuts(
        &seed(0),
        "dependent Ukraine is not hard",
        "independent Ukraine is not hard",
    );
}

#[test]
fn case_28_non_binding_is_not_binding() {
    assert_cuts(
        &seed(2),
        "binding resolution from the UN General Assembly",
        "non-binding resolution from the UN General Assembly",
    );
}

#[test]
fn case_29_number_cut() {
    assert_cuts(
        &seed(0),
        "000 people killed as of February 2020",
        "13,000 people killed\u{a0}as of February 2020",
    );
    assert_cuts(
        &source("About 1.5 percent of it."),
        "5 percent of it",
        "1.5 percent of it",
    );
    assert_cuts(
        &source("It was −5 degrees there."),
        "5 degrees there",
        "−5 degrees there",
    );
}

#[test]
fn case_30_possessive_cut() {
    assert_cuts(&seed(2), "In response to Russia", "In response to Russia’s");
}

#[test]
fn case_31_negation_before() {
    let text = seed(2);
    let verified = verify_as(&text, "a foregone conclusion", Method::Exact);
    let negation = negation_before(&text, &verified).expect("`is not` stands before it");
    assert_eq!(&text.raw()[negation], "not");
}

#[test]
fn case_32_one_word_flipped() {
    let cases = [
        (
            2,
            "its allies may urgently consider how to prevent Belarus from becoming a full belligerent",
            "1 word differs: must -> may",
        ),
        (
            2,
            "A Belarusian invasion is a foregone conclusion.",
            "words left out: not",
        ),
        (
            0,
            "13,000 people killed\u{a0}as of February 2019, including civilians",
            "1 word differs: 2020 -> 2019",
        ),
    ];
    for (number, quote, expected) in cases {
        assert_not_found(&seed(number), quote);
        assert_eq!(cause(&seed(number), quote), expected);
    }
}

#[test]
fn case_33_superscripts() {
    let text = source("About 10⁶ people on 400 km² of land, says the note¹ here.");
    for quote in [
        "About 106 people on",
        "on 400 km2 of land",
        "says the note1 here",
    ] {
        assert_not_found(&text, quote);
        assert_eq!(cause(&text, quote), "differs only in character forms");
    }
    assert_cuts(&text, "About 10", "About 10⁶");
}

#[test]
fn case_34_case_differs() {
    for (number, quote) in [
        (0, "manipulation of migrants at the polish border"),
        (2, "the united states and its allies failed to deter"),
    ] {
        assert_not_found(&seed(number), quote);
        assert_eq!(cause(&seed(number), quote), "differs only in case");
    }
}

#[test]
fn case_35_look_alike_letter() {
    let text = source("The Party decides on all such questions.");
    assert_not_found(&text, "The Pаrty decides on all");
    assert_eq!(
        cause(&text, "The Pаrty decides on all"),
        "differs only in look-alike letters; `а` (U+0430) is not `a`"
    );
}

#[test]
fn case_36_scare_quotes_dropped() {
    let text = seed(0);
    assert_not_found(&text, "Putin asserted in an article published in July");
    assert_eq!(
        cause(&text, "Putin asserted in an article published in July"),
        "differs only in quotation marks"
    );
}

#[test]
fn case_37_marks_of_the_source() {
    let text = seed(3);
    let quote = "“[Putin] wants to use this to increase repression at home … and also to pursue a more aggressive path";
    verify_as(&text, quote, Method::Exact);
    verify_as(&text, &quote.replace('…', "..."), Method::Folded);
}

#[test]
fn case_37_marks_of_the_source_beside_edits() {
    let text = seed(3);
    let quote = "[Putin] wants to use this […] repression at home … and also to pursue";
    let verified = verify_as(&text, quote, Method::Edited);
    let shown: Vec<_> = verified.edits().iter().map(ToString::to_string).collect();
    let own = |mark: &str| format!("`{mark}` is the source's own");
    assert_eq!(
        shown,
        [
            own("[Putin]"),
            "left out: \"to increase\"".to_owned(),
            own("…")
        ]
    );
    assert!(slice(&text, &verified).starts_with("[Putin] wants"));
}

#[test]
fn case_38_good_omission() {
    let text = seed(2);
    let quote = "the United States and its allies must urgently consider how to […] becoming a full belligerent in the war.";
    let verified = verify_as(&text, quote, Method::Edited);
    assert_eq!(verified.edits().len(), 1);
    assert_eq!(
        verified.edits()[0].to_string(),
        "left out: \"prevent Belarus from\""
    );
    assert_eq!(verified.segments().len(), 2);
    assert_eq!(
        &text.raw()[verified.segments()[1].clone()],
        "becoming a full belligerent in the war."
    );
    assert_eq!(
        &text.raw()[verified.edits()[0].range.clone()],
        "prevent Belarus from"
    );
}

#[test]
fn case_39_parts_reversed() {
    let text = seed(2);
    let quote = "becoming a full belligerent in the war […] the United States and its allies must urgently consider";
    assert_not_found(&text, quote);
    let diagnosis = diagnose(&text, &QuoteQuery::new(quote), &[]);
    assert_eq!(diagnosis.edit, Some(EditProblem::Order));
}

#[test]
fn case_40_parts_in_two_paragraphs() {
    let text = seed(2);
    let quote = "they could cross into Ukraine […] Having failed to deter Russia";
    assert_not_found(&text, quote);
    let diagnosis = diagnose(&text, &QuoteQuery::new(quote), &[]);
    assert_eq!(diagnosis.edit, Some(EditProblem::OtherParagraph));
}

#[test]
fn case_41_omission_hides_a_negator() {
    let text = seed(2);
    for (quote, word) in [
        (
            "In calibrating its threats against Belarus, the West should … treat the country as an extension of Russia.",
            "not",
        ),
        (
            "is simply regrouping for future operations. […] Western nations impose harsher sanctions on Belarus",
            "unless",
        ),
    ] {
        let QuoteFault::EditUnreviewed { risk, .. } = refuse(&text, quote) else {
            panic!("{quote:?} is not refused for its omission");
        };
        assert_eq!(
            (risk.kind, risk.class, risk.word.as_str()),
            (RiskKind::OmissionHides, WordClass::Negator, word)
        );
        let reviewed = QuoteQuery {
            exact: quote,
            reviewed: true,
            ..QuoteQuery::default()
        };
        assert_eq!(
            find_quote(&text, &reviewed).map(|verified| verified.method()),
            Ok(Method::Edited)
        );
    }
}

#[test]
fn case_42_forms_of_omission() {
    let text = source(
        "A war for territory ended in 1945. The administration is right to be alarmed by the threat and it should act.",
    );
    for mark in ["....", ". . . .", ". […]", ".…"] {
        verify_as(
            &text,
            &format!("for territory ended in 1945{mark} right to be alarmed"),
            Method::Edited,
        );
    }
    for mark in [" ... ", " . . . ", " […] ", "[...]", " [ … ] ", "…", " …. "] {
        verify_as(
            &text,
            &format!("The administration is right{mark}by the threat and"),
            Method::Edited,
        );
    }
}

#[test]
fn case_43_ellipsis_at_the_edge() {
    let text = seed(2);
    for quote in [
        "... Belarus is not Russia.",
        "Belarus is not Russia. […]",
        "…Belarus is not Russia...",
        "[...] Belarus is not Russia. . . .",
    ] {
        let verified = verify_as(&text, quote, Method::Folded);
        assert_eq!(verified.notes(), [Note::EdgeMarks], "of {quote:?}");
        assert!(slice(&text, &verified).starts_with("Belarus is not Russia"));
    }
}

/// A dash that bears accents is a symbol and no mark at the edge, in whatever order the accents come.
#[test]
fn case_43_dash_with_accents_at_the_edge() {
    let text = source("He said —\u{301}\u{323} then.");
    for quote in ["—\u{301}\u{323} then", "—\u{323}\u{301} then"] {
        let verified = verify(&text, quote);
        assert_eq!(slice(&text, &verified), "—\u{301}\u{323} then", "{quote}");
    }
}

#[test]
fn case_44_small_brackets() {
    let text = source("But the minister supports the new measures, and their effect is real now.");
    let cases = [
        ("[T]he minister supports the new", "[T] <- t"),
        ("the minister support[ed] the new measures", "[ed] <- s"),
        ("the minister support[] the new measures", "[] <- s"),
        (
            "the minister supports [sic] the new measures",
            "[sic] added",
        ),
        (
            "the minister supports the [recent] measures, and their",
            "[recent] <- new",
        ),
        (
            "the minister supports the new [and harsh] measures, and their",
            "[and harsh] added",
        ),
        (
            "and their effect [on prices] is real now",
            "[on prices] added",
        ),
        (
            "[In short,] the minister supports the new",
            "[In short,] added",
        ),
        ("and their effect [it seems]", "[it seems] added"),
        ("the minister supports the new measure[]", "[] <- s"),
    ];
    for (quote, expected) in cases {
        let verified = verify_as(&text, quote, Method::Edited);
        let shown: Vec<_> = verified.edits().iter().map(ToString::to_string).collect();
        assert_eq!(shown, [expected], "of {quote:?}");
    }
    let case = verify(&text, "[T]he minister supports [sic] the new measures");
    let replaced: Vec<_> = case
        .edits()
        .iter()
        .map(|edit| &text.raw()[edit.range.clone()])
        .collect();
    assert_eq!(replaced, ["t", ""]);
    let cut = verify(&text, "the minister support[ed] the new");
    assert_eq!(slice(&text, &cut), "the minister supports the new");
    assert_not_found(&text, "their effect [on prices] is real");
    assert_not_found(&text, "[B]ut the minister supports");
}

#[test]
fn case_45_bracket_adds_not() {
    let text = seed(4);
    let QuoteFault::EditUnreviewed { risk, .. } = refuse(
        &text,
        "The Biden administration might [not] even encourage Sweden",
    ) else {
        panic!("the bracket turns the sentence round");
    };
    assert_eq!(risk.to_string(), "the bracket adds the negator `not`");
    let text = source("The allies should withdraw.");
    assert!(matches!(
        refuse(&text, "should [not] withdraw"),
        QuoteFault::EditUnreviewed { .. }
    ));
}

#[test]
fn case_46_omission_beside_bracket() {
    let text = seed(1);
    let quote = "Following his election theft on Aug. 9, … [he] has used violence in an effort";
    let verified = verify_as(&text, quote, Method::Edited);
    assert_eq!(verified.edits().len(), 1);
    assert_eq!(verified.edits()[0].to_string(), "[he] <- Lukashenko");
    assert_eq!(verified.edits()[0].kind, EditKind::Omission);
}

#[test]
fn case_47_unclosed_bracket() {
    let text = source("They wrote [so it seems that all was well.");
    verify_as(&text, "wrote [so it seems", Method::Exact);
    assert_not_found(&text, "They [wrote so it seems");
}

#[test]
fn case_48_no_words() {
    for quote in [
        "",
        " ",
        "\n\t",
        "…",
        "...",
        ". . .",
        "[…]",
        "[x]",
        " [x] … ",
        "—",
        "\u{feff}",
        "•",
        "[]",
    ] {
        assert_eq!(refuse(&seed(3), quote), QuoteFault::Empty, "of {quote:?}");
    }
}

#[test]
fn case_49_silent_cut() {
    let text = seed(2);
    let quote = "Belarus not only served as a staging ground for Russian troops as they prepared to invade Ukraine \
                 opened its hospitals to Russian soldiers injured in combat.";
    assert_not_found(&text, quote);
    let diagnosis = diagnose(&text, &QuoteQuery::new(quote), &[]);
    let passage = &diagnosis.passages[0];
    assert!(
        passage.words.starts_with("Belarus not only served"),
        "{}",
        passage.words
    );
    assert!(
        passage.words.ends_with("injured in combat."),
        "{}",
        passage.words
    );
    assert_eq!(
        passage.cause.to_string(),
        "words left out: but allowed Russian missiles to be fired from its soil and"
    );
}

#[test]
fn case_50_quote_of_another_source() {
    let sources: Vec<_> = (0..5).map(seed).collect();
    let others: Vec<_> = sources.iter().collect();
    let query = QuoteQuery::new("Belarus is not Russia. It has no nuclear weapons");
    assert_eq!(find_quote(&sources[0], &query), Err(QuoteFault::NotFound));
    let diagnosis = diagnose(&sources[0], &query, &others);
    assert_eq!(diagnosis.elsewhere.len(), 1);
    assert_eq!(diagnosis.elsewhere[0].source, 2);
    assert_eq!(diagnosis.elsewhere[0].place.paragraph(), 5);
}

#[test]
fn case_51_look_alike_sentence_after_a_deletion() {
    let text = source(
        "Belarus deserves condemnation for its role in the war so far, but it may not yet have breached the Charter. \
         There is therefore room for the country to redeem itself.",
    );
    let quote = "Belarus deserves condemnation for its role in the war, but there is room for the country to redeem itself.";
    assert_not_found(&text, quote);
}

#[test]
fn case_52_sentence_gains_not_in_front() {
    let before = source("The allies agree. It is a foregone conclusion that they will win.");
    let after = source("The allies agree. It is not a foregone conclusion that they will win.");
    let quote = "a foregone conclusion that they will win";
    assert_eq!(negation_before(&before, &verify(&before, quote)), None);
    assert!(negation_before(&after, &verify(&after, quote)).is_some());
}

#[test]
fn case_53_duplicate_added_by_a_revision() {
    let text = "Belarus is not Russia. It has no nuclear weapons.";
    verify(&source(text), "It has no nuclear weapons");
    let revised = source(&format!(
        "{text}\n\nTo repeat: “It has no nuclear weapons.”"
    ));
    assert!(matches!(
        refuse(&revised, "It has no nuclear weapons"),
        QuoteFault::Ambiguous { total: 2, .. }
    ));
}

#[test]
fn case_54_right_to_left() {
    let arabic = source("قال الوزير إن 25 دولة سوف تشارك في المؤتمر يوم 12 مارس.");
    verify_as(&arabic, "إن 25 دولة سوف تشارك", Method::Exact);
    let hebrew = source("השר אמר כי 25 מדינות ישתתפו בוועידה ב־12 במרץ.");
    verify_as(&hebrew, "כי 25 מדינות ישתתפו", Method::Exact);
    assert_eq!(hebrew.has_bidi_override(), None);
    assert_eq!(source("abc \u{202e}def").has_bidi_override(), Some(4));
}

#[test]
fn case_55_joined_emoji_cut() {
    let text = source("They sent a family 👨‍👩‍👧 and a flag 🇺🇦 to us.");
    verify_as(&text, "a family 👨‍👩‍👧 and", Method::Exact);
    assert!(matches!(
        refuse(&text, "a family 👨"),
        QuoteFault::CutsWord { .. }
    ));
    assert!(matches!(
        refuse(&text, "👩‍👧 and a flag"),
        QuoteFault::CutsWord { .. }
    ));
    assert!(matches!(
        refuse(&text, "and a flag 🇺"),
        QuoteFault::CutsWord { .. }
    ));
}

#[test]
fn case_56_scripts_without_spaces() {
    verify_as(
        &source("美国应该加强对乌克兰的军事支持。"),
        "加强对乌克兰的军事",
        Method::Exact,
    );
    verify_as(
        &source("アメリカはウクライナへの軍事支援を強化すべきだ。"),
        "ウクライナへの軍事支援",
        Method::Exact,
    );
    verify_as(
        &source("สหรัฐอเมริกาควรเสริมสร้างการสนับสนุน"),
        "ควรเสริมสร้าง",
        Method::Exact,
    );
}

#[test]
fn case_57_mark_after_the_quote() {
    let text = source("Let x\u{30c} be the mean of it.");
    assert_cuts(&text, "Let x", "Let x\u{30c}");
}

#[test]
fn case_60_ends_of_the_file() {
    let empty = source("");
    assert_not_found(&empty, "anything at all");
    assert!(empty.paragraphs().is_empty());
    let short = source("Act now");
    assert_not_found(&short, "Act now, and then act again and again");
    let verified = verify_as(&short, "Act now", Method::Exact);
    assert_eq!(verified.place().bytes(), 0..7);
    assert_eq!(verified.place().column(), 1);
}

#[test]
fn case_62_boilerplate() {
    let mut text = seed(2);
    let stretch = text
        .locate_stretch("You are reading a free article.", None, 0)
        .expect("it is there");
    text.set_not_author(vec![stretch]);
    assert!(
        matches!(refuse(&text, "Subscribe Now"), QuoteFault::NotAuthor(place) if place.paragraph() == 17)
    );
    verify(&text, "Belarus is not Russia.");
}

#[test]
fn case_63_repeated_letters_are_fast() {
    let started = Instant::now();
    let long = "a".repeat(20_000);
    verify_as(&source(&long), &long, Method::Exact);
    assert!(matches!(
        refuse(&source(&long), "aa"),
        QuoteFault::CutsWord { .. }
    ));
    assert!(matches!(
        refuse(&source(&long), &"a".repeat(19_999)),
        QuoteFault::CutsWord { .. }
    ));
    let words = source(&"a ".repeat(20_000));
    assert!(matches!(
        refuse(&words, "a a"),
        QuoteFault::Ambiguous { .. }
    ));
    assert!(matches!(
        refuse(&words, "a a a … a a a"),
        QuoteFault::Ambiguous { .. }
    ));
    diagnose(&source(&long), &QuoteQuery::new(&"b".repeat(20_000)), &[]);
    diagnose(&words, &QuoteQuery::new(&"a b ".repeat(5_000)), &[]);
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn case_64_other_white_space() {
    let text = source("one\ttwo\u{c}three\u{b}four\u{2028}five\u{85}six\u{3000}seven\u{2009}eight");
    let verified = verify_as(
        &text,
        "one two three four five six seven eight",
        Method::Folded,
    );
    assert_eq!(verified.folds().to_string(), "white space x7");
}

#[test]
fn case_65_nested_quotation_marks() {
    let text = seed(3);
    let quote = "what Blinken called a 'swift, severe and a united response' if the Russian troops";
    let verified = verify_as(&text, quote, Method::Folded);
    assert_eq!(verified.folds().to_string(), "nested quotation marks x2");
    assert_not_found(&text, &quote.replace('\'', ""));
    let edited =
        "Blinken called a 'swift, severe and a united response' if the Russian […] should attack.";
    let edited = edited.replace(
        "should attack.",
        "massed at Ukraine's border should attack.",
    );
    let verified = verify_as(&text, &edited, Method::Edited);
    assert_eq!(verified.folds().count(Fold::NestedQuotationMarks), 2);
}

#[test]
fn case_66_suggestion_verifies() {
    for (number, quote) in [
        (0, "manipulation of migrants at the polish border"),
        (
            2,
            "the United States and its allies may urgently consider how to prevent Belarus from becoming",
        ),
        (
            2,
            "Belarus not only served as a staging ground for Russian troops as they prepared opened its hospitals to Russian soldiers injured in combat.",
        ),
        (
            4,
            "diplomacy is often portrayed as a sign of strength, a gift to the other side",
        ),
    ] {
        let text = seed(number);
        let diagnosis = diagnose(&text, &QuoteQuery::new(quote), &[]);
        let passage = &diagnosis.passages[0];
        assert_eq!(verify(&text, &passage.words).place(), &passage.place);
    }
}

#[test]
fn paragraph_mode_is_obeyed() {
    let raw = "One line here\nand one there.\n\nA third.";
    let lines = SourceText::new(raw.to_owned(), ParagraphMode::Lines);
    assert_crosses(&lines, "line here and one there");
    let blank = SourceText::new(raw.to_owned(), ParagraphMode::Blank);
    verify(&blank, "line here and one there");
}

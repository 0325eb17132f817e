//! Differences that must never be folded, and harmless ones that must be.

use super::{find, source, verify};
use crate::text::{Method, QuoteQuery, SourceText, find_quote};

/// Passages and quotes that say something else, each with the difference.
const TRAPS: [(&str, &str, &str); 51] = [
    (
        "case of a name",
        "The Polish border is closed now.",
        "The polish border is closed now.",
    ),
    (
        "case of a month",
        "They met in May and agreed.",
        "They met in may and agreed.",
    ),
    (
        "case of a country",
        "It helps the US and no one else.",
        "It helps the us and no one else.",
    ),
    (
        "case of a bird",
        "He spoke of Turkey and its straits.",
        "He spoke of turkey and its straits.",
    ),
    (
        "accent",
        "The résumé of the talks was short.",
        "The resume of the talks was short.",
    ),
    (
        "accent at the end",
        "He called the papá of the movement.",
        "He called the papa of the movement.",
    ),
    (
        "accent over a vowel",
        "It gives a naïve view of things.",
        "It gives a naive view of things.",
    ),
    (
        "superscript number",
        "It needs 10⁶ men to hold it.",
        "It needs 106 men to hold it.",
    ),
    (
        "superscript unit",
        "It holds 400 km² of land.",
        "It holds 400 km2 of land.",
    ),
    (
        "footnote mark",
        "The note¹ on the treaty is clear.",
        "The note1 on the treaty is clear.",
    ),
    (
        "footnote mark dropped",
        "The note¹ on the treaty is clear.",
        "The note on the treaty is clear.",
    ),
    (
        "circled digit",
        "Step ① is a ceasefire now.",
        "Step 1 is a ceasefire now.",
    ),
    (
        "trade mark",
        "The Iron Dome™ works very well.",
        "The Iron DomeTM works very well.",
    ),
    (
        "fraction",
        "About ½ of the troops left.",
        "About 1/2 of the troops left.",
    ),
    (
        "number sign",
        "See № 5 of the treaty text.",
        "See No 5 of the treaty text.",
    ),
    (
        "full-width digits",
        "They sent １２ tanks to them.",
        "They sent 12 tanks to them.",
    ),
    (
        "long s",
        "The ſame rule holds for all.",
        "The same rule holds for all.",
    ),
    (
        "year",
        "It ended in August 2020 for good.",
        "It ended in August 2019 for good.",
    ),
    (
        "decimal point",
        "It spends 1.5 percent on it.",
        "It spends 15 percent on it.",
    ),
    (
        "decimal comma",
        "It spends 1,5 percent on it.",
        "It spends 1.5 percent on it.",
    ),
    (
        "thousands",
        "More than 13,000 people were killed.",
        "More than 13000 people were killed.",
    ),
    (
        "minus sign",
        "Growth was −5 percent this year.",
        "Growth was 5 percent this year.",
    ),
    (
        "percent sign",
        "It is 5% of the whole.",
        "It is 5 of the whole.",
    ),
    (
        "per mille",
        "It is 5‰ of the whole.",
        "It is 5% of the whole.",
    ),
    (
        "currency",
        "It costs €5 a head there.",
        "It costs $5 a head there.",
    ),
    (
        "currency dropped",
        "It costs €5 a head there.",
        "It costs 5 a head there.",
    ),
    (
        "primes",
        "The ship is 5′ 3″ too long.",
        "The ship is 5' 3\" too long.",
    ),
    (
        "grave accent",
        "They call it `force majeure` here.",
        "They call it 'force majeure' here.",
    ),
    (
        "Cyrillic letters",
        "The Party decides on all of it.",
        "The Раrtу decides on all of it.",
    ),
    (
        "Greek letter",
        "Option A is the best of all.",
        "Option Α is the best of all.",
    ),
    (
        "comma dropped",
        "Talk, not war, is the answer.",
        "Talk not war is the answer.",
    ),
    (
        "comma moved",
        "Stop not, fight on to the end.",
        "Stop, not fight on to the end.",
    ),
    (
        "question for statement",
        "Is this the end of it? No.",
        "Is this the end of it. No.",
    ),
    (
        "exclamation for statement",
        "This is the end of it! No.",
        "This is the end of it. No.",
    ),
    (
        "semicolon for comma",
        "They came; they saw it all.",
        "They came, they saw it all.",
    ),
    (
        "hyphen dropped",
        "They will re-sign the treaty soon.",
        "They will resign the treaty soon.",
    ),
    (
        "hyphen added",
        "They will resign the office soon.",
        "They will re-sign the office soon.",
    ),
    (
        "hyphen for space",
        "He met a man eating shark there.",
        "He met a man-eating shark there.",
    ),
    (
        "dash for hyphen",
        "The build-up on the border grows.",
        "The build—up on the border grows.",
    ),
    (
        "space for none",
        "They may be ready every day now.",
        "They maybe ready every day now.",
    ),
    (
        "space within a word",
        "They are together in all of this.",
        "They are to get her in all of this.",
    ),
    (
        "joiner dropped",
        "آنها می‌خواهند که بروند.",
        "آنها میخواهند که بروند.",
    ),
    (
        "emoji joiner dropped",
        "They sent 👩‍🚒 to the fire.",
        "They sent 👩🚒 to the fire.",
    ),
    (
        "sharp s",
        "Das Maß der Dinge ist voll.",
        "Das Mass der Dinge ist voll.",
    ),
    (
        "dotted capital",
        "They fly to İstanbul next week.",
        "They fly to Istanbul next week.",
    ),
    (
        "dotless letter",
        "They see the kız at the door.",
        "They see the kiz at the door.",
    ),
    (
        "angle quotation marks",
        "He called it «a war» at once.",
        "He called it “a war” at once.",
    ),
    (
        "marks dropped",
        "He published an “article” in July.",
        "He published an article in July.",
    ),
    (
        "marks added",
        "He published an article in July.",
        "He published an “article” in July.",
    ),
    (
        "apostrophe dropped",
        "Well, we're not ready for it.",
        "Well, were not ready for it.",
    ),
    (
        "negation dropped",
        "They are not ready for it all.",
        "They are ready for it all.",
    ),
];

/// Passages and quotes that say the same, each with the difference.
const HARMLESS: [(&str, &str, &str); 20] = [
    (
        "curly marks",
        "It’s a “war” of nerves now.",
        "It's a \"war\" of nerves now.",
    ),
    (
        "low marks",
        "He said „war“ to all of them.",
        "He said \"war\" to all of them.",
    ),
    (
        "modifier apostrophe",
        "The peopleʼs choice is made now.",
        "The people's choice is made now.",
    ),
    (
        "no-break space",
        "On Nov.\u{a0}12 they met at last.",
        "On Nov. 12 they met at last.",
    ),
    (
        "two spaces",
        "They met.  They agreed on it all.",
        "They met. They agreed on it all.",
    ),
    (
        "ideographic space",
        "They met\u{3000}in the city of Minsk.",
        "They met in the city of Minsk.",
    ),
    (
        "line break",
        "They met in the\r\ncity of Minsk.",
        "They met in the city of Minsk.",
    ),
    (
        "em dash",
        "The talks—held in Minsk—failed.",
        "The talks -- held in Minsk -- failed.",
    ),
    (
        "en dash with spaces",
        "The talks – held in Minsk – failed.",
        "The talks—held in Minsk—failed.",
    ),
    (
        "en dash in a range",
        "The war of 2014–20 is over.",
        "The war of 2014-20 is over.",
    ),
    (
        "typographic hyphen",
        "The build‐up on the border grows.",
        "The build-up on the border grows.",
    ),
    (
        "suspended hyphen",
        "The short- and long-term view.",
        "The short- and long‑term view.",
    ),
    (
        "ellipsis",
        "They met … and agreed on all.",
        "They met ... and agreed on all.",
    ),
    (
        "spaced ellipsis",
        "They met . . . and agreed on all.",
        "They met … and agreed on all.",
    ),
    (
        "soft hyphen",
        "The deter\u{ad}rence of the West holds.",
        "The deterrence of the West holds.",
    ),
    (
        "ligature",
        "The ﬁrst oﬃcial view of it.",
        "The first official view of it.",
    ),
    (
        "composition",
        "A naïve view of the whole.",
        "A nai\u{308}ve view of the whole.",
    ),
    (
        "Hangul",
        "그들은 한국에서 만났다.",
        "그들은 \u{1112}\u{1161}\u{11ab}국에서 만났다.",
    ),
    (
        "two marks",
        "The word ệ is one of them.",
        "The word e\u{302}\u{323} is one of them.",
    ),
    (
        "byte order mark inside",
        "They met \u{feff}in the city of Minsk.",
        "They met in the city of Minsk.",
    ),
];

#[test]
fn differences_that_matter_are_never_folded() {
    for (what, passage, quote) in TRAPS {
        for (text, quote) in [(passage, quote), (quote, passage)] {
            let verdict = find(&source(text), quote);
            assert!(
                verdict.is_err(),
                "{what}: {quote:?} is verified in {text:?}"
            );
            let framed = format!("First of all. {text} And so on.");
            assert!(
                find(&source(&framed), quote).is_err(),
                "{what}: {quote:?} is verified in {framed:?}"
            );
        }
    }
}

#[test]
fn harmless_differences_are_folded() {
    for (what, passage, quote) in HARMLESS {
        for (text, quote) in [(passage, quote), (quote, passage)] {
            let verified = find(&source(text), quote);
            let method = verified.as_ref().map(super::Verified::method);
            assert_eq!(
                method,
                Ok(Method::Folded),
                "{what}: {quote:?} in {text:?}: {verified:?}"
            );
            let folds = verified.expect("it is verified").folds().clone();
            assert!(
                !folds.is_empty(),
                "{what}: no fold is named for {quote:?} in {text:?}"
            );
        }
    }
}

/// A vowel of Hangul joins the consonant that it completes and nothing else, so that a quote of it takes nothing along.
#[test]
fn a_lone_vowel_of_hangul_stands_for_itself() {
    for (raw, start) in [
        (",\u{ad}\u{1161} ", 3),
        ("“\u{1161} ", 3),
        ("ﬁ \u{1161} ", 4),
        ("…\u{feff}\u{1161} ", 6),
    ] {
        let text = source(raw);
        let place = verify(&text, "\u{1161}").place().clone();
        assert_eq!(place.bytes(), start..start + 3, "{raw:?}");
    }
    let text = source("\u{1112}\u{ad}\u{1161}\u{11ab} ");
    let place = verify(&text, "한").place().clone();
    assert_eq!(place.bytes(), 0..11);
}

#[test]
fn words_are_never_cut() {
    let pairs = [
        (
            "an unlikely event of this kind",
            "likely event of this kind",
        ),
        (
            "an independent state of the east",
            "dependent state of the east",
        ),
        ("a non-binding resolution of it", "binding resolution of it"),
        ("about 13,000 people were killed", "000 people were killed"),
        ("about 1.5 percent of the whole", "5 percent of the whole"),
        ("about .5 percent of the whole", "5 percent of the whole"),
        ("about -5 percent of the whole", "5 percent of the whole"),
        ("the army of Russia’s neighbour", "the army of Russia"),
        (
            "the U.S.-German statement of July",
            "German statement of July",
        ),
        ("either and/or both of the two", "either and"),
        ("the war in Nagorno-Karabakh went on", "the war in Nagorno"),
        ("the word x\u{30c} is one of them", "the word x"),
        ("about 10⁶ people were killed", "about 10"),
        ("now press #\u{fe0f}\u{20e3} to go on", "now press #"),
        ("the deter-\nrence of the West", "rence of the West"),
    ];
    for (passage, quote) in pairs {
        let verdict = find(&source(passage), quote);
        let cut = matches!(verdict, Err(crate::text::QuoteFault::CutsWord { .. }));
        assert!(cut, "{quote:?} in {passage:?}: {verdict:?}");
    }
}

/// No accent stands on a control character, so that a quote that ends with one takes none along.
#[test]
fn a_control_character_bears_no_accent() {
    let text = source("It is here\u{1a}\u{200b}\u{323} now.");
    let place = verify(&text, "It is here\u{1a}").place().clone();
    assert_eq!(place.bytes(), 0..11);
}

/// The words offered for a cut word are whole, as far as words have a reasonable length.
#[test]
fn a_cut_word_is_widened_to_a_bound() {
    let word = "a".repeat(1000);
    let text = source(&format!("{word}b{word}"));
    match find(&text, "b") {
        Err(crate::text::QuoteFault::CutsWord { whole, .. }) => {
            assert_eq!(whole, 1000 - 256..1001 + 256);
        }
        verdict => panic!("{verdict:?}"),
    }
}

#[test]
fn real_passages_of_one_text_are_in_no_other() {
    let texts: Vec<SourceText> = (0..5).map(super::seed).collect();
    for (number, text) in texts.iter().enumerate() {
        for sentence in text.sentences().filter(|sentence| sentence.len() > 40) {
            let quote = &text.raw()[sentence];
            for (other, elsewhere) in texts
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != number)
            {
                assert!(
                    find(elsewhere, quote).is_err(),
                    "{quote:?} of {number} is in {other}"
                );
            }
        }
    }
}

/// Every sentence of the real texts with words left out of its middle, or one word in brackets: how it was changed,
/// the text and the quote.
fn edited_sentences(texts: &[SourceText]) -> Vec<(usize, usize, String, String)> {
    let mut all = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        for sentence in text.sentences() {
            let words: Vec<_> = text.raw()[sentence.clone()].split_whitespace().collect();
            let count = words.len();
            if !(14..60).contains(&count) || words.concat().contains(['[', '…']) {
                continue;
            }
            let omitted = format!(
                "{} […] {}",
                words[..5].join(" "),
                words[count - 5..].join(" ")
            );
            let replaced = format!("{} [x] {}", words[..6].join(" "), words[7..].join(" "));
            all.push((number, sentence.start, omitted, replaced));
        }
    }
    all
}

#[test]
fn good_edits_of_real_sentences_verify() {
    let texts: Vec<SourceText> = (0..5).map(super::seed).collect();
    let mut refused = Vec::new();
    for (number, start, omitted, replaced) in edited_sentences(&texts) {
        for quote in [omitted, replaced] {
            let query = QuoteQuery {
                exact: &quote,
                reviewed: true,
                ..QuoteQuery::default()
            };
            let verdict = find_quote(&texts[number], &query);
            let right = verdict.as_ref().is_ok_and(|verified| {
                verified.method() == Method::Edited
                    && verified.place().bytes().start.abs_diff(start) <= "• ".len()
            });
            if !right {
                refused.push((quote, verdict));
            }
        }
    }
    // A pull quote, and a caption of two sentences that stands twice.
    assert!(refused.len() <= 9, "{}: {refused:#?}", refused.len());
}

#[test]
fn splices_of_two_paragraphs_and_reversed_parts_never_verify() {
    let texts: Vec<SourceText> = (0..5).map(super::seed).collect();
    let all = edited_sentences(&texts);
    for pair in all.windows(2) {
        let [
            (number, one_start, one, _),
            (other_number, other_start, other, _),
        ] = pair
        else {
            continue;
        };
        let paragraph = |number: &usize, start: &usize| {
            texts[*number]
                .paragraph_at(*start)
                .map(|paragraph| paragraph.number)
        };
        let [(first, _), (other_first, other_last)] =
            [one, other].map(|quote| quote.split_once(" […] ").expect("it has an omission"));
        let reversed = format!("{other_last} […] {other_first}");
        assert!(
            find(&texts[*other_number], &reversed).is_err(),
            "{reversed:?} is verified"
        );
        if number == other_number && paragraph(number, one_start) != paragraph(number, other_start)
        {
            let spliced = format!("{first} […] {other_last}");
            assert!(
                find(&texts[*number], &spliced).is_err(),
                "{spliced:?} is verified"
            );
        }
    }
}

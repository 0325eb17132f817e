//! Lines, paragraphs, stretches and terms of a source.

use super::{find, seed, source, verify};
use crate::text::source::lower_in_place;
use crate::text::{ParagraphMode, QuoteFault, SourceText, StretchFault, find_passages};

fn paragraph_texts(raw: &str, mode: ParagraphMode) -> Vec<String> {
    let text = SourceText::new(raw.to_owned(), mode);
    let mut texts = Vec::new();
    for (index, paragraph) in text.paragraphs().iter().enumerate() {
        assert_eq!(paragraph.number, index + 1);
        texts.push(text.raw()[paragraph.range.clone()].to_owned());
    }
    texts
}

#[test]
fn every_kind_of_line_end_counts_once() {
    let text = source("one\ntwo\r\nthree\rfour\n\r\nsix");
    let lines: Vec<_> = ["one", "two", "three", "four", "six"]
        .iter()
        .map(|word| {
            text.line_column(text.raw().find(word).expect("it is there"))
                .0
        })
        .collect();
    assert_eq!(lines, [1, 2, 3, 4, 6]);
    let text = source("naïve “x” here\nnext");
    assert_eq!(
        text.line_column(text.raw().find('x').expect("it is there")),
        (1, 8)
    );
    assert_eq!(
        text.line_column(text.raw().find('t').expect("it is there")),
        (2, 4)
    );
}

#[test]
fn columns_count_characters_however_far_into_a_text() {
    let raw = format!("{}x\n{}y", "é".repeat(700), "é".repeat(300));
    let text = source(&raw);
    let at = |word: &str| text.line_column(raw.find(word).expect("it is there"));
    assert_eq!((at("x"), at("y")), ((1, 701), (2, 301)));
}

#[test]
fn a_text_is_known_again_by_its_place_in_memory() {
    let raw: std::sync::Arc<str> = "One text.".into();
    let text = SourceText::new(std::sync::Arc::clone(&raw), ParagraphMode::Auto);
    assert!(text.is_of(&raw));
    assert!(!text.is_of(&"One text.".into()));
}

/// Offsets in the text hold for its lower case, also where a capital is longer than its small letter.
#[test]
fn lower_case_keeps_every_offset() {
    for text in [
        "ABC ÄÖ",
        "273 \u{212a}",
        "STRA\u{1e9e}E",
        "\u{23a}B",
        "\u{130}B",
    ] {
        assert_eq!(lower_in_place(text).len(), text.len(), "{text:?}");
    }
    assert_eq!(lower_in_place("ABC ÄÖ"), "abc äö");
}

#[test]
fn paragraphs_by_mode() {
    let raw = "\u{feff} One.\nTwo.\n \t\nThree.\n\n\n";
    assert_eq!(
        paragraph_texts(raw, ParagraphMode::Lines),
        ["One.", "Two.", "Three."]
    );
    assert_eq!(
        paragraph_texts(raw, ParagraphMode::Blank),
        ["One.\nTwo.", "Three."]
    );
    assert_eq!(paragraph_texts("", ParagraphMode::Auto), [""; 0]);
    assert_eq!(paragraph_texts(" \n\n ", ParagraphMode::Blank), [""; 0]);
}

#[test]
fn paragraphs_of_the_real_texts() {
    let counts: Vec<_> = (0..5)
        .map(|number| seed(number).paragraphs().len())
        .collect();
    assert_eq!(counts, [42, 7, 19, 32, 18]);
    let last = |number: usize| {
        seed(number)
            .paragraphs()
            .last()
            .map(|paragraph| paragraph.first_line)
    };
    assert_eq!(last(1), Some(7));
}

#[test]
fn wrapped_text_without_blank_lines_is_guessed() {
    let raw = "The first paragraph of this text is wrapped at a width of sixty or\n\
               so and goes on for a while before it ends here.\n\
               The second paragraph begins after a short line and goes on as\n\
               well:\n\
               - a bullet begins a paragraph of its own, whatever stands before\n\
               it, and is wrapped as well as all the rest of the text\n\
               - another bullet\n";
    let paragraphs = paragraph_texts(raw, ParagraphMode::Auto);
    let begins: Vec<_> = paragraphs
        .iter()
        .map(|text| text.split(' ').nth(1))
        .collect();
    assert_eq!(
        begins,
        [Some("first"), Some("second"), Some("a"), Some("another")]
    );
}

#[test]
fn paragraph_at_a_byte() {
    let text = source("One.\n\nTwo.");
    let number = |byte| text.paragraph_at(byte).map(|paragraph| paragraph.number);
    assert_eq!(
        [0, 3, 4, 5, 6, 9, 10, 99].map(number),
        [Some(1), Some(1), None, None, Some(2), Some(2), None, None]
    );
}

#[test]
fn stretches_are_located_by_their_ends() {
    let text = seed(3);
    let start = text
        .raw()
        .find("Related Publications")
        .expect("it is there");
    let end = text.raw().find("View All").expect("it is there");
    let stretch = text.locate_stretch(
        "Related Publications",
        Some("more aggressive path in Ukraine.\""),
        0,
    );
    let stretch = stretch.expect("both ends are there");
    assert_eq!(stretch.start, start);
    assert!(stretch.end < end && text.raw()[stretch].ends_with("in Ukraine.”"));
    assert_eq!(
        text.locate_stretch("Related Publications", None, 0),
        Ok(start..text.raw().len())
    );
    assert_eq!(
        text.locate_stretch("No such words", None, 0),
        Err(StretchFault::FromNotFound)
    );
    assert_eq!(
        text.locate_stretch("Related Publications", None, end),
        Err(StretchFault::FromNotFound)
    );
    assert_eq!(
        text.locate_stretch("View All", Some("Related"), 0),
        Err(StretchFault::ToNotFound)
    );
    assert_eq!(
        text.locate_stretch("", None, 0),
        Err(StretchFault::FromNotFound)
    );
    let first = text
        .locate_stretch("Type: Podcast", Some("Podcast"), 0)
        .expect("it is there");
    let second = text
        .locate_stretch("Type: Podcast", Some("Podcast"), first.end)
        .expect("it is there twice");
    assert!(first.end < second.start);
    assert_eq!(&text.raw()[first], "Type: Podcast");
}

#[test]
fn stretches_are_sorted_and_merged() {
    let mut text = source("0123456789 and more");
    text.set_not_author(vec![5..7, 0..2, 6..9, 2..3, 4..4]);
    assert_eq!(text.not_author(), [0..3, 5..9]);
    let authors = [0..1, 3..5, 2..4, 9..12, 8..10].map(|range| text.is_author(&range));
    assert_eq!(authors, [false, true, false, true, false]);
}

#[test]
fn copies_outside_the_authors_words_do_not_count() {
    let mut text = source("They must act now.\n\nSubscribe: they must act. They must act now.");
    assert!(matches!(
        find(&text, "must act now"),
        Err(QuoteFault::Ambiguous { .. })
    ));
    let stretch = text
        .locate_stretch("Subscribe", None, 0)
        .expect("it is there");
    text.set_not_author(vec![stretch]);
    assert_eq!(verify(&text, "must act now").place().paragraph(), 1);
    assert!(matches!(
        find(&text, "they must act."),
        Err(QuoteFault::NotAuthor(_))
    ));
}

#[test]
fn terms_are_whole_words_in_any_case() {
    let mut text = source(
        "Sanctions on SWIFT. The sanction's aim; sanctioned banks, un-sanctioned ones, swiftly. Naïve.",
    );
    let count = |text: &SourceText, term: &str| text.find_term(term).len();
    assert_eq!(count(&text, "sanction"), 1);
    assert_eq!(count(&text, "sanction*"), 4);
    assert_eq!(count(&text, "swift"), 1);
    assert_eq!(count(&text, "SWIFT*"), 2);
    assert_eq!(count(&text, "sanctioned  banks"), 1);
    assert_eq!(count(&text, "nai\u{308}ve"), 1);
    assert_eq!(count(&text, "naive"), 0);
    assert_eq!(
        [count(&text, ""), count(&text, "*"), count(&text, " ")],
        [0, 0, 0]
    );
    assert_eq!(
        &text.raw()[text.find_term("sanction*")[2].bytes()],
        "sanctioned"
    );
    let stretch = text
        .locate_stretch("The sanction's", None, 0)
        .expect("it is there");
    text.set_not_author(vec![stretch]);
    assert_eq!(count(&text, "sanction*"), 1);
}

#[test]
fn passages_are_found_from_a_careless_paste() {
    let text = seed(2);
    let pasted = "A BELARUSIAN INVASION IS NOT A FORE-\nGONE CONCLUSION";
    let found = find_passages(&text, pasted);
    assert_eq!(found.len(), 1);
    assert_eq!(
        text.words(&found[0].place.bytes()),
        "A Belarusian invasion is not a foregone conclusion"
    );
    let found = find_passages(&seed(3), "Asfandyar Mir on Why ISIS-K Attacked Moscow");
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|candidate| candidate.context.is_some()));
    assert!(find_passages(&text, "no such words here").is_empty());
    // Only whole words, with the punctuation that was pasted with them.
    let text = source("They outperform in trade now. He said “We will go!” then.");
    let words = |pasted: &str| -> Vec<String> {
        let found = find_passages(&text, pasted);
        found
            .iter()
            .map(|found| text.words(&found.place.bytes()))
            .collect()
    };
    assert!(words("Perform in trade now").is_empty());
    assert!(words("They outperform in tra").is_empty());
    assert_eq!(words("\"we will go!\""), ["“We will go!”"]);
    assert_eq!(words("we will go"), ["We will go"]);
}

#[test]
fn words_collapse_white_space_within_paragraphs() {
    let text = SourceText::new(
        "One  line\nand more.\n\n  Two.".to_owned(),
        ParagraphMode::Blank,
    );
    assert_eq!(
        text.words(&(0..text.raw().len())),
        "One line and more.\n\nTwo."
    );
    assert_eq!(text.words(&(4..9)), "line");
    assert_eq!(text.words(&(50..90)), "");
}

/// The last words of a stretch are the first ones that do not end before its first words do.
#[test]
fn a_stretch_ends_at_or_after_its_first_words() {
    let raw = "Read more of it, he wrote. More: read more. The end, read more again.";
    let text = source(raw);
    let stretch = |from, to| {
        let found = text.locate_stretch(from, to, 0);
        found.map(|bytes| &raw[bytes])
    };
    assert_eq!(stretch("Read more", Some("more")), Ok("Read more"));
    assert_eq!(
        stretch("Read more of it", Some("more")),
        Ok("Read more of it, he wrote. More: read more")
    );
    assert_eq!(stretch("The end", None), Ok("The end, read more again."));
    assert_eq!(
        stretch("The end", Some("he wrote")),
        Err(crate::text::StretchFault::ToNotFound)
    );
    let after = raw.find("More:").expect("the words are there");
    let found = text.locate_stretch("read more", Some("again"), after);
    assert_eq!(
        found.map(|bytes| &raw[bytes]),
        Ok("read more. The end, read more again")
    );
}

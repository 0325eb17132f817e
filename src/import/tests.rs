//! What is written as YAML is read back by the reader of projects as it was.

use proptest::prelude::*;

use super::emit::recommendations;
use crate::files::{FileId, Files, Span};
use crate::load::raw::{RawClaim, RawQuote, RawQuotes, RawRecommendation, RawText};
use crate::load::{self, Limits, ProjectPaths};

fn placed(file: FileId, text: &str) -> RawText {
    RawText::new(text.to_owned(), Span::new(file, 0..0))
}

/// A recommendation that has a text in every place where one may stand.
fn record(id: &str, text: &str) -> Box<RawRecommendation> {
    let file = Files::default().add("a", "");
    let all = || Some(placed(file, text));
    let quotes = || RawQuotes {
        span: Span::new(file, 0..0),
        quotes: vec![
            RawQuote {
                exact: placed(file, text),
                prefix: None,
                suffix: None,
                voice: None,
                role: None,
                reviewed: false,
            },
            RawQuote {
                exact: placed(file, text),
                prefix: all(),
                suffix: all(),
                voice: Some(placed(file, "reported")),
                role: Some(placed(file, "context")),
                reviewed: true,
            },
        ],
    };
    let claim = RawClaim {
        effect: Some(placed(file, "helps")),
        because: all(),
        quotes: quotes(),
    };
    Box::new(RawRecommendation {
        id: Some(placed(file, id)),
        source: all(),
        option: all(),
        stance: Some(placed(file, "urges")),
        posture: all(),
        summary: all(),
        actor: all(),
        target: all(),
        condition: all(),
        after: all(),
        timing: all(),
        implied: true,
        confidence: Some(placed(file, "low")),
        note: all(),
        quotes: quotes(),
        criteria: vec![(placed(file, "deterrence"), claim)],
    })
}

/// Writes two recommendations, lets the program read them as a project, and writes them again.
fn read_back(text: &str) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("options.yaml");
    let yaml = recommendations(&[record("a", text), record("b", text)]).expect("YAML");
    std::fs::write(&file, &yaml).expect("the file is written");
    let paths = ProjectPaths {
        folder: folder.path().to_owned(),
        file,
    };
    let loaded = load::load(&paths, Limits::default()).expect("a project");
    let read = &loaded.raw.recommendations;
    prop_assert_eq!(read.len(), 2, "{}", yaml);
    for found in read {
        let claim = &found.criteria[0].1;
        let quotes = found.quotes.quotes.iter().chain(&claim.quotes.quotes);
        for quote in quotes {
            prop_assert_eq!(&quote.exact.value, text, "{}", yaml);
        }
        for one in [&found.source, &found.summary, &found.note, &claim.because] {
            let one = one.as_ref().map(|text| text.value.as_str());
            prop_assert_eq!(one, Some(text), "{}", yaml);
        }
        let second = &found.quotes.quotes[1];
        prop_assert_eq!(
            second.prefix.as_ref().map(|text| text.value.as_str()),
            Some(text)
        );
        prop_assert!(found.implied && second.reviewed);
    }
    prop_assert_eq!(recommendations(read).expect("YAML"), yaml);
    Ok(())
}

/// Texts that a careless writer of YAML would spoil.
const HOSTILE: [&str; 60] = [
    "yes",
    "no",
    "null",
    "~",
    "017",
    "1e3",
    "0x1F",
    "12:30",
    "2021-11",
    "true",
    ".inf",
    "<<",
    "# x",
    "a # b",
    "a: b",
    "a:",
    ": a",
    "- a",
    "-",
    "? a",
    "?",
    "! a",
    "&a",
    "*a",
    "%a",
    "@a",
    "`a",
    "|",
    ">-",
    "[a",
    "{a",
    "a, b",
    "'a",
    "\"a",
    "a\\nb",
    "---",
    "...",
    "--- a",
    "a\nb",
    "a\n\nb\n",
    "\na",
    "a\r\nb",
    "a\tb",
    "\ta",
    " a",
    "a ",
    "a \nb",
    "a\n  b\n c",
    "a\u{2028}b",
    "a\u{85}b",
    "\u{feff}a",
    "a\u{0}b",
    "a\u{7f}b",
    "é“’”—日本",
    "👩‍👩‍👧",
    "\u{202e}a",
    "  - id: c",
    "a\n  - id: c\n",
    "a\n\n  - id: c",
    "recommendations:",
];

#[test]
fn hostile_texts_are_read_back_as_they_were() {
    let long = "a word and ".repeat(1_000);
    let unbroken = "x".repeat(10_000);
    let long = [long.as_str(), unbroken.as_str()];
    for text in HOSTILE.into_iter().chain(long) {
        read_back(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_back_as_it_was(
        text in "[ \t\r\n:#'\"\\\\|>&*!%@`?{}\\[\\],~=<.a0é\u{2028}\u{a0}\u{feff}-]{1,160}"
    ) {
        prop_assume!(!text.trim().is_empty());
        read_back(&text)?;
    }

    #[test]
    fn any_long_text_is_read_back_as_it_was(text in "([a-c:#\\-'\" \n]{1,12}[ \n]){1,60}") {
        prop_assume!(!text.trim().is_empty());
        read_back(&text)?;
    }
}

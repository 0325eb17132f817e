//! The short way to a tree gives what the long way gives, or nothing.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::{Located, Node, at_length, ordinary};

fn short(text: &str) -> Option<Located<'_>> {
    ordinary(text, &mut |_, _, item| Some(item))
}

/// The long way's tree, which the short way's must be where there is any; whether there was.
#[track_caller]
fn agrees(text: &str) -> bool {
    let Some(short) = short(text) else {
        return false;
    };
    match at_length(text) {
        Ok(long) => assert_eq!(short, long, "of {text:?}"),
        Err(fault) => panic!("{text:?} was read as {short:?}, but {}", fault.message),
    }
    true
}

/// Every YAML file below a folder.
fn yaml_files(folder: &Path, visit: &mut dyn FnMut(&str)) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            yaml_files(&path, visit);
        } else if path.extension().is_some_and(|ending| ending == "yaml")
            && let Ok(text) = fs::read_to_string(&path)
        {
            visit(&text);
        }
    }
}

#[test]
fn the_example_and_the_cases_are_read_alike_and_most_the_short_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = fs::read_to_string(root.join("options.yaml")).expect("it is there");
    assert!(agrees(&example), "the example takes the short way");
    let (mut files, mut short) = (0, 0);
    yaml_files(&root.join("tests/cases"), &mut |text| {
        files += 1;
        short += usize::from(agrees(text));
    });
    assert!(
        short * 10 > files * 8,
        "{short} of {files} took the short way"
    );
}

/// Plain scalars that are something else than text, or nearly, apart by spaces.
const WORDS: &str = "~ null Null NULL nUll true True TRUE tRUE false False yes no on y 0 -0 +1 017 \
    08 1_000 0x1F 0o17 0b1 1. .5 -.5 1e3 1E+3 .inf -.Inf .nan nan inf Infinity \
    2021-05 2021-05~ 12:30 - -- ... + . 1e999 n t f '5'";

/// The same with spaces in them, and other scalars.
const OTHERS: &[&str] = &[
    "1 2",
    "- 1",
    "--- x",
    "null x",
    "true\n  false",
    "\"true\"",
    "|\n  5",
    "",
];

#[test]
fn plain_scalars_are_what_the_crate_says() {
    for text in WORDS.split(' ').chain(OTHERS.iter().copied()) {
        for document in [
            format!("{text}: 1\n"),
            format!("a: {text}\n"),
            format!("- {text}\n"),
            format!("[{text}]"),
        ] {
            agrees(&document);
        }
    }
}

#[test]
fn both_ways_go_equally_deep() {
    for depth in 60..70 {
        agrees(&("[".repeat(depth) + &"]".repeat(depth)));
        agrees(&format!("{}x", "- ".repeat(depth)));
        let maps: String = (0..depth)
            .map(|level| "  ".repeat(level) + "a:\n")
            .collect();
        agrees(&maps);
    }
}

#[test]
fn what_is_out_of_the_ordinary_takes_the_long_way() {
    let deep = "[".repeat(70) + &"]".repeat(70);
    let texts = [
        "\u{feff}a: 1",
        "a: &x 1",
        "a: &x [1]",
        "a: !!str 1",
        "%YAML 1.2\n---\na: 1",
        "a: 1\n---\nb: 2",
        "a: [",
        "a: b: c",
        deep.as_str(),
    ];
    for text in texts {
        assert!(short(text).is_none(), "{text:?}");
    }
    assert!(matches!(
        short("a: {b: [c, 1, ]}").map(|tree| tree.node),
        Some(Node::Map(_))
    ));
}

#[test]
fn the_items_of_the_documents_own_lists_can_be_taken() {
    let text = "? [x]\n: [no]\na: [1, [2, 3]]\nb:\n- k: [4]\nc: {d: [5]}\na: [6]\n";
    let mut taken = Vec::new();
    let tree = ordinary(text, &mut |key, list, item| {
        taken.push((key.to_owned(), list, text[item.bytes.clone()].to_owned()));
        (key == "b").then_some(item)
    });
    let tree = tree.expect("it is ordinary");
    let word = |key: &str, list: usize, words: &str| (key.to_owned(), list, words.to_owned());
    let a = text.find("[1").expect("it is there");
    assert_eq!(taken[..2], [word("a", a, "1"), word("a", a, "[")]);
    let keys: Vec<&str> = taken.iter().map(|(key, ..)| key.as_str()).collect();
    assert_eq!(keys, ["a", "a", "b", "a"]);
    let whole = at_length(text).expect("it is YAML");
    let (Node::Map(left), Node::Map(all)) = (tree.node, whole.node) else {
        panic!("both are mappings");
    };
    assert_eq!(left[0], all[0]);
    assert_eq!(left[1].1.node, Node::List(Vec::new()));
    assert_eq!(left[2..4], all[2..4]);
}

/// Pieces that YAML is made of, thrown together.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("a: "),
        Just("b:\n"),
        Just("- "),
        Just("  "),
        Just("    "),
        Just("\n"),
        Just("\n\n"),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just(", "),
        Just("? "),
        Just(": "),
        Just("# c\n"),
        Just(" # c"),
        Just("'it''s'"),
        Just("\"a\\n\\u00e9\""),
        Just("'"),
        Just("\""),
        Just(">-\n"),
        Just("|+\n"),
        Just("|2\n"),
        Just("é"),
        Just("text of two words"),
        Just("5"),
        Just("true"),
        Just("~"),
        Just("---"),
        Just("..."),
        Just("\t"),
        Just("\r\n"),
        Just("-"),
        Just("x: 1\n"),
        Just("!!str "),
        Just("&a "),
        Just("*a"),
        Just("@"),
        Just("%"),
        Just("<<: "),
        Just("…"),
        Just("\u{85}"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_short_way_gives_the_long_ways_tree(text in pieces()) {
        agrees(&text);
    }
}

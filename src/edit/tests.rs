//! Layout and single changes: what is set, what is kept, what is refused.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn becomes(before: &str, after: &str) {
    assert_eq!(lay_out(before).as_deref(), Some(after));
    assert_eq!(lay_out(after).as_deref(), Some(after), "laid out twice");
}

#[test]
fn every_level_is_indented_by_two_and_a_dash_is_a_level() {
    becomes(
        "a:\n- x\n-   y:  z\n    w:\n        - v\nb:\n    c:   1\n",
        "a:\n  - x\n  - y: z\n    w:\n      - v\nb:\n  c: 1\n",
    );
    becomes("- - a\n  -   b\n-\n   c: d\n", "- - a\n  - b\n-\n  c: d\n");
    becomes("?   a\n:   b\n", "? a\n: b\n");
}

#[test]
fn comments_stay_and_stand_as_what_they_are_about() {
    becomes(
        "# top\na:   #   on a\n- x   # on x\n# before y\n- y\n   # after y\n\n# about b\nb: 1",
        "# top\na: #   on a\n  - x # on x\n  # before y\n  - y\n    # after y\n\n# about b\nb: 1\n",
    );
    becomes(
        "a:\n   # nothing yet\nb: 1\n",
        "a:\n  # nothing yet\nb: 1\n",
    );
    becomes("a: 'x # y'   # z\nb: x#y\n", "a: 'x # y' # z\nb: x#y\n");
}

#[test]
fn one_empty_line_stays_of_several() {
    becomes("\n\na: 1\n\n \n\nb: 2\n\n\n", "a: 1\n\nb: 2\n");
    becomes("a:\n\n  - x\n", "a:\n\n  - x\n");
}

#[test]
fn flow_collections_keep_their_lines() {
    becomes(
        "a: {b: 1,c: [ x ,y ],\"d\":e}\n",
        "a: { b: 1, c: [x, y], \"d\": e }\n",
    );
    becomes(
        "a: [ # open\n x, y,\n\n   z\n ]\n",
        "a: [ # open\n  x, y,\n\n  z\n]\n",
    );
    becomes(
        "- {a: b,\n  c: \"d\n  e\"}\n",
        "- { a: b,\n    c: \"d\n      e\" }\n",
    );
    becomes("a: {  }\nb: [ ]\n", "a: {}\nb: []\n");
}

#[test]
fn texts_keep_their_words_their_lines_and_their_quotation_marks() {
    becomes(
        "a: 'x'\nb: \"y\"\nc: one\n      two\n",
        "a: 'x'\nb: \"y\"\nc: one\n  two\n",
    );
    becomes(
        "- >-\n      one  \n\n        more\n      two\n\n\n- |+\n  x\n\n\n- y\n",
        "- >-\n  one  \n\n    more\n  two\n\n- |+\n  x\n\n\n- y\n",
    );
    becomes(
        "a:\n    b: |2\n        x\n      y\n",
        "a:\n  b: |2\n      x\n    y\n",
    );
    becomes(
        "a: |-   # note\n   # text\n # note\nb: >\nc: 1\n",
        "a: |- # note\n  # text\n# note\nb: >\nc: 1\n",
    );
}

#[test]
fn what_surrounds_the_document_stays() {
    becomes(
        "\u{feff}a:   1\r\nb: |\r\n   x\r\n   y\r\n",
        "\u{feff}a: 1\r\nb: |\r\n  x\r\n  y\r\n",
    );
    becomes(
        "%YAML 1.2\n---   # c\na:  1\n...\n",
        "%YAML 1.2\n--- # c\na: 1\n...\n",
    );
    becomes(
        "a: &x {k: v}\nb:   *x\nc: !!str   5\n",
        "a: &x { k: v }\nb: *x\nc: !!str 5\n",
    );
    becomes(
        "a: x\u{85}y\u{2028}z  # \u{1f600}\n",
        "a: x\u{85}y\u{2028}z # \u{1f600}\n",
    );
    becomes("a:\tb\t# c\n", "a: b # c\n");
    becomes("", "");
    becomes("# only\n\n\n# comments", "# only\n\n# comments\n");
}

#[test]
fn what_cannot_be_laid_out_faithfully_is_refused() {
    // At the first column this text would end the document.
    assert_eq!(lay_out("  ---\n"), None);
    assert_eq!(lay_out("a: [\n"), None);
}

fn words(words: &str) -> Fix {
    Fix::Words(words.to_owned())
}

fn context(key: &'static str, words: &str) -> Fix {
    Fix::Context {
        key,
        words: words.to_owned(),
        place: String::new(),
    }
}

/// The change at the first place of `mark`.
#[track_caller]
fn changes(before: &str, mark: &str, fix: &Fix, after: Option<&str>) {
    let at = before.find(mark).expect("the mark is there");
    assert_eq!(apply(before, at, fix).as_deref(), after);
}

#[test]
fn new_words_keep_the_style_where_it_can_hold_them() {
    let to = words("it’s");
    changes("- its # c\n- b\n", "its", &to, Some("- it’s # c\n- b\n"));
    changes("- 'its'\n", "'", &to, Some("- 'it’s'\n"));
    changes("- \"its\"\n", "\"", &to, Some("- \"it’s\"\n"));
    changes(
        "a: >- # c\n\n  its\n\nb: 1\n",
        "its",
        &to,
        Some("a: >- # c\n  it’s\n\nb: 1\n"),
    );
    changes("- 'its'\n", "'", &words("it's"), Some("- 'it''s'\n"));
    changes(
        "- [its, b]\n",
        "its",
        &words("a, b"),
        Some("- [\"a, b\", b]\n"),
    );
    changes(
        "- its\n",
        "its",
        &words("a: b # c"),
        Some("- \"a: b # c\"\n"),
    );
    changes("- its\n", "its", &words("true"), Some("- \"true\"\n"));
    changes("- >\n  its\n- b\n", "its", &to, Some("- >-\n  it’s\n- b\n"));
    changes(
        "- |\n  its\r\n",
        "its",
        &words("\u{2028}"),
        Some("- |-\n  \u{2028}\n"),
    );
}

#[test]
fn long_words_are_wrapped_as_they_were() {
    let to = words("one “two” three  four five");
    changes(
        "- >-\n  one \"two\"\n  three four\n  five\n",
        "one",
        &to,
        Some("- >-\n  one “two”\n  three  four\n  five\n"),
    );
    changes(
        "- a: one 'two'\n    three four\n",
        "one",
        &to,
        Some("- a: one “two”\n    three  four\n    five\n"),
    );
}

#[test]
fn words_of_several_lines_become_a_literal_block_or_are_escaped() {
    let to = words("one\ntwo");
    changes("- a: x\n", "x", &to, Some("- a: |-\n    one\n    two\n"));
    changes(
        "- >-\n  x\n- y\n",
        "x",
        &to,
        Some("- |-\n  one\n  two\n- y\n"),
    );
    changes("- [x]\n", "x", &to, Some("- [\"one\\ntwo\"]\n"));
    changes(
        "- x\n",
        "x",
        &words("one\r\ntwo"),
        Some("- \"one\\u000D\\ntwo\"\n"),
    );
    changes(
        "- x\r\n- y\r\n",
        "x",
        &to,
        Some("- |-\r\n  one\r\n  two\r\n- y\r\n"),
    );
}

#[test]
fn a_quote_gets_its_context_wherever_it_stands() {
    let to = context("prefix", "he \"said\"");
    let quoted = "\"he \\\"said\\\"\"";
    let block = format!("- exact: x # c\n  prefix: {quoted}\n- y\n");
    changes("- x # c\n- y\n", "x", &to, Some(&block));
    let folded = format!("  -   exact: >-\n          x\n            z\n\n      prefix: {quoted}");
    let before = "  -   >-\n      x\n        z\n";
    let folded = folded.replace("\n\n", "\n") + "\n";
    changes(before, "x", &to, Some(&folded));
    let several = format!("- exact: x\n    z\n  prefix: {quoted}");
    changes("- x\n  z", "x", &to, Some(&several));
    let flow = format!("a: [b, {{ exact: 'x', prefix: {quoted} }}]\n");
    changes("a: [b, 'x']\n", "'x'", &to, Some(&flow));
    let mapping = format!("- role: r\n  exact: x\n  prefix: {quoted}\n  note: n\n");
    changes(
        "- role: r\n  exact: x\n  note: n\n",
        "x\n",
        &to,
        Some(&mapping),
    );
    let in_flow = format!("- {{ exact: x, prefix: {quoted}, role: r }}\n");
    changes("- { exact: x, role: r }\n", "x,", &to, Some(&in_flow));
    let known = "- { prefix: 'he \"said\"', exact: x }\n";
    changes("- { prefix: 'it', exact: x }\n", "x }", &to, Some(known));
    let suffix = context("suffix", "s");
    let both = "- exact: x\n  prefix: p\n  suffix: \"s\"\n";
    changes("- exact: x\n  prefix: p\n", "x\n", &suffix, Some(both));
}

#[test]
fn what_would_change_something_else_is_refused() {
    // The alias would change too.
    changes("a: &x t\nb: *x\n", "t\n", &words("u"), None);
    changes("a: &x t\nb: *x\n", "&x", &words("u"), None);
    assert_eq!(apply("a: b\n", 0, &words("u")), None);
    assert_eq!(apply("a: b\n", 9, &words("u")), None);
    assert_eq!(apply("a: [\n", 3, &words("u")), None);
}

/// What strange texts are made from.
const PARTS: [&str; 46] = [
    "a: ",
    "b: ",
    "- ",
    "-   ",
    "x",
    "y z",
    "\n",
    "\n",
    "\n  ",
    "\n  ",
    "\n    ",
    "\n   ",
    "\n\n",
    "# c",
    "  # d",
    " ",
    "|",
    "|-",
    "|+",
    ">",
    "|2",
    ">-",
    ">1+",
    "'q'",
    "\"e\"",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "? ",
    ": ",
    "&x ",
    "*x",
    "!!str ",
    "\t",
    "é",
    "---",
    "\r\n",
    "\n ",
    "k:",
    "  ",
    "x\n  y",
    "\"m\n  n\"",
    "\u{2028}",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn laying_out_twice_is_laying_out_once(
        parts in prop::collection::vec(prop::sample::select(&PARTS[..]), 0..14),
    ) {
        let text = parts.concat();
        if let Some(once) = lay_out(&text) {
            prop_assert_eq!(lay_out(&once), Some(once));
        }
    }

    #[test]
    fn any_words_can_be_set_and_read_back(
        new in "[a-c \"'#:,\\[{|>\\\\\n\r\té\u{2028}\u{feff}-]{1,30}",
        style in prop::sample::select(&["x", "'x'", "\"x\"", ">-\n      x", "|\n      x"][..]),
    ) {
        let text = format!("# c\na:\n  - b: {style}\n    # d\n    e: f\n");
        let at = text.find('x').expect("the scalar is there") - usize::from(style.len() == 3);
        let after = apply(&text, at, &words(&new)).expect("double quotes hold anything");
        let tree = yaml::parse(&after).expect("it is YAML");
        let (tree, new) = (format!("{tree:?}"), format!("Text({new:?})"));
        prop_assert!(tree.contains(&new));
        prop_assert!(after.starts_with("# c\na:\n  - b: ") && after.ends_with("    # d\n    e: f\n"));
    }
}

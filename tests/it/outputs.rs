//! The repository's own example: its outputs are current, the same every time, and safe.

use crate::project::TestProject;

#[test]
fn the_committed_outputs_are_current() {
    let project = TestProject::example();
    let ran = project.run("policy-matrix build PROJECT --check");
    assert_eq!(
        ran.status as u8, 0,
        "run `cargo run --release -- build`\n{}{}",
        ran.out, ran.err
    );
}

#[test]
fn a_second_build_writes_nothing() {
    let project = TestProject::example();
    project.run("policy-matrix build PROJECT");
    let before = project.files("out");
    let ran = project.run("policy-matrix build PROJECT");
    assert!(!ran.err.contains("wrote"), "{}", ran.err);
    assert_eq!(before, project.files("out"));
}

#[test]
fn a_letter_changed_in_a_quote_stops_the_build_and_leaves_the_outputs() {
    let project = TestProject::example();
    let before = project.files("out");
    project.replace(
        "options.yaml",
        "must strengthen and expand",
        "may strengthen and expand",
    );
    let ran = project.run("policy-matrix build PROJECT");
    assert_eq!(ran.status as u8, 1);
    assert!(ran.err.contains("quote-not-found"), "{}", ran.err);
    assert!(ran.err.contains("must -> may"), "{}", ran.err);
    assert_eq!(before, project.files("out"));
}

#[test]
fn sources_in_another_form_keep_every_quote_verified() {
    use unicode_normalization::UnicodeNormalization;
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let decomposed = |text: &str| text.nfd().collect::<String>();
    let wrapped = |text: &str| text.lines().map(wrap).collect::<Vec<_>>().join("\n\n");
    let forms = [
        ("CRLF", Box::new(crlf) as Form),
        ("NFD", Box::new(decomposed)),
        ("wrapped", Box::new(wrapped)),
    ];
    for (name, form) in forms {
        let project = TestProject::example();
        for (seed, bytes) in project.files("seeds") {
            let text = String::from_utf8(bytes).expect("a seed is text");
            project.write(&format!("seeds/{seed}"), form(&text));
        }
        let ran = project.run("policy-matrix check PROJECT");
        assert_eq!(ran.status as u8, 0, "{name}: {}", ran.err);
    }
}

/// A way to write the same text.
type Form = Box<dyn Fn(&str) -> String>;

/// A line broken at 72 characters.
fn wrap(line: &str) -> String {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.last_mut().expect("there is a line");
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > 72 {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.join("\n")
}

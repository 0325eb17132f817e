//! What the three formats say, as whole texts.

use super::*;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::files::Span;

/// The texts of a small project and what is wrong with it.
#[derive(Default)]
struct Case {
    files: Files,
    diagnostics: Diagnostics,
}

impl Case {
    /// The place of some words in a text that is added under a path.
    fn place(&mut self, path: &str, text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the test's words are in its text");
        let file = self.files.add(path, text);
        Span::new(file, start..start + words.len())
    }

    /// The report without colours.
    fn text(&self, format: MessageFormat) -> String {
        without_colours(&self.raw(format, DEFAULT_WIDTH))
    }

    /// The report as it is written.
    fn raw(&self, format: MessageFormat, width: usize) -> String {
        let mut out = Vec::new();
        let report = Report::new(&self.files, &self.diagnostics).with_width(width);
        write(&mut out, format, &report).expect("a vector takes every byte");
        String::from_utf8(out).expect("reports are UTF-8")
    }
}

/// The text without its colour sequences, and with everything else that it holds.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        let (colour, rest) = part.split_once('m').expect("a colour ends with an m");
        assert!(colour.chars().all(|c| c.is_ascii_digit() || c == ';'));
        plain + rest
    })
}

/// A quote that is not in its source, with the nearest passage.
fn missing_quote() -> Case {
    let mut case = Case::default();
    let yaml = "\u{feff}quotes:\n  - \"the West must act\"\n";
    let quote = case.place("options.yaml", yaml, "the West must act");
    let source = "One.\n\nTwo: the West may act, 50% sure.\n";
    let passage = case.place("seeds/doe.txt", source, "the West may act");
    case.diagnostics.push(
        Diagnostic::new(Code::QuoteNotFound, "the quote is not in `doe`", quote)
            .label("1 word differs: must -> may")
            .related(passage, "the nearest passage")
            .help("paste the source's words:\n- \"the West may act\"")
            .help("or mend the source"),
    );
    case
}

#[test]
fn people_see_the_place_the_other_place_and_help() {
    let expected = "\
error[quote-not-found]: the quote is not in `doe`
 --> options.yaml:2:6
  |
2 |   - \"the West must act\"
  |      ^^^^^^^^^^^^^^^^^ 1 word differs: must -> may
  |
 ::: seeds/doe.txt:3:6
  |
3 | Two: the West may act, 50% sure.
  |      ---------------- the nearest passage
  |
  = help: paste the source's words:
          - \"the West may act\"
  = help: or mend the source

";
    assert_eq!(missing_quote().text(MessageFormat::Human), expected);
}

#[test]
fn programs_get_one_object_a_line() {
    let expected = concat!(
        r#"{"code":"quote-not-found","severity":"error","message":"the quote is not in `doe`","#,
        r#""file":"options.yaml","line":2,"column":6,"end_line":2,"end_column":23,"#,
        r#""help":"paste the source's words:\n- \"the West may act\"\nor mend the source","#,
        r#""related":[{"file":"seeds/doe.txt","line":3,"column":6,"message":"the nearest passage"}]}"#,
        "\n"
    );
    assert_eq!(missing_quote().text(MessageFormat::Json), expected);
}

#[test]
fn github_gets_a_workflow_command() {
    let expected = "::error file=options.yaml,line=2,col=6,endLine=2,endColumn=23,\
        title=quote-not-found::the quote is not in `doe`\
        %0Apaste the source's words:%0A- \"the West may act\"%0Aor mend the source\n";
    assert_eq!(missing_quote().text(MessageFormat::Github), expected);
}

#[test]
fn a_bare_diagnostic_has_no_help_and_no_related_places() {
    let mut case = Case::default();
    let place = case.place("options.yaml", "title: x", "title");
    case.diagnostics
        .push(Diagnostic::new(Code::UnusedSource, "unused", place));
    let human = "\
warning[unused-source]: unused
 --> options.yaml:1:1
  |
1 | title: x
  | ^^^^^

";
    assert_eq!(case.text(MessageFormat::Human), human);
    let json = case.text(MessageFormat::Json);
    assert!(json.ends_with("\"end_column\":6,\"help\":null,\"related\":[]}\n"));
    assert!(
        case.text(MessageFormat::Github)
            .starts_with("::warning file=")
    );
}

#[test]
fn a_strict_run_calls_warnings_errors() {
    let mut case = Case::default();
    let place = case.place("options.yaml", "title: x", "title");
    let mut diagnostic = Diagnostic::new(Code::UnusedSource, "unused", place);
    diagnostic.severity = Severity::Error;
    case.diagnostics.push(diagnostic);
    assert!(
        case.text(MessageFormat::Human)
            .starts_with("error[unused-source]: ")
    );
    assert!(
        case.text(MessageFormat::Json)
            .contains("\"severity\":\"error\"")
    );
}

#[test]
fn a_place_over_several_lines_is_shown_by_its_first() {
    let mut case = Case::default();
    let place = case.place(
        "options.yaml",
        "a:\r\n  b: 1\r\n  c: 2\r\n",
        "b: 1\r\n  c: 2\r\n",
    );
    case.diagnostics
        .push(Diagnostic::new(Code::MissingKey, "`d` is missing", place).label("here"));
    let expected = "\
error[missing-key]: `d` is missing
 --> options.yaml:2:3
  |
2 |   b: 1
  |   ^^^^ here

";
    assert_eq!(case.text(MessageFormat::Human), expected);
    let json = case.text(MessageFormat::Json);
    assert!(json.contains("\"line\":2,\"column\":3,\"end_line\":4,\"end_column\":1"));
    let github = case.text(MessageFormat::Github);
    assert!(
        github.contains(",line=2,col=3,endLine=3,title="),
        "{github}"
    );
}

#[test]
fn empty_places_show_also_at_the_end_of_a_file_and_beyond() {
    let mut case = Case::default();
    let file = case.files.add("a.yaml", "a: 1\nb:");
    let empty = case.files.add("b.yaml", "");
    let wide = case.files.add("c.yaml", "é");
    for (file, range) in [
        (file, 7..7),
        (file, 4..5),
        (empty, 0..0),
        (empty, 9..12),
        (wide, 1..9),
    ] {
        case.diagnostics
            .push(Diagnostic::new(Code::YamlSyntax, "x", Span::new(file, range)).label("here"));
    }
    let expected = "\
error[yaml-syntax]: x
 --> a.yaml:2:3
  |
2 | b:
  |   ^ here

error[yaml-syntax]: x
 --> a.yaml:1:5
  |
1 | a: 1
  |     ^ here

error[yaml-syntax]: x
 --> b.yaml:1:1
  |
1 |
  | ^ here

error[yaml-syntax]: x
 --> b.yaml:1:1
  |
1 |
  | ^ here

error[yaml-syntax]: x
 --> c.yaml:1:1
  |
1 | é
  | ^ here

";
    assert_eq!(case.text(MessageFormat::Human), expected);
    assert_eq!(case.text(MessageFormat::Json).lines().count(), 5);
    assert_eq!(case.text(MessageFormat::Github).lines().count(), 5);
}

#[test]
fn a_paragraph_on_one_line_is_cropped_around_the_place() {
    let mut case = Case::default();
    let text = format!(
        "{}\tthe words meant {}",
        "before ".repeat(300),
        "after ".repeat(300)
    );
    let words = case.place("doe.txt", &text, "the words meant");
    let whole = Span::new(words.file, 0..text.len());
    for span in [words, whole] {
        case.diagnostics
            .push(Diagnostic::new(Code::QuoteInQuotation, "x", span).label("here"));
    }
    let report = case.text(MessageFormat::Human);
    assert!(report.contains(" --> doe.txt:1:2102\n"), "{report}");
    assert!(report.contains(" the words meant "), "{report}");
    let longest = report.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(DEFAULT_WIDTH + 8), "{report}");
    let narrow = case.raw(MessageFormat::Human, 0);
    assert!(without_colours(&narrow).contains("here"));
}

#[test]
fn a_line_too_long_to_lay_out_is_named_with_its_first_words() {
    let mut case = Case::default();
    let text = format!("{}here it is{}", "x ".repeat(150_000), " y".repeat(150_000));
    let words = case.place("doe.txt", &text, "here it is");
    case.diagnostics.push(
        Diagnostic::new(Code::QuoteInQuotation, "x", words)
            .label("this")
            .related(words, "that"),
    );
    let report = case.text(MessageFormat::Human);
    let end = " y".repeat(33);
    let expected = format!(
        "\
warning[quote-in-quotation]: x
--> doe.txt:1:300001
 = note: `here it is{end}`: this
::: doe.txt:1:300001
 = note: `here it is{end}`: that

"
    );
    assert_eq!(report, expected);
}

#[test]
fn characters_that_act_on_a_terminal_never_reach_it() {
    let evil = "\u{1b}[31m\u{9b}31m\u{202e}\u{200f}\u{61c}\u{2028}\u{7}\u{7f}\r\t";
    let mut case = Case::default();
    let text = format!("{evil}word{evil}");
    let place = case.place(&format!("p{evil}"), &text, "word");
    case.diagnostics.push(
        Diagnostic::new(Code::BidiOverride, format!("m{evil}"), place)
            .label(format!("l{evil}"))
            .related(place, format!("r{evil}"))
            .help(format!("h{evil}")),
    );
    for format in [
        MessageFormat::Human,
        MessageFormat::Json,
        MessageFormat::Github,
    ] {
        let report = case.text(format);
        let raw = report.chars().find(|&c| visible::is_active(c) && c != '\n');
        assert_eq!(raw, None, "{format:?}: {report}");
    }
    // The colours are the only escape sequences of the report for people.
    let raw = case.raw(MessageFormat::Human, DEFAULT_WIDTH);
    assert!(!raw.contains("\u{1b}[31m") && !raw.contains('\u{9b}'));
    let json: serde_json::Value =
        serde_json::from_str(&case.text(MessageFormat::Json)).expect("a line of JSON");
    assert_eq!(json["message"], format!("m{evil}"));
}

#[test]
fn what_github_reserves_is_escaped() {
    let mut case = Case::default();
    let place = case.place("50%,a:b.yaml", "word", "word");
    case.diagnostics.push(
        Diagnostic::new(Code::UnknownKey, "100%: a,b\n::error::forged", place).help("one\r\ntwo"),
    );
    assert_eq!(
        case.text(MessageFormat::Github),
        "::error file=50%25%2Ca%3Ab.yaml,line=1,col=1,endLine=1,endColumn=5,\
         title=unknown-key::100%25: a,b%0A::error::forged%0Aone%0D%0Atwo\n"
    );
}

#[test]
fn people_see_the_first_hundred_and_the_count_of_the_rest() {
    let mut case = Case::default();
    let place = case.place("options.yaml", "title: x", "title");
    for number in 1..=123 {
        case.diagnostics.push(Diagnostic::new(
            Code::UnusedSource,
            format!("fault {number}"),
            place,
        ));
    }
    let report = case.text(MessageFormat::Human);
    assert_eq!(report.matches("warning[").count(), 100);
    assert!(report.ends_with("\n... and 23 more\n"));
    assert_eq!(case.text(MessageFormat::Json).lines().count(), 123);
    assert_eq!(case.text(MessageFormat::Github).lines().count(), 123);
}

#[test]
fn of_many_related_places_people_see_ten() {
    let mut case = Case::default();
    let place = case.place("options.yaml", "title: x", "title");
    let diagnostic = (0..12).fold(
        Diagnostic::new(Code::QuoteAmbiguous, "x", place),
        |diagnostic, _| diagnostic.related(place, "here too"),
    );
    case.diagnostics.push(diagnostic);
    let report = case.text(MessageFormat::Human);
    assert_eq!(report.matches("here too").count(), 10);
    assert!(
        report.contains("= note: and at 2 more places\n"),
        "{report}"
    );
    assert_eq!(
        case.text(MessageFormat::Json).matches("here too").count(),
        12
    );
}

#[test]
fn no_diagnostics_make_an_empty_report() {
    let case = Case::default();
    for format in [
        MessageFormat::Human,
        MessageFormat::Json,
        MessageFormat::Github,
    ] {
        assert_eq!(case.text(format), "");
    }
}

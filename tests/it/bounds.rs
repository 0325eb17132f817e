//! Every bound has a diagnostic that names it and a flag that raises it, and no small file takes long.

use std::time::{Duration, Instant};

use crate::project::TestProject;

/// What any of these may take, far more than they do: a machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many of a thing there are in a file that is to be quick all the same.
const MANY: usize = 10_000;

const HEAD: &str = "format: 1\ntitle: T\nsources: { a: { file: a.txt, author: A } }\n";

/// A project with one source; `rest` stands behind the head of its file.
fn project(source: &str, rest: &str) -> TestProject {
    let project = TestProject::new();
    project.write("a.txt", source);
    project.write("options.yaml", format!("{HEAD}{rest}"));
    project
}

fn recommendation(id: &str, option: &str, quotes: &[&str]) -> String {
    let quotes: String = quotes
        .iter()
        .map(|quote| format!("      - {quote}\n"))
        .collect();
    format!(
        "  - id: {id}\n    source: a\n    option: {option}\n    stance: urges\n    summary: S.\n    quotes:\n{quotes}"
    )
}

/// Checks a project, which must end in time, and gives the report.
#[track_caller]
fn check(project: &TestProject, arguments: &str) -> (u8, String) {
    let started = Instant::now();
    let ran = project.run(&format!("policy-matrix check PROJECT {arguments}"));
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    (ran.status as u8, ran.out + &ran.err)
}

#[test]
fn the_number_of_quotes_is_bounded() {
    let claim = "    criteria: { c: { effect: helps, quotes: [seven eight nine ten] } }\n";
    let rest = format!(
        "options: {{ o: {{ label: O }} }}\ncriteria: {{ c: {{ label: C }} }}\nrecommendations:\n{}{}{claim}",
        recommendation("r", "o", &["one two three"]),
        recommendation("s", "o", &["four five six"]),
    );
    let project = project(
        "One two three.\nfour five six,\nseven eight nine ten.\n",
        &rest,
    );
    for (arguments, status) in [("--max-quotes 2", 1), ("--max-quotes 3", 0), ("", 0)] {
        let project = project.replace("options.yaml", "one two", "One two");
        let (found, report) = check(project, arguments);
        project.replace("options.yaml", "One two", "one two");
        assert_eq!(found, status, "{report}");
        let said = report.contains("error[too-large]: the project has more than 2 quotes")
            && report.contains("raise the limit with --max-quotes");
        assert_eq!(said, status == 1, "{report}");
    }
}

#[test]
fn the_size_of_a_text_is_bounded() {
    let title = "x".repeat((1 << 20) + 1);
    let rest =
        format!("question: {title}\noptions: {{ o: {{ label: O }} }}\nrecommendations: []\n");
    let project = project("Words.", &rest);
    let (status, report) = check(&project, "");
    assert_eq!(status, 1);
    assert!(
        report.contains("too-large") && report.contains("--max-size"),
        "{report}"
    );
    assert_eq!(check(&project, "--max-size 2M").0, 0);
}

/// Builds the small project with a template of its own.
fn build_with(template: &str, arguments: &str) -> (u8, String) {
    let project = TestProject::new();
    project.run("policy-matrix init PROJECT");
    project.write("templates/index.html", template);
    let started = Instant::now();
    let ran = project.run(&format!("policy-matrix build PROJECT {arguments}"));
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    assert!(ran.status as u8 == 0 || !project.file("out").exists());
    (ran.status as u8, ran.err)
}

#[test]
fn the_time_of_a_template_is_bounded_even_if_it_writes_nothing() {
    for words in ["", "words", "{% set a = b %}"] {
        let range = "range(end=100000) %}";
        let template =
            format!("{{% for a in {range}{{% for b in {range}{words}{{% endfor %}}{{% endfor %}}");
        let (status, report) = build_with(&template, "--formats html --max-time 1");
        assert_eq!(status, 1, "{report}");
        for said in [
            "error[template]",
            "longer than 1 s",
            "--max-time",
            "templates/index.html:1",
        ] {
            assert!(report.contains(said), "{said}: {report}");
        }
    }
    let (status, report) = build_with("<p>{{ title }}</p>", "--formats html --max-time 30");
    assert_eq!(status, 0, "{report}");
}

#[test]
fn the_size_of_a_template_is_bounded() {
    let template = "x".repeat(100_000);
    let (status, report) = build_with(&template, "--formats html --max-size 64K");
    assert_eq!(status, 1, "{report}");
    assert!(report.contains("error[template]") && report.contains("--max-size"));
    assert_eq!(build_with(&template, "--formats html").0, 0);
}

#[test]
fn templates_have_neither_files_nor_environment_nor_endless_depth() {
    let nested = format!("{{{{ {}1{} }}}}", "(".repeat(MANY), ")".repeat(MANY));
    let blocks = "{% if title %}".repeat(MANY) + &"{% endif %}".repeat(MANY);
    for template in [
        "{% include \"../options.yaml\" %}",
        "{% include \"/etc/passwd\" %}",
        "{% extends \"../options.yaml\" %}",
        "{{ get_env(name=\"HOME\") }}",
        "{{ now() }}",
        "{{ get_random(start=0, end=9) }}",
        "{{ load_data(path=\"options.yaml\") }}",
        "{% component a() %}{{ <a /> }}{% endcomponent a %}{{ <a /> }}",
        &nested,
        &blocks,
    ] {
        let (status, report) = build_with(template, "--formats html");
        assert_eq!(status, 1, "{report}");
        assert!(report.contains("error[template]"), "{report}");
    }
}

#[test]
fn sources_of_one_repeated_letter_take_no_long_time() {
    let a = "a".repeat(40);
    let words = "a a a a a a a a a a a a";
    for source in [
        "a".repeat(1 << 18),
        "a ".repeat(1 << 17),
        "a\n".repeat(1 << 16),
    ] {
        for quote in [
            a.as_str(),
            words,
            "a a a b a a a a a",
            "a a ... a b ... a a ... a a",
        ] {
            let rest = format!(
                "options: {{ o: {{ label: O }} }}\nrecommendations:\n{}",
                recommendation("r", "o", &[quote])
            );
            check(&project(&source, &rest), "");
        }
    }
}

#[test]
fn ten_thousand_equal_quotes_take_no_long_time() {
    let source = "We should send strong signals now, before it is too late for them.";
    for quote in [
        "We should send strong signals now",
        "This is nowhere in the source at all",
    ] {
        let quotes = vec![quote; MANY];
        let one = recommendation("r", "o", &quotes);
        let many: String = (0..MANY)
            .map(|number| recommendation(&format!("r{number}"), "o", &[quote]))
            .collect();
        for recommendations in [one, many] {
            let rest =
                format!("options: {{ o: {{ label: O }} }}\nrecommendations:\n{recommendations}");
            let (_, report) = check(&project(source, &rest), "--message-format json");
            let not_found = report.matches("\"quote-not-found\"").count();
            let put_off = report.matches("mend the first 100 of these").count();
            assert_eq!(put_off, not_found.saturating_sub(100));
        }
    }
}

#[test]
fn ten_thousand_unknown_ids_take_no_long_time_and_the_first_get_a_suggestion() {
    let options: String = (0..MANY)
        .map(|number| format!("  option-{number}: {{ label: O }}\n"))
        .collect();
    let recommendations: String = (0..MANY)
        .map(|number| {
            recommendation(
                &format!("r{number}"),
                &format!("optoin-{number}"),
                &["We should"],
            )
        })
        .collect();
    let rest = format!("options:\n{options}recommendations:\n{recommendations}");
    let (status, report) = check(&project("We should.", &rest), "--message-format json");
    assert_eq!(status, 1);
    assert!(report.contains("did you mean `option-0`?"));
    assert_eq!(report.matches("did you mean").count(), 100);
}

#[test]
fn ten_thousand_parts_and_unknown_keys_take_no_long_time() {
    let parts: String = (0..MANY)
        .map(|number| format!("  p{number}: {{ label: P, part_of: whole }}\n"))
        .collect();
    let keys: String = (0..MANY)
        .map(|number| format!("key-{number}: x\n"))
        .collect();
    let rest = format!("{keys}recommendations: []\noptions:\n  whole: {{ label: W }}\n{parts}");
    let (status, report) = check(&project("Words.", &rest), "");
    assert_eq!(status, 1, "{report}");
    assert!(report.contains("unknown key `key-0`"), "{report}");
}

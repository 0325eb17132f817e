//! A run that goes on from an earlier one says and makes what a run from nothing does.

use std::path::Path;

use policy_matrix::load::Kept;
use policy_matrix::pipeline::{self, Checked, Request};
use policy_matrix::render::{CsvProfile, Format, HtmlForm, Texts, Wanted};

use crate::project::TestProject;

const PROJECT: &str = "\
format: 1
title: Two authors
sources:
  a: { file: seeds/a.txt, author: A }
  b: { file: seeds/b.txt, author: B, silent_on: [aid] }
options:
  talks: { label: Talks }
  aid: { label: Aid, terms: [aid] }
recommendations: []
include: [coding/*.yaml]
";

fn coding(source: &str, quote: &str) -> String {
    format!(
        "recommendations:\n  - {{ id: {source}-1, source: {source}, option: talks, stance: urges, \
         summary: Talk., quotes: [{{ exact: {quote}, reviewed: true }}] }}\n"
    )
}

fn project() -> TestProject {
    let project = TestProject::new();
    project
        .write("options.yaml", PROJECT)
        .write(
            "seeds/a.txt",
            "One should talk.\nThe other day nothing was said.\n",
        )
        .write("seeds/b.txt", "Both sides should talk before winter.\n")
        .write("coding/a.yaml", coding("a", "One should talk."))
        .write("coding/b.yaml", coding("b", "Both sides should talk"));
    project
}

/// All that a run says and makes.
fn outcome(checked: &Checked) -> (String, Vec<(String, Vec<u8>)>) {
    let said: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|found| {
            let place = checked.files.position(found.span.file, found.span.start);
            format!(
                "{} {place:?} {found:?}",
                checked.files.path(found.span.file)
            )
        })
        .collect();
    let wanted = Wanted {
        formats: Format::TEXT,
        csv_profile: CsvProfile::Plain,
        html: HtmlForm::Single,
        texts: Texts::Included,
        #[cfg(feature = "docx")]
        docx: policy_matrix::render::Docx::default(),
        since: None,
    };
    let rendered = checked.sound.as_ref().map(|sound| {
        let rendered = sound.render(&wanted).expect("it is kept");
        rendered.expect("the templates are sound").artifacts
    });
    let made = rendered.into_iter().flatten().map(|artifact| {
        let bytes = artifact.body.bytes().expect("it is read back").into_owned();
        (artifact.path, bytes)
    });
    (said.join("\n"), made.collect())
}

/// Goes on from what was kept and compares with a run from nothing.
#[track_caller]
fn goes_on(folder: &Path, kept: Kept) -> Kept {
    let request = Request::default();
    let again = pipeline::check_again(folder, request, kept).expect("it can be read");
    let anew = pipeline::check(folder, request).expect("it can be read");
    assert_eq!(outcome(&again), outcome(&anew));
    again.kept
}

#[test]
fn after_any_edit_all_is_as_from_nothing() {
    let project = project();
    let edits: [(&str, &str, &str); 11] = [
        ("coding/a.yaml", "urges", "opposes"),
        (
            "coding/b.yaml",
            "Both sides should talk",
            "Both sides must talk",
        ),
        ("coding/b.yaml", "must", "should"),
        ("seeds/b.txt", "before winter", "about aid before winter"),
        ("seeds/a.txt", "should", "would"),
        ("seeds/a.txt", "would", "should"),
        (
            "options.yaml",
            "author: A }",
            "author: A, paragraphs: lines }",
        ),
        (
            "options.yaml",
            "author: A,",
            "author: A, not_author: [{ from: One, to: talk }],",
        ),
        ("options.yaml", "not_author: [{ from: One, to: talk }],", ""),
        (
            "coding/a.yaml",
            "recommendations:",
            "nothing: 1\nrecommendations:",
        ),
        ("coding/a.yaml", "nothing: 1\n", ""),
    ];
    let mut kept = goes_on(project.path(), Kept::for_more());
    for (file, old, new) in edits {
        project.replace(file, old, new);
        kept = goes_on(project.path(), kept);
        kept = goes_on(project.path(), kept);
    }
}

#[test]
fn files_that_come_and_go_move_no_place() {
    let project = project();
    let kept = goes_on(project.path(), Kept::for_more());
    // It stands first, so that every later file has another number.
    project.write(
        "coding/0.yaml",
        coding("a", "not said at all").replace("a-1", "a-0"),
    );
    let kept = goes_on(project.path(), kept);
    std::fs::remove_file(project.file("coding/0.yaml")).expect("it is removed");
    let kept = goes_on(project.path(), kept);
    std::fs::remove_file(project.file("seeds/a.txt")).expect("it is removed");
    let kept = goes_on(project.path(), kept);
    project.write("seeds/a.txt", "One should talk.\n");
    goes_on(project.path(), kept);
}

//! The same project makes the same bytes, wherever it lies and however the program is started.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::project::{TestProject, files_below};

/// A time written in the finest unit of a zip file, two seconds, differs after this.
const CLOCK_STEP: Duration = Duration::from_secs(2);

/// Ways to ask for every output that one project can have.
const OPTIONS: [&[&str]; 2] = [WHOLE, &["--html", "pages", "--csv-profile", "excel"]];

#[cfg(feature = "docx")]
const WHOLE: &[&str] = &["--docx", "report"];
#[cfg(not(feature = "docx"))]
const WHOLE: &[&str] = &[];

#[test]
fn two_clean_builds_at_two_paths_are_equal_to_the_byte() {
    let (here, elsewhere) = (TestProject::new(), TestProject::new());
    let deeper = "a longer way/to Köln";
    for (name, bytes) in TestProject::example().files("") {
        if !name.starts_with("out/") {
            here.write(&name, &bytes);
            elsewhere.write(&format!("{deeper}/{name}"), &bytes);
        }
    }
    let started = Instant::now();
    let first = OPTIONS.map(|options| {
        let mut program = program(options, here.path());
        built(program.current_dir(here.path()), here.path())
    });
    thread::sleep(CLOCK_STEP.saturating_sub(started.elapsed()));
    let elsewhere = elsewhere.file(deeper);
    for (options, first) in OPTIONS.iter().zip(first) {
        let mut program = program(options, &elsewhere);
        program.env("RAYON_NUM_THREADS", "1");
        program.env("TZ", "Pacific/Auckland").env("LC_ALL", "C");
        let second = built(&mut program, &elsewhere);
        assert_same(&first, &second);
    }
}

type Files = Vec<(String, Vec<u8>)>;

/// The program about to build the project at a path.
fn program(options: &[&str], project: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_policy-matrix"));
    program.arg("build").arg(project).args(options);
    program
}

/// Every file that a build writes, after which none is left.
fn built(program: &mut Command, project: &Path) -> Files {
    let ran = program.output().expect("the program starts");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let out = project.join("out");
    let files = files_below(&out);
    std::fs::remove_dir_all(&out).expect("the outputs are removed");
    files
}

fn assert_same(first: &Files, second: &Files) {
    let names =
        |files: &Files| -> Vec<String> { files.iter().map(|file| file.0.clone()).collect() };
    assert_eq!(names(first), names(second));
    assert_every_format(&names(first));
    for ((name, first), (_, second)) in first.iter().zip(second) {
        assert!(first == second, "{name} differs");
    }
}

/// Outputs of every format that the program was built with are there.
fn assert_every_format(names: &[String]) {
    let word = cfg!(feature = "docx").then_some("brief.docx");
    let workbook = cfg!(feature = "xlsx").then_some("report.xlsx");
    let always = [
        "index.html",
        "report.md",
        "data/project.json",
        "data/evidence.csv",
    ];
    for name in always.into_iter().chain(word).chain(workbook) {
        assert!(names.iter().any(|other| other == name), "{name}: {names:?}");
    }
}

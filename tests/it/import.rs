//! What `import` prints is put into a project and built: nothing is lost on the way.

use std::path::Path;
use std::process::Command;

use crate::project::TestProject;

/// Projects whose tables are taken in again: ordinary ones, one of hostile text, one of every key.
const ROUND_TRIPS: [&str; 4] = [
    ".",
    "tests/cases/cells",
    "tests/cases/hostile-text",
    "tests/cases/import-round-trip",
];

const TABLES: [&str; 4] = ["positions", "recommendations", "evidence", "claims"];

fn project(folder: &str) -> TestProject {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    match folder {
        "." => TestProject::example(),
        case => TestProject::copy_of(&root.join(case), "expected"),
    }
}

/// The project file with other recommendations.
fn with_recommendations(project_file: &str, yaml: &str) -> String {
    let (before, old) = project_file
        .split_once("\nrecommendations:")
        .expect("the project has recommendations");
    let is_next_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let after: Vec<&str> = old
        .lines()
        .skip(1)
        .skip_while(|line| !is_next_key(line))
        .collect();
    format!("{before}\n{yaml}\n{}\n", after.join("\n"))
}

#[test]
fn the_programs_own_tables_come_back_without_loss() {
    for folder in ROUND_TRIPS {
        for profile in ["plain", "excel"] {
            let project = project(folder);
            let build = |out: &str, profile: &str| {
                let line = format!(
                    "policy-matrix build PROJECT --formats csv --out PROJECT/{out} --csv-profile {profile}"
                );
                let ran = project.run(&line);
                assert_eq!(ran.status as u8, 0, "{folder}: {}", ran.err);
            };
            build("plain", "plain");
            build("held", profile);
            let ran = project.run(
                "policy-matrix import PROJECT/held/data/recommendations.csv --project PROJECT",
            );
            assert_eq!(ran.status as u8, 0, "{folder}: {}", ran.err);
            assert!(!ran.err.contains("not read"), "{folder}: {}", ran.err);
            let file = with_recommendations(&project.read("options.yaml"), &ran.out);
            project.write("options.yaml", file);
            build("again", "plain");
            for table in TABLES {
                let read = |out: &str| project.read(&format!("{out}/data/{table}.csv"));
                assert_eq!(read("plain"), read("again"), "{folder}, {profile}: {table}");
            }
        }
    }
}

#[test]
fn without_a_project_ids_are_taken_as_written_and_quotes_are_said_to_be_unverified() {
    let project = TestProject::new();
    project.write(
        "coding.csv",
        "source,option,stance,summary,quote\nx y,talks,urges,Talk.,Words.\n",
    );
    let ran = Command::new(env!("CARGO_BIN_EXE_policy-matrix"))
        .args(["import", "coding.csv"])
        .current_dir(project.path())
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&ran.stdout), text(&ran.stderr));
    // The id made of them is none, and a project would not take it.
    assert_eq!(ran.status.code(), Some(1), "{err}");
    assert!(
        out.is_empty() && err.contains("`x y-talks` is not an id"),
        "{err}"
    );
    project.replace("coding.csv", "x y", "x");
    let ran = Command::new(env!("CARGO_BIN_EXE_policy-matrix"))
        .args(["import", "coding.csv"])
        .current_dir(project.path())
        .output()
        .expect("the program runs");
    let (out, err) = (text(&ran.stdout), text(&ran.stderr));
    assert!(
        out.starts_with("recommendations:\n  - id: x-talks\n    source: x\n"),
        "{out}"
    );
    assert!(err.contains("not verified"), "{err}");
}

#[test]
fn a_project_whose_sources_were_imported_builds() {
    let project = TestProject::new();
    project.write(
        "seeds/doe2021.txt",
        "We should talk, once the army has withdrawn to its barracks.\n",
    );
    project.write(
        "refs.bib",
        "@article{Doe2021, author={Doe, Jane}, title={Why?}, journaltitle={The Post}, date={2021-11-02}, url={https://example.org/why}}",
    );
    let sources = project.run("policy-matrix import sources PROJECT/refs.bib --project PROJECT");
    assert_eq!(sources.status as u8, 0, "{}", sources.err);
    let head = format!(
        "format: 1\ntitle: T\n{}options:\n  talks: {{ label: Talks }}\n",
        sources.out
    );
    project.write("options.yaml", format!("{head}recommendations: []\n"));
    project.write(
        "coding.csv",
        "Document name;Code;Position;Text;Segment\nDoe2021.txt;talks;Urges;Talk.;We should talk\n",
    );
    let coding = project.run("policy-matrix import PROJECT/coding.csv --project PROJECT");
    assert_eq!(coding.status as u8, 0, "{}", coding.err);
    project.write("options.yaml", format!("{head}{}", coding.out));
    let built = project.run("policy-matrix build PROJECT");
    assert_eq!(built.status as u8, 0, "{}", built.err);
    let cited = "Jane Doe, “Why?” *The Post*, November 2, 2021, <https://example.org/why>.";
    assert!(project.read("out/report.md").contains(cited));
}

/// A small generator of numbers (Lehmer), so that every run tries the same files.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).expect("it fits") % end
    }
}

#[test]
fn no_file_makes_the_program_panic() {
    let project = project("tests/cases/import-xlsx");
    let workbook = std::fs::read(project.file("coding.xlsx")).expect("the workbook is read");
    let pieces = [
        "\"",
        ",",
        ";",
        "\n",
        "\r",
        "{",
        "}",
        "[",
        "]",
        "@article{a",
        "title = ",
        "author",
        "é",
        "\\",
        "'",
        "=",
        ":",
        "1",
        " ",
        "\u{feff}",
    ];
    let mut numbers = Numbers(1);
    for _ in 0..200 {
        let length = numbers.below(30);
        let text: String = (0..length)
            .map(|_| pieces[numbers.below(pieces.len())])
            .collect();
        let mut broken = workbook.clone();
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(broken.len());
            broken[at] = u8::try_from(numbers.below(256)).expect("it is a byte");
        }
        project.write("a.csv", &text);
        project.write("a.bib", &text);
        project.write("a.json", &text);
        project.write("a.xlsx", &broken);
        for command in [
            "import PROJECT/a.csv",
            "import PROJECT/a.xlsx",
            "import sources PROJECT/a.bib",
            "import sources PROJECT/a.json",
        ] {
            project.run(&format!("policy-matrix {command} --project PROJECT"));
        }
    }
}

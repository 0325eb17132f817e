//! Golden cases: every folder of `tests/cases` is a project, with what the program must say and
//! write in `expected/`. `UPDATE=1 cargo test` writes what it says now.

use std::fs;
use std::path::{Path, PathBuf};

use policy_matrix::diagnostic::Code;

use crate::project::{TestProject, files_below};

/// What a case runs if it has no file `commands`.
const USUAL: &str = "policy-matrix build PROJECT --formats csv";

/// Outputs that no case compares: packages of compressed parts, of which a difference of bytes tells
/// nobody anything. They have tests of their own, which read them back.
const PACKAGES: [&str; 2] = [".docx", ".xlsx"];

#[test]
fn every_case_gives_what_is_expected() {
    let failed: Vec<String> = cases().iter().filter_map(|case| run(case).err()).collect();
    assert!(
        failed.is_empty(),
        "\n{}\nUPDATE=1 accepts what is right",
        failed.join("\n")
    );
}

#[test]
fn every_code_is_reported_by_a_case() {
    let reports: String = cases()
        .iter()
        .filter_map(|case| fs::read_to_string(case.join("expected/report.txt")).ok())
        .collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !reports.contains(&format!("[{code}]")))
        .collect();
    assert!(missing.is_empty(), "no case reports {missing:?}");
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).expect("tests/cases is there");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.retain(|case| case.is_dir());
    cases.sort();
    assert!(!cases.is_empty(), "there are no cases");
    cases
}

/// Runs the commands of a case on a copy of it and compares the report and the outputs.
fn run(case: &Path) -> Result<(), String> {
    let project = TestProject::copy_of(case, "expected");
    let commands = fs::read_to_string(case.join("commands")).unwrap_or_else(|_| USUAL.to_owned());
    let mut report = String::new();
    for command in commands.lines().filter(|line| !line.trim().is_empty()) {
        let ran = project.run(command);
        report.push_str(&format!("$ {command}\n{}{}", ran.out, ran.err));
        report.push_str(&format!("exit {}\n", ran.status as u8));
    }
    let mut given = vec![("report.txt".to_owned(), report.into_bytes())];
    let outputs = project.files("out").into_iter();
    given.extend(
        outputs
            .filter(|(name, _)| name != ".policy-matrix.json")
            .filter(|(name, _)| !PACKAGES.iter().any(|ending| name.ends_with(ending)))
            .map(|(name, bytes)| (format!("out/{name}"), bytes)),
    );
    given.sort();
    let expected = case.join("expected");
    if std::env::var_os("UPDATE").is_some() {
        update(&expected, &given);
        return Ok(());
    }
    compare(case, &files_below(&expected), &given)
}

fn update(expected: &Path, given: &[(String, Vec<u8>)]) {
    fs::remove_dir_all(expected)
        .or_else(|_| fs::create_dir_all(expected))
        .expect("the old is removed");
    for (name, bytes) in given {
        let path = expected.join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("the folder is made");
        fs::write(path, bytes).expect("the file is written");
    }
}

fn compare(
    case: &Path,
    expected: &[(String, Vec<u8>)],
    given: &[(String, Vec<u8>)],
) -> Result<(), String> {
    let names = |files: &[(String, Vec<u8>)]| {
        files
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    let case = case.file_name().unwrap_or_default().to_string_lossy();
    if names(expected) != names(given) {
        return Err(format!(
            "{case}: expected the files {:?}, given {:?}",
            names(expected),
            names(given)
        ));
    }
    for ((name, expected), (_, given)) in expected.iter().zip(given) {
        if expected != given {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let (old, new) = (text(expected), text(given));
            let diff = similar::TextDiff::from_lines(&old, &new);
            return Err(format!(
                "{case}: {name} differs\n{}",
                diff.unified_diff().context_radius(2)
            ));
        }
    }
    Ok(())
}

//! Golden cases: every folder of `tests/cases` is a project, with what the program must say and
//! write in `expected/`. `UPDATE=1 cargo test` writes what it says now.

use std::fs;
use std::path::{Path, PathBuf};

use policy_matrix::diagnostic::Code;

use crate::project::{TestProject, files_below};

/// What a case runs if it has no file `commands`.
const USUAL: &str = "policy-matrix build PROJECT --formats csv";

/// What the names of cases begin with that are about a part of the program that can be left out.
const OPTIONAL: [(&str, bool); 2] = [
    ("command-docx", cfg!(feature = "docx")),
    ("import", cfg!(feature = "import")),
];

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
    let here = |case: &Path| {
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        let left_out = |(prefix, here): &(&str, bool)| !here && name.starts_with(prefix);
        !OPTIONAL.iter().any(left_out)
    };
    cases.retain(|case| case.is_dir() && here(case));
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
            .flat_map(|(name, bytes)| unpacked(format!("out/{name}"), bytes)),
    );
    given.sort();
    let expected = case.join("expected");
    if std::env::var_os("UPDATE").is_some() {
        update(&expected, &given);
        return Ok(());
    }
    compare(case, &files_below(&expected), &given)
}

/// A file; or, so that a difference can be read, the parts of one that is a package of parts.
fn unpacked(name: String, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    #[cfg(feature = "docx")]
    if name.ends_with(".docx") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
        let number = archive.len();
        let part = |place| {
            let mut part = archive.by_index(place).expect("a part");
            let mut content = Vec::new();
            std::io::copy(&mut part, &mut content).expect("a part is read");
            let inner = part.name().expect("a name is text");
            (format!("{name}/{inner}"), content)
        };
        return (0..number).map(part).collect();
    }
    vec![(name, bytes)]
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

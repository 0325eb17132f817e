//! `fmt` and `fix` on disk: which bytes change, and which do not.

use std::fs;
use std::path::Path;

use policy_matrix::commands::ExitStatus;

use crate::project::TestProject;

fn case(name: &str) -> TestProject {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    TestProject::copy_of(&root.join("tests/cases").join(name), "expected")
}

#[test]
fn every_project_file_is_laid_out_or_refused_and_says_the_same() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut laid_out = 0;
    for entry in fs::read_dir(cases).expect("the cases are there") {
        let name = entry.expect("a case").file_name();
        let project = case(&name.to_string_lossy());
        let Ok(before) = fs::read(project.file("options.yaml")) else {
            continue;
        };
        let broken = project.run("policy-matrix check PROJECT").err;
        let broken = [
            "[yaml-syntax]",
            "too deep",
            "deeper than",
            "aliases stand for",
        ]
        .iter()
        .any(|word| broken.contains(word));
        let ran = project.run("policy-matrix fmt PROJECT");
        let after = fs::read(project.file("options.yaml")).expect("the file stays");
        if broken {
            assert_eq!(ran.status, ExitStatus::Faults, "{name:?}: {}", ran.err);
            assert_eq!(before, after, "{name:?}");
            continue;
        }
        assert_eq!(ran.status, ExitStatus::Clean, "{name:?}: {}", ran.err);
        let again = project.run("policy-matrix fmt PROJECT --check");
        assert_eq!(again.status, ExitStatus::Clean, "{name:?}: {}", again.err);
        laid_out += 1;
    }
    assert!(laid_out > 40, "{laid_out}");
}

#[test]
fn a_file_that_is_no_yaml_gets_the_diagnostics_of_a_check() {
    let project = case("fault-yaml-syntax");
    let before = project.read("options.yaml");
    let checked = project.run("policy-matrix check PROJECT");
    for command in ["fmt", "fix --all"] {
        let ran = project.run(&format!("policy-matrix {command} PROJECT"));
        assert_eq!(ran.status, ExitStatus::Faults);
        let diagnostics = checked.err.trim_end().trim_end_matches("1 error");
        assert_eq!(ran.err.trim_end(), diagnostics.trim_end());
    }
    assert_eq!(project.read("options.yaml"), before);
}

#[test]
fn the_example_is_laid_out_and_has_nothing_to_fix() {
    let project = TestProject::example();
    let before = project.read("options.yaml");
    let ran = project.run("policy-matrix fmt PROJECT --check");
    assert_eq!(ran.status, ExitStatus::Clean, "{}", ran.out);
    let ran = project.run("policy-matrix fix PROJECT --all");
    assert_eq!(ran.err, "changed 0, left 0; errors now: 0\n");
    assert_eq!(project.read("options.yaml"), before);
}

#[test]
fn a_layout_is_restored_from_any_indentation() {
    let project = TestProject::example();
    let canonical = project.read("options.yaml");
    let wide = canonical.lines().map(|line| {
        let text = line.trim_start_matches(' ');
        let indent = " ".repeat(2 * (line.len() - text.len()));
        match text.strip_prefix("- ") {
            Some(item) => format!("{indent}-   {item}\n"),
            None => format!("{}\n", format!("{indent}{text}").trim_end()),
        }
    });
    project.write("options.yaml", wide.collect::<String>());
    assert_ne!(project.read("options.yaml"), canonical);
    let ran = project.run("policy-matrix fmt PROJECT");
    assert_eq!(ran.status, ExitStatus::Clean, "{}", ran.err);
    assert_eq!(project.read("options.yaml"), canonical);
}

#[test]
fn a_fix_changes_its_quote_and_no_other_byte() {
    let project = case("command-fix");
    let before = project.read("options.yaml");
    let ran = project.run("policy-matrix fix PROJECT < y 2 q");
    assert_eq!(ran.status, ExitStatus::Faults);
    let expected = before
        .replace("new sanctions\n", "new  sanctions\n")
        .replace(
            "- The border is long. # ambiguous, and a scalar\n",
            "- exact: The border is long. # ambiguous, and a scalar\n        prefix: \"closed.\"\n",
        );
    assert_eq!(project.read("options.yaml"), expected);
}

#[test]
fn nothing_is_written_unasked() {
    let project = case("command-fix");
    let before = project.read("options.yaml");
    for command in [
        "fix PROJECT --all --dry-run",
        "fix PROJECT",
        "fix PROJECT < n q",
    ] {
        project.run(&format!("policy-matrix {command}"));
        assert_eq!(project.read("options.yaml"), before, "{command}");
    }
    let project = case("command-fmt");
    let before = project.read("options.yaml");
    project.run("policy-matrix fmt PROJECT --check");
    assert_eq!(project.read("options.yaml"), before);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let project = case("command-fmt");
    let (file, home) = (project.file("options.yaml"), project.file("home.yaml"));
    fs::rename(&file, &home).expect("the file is moved");
    fs::set_permissions(&home, fs::Permissions::from_mode(0o640)).expect("they are set");
    symlink("home.yaml", &file).expect("the link is made");
    let ran = project.run("policy-matrix fmt PROJECT");
    assert_eq!(ran.status, ExitStatus::Clean, "{}", ran.err);
    let link = fs::symlink_metadata(&file).expect("it is there");
    assert!(link.is_symlink());
    let mode = fs::metadata(&home)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(project.read("home.yaml").starts_with("format: 1\n"));
    let left: Vec<_> = project
        .files("")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert!(left.iter().all(|name| !name.contains(".tmp")), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let project = case("command-fmt");
    let before = project.read("options.yaml");
    let file = project.file("options.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("they are set");
    let ran = project.run("policy-matrix fmt PROJECT");
    assert_eq!(ran.status, ExitStatus::Failed);
    assert!(ran.err.contains("read-only"), "{}", ran.err);
    assert_eq!(project.read("options.yaml"), before);
}

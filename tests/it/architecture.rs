//! The floors: a module imports from floors below its own only, so that there is no circle.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the ground up; those of one floor do not know each other.
const FLOORS: [&[&str]; 11] = [
    &["files", "text"],
    &["diagnostic"],
    &["model", "load", "report", "output"],
    &["check", "arrange", "edit"],
    &["view", "diff"],
    &["render"],
    &["pipeline", "import"],
    &["commands"],
    &["cli"],
    &["main"],
    &["lib"],
];

/// The one import that goes sideways or up, and why.
const EXCEPTIONS: [(&str, &str, &str); 1] = [(
    "commands",
    "cli",
    "completions are made from the whole of the arguments",
)];

#[test]
fn modules_import_from_the_floors_below_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for path in sources(&src) {
        let room = room_of(&src, &path);
        let floor =
            floor_of(&room).unwrap_or_else(|| panic!("{room} has no floor: add it to FLOORS"));
        let text = fs::read_to_string(&path).expect("a source file is read");
        for (number, line) in text.lines().enumerate() {
            for used in imports(line) {
                let below = floor_of(&used).is_some_and(|other| other < floor);
                let excepted = EXCEPTIONS
                    .iter()
                    .any(|(from, to, _)| *from == room && *to == used);
                if used != room && !below && !excepted {
                    faults.push(format!(
                        "{}:{}: {room} imports {used}",
                        path.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn only_one_file_names_each_foreign_format() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (name, homes) in [
        // The one reads, the other writes.
        (
            "serde_yaml::",
            ["load/yaml/mod.rs", "import/emit.rs"].as_slice(),
        ),
        (
            "granit_parser::",
            &["edit/pieces.rs", "load/yaml/events.rs"],
        ),
        (
            "tera::",
            &["render/templates/mod.rs", "render/templates/fault.rs"],
        ),
        ("annotate_snippets::", &["report/human.rs"]),
        ("calamine::", &["import/xlsx.rs"]),
        ("csv_core::", &["import/csv.rs"]),
        ("::parquet::", &["render/parquet.rs"]),
    ] {
        for path in sources(&src) {
            let text = fs::read_to_string(&path).expect("a source file is read");
            assert!(
                !text.contains(name) || homes.iter().any(|home| path.ends_with(home)),
                "{} names {name}",
                path.display()
            );
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for folder in ["src", "tests", "benches", "fuzz/src", "fuzz/fuzz_targets"] {
        for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            let text = fs::read_to_string(&path).expect("a source file is read");
            assert!(
                text.starts_with("//! "),
                "{} does not begin with its purpose",
                path.display()
            );
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The module below the root that a file belongs to.
fn room_of(src: &Path, path: &Path) -> String {
    let below = path.strip_prefix(src).expect("it lies in src");
    let first = below.components().next().expect("it has a name");
    first
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms that a line of code names by `crate::`; comments do not count.
fn imports(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let after = code.split("crate::").skip(1);
    after
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect()
        })
        .filter(|name: &String| !name.is_empty())
        .collect()
}

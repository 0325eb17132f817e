//! Builds over real folders: what is written, refused, removed, and left by a killed build.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempDir;

use super::*;

/// A folder for one test, with the output folder in it.
struct Bench {
    home: TempDir,
    out: PathBuf,
}

impl Bench {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("the system has a folder for temporary files");
        let out = home.path().join("project/out");
        Self { home, out }
    }

    /// A build of every format.
    fn build(&self, files: &[(&str, &str)]) -> anyhow::Result<WriteSummary> {
        write(&self.out, &artifacts(files), &|_| true, Force::Refuse)
    }

    /// A build of the formats that cover paths with an ending.
    fn build_only(&self, ending: &str, files: &[(&str, &str)]) -> anyhow::Result<WriteSummary> {
        let covers = |path: &str| path.ends_with(ending);
        write(&self.out, &artifacts(files), &covers, Force::Refuse)
    }

    fn force(&self, files: &[(&str, &str)]) -> anyhow::Result<WriteSummary> {
        write(&self.out, &artifacts(files), &|_| true, Force::Overwrite)
    }

    /// What a check of every format finds, as words.
    fn check(&self, files: &[(&str, &str)]) -> Vec<String> {
        stale(&self.out, &artifacts(files), &|_| true)
            .expect("the folder can be checked")
            .iter()
            .map(|stale| format!("{:?} {}", stale.why, stale.path))
            .collect()
    }

    /// Writes a file as a user would.
    fn put(&self, path: &str, text: &str) {
        let path = self.out.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }

    /// Every file below the output folder with its content, but for the list.
    fn files(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        collect(&self.out, "", &mut found);
        found.remove(manifest::NAME);
        found
    }

    fn listed(&self) -> Vec<String> {
        let list = Manifest::read(&self.out).expect("the list can be read");
        list.files.into_keys().collect()
    }

    /// The modification times of everything in the output folder, itself included.
    fn times(&self) -> Vec<std::time::SystemTime> {
        let mut paths: Vec<_> = self.files().into_keys().collect();
        paths.extend([manifest::NAME.to_owned(), String::new()]);
        let time = |path: &String| fs::metadata(self.out.join(path)).and_then(|it| it.modified());
        paths
            .iter()
            .map(|path| time(path).expect("a time"))
            .collect()
    }
}

fn collect(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
        } else {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            found.insert(path, text);
        }
    }
}

fn artifacts(files: &[(&str, &str)]) -> Vec<Artifact> {
    let artifact = |&(path, text): &(&str, &str)| Artifact::new(path, text);
    files.iter().map(artifact).collect()
}

fn map(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |&(path, text): &(&str, &str)| (path.to_owned(), text.to_owned());
    files.iter().map(owned).collect()
}

#[track_caller]
fn assert_fails(result: anyhow::Result<WriteSummary>, words: &[&str]) {
    let error = format!("{:#}", result.expect_err("the build must fail"));
    for word in words {
        assert!(error.contains(word), "`{word}` is not in: {error}");
    }
}

const TWO: &[(&str, &str)] = &[("brief.md", "brief"), ("matrices/a.csv", "a")];

#[test]
fn a_first_build_writes_everything_and_the_next_nothing() {
    let bench = Bench::new();
    let summary = bench.build(TWO).expect("a build");
    assert_eq!(summary.written, ["brief.md", "matrices/a.csv"]);
    assert_eq!(bench.files(), map(TWO));
    assert_eq!(bench.listed(), ["brief.md", "matrices/a.csv"]);

    let list = fs::read(bench.out.join(manifest::NAME)).expect("the list");
    let times = bench.times();
    let summary = bench.build(TWO).expect("a build");
    assert_eq!((summary.written.len(), summary.unchanged), (0, 2));
    assert_eq!(
        fs::read(bench.out.join(manifest::NAME)).expect("the list"),
        list
    );
    assert_eq!(bench.times(), times);
}

#[test]
fn the_list_is_sorted_and_has_hashes() {
    let bench = Bench::new();
    bench
        .build(&[("b.md", ""), ("a.md", "abc")])
        .expect("a build");
    let list = fs::read_to_string(bench.out.join(manifest::NAME)).expect("the list");
    let expected = r#"{
  "format": 1,
  "files": {
    "a.md": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "b.md": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  }
}
"#;
    assert_eq!(list, expected);
}

#[test]
fn only_what_changed_is_written() {
    let bench = Bench::new();
    bench.build(TWO).expect("a build");
    let summary = bench
        .build(&[("brief.md", "new"), ("matrices/a.csv", "a")])
        .expect("a build");
    assert_eq!(summary.written, ["brief.md"]);
    assert_eq!(summary.unchanged, 1);
    assert_eq!(bench.files()["brief.md"], "new");
}

#[test]
fn an_edited_output_is_written_again() {
    let bench = Bench::new();
    bench.build(TWO).expect("a build");
    bench.put("brief.md", "edited");
    assert_eq!(bench.check(TWO), ["Differs brief.md"]);
    assert_eq!(bench.build(TWO).expect("a build").written, ["brief.md"]);
    assert_eq!(bench.files(), map(TWO));
}

#[test]
fn a_foreign_file_is_not_overwritten_and_nothing_else_is_written() {
    let bench = Bench::new();
    bench.put("matrices/a.csv", "mine");
    assert_fails(bench.build(TWO), &["matrices/a.csv", "--force"]);
    assert_eq!(bench.files(), map(&[("matrices/a.csv", "mine")]));
    assert_eq!(
        bench.force(TWO).expect("a forced build").written,
        ["brief.md", "matrices/a.csv"]
    );
    assert_eq!(bench.files(), map(TWO));
}

#[test]
fn an_error_names_a_few_foreign_files_and_counts_the_rest() {
    let bench = Bench::new();
    let names: Vec<String> = (1..=8).map(|number| format!("{number}.md")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), "ours")).collect();
    names.iter().for_each(|name| bench.put(name, "mine"));
    assert_fails(bench.build(&files), &["1.md, 2.md", "5.md, 3 more"]);
}

#[test]
fn a_foreign_file_of_the_same_bytes_is_adopted() {
    let bench = Bench::new();
    bench.put("brief.md", "brief");
    let summary = bench.build(TWO).expect("a build");
    assert_eq!(summary.written, ["matrices/a.csv"]);
    assert_eq!(bench.listed(), ["brief.md", "matrices/a.csv"]);
    let summary = bench.build(&[]).expect("a build");
    assert_eq!(summary.removed, ["brief.md", "matrices/a.csv"]);
}

#[test]
fn stale_files_go_with_the_folders_they_leave_empty() {
    let bench = Bench::new();
    bench
        .build(&[("a.md", "a"), ("x/y/b.md", "b"), ("x/c.md", "c")])
        .expect("a build");
    bench.put("x/mine.txt", "mine");
    let summary = bench.build(&[("a.md", "a")]).expect("a build");
    assert_eq!(summary.removed, ["x/c.md", "x/y/b.md"]);
    assert_eq!(bench.files(), map(&[("a.md", "a"), ("x/mine.txt", "mine")]));
    assert!(!bench.out.join("x/y").exists());
    assert_eq!(bench.listed(), ["a.md"]);
}

#[test]
fn a_stale_file_that_somebody_changed_stays_and_is_no_longer_ours() {
    let bench = Bench::new();
    bench.build(TWO).expect("a build");
    bench.put("matrices/a.csv", "edited");
    let only = &[("brief.md", "brief")];
    assert_eq!(bench.check(only), [] as [&str; 0]);
    let summary = bench.build(only).expect("a build");
    assert_eq!(
        (summary.removed.len(), summary.kept),
        (0, vec!["matrices/a.csv".into()])
    );
    assert_eq!(bench.files()["matrices/a.csv"], "edited");
    assert_eq!(bench.listed(), ["brief.md"]);
    assert_fails(bench.build(TWO), &["matrices/a.csv"]);
}

#[test]
fn formats_that_a_build_does_not_cover_stay_listed_and_untouched() {
    let bench = Bench::new();
    bench.build(TWO).expect("a build");
    let summary = bench
        .build_only(".md", &[("report.md", "r")])
        .expect("a build");
    assert_eq!(summary.written, ["report.md"]);
    assert_eq!(summary.removed, ["brief.md"]);
    assert_eq!(bench.listed(), ["matrices/a.csv", "report.md"]);
    let covers = |path: &str| path.ends_with(".md");
    let found = stale(&bench.out, &artifacts(&[("report.md", "r")]), &covers);
    assert_eq!(found.expect("a check"), []);
}

#[test]
fn a_broken_list_counts_as_none() {
    for list in [
        "",
        "{",
        "[]",
        "{\"format\":2,\"files\":{}}",
        "{\"files\":{}}",
        "\u{0}",
    ] {
        let bench = Bench::new();
        bench.build(TWO).expect("a build");
        bench.put(manifest::NAME, list);
        assert_eq!(bench.listed(), [] as [&str; 0]);
        // What is as it should be is adopted again; what is not is foreign.
        assert_eq!(bench.build(TWO).expect("a build").unchanged, 2);
        assert_eq!(bench.listed(), ["brief.md", "matrices/a.csv"]);
        bench.put(manifest::NAME, list);
        assert_fails(bench.build(&[("brief.md", "new")]), &["brief.md"]);
    }
}

#[test]
fn the_list_never_leads_outside_the_folder() {
    let bench = Bench::new();
    bench.build(TWO).expect("a build");
    let outside = bench.home.path().join("project/mine.md");
    fs::write(&outside, "mine").expect("a file");
    let hash = manifest::hash(b"mine".as_slice()).expect("memory is read");
    let list = format!(
        r#"{{"format":1,"files":{{"../mine.md":"{hash}","x/../../mine.md":"{hash}",
        "{}":"{hash}","..\\mine.md":"{hash}","":"{hash}",".policy-matrix.json":"{hash}"}},
        "writing":{{"../mine.md":"{hash}"}}}}"#,
        outside.display()
    );
    bench.put(manifest::NAME, &list);
    let summary = bench.build(TWO).expect("a build");
    assert_eq!(summary.removed, [] as [&str; 0]);
    assert!(outside.exists());
    assert_eq!(bench.listed(), ["brief.md", "matrices/a.csv"]);
}

#[test]
fn an_output_with_an_unsafe_path_or_twice_is_refused() {
    let bench = Bench::new();
    for path in [
        "",
        "/a",
        "../a",
        "a/../b",
        "a//b",
        "./a",
        "a\\b",
        "c:a",
        ".policy-matrix.json",
    ] {
        assert_fails(
            bench.build(&[(path, "x")]),
            &["cannot be the path of an output"],
        );
    }
    assert_fails(
        bench.build(&[("a", "1"), ("a", "1")]),
        &["`a` cannot be the path"],
    );
    assert!(!bench.out.exists());
}

#[test]
fn a_folder_in_the_place_of_an_output_is_named_even_when_forced() {
    let bench = Bench::new();
    fs::create_dir_all(bench.out.join("brief.md")).expect("a folder");
    assert_fails(bench.force(TWO), &["out/brief.md is a folder", "brief.md"]);
    assert_eq!(bench.files(), map(&[]));
}

#[test]
fn a_file_in_the_place_of_a_folder_is_named() {
    let bench = Bench::new();
    bench.put("matrices", "mine");
    assert_fails(
        bench.build(TWO),
        &["out/matrices is a file", "matrices/a.csv"],
    );
    assert_eq!(bench.files(), map(&[("matrices", "mine")]));
}

#[test]
fn a_file_in_the_place_of_the_output_folder_is_named() {
    let bench = Bench::new();
    fs::create_dir_all(bench.home.path().join("project")).expect("a folder");
    fs::write(&bench.out, "mine").expect("a file");
    assert_fails(bench.build(TWO), &["out is a file, not a folder"]);
    assert!(stale(&bench.out, &artifacts(TWO), &|_| true).is_err());
    assert_eq!(fs::read_to_string(&bench.out).expect("the file"), "mine");
}

#[test]
fn a_folder_in_the_place_of_the_list_is_named() {
    let bench = Bench::new();
    fs::create_dir_all(bench.out.join(manifest::NAME)).expect("a folder");
    assert_fails(bench.build(TWO), &[".policy-matrix.json is a folder"]);
    assert_eq!(bench.files(), map(&[]));
}

#[test]
fn a_check_finds_what_is_missing_different_and_surplus() {
    let bench = Bench::new();
    assert_eq!(
        bench.check(TWO),
        ["Missing brief.md", "Missing matrices/a.csv"]
    );
    assert!(!bench.out.exists());
    bench.build(TWO).expect("a build");
    bench.put("mine.txt", "mine");
    bench.put(".hidden", "mine");
    assert_eq!(bench.check(TWO), [] as [&str; 0]);
    let times = bench.times();
    let found = bench.check(&[("brief.md", "new"), ("report.md", "r")]);
    assert_eq!(
        found,
        [
            "Differs brief.md",
            "Missing report.md",
            "Surplus matrices/a.csv"
        ]
    );
    assert_eq!(bench.times(), times);
}

#[test]
fn a_check_needs_no_list() {
    let bench = Bench::new();
    bench.build(TWO).expect("a build");
    fs::remove_file(bench.out.join(manifest::NAME)).expect("the list");
    assert_eq!(bench.check(TWO), [] as [&str; 0]);
}

#[test]
fn leftovers_of_a_killed_build_are_cleaned_and_only_they() {
    let bench = Bench::new();
    bench.build(TWO).expect("a build");
    for path in [
        ".policy-matrix-abc123.tmp",
        "matrices/.policy-matrix-abc123.tmp",
    ] {
        bench.put(path, "half");
    }
    bench.put("other/.policy-matrix-abc123.tmp", "mine");
    bench.put(".policy-matrix-notes.md", "mine");
    bench.build(TWO).expect("a build");
    let mut expected = map(TWO);
    expected.insert("other/.policy-matrix-abc123.tmp".into(), "mine".into());
    expected.insert(".policy-matrix-notes.md".into(), "mine".into());
    assert_eq!(bench.files(), expected);
}

#[test]
fn a_build_without_outputs_makes_no_folder() {
    let bench = Bench::new();
    assert_eq!(bench.build(&[]).expect("a build"), WriteSummary::default());
    assert!(!bench.out.exists());
    fs::create_dir_all(&bench.out).expect("a folder");
    bench.build(&[]).expect("a build");
    assert_eq!(fs::read_dir(&bench.out).expect("the folder").count(), 0);
}

/// Where a simulated kill ends a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Killed {
    Announced,
    HalfStaged,
    Staged,
    HalfPublished,
    Published,
    Removed,
}

const KILLS: [Killed; 6] = [
    Killed::Announced,
    Killed::HalfStaged,
    Killed::Staged,
    Killed::HalfPublished,
    Killed::Published,
    Killed::Removed,
];

/// The steps of a build up to a kill; what it staged stays on disk as a killed process leaves it.
fn build_killed(bench: &Bench, files: &[(&str, &str)], killed: Killed) {
    let out = bench.out.as_path();
    let before = Manifest::read(out).expect("the list");
    let ground = Ground {
        out,
        covers: &|_| true,
        before: &before.files,
    };
    let artifacts = artifacts(files);
    let plan = Plan::new(&ground, &artifacts).expect("a plan");
    disk::remove_leftovers(out, &before, &artifacts);
    let mut folders = Folders::default();
    let last = stage_list(out, &plan, None).expect("a staged list");
    announce(out, &plan).expect("a list");
    let count = match killed {
        Killed::Announced => 0,
        Killed::HalfStaged => plan.write.len() / 2,
        _ => plan.write.len(),
    };
    let mut staged =
        disk::stage_all(out, &plan.write[..count], &mut folders).expect("staged files");
    if killed == Killed::HalfPublished {
        let first = staged.remove(0);
        first.publish().expect("the first file in its place");
    }
    if killed >= Killed::Published {
        disk::publish_all(std::mem::take(&mut staged)).expect("the files in their places");
    }
    if killed >= Killed::Removed {
        disk::remove_all(out, &plan.remove).expect("stale files removed");
    }
    std::mem::forget((last, staged, folders));
}

const OLD: &[(&str, &str)] = &[("a.md", "old a"), ("x/b.md", "old b"), ("x/c.md", "old c")];
const NEW: &[(&str, &str)] = &[("a.md", "new a"), ("n/d.md", "new d"), ("x/b.md", "new b")];

#[test]
fn the_next_build_completes_a_killed_one() {
    for killed in KILLS {
        let bench = Bench::new();
        bench.build(OLD).expect("a build");
        build_killed(&bench, NEW, killed);
        let files = bench.files();
        for (path, text) in NEW {
            let found = files.get(*path).map(String::as_str);
            let old = map(OLD).get(*path).cloned();
            let is_whole = found == Some(text) || found == old.as_deref();
            assert!(is_whole, "{killed:?}: {path} holds {found:?}");
        }
        bench.build(NEW).expect("the next build");
        assert_eq!(bench.files(), map(NEW), "{killed:?}");
        assert_eq!(bench.listed(), ["a.md", "n/d.md", "x/b.md"], "{killed:?}");
        assert_eq!(bench.check(NEW), [] as [&str; 0]);
    }
}

#[test]
fn the_next_build_may_go_back_from_a_killed_one() {
    for killed in KILLS {
        let bench = Bench::new();
        bench.build(OLD).expect("a build");
        build_killed(&bench, NEW, killed);
        bench.build(OLD).expect("the next build");
        assert_eq!(bench.files(), map(OLD), "{killed:?}");
        assert!(!bench.out.join("n").exists(), "{killed:?}");
    }
}

#[test]
fn builds_killed_one_after_the_other_are_completed() {
    for first in KILLS {
        for second in KILLS {
            let bench = Bench::new();
            bench.build(OLD).expect("a build");
            build_killed(&bench, NEW, first);
            let third = &[("a.md", "third"), ("n/d.md", "third"), ("m.md", "third")];
            build_killed(&bench, third, second);
            bench.build(OLD).expect("the next build");
            assert_eq!(bench.files(), map(OLD), "{first:?} then {second:?}");
        }
    }
}

#[test]
fn a_first_build_that_is_killed_makes_no_foreign_file_ours() {
    for killed in KILLS {
        let bench = Bench::new();
        bench.put("a.md", "mine");
        // The plan is carried out as a forced build would.
        build_killed(&bench, &[("z.md", "z"), ("a.md", "ours")], killed);
        let result = bench.build(&[("a.md", "later")]);
        if killed < Killed::Published {
            assert_fails(result, &["a.md"]);
            assert_eq!(bench.files()["a.md"], "mine", "{killed:?}");
        } else {
            result.expect("the killed build had overwritten it");
            assert_eq!(bench.files()["a.md"], "later", "{killed:?}");
        }
    }
}

#[test]
fn a_file_put_in_the_place_of_an_announced_one_stays_foreign() {
    let bench = Bench::new();
    bench.build(OLD).expect("a build");
    build_killed(&bench, NEW, Killed::Announced);
    bench.put("n/d.md", "mine");
    assert_fails(bench.build(NEW), &["n/d.md", "--force"]);
    bench.build(OLD).expect("a build");
    assert_eq!(bench.files()["n/d.md"], "mine");
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let bench = Bench::new();
    let build = |text: &str| {
        let names: Vec<String> = (0..20).map(|number| format!("d/{number}.md")).collect();
        let files: Vec<_> = names.iter().map(|name| (name.as_str(), text)).collect();
        for _ in 0..5 {
            bench.build(&files).expect("a build");
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| build("one"));
        scope.spawn(|| build("two"));
    });
    let texts: std::collections::BTreeSet<_> = bench.files().into_values().collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert_eq!(bench.files().len(), 20);
}

#[test]
fn a_folder_that_is_held_too_long_is_named() {
    let bench = Bench::new();
    fs::create_dir_all(&bench.out).expect("a folder");
    let held = Lock::acquire(&bench.out, 1).expect("the first lock");
    let error = Lock::acquire(&bench.out, 2).expect_err("the folder is held");
    let error = error.to_string();
    assert!(
        error.contains("another build") && error.contains("out"),
        "{error}"
    );
    drop(held);
    Lock::acquire(&bench.out, 1).expect("the folder is free again");
}

#[cfg(unix)]
mod unix {
    //! Links, permissions and special files.

    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_link_in_the_place_of_an_output_is_named_and_not_followed() {
        let bench = Bench::new();
        let outside = bench.home.path().join("mine.md");
        fs::write(&outside, "mine").expect("a file");
        fs::create_dir_all(&bench.out).expect("a folder");
        symlink(&outside, bench.out.join("brief.md")).expect("a link");
        assert_fails(bench.force(TWO), &["out/brief.md is a symbolic link"]);
        assert_eq!(fs::read_to_string(&outside).expect("the file"), "mine");
    }

    #[test]
    fn a_linked_folder_is_neither_written_into_nor_removed_from() {
        let bench = Bench::new();
        let outside = bench.home.path().join("elsewhere");
        fs::create_dir_all(&outside).expect("a folder");
        bench.build(TWO).expect("a build");
        fs::rename(bench.out.join("matrices"), outside.join("matrices")).expect("a moved folder");
        let leftover = outside.join("matrices/.policy-matrix-abc123.tmp");
        fs::write(&leftover, "mine").expect("a file");
        symlink(outside.join("matrices"), bench.out.join("matrices")).expect("a link");
        assert_fails(bench.build(TWO), &["out/matrices is a symbolic link"]);
        let summary = bench.build(&[("brief.md", "brief")]).expect("a build");
        assert_eq!(summary.removed, [] as [&str; 0]);
        assert!(outside.join("matrices/a.csv").exists() && leftover.exists());
        assert_eq!(bench.listed(), ["brief.md"]);
    }

    #[test]
    fn an_output_folder_may_itself_be_a_link() {
        let bench = Bench::new();
        let real = bench.home.path().join("real");
        fs::create_dir_all(&real).expect("a folder");
        fs::create_dir_all(bench.home.path().join("project")).expect("a folder");
        symlink(&real, &bench.out).expect("a link");
        bench.build(TWO).expect("a build");
        assert!(real.join("matrices/a.csv").exists());
    }

    #[test]
    fn a_pipe_in_the_place_of_an_output_is_named_and_not_opened() {
        let bench = Bench::new();
        fs::create_dir_all(&bench.out).expect("a folder");
        let made = std::process::Command::new("mkfifo")
            .arg(bench.out.join("brief.md"))
            .status();
        if made.is_ok_and(|status| status.success()) {
            assert_fails(bench.build(TWO), &["out/brief.md is no regular file"]);
        }
    }

    #[test]
    fn outputs_have_the_permissions_of_any_new_file() {
        let bench = Bench::new();
        bench.build(TWO).expect("a build");
        bench.put("mine.md", "mine");
        let mode = |path: &str| {
            let metadata = fs::metadata(bench.out.join(path)).expect("the file");
            metadata.permissions().mode()
        };
        assert_eq!(mode("brief.md"), mode("mine.md"));
        assert_eq!(mode(manifest::NAME), mode("mine.md"));
    }

    #[test]
    fn a_folder_that_cannot_be_written_into_is_named_and_keeps_everything() {
        let bench = Bench::new();
        bench.build(OLD).expect("a build");
        let set = |mode| {
            let permissions = fs::Permissions::from_mode(mode);
            fs::set_permissions(bench.out.join("x"), permissions).expect("permissions");
        };
        set(0o555);
        let may_write_anyway = fs::write(bench.out.join("x/probe"), "").is_ok();
        if !may_write_anyway {
            let list = || fs::read(bench.out.join(manifest::NAME)).expect("the list");
            let before = list();
            let same = bench.build(OLD).expect("a build that changes nothing");
            assert_eq!(same.unchanged, 3);
            assert_fails(bench.build(NEW), &["cannot write", "x/b.md", "ermission"]);
            assert_eq!(bench.files(), map(OLD));
            assert_eq!(list(), before);
            // The folder that the failed build had made is gone again.
            assert!(!bench.out.join("n").exists());
        }
        set(0o755);
    }
}

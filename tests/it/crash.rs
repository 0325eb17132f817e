//! Builds as processes that are killed, crowded and starved: every output is entirely old or entirely
//! new, what others put beside them stays, and the next build heals.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::project::{TestProject, tell};

/// How many builds are killed, over how many projects at a time.
const KILLS: u64 = 200;
const PROJECTS: u64 = 4;

/// After how many kills a build is let end.
const HEALED_EVERY: u64 = 10;

/// What the names of files begin with that wait to take the place of an output.
const TEMPORARY: &str = ".policy-matrix-";

type Outputs = BTreeMap<String, Vec<u8>>;

/// The project file as it alternates: other words, and other files.
struct States {
    texts: [String; 2],
    outputs: [Outputs; 2],
    /// How long a build takes that writes everything.
    time: Duration,
}

impl States {
    fn new() -> Self {
        let project = TestProject::new();
        project.run("policy-matrix init PROJECT");
        let one = project.read("options.yaml");
        let two = one.replace("label: Naval escort", "label: Escort by the navy")
            + "\nmatrices:\n  - { id: other, title: Other, rows: option, columns: source }\n";
        let mut time = Duration::ZERO;
        let mut outputs_of = |text: &str| {
            project.write("options.yaml", text);
            let started = Instant::now();
            assert!(build(&project, &[]), "the project builds");
            time = started.elapsed();
            outputs(&project)
        };
        let outputs = [outputs_of(&one), outputs_of(&two)];
        assert_ne!(outputs[0].keys().count(), outputs[1].keys().count());
        Self {
            texts: [one, two],
            outputs,
            time,
        }
    }

    /// Whether a file holds what one of the states would write there.
    fn has(&self, name: &str, bytes: &[u8]) -> bool {
        self.outputs
            .iter()
            .any(|outputs| outputs.get(name).is_some_and(|written| written == bytes))
    }
}

fn command(project: &TestProject, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policy-matrix"));
    command
        .arg("build")
        .args(arguments)
        .arg(project.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Whether a build in a process of its own is clean.
fn build(project: &TestProject, arguments: &[&str]) -> bool {
    let status = command(project, arguments).status();
    status.expect("the program starts").success()
}

fn outputs(project: &TestProject) -> Outputs {
    project.files("out").into_iter().collect()
}

fn is_temporary(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or_default();
    name.starts_with(TEMPORARY)
}

/// The next of a row of numbers that look random and are the same every time.
fn next(seed: &mut u64) -> u64 {
    // The constants are those of Knuth's MMIX.
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn two_hundred_kills_leave_every_output_whole() {
    let states = States::new();
    let cut = AtomicUsize::new(0);
    thread::scope(|scope| {
        for number in 0..PROJECTS {
            let (states, cut) = (&states, &cut);
            scope.spawn(move || kill_again_and_again(states, number, cut));
        }
    });
    let cut = cut.load(Ordering::Relaxed);
    tell(&format!(
        "{cut} of {KILLS} kills fell while files were written"
    ));
    assert!(cut > 0, "no kill fell while files were written");
}

/// Kills builds of one project at moments that are spread over all that a build does.
fn kill_again_and_again(states: &States, number: u64, cut: &AtomicUsize) {
    let project = TestProject::new();
    project.run("policy-matrix init PROJECT");
    let foreign = ["out/mine.txt", "out/matrices/mine.csv", "out/data/.hidden"];
    for name in foreign {
        project.write(name, "mine");
    }
    let mut seed = number;
    let mut time = states.time;
    for kill in 0..KILLS / PROJECTS {
        let state = usize::try_from(kill % 2).expect("it is 0 or 1");
        project.write("options.yaml", &states.texts[state]);
        let mut child = command(&project, &[]).spawn().expect("the program starts");
        // The files are written in the last part.
        let share = 60 + next(&mut seed) % 60;
        thread::sleep(time * u32::try_from(share).expect("it is small") / 100);
        let ended = child.try_wait().expect("it can be asked").is_some();
        // One that has ended already cannot be killed, which is one of the moments.
        child.kill().unwrap_or_default();
        child.wait().expect("it has ended");
        let written = look(states, &project);
        if written {
            cut.fetch_add(1, Ordering::Relaxed);
        }
        // How long a build takes depends on what else the machine does.
        time = match (ended, written) {
            (true, _) => time * 9 / 10,
            (false, false) => time * 11 / 10,
            (false, true) => time,
        };
        for name in foreign {
            assert_eq!(project.read(name), "mine", "{name}");
        }
        if kill % HEALED_EVERY == HEALED_EVERY - 1 {
            assert!(build(&project, &[]), "a build after a kill is clean");
            let mut healed = outputs(&project);
            for name in foreign {
                healed.remove(name.trim_start_matches("out/"));
            }
            assert!(healed == states.outputs[state], "{:?}", healed.keys());
        }
    }
}

/// Looks at what a killed build left: every output whole; says whether it was cut off while it wrote.
fn look(states: &States, project: &TestProject) -> bool {
    let mut cut = false;
    for (name, bytes) in outputs(project) {
        if name == ".policy-matrix.json" {
            let list: serde_json::Value =
                serde_json::from_slice(&bytes).expect("the list of outputs is whole");
            cut |= list.get("writing").is_some();
        } else if is_temporary(&name) {
            cut = true;
        } else if bytes != b"mine" {
            assert!(states.has(&name, &bytes), "{name} is neither old nor new");
        }
    }
    cut
}

#[test]
fn builds_of_two_states_at_once_end_in_one_of_them() {
    let states = States::new();
    let project = TestProject::new();
    project.run("policy-matrix init PROJECT");
    for (name, text) in ["one.yaml", "two.yaml"].iter().zip(&states.texts) {
        project.write(name, text);
    }
    let out = project.file("out");
    let children: Vec<_> = (0..6)
        .map(|number| {
            Command::new(env!("CARGO_BIN_EXE_policy-matrix"))
                .arg("build")
                .arg(project.file(["one.yaml", "two.yaml"][number % 2]))
                .arg("--out")
                .arg(&out)
                .stderr(Stdio::null())
                .spawn()
                .expect("the program starts")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    let left = outputs(&project);
    assert!(states.outputs.contains(&left), "{:?}", left.keys());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    use std::path::Path;

    use super::*;

    /// The user without rights of most systems.
    const NOBODY: u32 = 65_534;

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions are set");
    }

    /// The same command as a user whom permissions bind: they do not bind root.
    fn as_ordinary_user(command: &mut Command, project: &TestProject) {
        let is_root = fs::metadata(project.path()).is_ok_and(|folder| folder.uid() == 0);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
    }

    /// What a build by an ordinary user gives; `None`, and a word about it, where it cannot be tried.
    fn build_as_ordinary_user(project: &TestProject, what: &str) -> Option<(i32, String)> {
        allow(project.path(), 0o755);
        let mut command = command(project, &[]);
        as_ordinary_user(&mut command, project);
        match command.stderr(Stdio::piped()).output() {
            Ok(ran) => {
                let said = String::from_utf8_lossy(&ran.stderr).into_owned();
                Some((ran.status.code().unwrap_or(-1), said))
            }
            Err(error) => {
                tell(&format!(
                    "SKIPPED: {what}: nobody else can run the program: {error}"
                ));
                None
            }
        }
    }

    #[test]
    fn a_read_only_folder_keeps_every_output() {
        let project = TestProject::new();
        project.run("policy-matrix init PROJECT");
        assert!(build(&project, &[]));
        let before = outputs(&project);
        project.replace("options.yaml", "label: Naval escort", "label: Escort");
        let folders = ["out", "out/data", "out/matrices"];
        folders
            .iter()
            .for_each(|folder| allow(&project.file(folder), 0o555));
        if let Some((status, said)) = build_as_ordinary_user(&project, "a read-only folder") {
            assert_eq!(status, 2, "{said}");
            assert!(
                said.contains("cannot write") && said.contains("out"),
                "{said}"
            );
            assert!(outputs(&project) == before);
        }
        folders
            .iter()
            .for_each(|folder| allow(&project.file(folder), 0o755));
        assert!(build(&project, &[]), "the next build heals");
        assert!(outputs(&project) != before);
    }

    #[test]
    fn an_unreadable_source_is_a_fault_of_the_project() {
        let project = TestProject::new();
        project.run("policy-matrix init PROJECT");
        allow(&project.file("seeds/amara.txt"), 0o000);
        if let Some((status, said)) = build_as_ordinary_user(&project, "an unreadable source") {
            assert_eq!(status, 1, "{said}");
            assert!(
                said.contains("source-missing") && said.contains("may not be read"),
                "{said}"
            );
        }
    }

    /// Builds where no file can grow beyond a size, as on a disk that fills up at that point.
    fn build_with_room_for(project: &TestProject, kilobytes: usize) -> (i32, String) {
        let program = env!("CARGO_BIN_EXE_policy-matrix");
        let ran = Command::new("bash")
            .arg("-c")
            // Without the trap the system would end the program instead of refusing the bytes.
            .arg(format!(
                "trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" build \"$1\""
            ))
            .arg(program)
            .arg(project.path())
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        (ran.status.code().unwrap_or(-1), said)
    }

    #[test]
    fn a_disk_that_fills_up_at_any_file_keeps_every_output() {
        let project = TestProject::new();
        project.run("policy-matrix init PROJECT");
        assert!(build(&project, &[]));
        let before = outputs(&project);
        project.replace("options.yaml", "label: Naval escort", "label: Escort");
        for kilobytes in [0, 1, 2, 4, 8, 16, 32, 64] {
            let (status, said) = build_with_room_for(&project, kilobytes);
            assert_eq!(status, 2, "{kilobytes}: {said}");
            assert!(said.contains("cannot write"), "{said}");
            assert!(outputs(&project) == before, "{kilobytes} KiB");
        }
        assert!(build(&project, &[]), "the next build heals");
        assert!(outputs(&project) != before);
    }

    /// A small file system in memory, gone with the test.
    struct SmallDisk<'a>(&'a Path);

    impl<'a> SmallDisk<'a> {
        fn mount(at: &'a Path, size: &str) -> Option<Self> {
            fs::create_dir_all(at).expect("a folder");
            let mounted = Command::new("mount")
                .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
                .arg(at)
                .stderr(Stdio::null())
                .status();
            mounted
                .is_ok_and(|status| status.success())
                .then_some(Self(at))
        }
    }

    impl Drop for SmallDisk<'_> {
        fn drop(&mut self) {
            let unmounted = Command::new("umount").arg(self.0).status();
            assert!(unmounted.is_ok_and(|status| status.success()));
        }
    }

    #[test]
    fn a_full_disk_keeps_every_output() {
        let project = TestProject::new();
        project.run("policy-matrix init PROJECT");
        let out = project.file("out");
        let Some(_disk) = SmallDisk::mount(&out, "600k") else {
            tell("SKIPPED: a full disk: nothing can be mounted here");
            return;
        };
        assert!(build(&project, &["--formats", "csv,markdown,json"]));
        let before = outputs(&project);
        let filled = fs::write(out.join("mine.txt"), vec![b'm'; 1 << 20]);
        assert!(filled.is_err(), "the disk is full");
        let mine = fs::read(out.join("mine.txt")).expect("what had room");
        project.replace("options.yaml", "label: Naval escort", "label: Escort");
        assert!(!build(&project, &[]), "there is no room for the pages");
        let mut after = outputs(&project);
        assert!(
            after.remove("mine.txt") == Some(mine),
            "a foreign file stays"
        );
        assert!(after == before, "{:?}", after.keys());
        fs::remove_file(out.join("mine.txt")).expect("it is removed");
        assert!(build(&project, &[]), "the next build heals");
    }

    #[test]
    fn odd_files_in_the_place_of_a_source_are_named_and_not_opened() {
        let project = TestProject::new();
        project.run("policy-matrix init PROJECT");
        let source = project.file("seeds/amara.txt");
        let shell = |script: &str| {
            fs::remove_file(&source)
                .or_else(|_| fs::remove_dir(&source))
                .expect("it was there");
            let done = Command::new("sh")
                .arg("-c")
                .arg(script)
                .arg(&source)
                .status();
            assert!(done.is_ok_and(|status| status.success()), "{script}");
        };
        for (script, words) in [
            ("mkfifo \"$0\"", ["source-missing", "not a regular file"]),
            ("mkdir \"$0\"", ["source-missing", "it is a folder"]),
            (
                "ln -s amara.txt \"$0\"",
                ["source-missing", "symbolic links"],
            ),
            (
                "ln -s /dev/zero \"$0\"",
                ["source-outside-project", "outside"],
            ),
            (
                "ln -s /etc/passwd \"$0\"",
                ["source-outside-project", "outside"],
            ),
            (
                "ln -s ../../../../../../../etc/passwd \"$0\"",
                ["source-outside-project", "outside"],
            ),
        ] {
            shell(script);
            let ran = project.run("policy-matrix check PROJECT");
            assert_eq!(ran.status as u8, 1, "{script}: {}", ran.err);
            for word in words {
                assert!(ran.err.contains(word), "{script}: {}", ran.err);
            }
        }
        shell("ln -s lindqvist.txt \"$0\"");
        let ran = project.run("policy-matrix check PROJECT");
        assert!(
            ran.err.contains("quote-not-found"),
            "a link inside is read: {}",
            ran.err
        );
    }

    #[test]
    fn templates_are_read_from_the_project_only() {
        let outside = TestProject::new();
        outside.write("index.html", "from outside");
        let project = TestProject::new();
        project.run("policy-matrix init PROJECT");
        let templates = project.file("templates");
        std::os::unix::fs::symlink(outside.path(), &templates).expect("a link");
        let ran = project.run("policy-matrix build PROJECT");
        assert_eq!(ran.status as u8, 2, "{}", ran.err);
        assert!(ran.err.contains("leads out of the project"), "{}", ran.err);
        fs::remove_file(&templates).expect("the link is removed");
        fs::create_dir(&templates).expect("a folder");
        for (name, target) in [("index.html", "index.html"), ("all", ".")] {
            let target = outside.path().join(target);
            std::os::unix::fs::symlink(target, templates.join(name)).expect("a link");
        }
        let ran = project.run("policy-matrix build PROJECT");
        assert_eq!(ran.status as u8, 0, "{}", ran.err);
        assert!(!project.read("out/index.html").contains("from outside"));
    }
}

#[test]
fn a_source_that_changes_while_it_is_read_never_makes_half_a_report() {
    let project = TestProject::new();
    project.run("policy-matrix init PROJECT");
    assert!(build(&project, &[]));
    let good = outputs(&project);
    let text = project.read("seeds/amara.txt");
    let path = project.file("seeds/amara.txt");
    let stop = AtomicUsize::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            while stop.load(Ordering::Relaxed) == 0 {
                for content in ["", &text[..text.floor_char_boundary(text.len() / 2)], &text] {
                    fs::write(&path, content).expect("the source is written");
                }
            }
        });
        for _ in 0..40 {
            let status = command(&project, &[]).status().expect("the program starts");
            assert!(matches!(status.code(), Some(0 | 1)), "{status}");
            if status.success() {
                let page = project.read("out/index.html");
                assert!(page.contains("The navy should escort merchant ships"));
            }
        }
        stop.store(1, Ordering::Relaxed);
    });
    project.write("seeds/amara.txt", &text);
    assert!(build(&project, &[]));
    assert!(outputs(&project) == good);
}

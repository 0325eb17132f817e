//! A project in a folder of its own, and the program run on it in this process.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use clap::Parser;
use policy_matrix::cli::{self, Cli};
use policy_matrix::commands::{Console, ExitStatus};
use tempfile::TempDir;

/// A project that a test may change at will.
pub(crate) struct TestProject {
    folder: TempDir,
}

/// What a run of the program gave.
pub(crate) struct Ran {
    pub status: ExitStatus,
    pub out: String,
    pub err: String,
}

impl TestProject {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// A copy of a folder, but for what a name in it excludes.
    pub(crate) fn copy_of(from: &Path, without: &str) -> Self {
        let project = Self::new();
        copy(from, project.path(), without);
        project
    }

    /// A copy of this repository's own example.
    pub(crate) fn example() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let project = Self::new();
        for part in ["options.yaml", "seeds", "out"] {
            copy(&root.join(part), &project.path().join(part), "");
        }
        project
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        let path = self.file(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.file(name);
        fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("the folder is made");
        fs::write(path, content).expect("the file is written");
        self
    }

    /// Replaces words of a file that must be there.
    pub(crate) fn replace(&self, name: &str, old: &str, new: &str) -> &Self {
        let text = self.read(name);
        assert!(text.contains(old), "{name} lacks {old:?}");
        self.write(name, text.replacen(old, new, 1))
    }

    /// Runs a command line; the word `PROJECT` in it stands for this folder, and what stands behind
    /// `<` is what the user answers, a word a line.
    pub(crate) fn run(&self, line: &str) -> Ran {
        let (line, answers) = line.split_once(" < ").unwrap_or((line, ""));
        let answers = Cursor::new(answers.split(' ').collect::<Vec<_>>().join("\n"));
        let folder = self.path().to_string_lossy().into_owned();
        let words = line
            .split_whitespace()
            .map(|word| word.replace("PROJECT", &folder));
        let (out, err) = (Shared::default(), Shared::default());
        let mut console =
            Console::of_streams(Box::new(out.clone()), Box::new(err.clone())).with_answers(answers);
        let status = match Cli::try_parse_from(words) {
            Ok(cli) => cli::run(&cli, &mut console),
            Err(error) => console.usage(&error),
        };
        drop(console);
        let shown = |stream: &Shared| stream.text().replace(&folder, "PROJECT");
        Ran {
            status,
            out: shown(&out),
            err: shown(&err),
        }
    }

    /// Every file below a folder of the project, by its path there.
    pub(crate) fn files(&self, below: &str) -> Vec<(String, Vec<u8>)> {
        files_below(&self.file(below))
    }
}

/// Every file below a folder with its content, in the order of the paths.
pub(crate) fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("it lies below")
                    .to_string_lossy();
                found.push((
                    name.replace('\\', "/"),
                    fs::read(&path).expect("a file is read"),
                ));
            }
        }
    }
    found.sort();
    found
}

fn copy(from: &Path, to: &Path, without: &str) {
    if from.is_file() {
        fs::create_dir_all(to.parent().expect("a file has a folder")).expect("the folder is made");
        fs::copy(from, to).expect("the file is copied");
        return;
    }
    fs::create_dir_all(to).expect("the folder is made");
    for entry in fs::read_dir(from).into_iter().flatten() {
        let entry = entry.expect("an entry of a folder");
        if entry.file_name() != without {
            copy(&entry.path(), &to.join(entry.file_name()), without);
        }
    }
}

/// A stream that the test and the console share.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        let bytes = self.0.lock().expect("nobody panicked while writing");
        String::from_utf8(bytes.clone()).expect("the program writes text")
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .expect("nobody panicked while writing")
            .write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Says what a person who runs the tests should know.
#[allow(clippy::print_stdout, reason = "this is for whoever runs the tests")]
pub(crate) fn tell(words: &str) {
    println!("{words}");
}

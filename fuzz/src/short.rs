//! Fuzzing in short, for every landing: each target gets its corpus, and then a fixed number of inputs that are the
//! same in every run. No coverage guides them: that is what `fuzz/run` is for.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use crate::targets::{csv, diff, edits, fold, import, load, render, search};

/// A target's body.
type Target = fn(&[u8]);

#[test]
fn search() {
    try_bytes("search", 400_000, 300, search::run);
}

#[test]
fn fold() {
    try_bytes("fold", 100_000, 300, fold::run);
}

#[test]
fn edits() {
    try_bytes("edits", 100_000, 300, edits::run);
}

#[test]
fn render() {
    try_bytes("render", 1_000, 3_000, render::run);
}

#[test]
fn csv() {
    try_bytes("csv", 1_000, 3_000, csv::run);
}

#[test]
fn diff() {
    try_bytes("diff", 1_000, 3_000, diff::run);
}

#[test]
fn load() {
    try_changed("load", "yaml.dict", 5_000, load::run);
}

#[test]
fn import() {
    try_changed("import", "csv.dict", 5_000, import::run);
}

/// Gives a target its corpus and `count` inputs of `length` random bytes.
fn try_bytes(name: &str, count: usize, length: usize, target: Target) {
    let mut numbers = Numbers(1);
    for (file, data) in corpus(name) {
        try_one(name, &file, &data, target);
    }
    for number in 0..count {
        let data: Vec<u8> = (0..length).map(|_| numbers.next() as u8).collect();
        try_one(name, &format!("short-{number}"), &data, target);
    }
}

/// Gives a target its corpus and `count` changed copies of it, for bytes at random are no YAML and no table.
fn try_changed(name: &str, words: &str, count: usize, target: Target) {
    let mut numbers = Numbers(1);
    let corpus = corpus(name);
    let words = words_of(words);
    for (file, data) in &corpus {
        try_one(name, file, data, target);
    }
    for number in 0..count {
        let mut data = corpus[numbers.below(corpus.len())].1.clone();
        for _ in 0..=numbers.below(6) {
            change(&mut data, &words, &mut numbers);
        }
        try_one(name, &format!("short-{number}"), &data, target);
    }
}

/// Takes out a stretch of `data`, doubles it, or puts a word or any byte in its place.
fn change(data: &mut Vec<u8>, words: &[Vec<u8>], numbers: &mut Numbers) {
    let start = numbers.below(data.len() + 1);
    let end = (start + numbers.below(24)).min(data.len());
    let new = match numbers.below(4) {
        0 => Vec::new(),
        1 => data[start..end].repeat(2),
        2 => words[numbers.below(words.len())].clone(),
        _ => vec![numbers.next() as u8],
    };
    data.splice(start..end, new);
}

/// Tries one input; if the target panics, the input is kept where `fuzz/run` keeps what it finds.
fn try_one(name: &str, file: &str, data: &[u8], target: Target) {
    struct Kept<'a>(PathBuf, &'a [u8]);
    impl Drop for Kept<'_> {
        fn drop(&mut self) {
            if thread::panicking() {
                let folder = self.0.parent().unwrap_or(&self.0);
                let kept = fs::create_dir_all(folder).and_then(|()| fs::write(&self.0, self.1));
                eprintln!("the input: {} ({kept:?})", self.0.display());
            }
        }
    }
    let _kept = Kept(home().join("artifacts").join(name).join(file), data);
    target(data);
}

/// The files of a corpus, by name; a target that never failed has none.
fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(home().join("corpus").join(name));
    let mut files: Vec<_> = entries
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("an entry of the corpus").path())
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy();
            (name.into_owned(), fs::read(&path).expect("it is read"))
        })
        .collect();
    files.sort();
    files
}

/// The words of a dictionary, one a line in quotation marks.
fn words_of(file: &str) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(home().join(file)).expect("the dictionary");
    let words = text
        .lines()
        .filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    words
        .map(|word| word.replace("\\\"", "\"").into_bytes())
        .collect()
}

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// SplitMix64: as random as is needed, and the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

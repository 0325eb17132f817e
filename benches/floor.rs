//! The least that the work can take: reads every input of a project and writes as many bytes as a
//! folder of outputs has. `cargo run --release --example floor -- PROJECT OUTPUTS FILE`.
//!
//! With the word `search` after these it folds each source as well and finds in it the quotes that are
//! coded from it. It knows them by the lines that `generate` writes, and needs no parser of YAML.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use memchr::memmem;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (project, outputs, file, search) = match arguments[..] {
        [project, outputs, file] => (Path::new(project), Path::new(outputs), file, false),
        [project, outputs, file, "search"] => (Path::new(project), Path::new(outputs), file, true),
        _ => return Err(io::Error::other("floor PROJECT OUTPUTS FILE [search]")),
    };
    let mut coding = Vec::new();
    for folder in ["", "coding"] {
        each_file(&project.join(folder), &mut |path| {
            coding.push(fs::read_to_string(path)?);
            Ok(())
        })?;
    }
    let quotes = if search {
        quotes(&coding)
    } else {
        HashMap::new()
    };
    let mut found = 0;
    each_file(&project.join("seeds"), &mut |path| {
        let text = fs::read_to_string(path)?;
        let source = path.file_stem().and_then(|stem| stem.to_str());
        if let Some(quotes) = source.and_then(|source| quotes.get(source)) {
            let text = fold(&text);
            for quote in quotes {
                let at = memmem::find(text.as_bytes(), fold(quote).as_bytes());
                at.ok_or_else(|| io::Error::other(format!("not found: {quote}")))?;
                found += 1;
            }
        }
        Ok(())
    })?;
    let wanted: usize = quotes.values().map(Vec::len).sum();
    if found != wanted || (search && found == 0) {
        return Err(io::Error::other("a source is missing, or every quote"));
    }
    write(outputs, file)
}

/// The quotes of each source: the lines that hold one of the sentences that `generate` makes up.
fn quotes(coding: &[String]) -> HashMap<&str, Vec<&str>> {
    let mut quotes: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut source = "";
    for line in coding.iter().flat_map(|text| text.lines()) {
        let line = line.trim_start().trim_start_matches("- ");
        if let Some(id) = line.strip_prefix("source: ") {
            source = id;
        } else if line.starts_with("In case ") {
            quotes.entry(source).or_default().push(line);
        }
    }
    quotes
}

/// A text with single spaces and straight quotation marks.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            folded.push_str(word);
            continue;
        }
        folded.extend(word.chars().map(|found| match found {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            other => other,
        }));
    }
    folded
}

/// Writes as many bytes as the outputs have.
fn write(outputs: &Path, file: &str) -> io::Result<()> {
    let mut left = 0;
    for folder in ["", "data", "matrices"] {
        each_file(&outputs.join(folder), &mut |path| {
            left += fs::metadata(path)?.len();
            Ok(())
        })?;
    }
    let block = vec![b' '; 1 << 20];
    let mut to = File::create(file)?;
    while left > 0 {
        let some = usize::try_from(left.min(1 << 20)).unwrap_or(block.len());
        to.write_all(&block[..some])?;
        left -= some as u64;
    }
    to.sync_all()
}

/// Visits the files of a folder, if it is there.
fn each_file(folder: &Path, visit: &mut dyn FnMut(&Path) -> io::Result<()>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            visit(&entry.path())?;
        }
    }
    Ok(())
}

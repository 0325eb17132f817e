//! The least that the work can take: reads every input of a project and writes as many bytes as a
//! folder of outputs has. `cargo run --release --example floor -- PROJECT OUTPUTS FILE`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [project, outputs, file] = arguments.as_slice() else {
        return Err(io::Error::other("floor PROJECT OUTPUTS FILE"));
    };
    let mut read = 0;
    for folder in ["", "seeds", "coding"] {
        each_file(&Path::new(project).join(folder), &mut |path| {
            read += fs::read(path)?.len();
            Ok(())
        })?;
    }
    let mut left = 0;
    for folder in ["", "data", "matrices"] {
        each_file(&Path::new(outputs).join(folder), &mut |path| {
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
    assert!(read > 0, "there is nothing to read");
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

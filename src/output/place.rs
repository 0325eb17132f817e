//! Where an output stands below the output folder, and what is there now.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// What the names of the program's own files in an output folder begin with.
const OWN_PREFIX: &str = ".policy-matrix";

/// What stands at the place of an output.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A regular file, reached through real folders only.
    File,
    /// Something that is no regular file, or that is in the way: what and where.
    InTheWay { what: &'static str, path: PathBuf },
}

/// Whether a path stays below the folder it is joined to, on every system.
///
/// Names of the program's own files are no places of outputs either.
pub(super) fn is_safe(path: &str) -> bool {
    !path.contains(['\\', ':', '\0'])
        && path
            .split('/')
            .all(|name| !matches!(name, "" | "." | "..") && !name.starts_with(OWN_PREFIX))
}

/// Says what stands at a safe path below `out`; no link is followed.
pub(super) fn inspect(out: &Path, path: &str) -> anyhow::Result<Found> {
    let mut here = out.to_path_buf();
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        here.push(name);
        let metadata = match fs::symlink_metadata(&here) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot look at {}", here.display()));
            }
        };
        let is_last = names.peek().is_none();
        let fits = if is_last {
            metadata.is_file()
        } else {
            metadata.is_dir()
        };
        if !fits {
            return Ok(Found::InTheWay {
                what: kind_of(&metadata),
                path: here,
            });
        }
    }
    Ok(Found::File)
}

/// Whether a folder is at a safe path below `out`; no link is followed.
pub(super) fn is_folder(out: &Path, path: &str) -> bool {
    let mut here = out.to_path_buf();
    path.split('/').all(|name| {
        here.push(name);
        fs::symlink_metadata(&here).is_ok_and(|metadata| metadata.is_dir())
    })
}

/// Whether the output folder is there. Something else in its place is an error.
pub(super) fn folder_exists(out: &Path) -> anyhow::Result<bool> {
    match fs::metadata(out) {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(metadata) => bail!(
            "{} is {}, not a folder to write into",
            out.display(),
            kind_of(&metadata)
        ),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot look at {}", out.display())),
    }
}

/// The folders above a safe path, innermost first, without the output folder itself.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(parent, _)| parent.rsplit_once('/'))
        .map(|(parent, _)| parent)
}

fn kind_of(metadata: &Metadata) -> &'static str {
    let kind = metadata.file_type();
    if kind.is_symlink() {
        "a symbolic link"
    } else if kind.is_dir() {
        "a folder"
    } else if kind.is_file() {
        "a file"
    } else {
        "no regular file"
    }
}

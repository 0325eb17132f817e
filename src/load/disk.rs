//! The only reader of files.

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::kept::Stamp;

/// What a path leads to.
pub(super) enum Found {
    /// The bytes of a file.
    Bytes(Vec<u8>),
    /// Nothing that can be read; the words say why.
    Missing(String),
    /// A place outside the project.
    Outside,
    /// A file of more bytes than the limit.
    TooLarge(u64),
}

/// What a path of the project leads to.
pub(super) enum FoundInside {
    /// A file, read now; where it is and what tells whether it has changed.
    Read(Found, Option<(PathBuf, Stamp)>),
    /// A file that was read before and has not changed.
    Known(Arc<str>),
}

/// Reads a file that must lie in `folder`; `path` is as the user wrote it. `known` is asked for the text of
/// a file that was read before.
pub(super) fn read_inside(
    folder: &Path,
    path: &str,
    limit: u64,
    known: impl FnOnce(&Path, &Stamp) -> Option<Arc<str>>,
) -> FoundInside {
    let not_read = |found| FoundInside::Read(found, None);
    let written = Path::new(path);
    if written.is_absolute() {
        return not_read(Found::Outside);
    }
    let (root, target) = match (folder.canonicalize(), folder.join(written).canonicalize()) {
        (Ok(root), Ok(target)) => (root, target),
        // Where nothing is, the path itself says on which side it would be.
        _ if leaves(written) => return not_read(Found::Outside),
        (Err(error), _) | (_, Err(error)) => return not_read(Found::Missing(reason(&error))),
    };
    if !target.starts_with(&root) {
        return not_read(Found::Outside);
    }
    let stamp = fs::metadata(&target).map(|metadata| Stamp::of(&metadata));
    if let Ok(stamp) = &stamp
        && let Some(text) = known(&target, stamp)
    {
        return FoundInside::Known(text);
    }
    let found = read_file(&target, limit);
    let found = found.unwrap_or_else(|error| Found::Missing(reason(&error)));
    FoundInside::Read(found, stamp.ok().map(|stamp| (target, stamp)))
}

/// Reads a regular file; anything else is reported by what it is, without opening it.
///
/// # Errors
/// Fails where the system does not let the file be read.
pub(super) fn read_file(path: &Path, limit: u64) -> io::Result<Found> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        let kind = if metadata.is_dir() {
            "it is a folder"
        } else {
            "it is not a regular file"
        };
        return Ok(Found::Missing(kind.to_owned()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(limit)).unwrap_or(0) + 1);
    fs::File::open(path)?
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Ok(Found::TooLarge(metadata.len().max(bytes.len() as u64)));
    }
    Ok(Found::Bytes(bytes))
}

/// How deep a listing goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// The folder alone.
    One,
    /// Its sub-folders, too.
    All,
}

/// The files of a folder, and of its sub-folders if wanted, as paths relative to it with `/`, in
/// order; links are not followed. A folder that is not there has none.
///
/// # Errors
/// Fails where a folder cannot be listed.
pub(super) fn list_files(folder: &Path, depth: Depth) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    let mut open: Vec<PathBuf> = vec![PathBuf::new()];
    while let Some(below) = open.pop() {
        let entries = match fs::read_dir(folder.join(&below)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let path = below.join(entry.file_name());
            let kind = entry.file_type()?;
            if kind.is_dir() && depth == Depth::All {
                open.push(path);
            } else if kind.is_file() {
                files.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a relative path climbs out of the folder that it starts from.
fn leaves(path: &Path) -> bool {
    let mut depth = 0_i32;
    path.components().any(|part| {
        depth += match part {
            Component::Normal(_) => 1,
            Component::ParentDir => -1,
            Component::CurDir | Component::RootDir | Component::Prefix(_) => 0,
        };
        depth < 0
    })
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => error.to_string(),
    }
}

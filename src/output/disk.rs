//! The changes on disk: each file is entirely old or entirely new at any moment.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;
use tempfile::{NamedTempFile, TempPath};

use super::Artifact;
use super::manifest::Manifest;
use super::place;

/// What the name of a file begins with until it takes the place of an output.
const TEMPORARY_PREFIX: &str = ".policy-matrix-";

/// What the name of such a file ends with.
const TEMPORARY_SUFFIX: &str = ".tmp";

/// How many threads wait for the disk at once: more than there are cores, since they do little else, and a disk
/// makes several files safe in the time of one.
const WAITING: usize = 8;

/// Does work of which several parts wait for the disk.
pub(super) fn patiently<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(WAITING).build();
    match pool {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Bytes that are safe on disk beside the place they will take; dropped, they are gone.
#[derive(Debug)]
pub(super) struct Staged {
    temporary: TempPath,
    target: PathBuf,
}

impl Staged {
    /// Writes bytes beside their place; the folder must be there.
    pub(super) fn new(
        target: PathBuf,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> anyhow::Result<Self> {
        let folder = target.parent().unwrap_or(Path::new(""));
        let temporary = temporary_file(folder)
            .and_then(|mut file| {
                write(file.as_file_mut())?;
                file.as_file().sync_all()?;
                // The path alone is kept: a build of many files must not hold them all open.
                Ok(file.into_temp_path())
            })
            .with_context(|| format!("cannot write {}", target.display()))?;
        Ok(Self { temporary, target })
    }

    /// The same for bytes in memory.
    pub(super) fn of(target: PathBuf, bytes: &[u8]) -> anyhow::Result<Self> {
        Self::new(target, |file| file.write_all(bytes))
    }

    /// Gives the file the permissions of the one whose place it will take.
    pub(super) fn permit(&self, permissions: fs::Permissions) -> anyhow::Result<()> {
        fs::set_permissions(&self.temporary, permissions)
            .with_context(|| format!("cannot write {}", self.target.display()))
    }

    /// Puts the bytes in their place, at one stroke.
    pub(super) fn publish(self) -> anyhow::Result<()> {
        let Self { temporary, target } = self;
        temporary
            .persist(&target)
            .map_err(|error| error.error)
            .with_context(|| format!("cannot write {}", target.display()))
    }
}

/// A file for one build's bytes, with the permissions that any new file would have.
fn temporary_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    #[cfg(unix)]
    let shared = {
        use std::os::unix::fs::PermissionsExt;
        // By default only the owner could read the file, and so every output.
        fs::Permissions::from_mode(0o666)
    };
    #[cfg(unix)]
    builder.permissions(shared);
    builder.tempfile_in(folder)
}

/// Writes every output beside its place, so that a full disk is noticed before any is replaced.
pub(super) fn stage_all(
    out: &Path,
    artifacts: &[&Artifact],
    folders: &mut Folders,
) -> anyhow::Result<Vec<Staged>> {
    for artifact in artifacts {
        let target = out.join(&artifact.path);
        folders.make(target.parent().unwrap_or(out))?;
    }
    artifacts
        .par_iter()
        .map(|artifact| {
            let target = out.join(&artifact.path);
            Staged::new(target, |file| artifact.body.copy_to(file))
        })
        .collect()
}

/// Puts every output in its place.
pub(super) fn publish_all(staged: Vec<Staged>) -> anyhow::Result<()> {
    let folders: BTreeSet<PathBuf> = staged
        .iter()
        .filter_map(|it| it.target.parent().map(Path::to_path_buf))
        .collect();
    staged.into_iter().try_for_each(Staged::publish)?;
    folders.par_iter().for_each(|folder| sync(folder));
    Ok(())
}

/// Removes files below the output folder, and the folders that this leaves empty.
pub(super) fn remove_all(out: &Path, paths: &[String]) -> anyhow::Result<()> {
    for path in paths {
        let file = out.join(path);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove {}", file.display()));
            }
            _ => {}
        }
        remove_empty_parents(out, path);
    }
    Ok(())
}

/// Removes the folders above a path that hold nothing.
fn remove_empty_parents(out: &Path, path: &str) {
    for parent in place::parents(path) {
        // A folder that is not empty stays, and so do those above it.
        if fs::remove_dir(out.join(parent)).is_err() {
            break;
        }
    }
}

/// Removes what killed builds have left in the output folder and in every folder that has, or
/// will have, files of ours.
///
/// Only a build that holds the folder's lock may do this: no other is then writing.
pub(super) fn remove_leftovers(out: &Path, before: &Manifest, artifacts: &[Artifact]) {
    let made = artifacts.iter().map(|artifact| artifact.path.as_str());
    let folders: BTreeSet<&str> = before
        .paths()
        .chain(made)
        .flat_map(place::parents)
        .collect();
    remove_temporaries(out);
    for folder in folders {
        if place::is_folder(out, folder) {
            remove_temporaries(&out.join(folder));
        }
    }
    // A killed build may have made folders for files that it did not come to write.
    for path in before.writing.keys() {
        let parent = place::parents(path).next();
        if parent.is_some_and(|parent| place::is_folder(out, parent)) {
            remove_empty_parents(out, path);
        }
    }
}

/// Removes the files that [`Staged`] has left in a folder.
fn remove_temporaries(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_temporary(&entry.file_name().to_string_lossy()) {
            // What cannot be removed now harms nothing; the next build tries again.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file's name is one that [`Staged`] gives.
fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX)
}

/// Makes the changes of names in a folder last through a loss of power.
pub(super) fn sync(folder: &Path) {
    // Not every system can do this for a folder; then nothing is lost but that assurance.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// The folders that a build has made; those still empty when it ends are removed again.
#[derive(Debug, Default)]
pub(super) struct Folders {
    made: Vec<PathBuf>,
}

impl Folders {
    /// Makes a folder and those above it, where they are not there.
    pub(super) fn make(&mut self, folder: &Path) -> anyhow::Result<()> {
        let missing: Vec<_> = folder
            .ancestors()
            .take_while(|it| !it.as_os_str().is_empty() && !it.is_dir())
            .collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.made.push(folder.to_path_buf()),
                // Another build may have made it in the meantime.
                Err(_) if folder.is_dir() => {}
                Err(error) => {
                    return Err(error)
                        .with_context(|| format!("cannot make the folder {}", folder.display()));
                }
            }
        }
        Ok(())
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            // This fails on a folder that is in use, as it should.
            let _ = fs::remove_dir(folder);
        }
    }
}

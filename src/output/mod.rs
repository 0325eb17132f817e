//! The files of a build on disk: written whole, removed when no longer made, never anybody else's.
//!
//! A build goes through these steps in this order, and may be killed between any two:
//! 1. lock the folder, so that no other build writes at the same time;
//! 2. read the list of what earlier builds wrote, and remove what a killed one left;
//! 3. plan, and refuse before anything is touched;
//! 4. announce in the list what is about to be written, so that whatever a kill leaves is known;
//! 5. stage every new file beside its place, so that a full disk is noticed before any is replaced;
//! 6. publish the staged files, remove the stale ones, and publish the final list.

mod body;
mod disk;
mod lock;
mod manifest;
mod place;
mod plan;
mod replace;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use body::Body;

use disk::{Folders, Staged};
use lock::Lock;
use manifest::Manifest;
use plan::{Ground, Plan};

pub use replace::replace;

/// One file that a build makes.
#[derive(Debug)]
pub struct Artifact {
    /// The path below the output folder, with `/`.
    pub path: String,
    /// The content.
    pub body: Body,
}

impl Artifact {
    /// A file of a build. `path` is relative to the output folder, with `/`.
    pub fn new(path: impl Into<String>, body: impl Into<Body>) -> Self {
        Self {
            path: path.into(),
            body: body.into(),
        }
    }
}

/// What happens to a file in the place of an output that no build has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Force {
    /// The build fails and nothing is touched.
    #[default]
    Refuse,
    /// The file is overwritten.
    Overwrite,
}

/// What a build has done on disk; paths are relative to the output folder, with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WriteSummary {
    /// The files that are new or have changed, in the order of the build.
    pub written: Vec<String>,
    /// How many files were already as they should be.
    pub unchanged: usize,
    /// The files of an earlier build that this one no longer makes, sorted.
    pub removed: Vec<String>,
    /// Files that would have been removed, had nobody changed them since; sorted.
    pub kept: Vec<String>,
}

/// An output that is not on disk as the build would write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The path below the output folder, with `/`.
    pub path: String,
    /// What is wrong with it.
    pub why: Why,
}

impl Stale {
    fn new(path: &str, why: Why) -> Self {
        Self {
            path: path.to_owned(),
            why,
        }
    }
}

/// Why an output is stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is not there.
    Missing,
    /// It has other bytes.
    Differs,
    /// An earlier build wrote it, and this one would not.
    Surplus,
}

/// Writes what a build makes into the folder `out`, and removes what it no longer makes.
///
/// `covers` says of a path whether the formats of this build would make such a file: what it does
/// not cover is left alone. A file is replaced only if its bytes change.
///
/// # Errors
/// Fails, naming the path, before anything is touched: if a place is taken by something that no
/// build has written (unless forced) or that is no regular file, if `out` is no folder, or if
/// another build holds it for ten seconds. Fails, possibly half way, if the system refuses a
/// change; the next build completes it.
pub fn write(
    out: &Path,
    artifacts: &[Artifact],
    covers: &dyn Fn(&str) -> bool,
    force: Force,
) -> anyhow::Result<WriteSummary> {
    // Declared first, so that it goes last: only then is a folder of a failed build empty.
    let mut folders = Folders::default();
    if !place::folder_exists(out)? {
        if artifacts.is_empty() {
            return Ok(WriteSummary::default());
        }
        folders.make(out)?;
    }
    let _lock = Lock::acquire(out, lock::TRIES)?;
    let before = Manifest::read(out)?;
    let ground = Ground {
        out,
        covers,
        before: &before.files,
    };
    let plan = Plan::new(&ground, artifacts)?;
    plan.permit(out, force)?;
    disk::remove_leftovers(out, &before, artifacts);
    disk::patiently(|| carry_out(out, &plan, &mut folders))?;
    Ok(plan.into_summary())
}

/// Says which outputs on disk are not as [`write()`] would leave them; touches nothing.
///
/// In the order of the build, then what is surplus, sorted. Files that no build has written do not
/// count.
///
/// # Errors
/// Fails, naming the path, if `out` is no folder, if something that is no regular file is in the
/// place of an output, or if a file cannot be read.
pub fn stale(
    out: &Path,
    artifacts: &[Artifact],
    covers: &dyn Fn(&str) -> bool,
) -> anyhow::Result<Vec<Stale>> {
    // A folder that is not there holds nothing, which is what the plan finds in it.
    place::folder_exists(out)?;
    let before = Manifest::read(out)?.files;
    let ground = Ground {
        out,
        covers,
        before: &before,
    };
    Ok(Plan::new(&ground, artifacts)?.stale)
}

/// Does what is planned, in an order that leaves a sound folder wherever it is cut off.
fn carry_out(out: &Path, plan: &Plan<'_>, folders: &mut Folders) -> anyhow::Result<()> {
    let list_before = Manifest::bytes_on_disk(out)?;
    let list_before = list_before.as_deref();
    announce(out, plan)?;
    // The announcement must be safe, name and all, before anything is published; until then all wait together.
    let staging = || disk::stage_all(out, &plan.write, folders);
    let announced = || {
        if !plan.write.is_empty() {
            disk::sync(out);
        }
    };
    let list = || rayon::join(|| stage_list(out, plan, list_before), announced).0;
    let (staged, last) = rayon::join(staging, list);
    let staged = staged.inspect_err(|_| take_back(out, list_before))?;
    let last = last.inspect_err(|_| take_back(out, list_before))?;
    disk::publish_all(staged)?;
    disk::remove_all(out, &plan.remove)?;
    if let Some(last) = last {
        last.publish()?;
        disk::sync(out);
    }
    Ok(())
}

/// Stages the final list, if it will differ from what is then on disk.
fn stage_list(
    out: &Path,
    plan: &Plan<'_>,
    before: Option<&[u8]>,
) -> anyhow::Result<Option<Staged>> {
    let bytes = plan.after.to_bytes()?;
    let is_announced = !plan.write.is_empty();
    let is_same = match before {
        Some(found) => found == bytes,
        None => plan.after.files.is_empty(),
    };
    if is_same && !is_announced {
        return Ok(None);
    }
    Staged::of(out.join(manifest::NAME), &bytes).map(Some)
}

/// Lists what is about to be written, so that a killed build's files are known to be ours.
fn announce(out: &Path, plan: &Plan<'_>) -> anyhow::Result<()> {
    if plan.write.is_empty() {
        return Ok(());
    }
    let bytes = plan.during.to_bytes()?;
    Staged::of(out.join(manifest::NAME), &bytes)?.publish()
}

/// Puts the list back as it was before an announcement that came to nothing.
fn take_back(out: &Path, before: Option<&[u8]>) {
    let path = out.join(manifest::NAME);
    // The build fails already; the announcement that stays when this fails too does no harm.
    let _ = match before {
        Some(bytes) => Staged::of(path, bytes).and_then(Staged::publish),
        None => std::fs::remove_file(path).map_err(Into::into),
    };
}

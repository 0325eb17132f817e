//! One build at a time in an output folder.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};

/// How long a build waits between two tries.
const PAUSE: Duration = Duration::from_millis(20);

/// How often a build tries before it gives up: for ten seconds.
pub(super) const TRIES: usize = 500;

/// Holds an output folder for one build; letting go of it frees the folder.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits until no other build holds the folder, at most so many tries.
    ///
    /// The system frees the lock of a build that was killed.
    pub(super) fn acquire(out: &Path, tries: usize) -> anyhow::Result<Self> {
        let file = open(out).with_context(|| format!("cannot lock {}", out.display()))?;
        for _ in 0..tries {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                // Some network file systems have no locks, and a build must work there as well.
                Err(TryLockError::Error(_)) => return Ok(Self { _file: file }),
            }
        }
        bail!(
            "another build is writing into {}; try again when it has ended",
            out.display()
        )
    }
}

/// What is locked: the folder itself, so that no file comes and goes in it.
#[cfg(unix)]
fn open(out: &Path) -> std::io::Result<File> {
    File::open(out)
}

/// What is locked: a file that stays in the folder, as folders cannot be locked here.
#[cfg(not(unix))]
fn open(out: &Path) -> std::io::Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(out.join(".policy-matrix.lock"))
}

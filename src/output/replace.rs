//! A file of the user's, replaced at one stroke.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use super::disk::{self, Staged};

/// Writes `after` in the place of a file that holds `before`: at any moment the file is entirely old
/// or entirely new. Links are followed, and the permissions stay.
///
/// # Errors
/// Fails, naming the path and touching nothing, if the file is read-only, holds anything but
/// `before`, or cannot be written beside.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> anyhow::Result<()> {
    let shown = path.display();
    let target = path
        .canonicalize()
        .with_context(|| format!("cannot find {shown}"))?;
    let permissions = fs::metadata(&target)
        .with_context(|| format!("cannot look at {shown}"))?
        .permissions();
    if permissions.readonly() {
        bail!("cannot write {shown}: it is read-only");
    }
    let staged = Staged::of(target.clone(), after)?;
    staged.permit(permissions)?;
    let now = fs::read(&target).with_context(|| format!("cannot read {shown}"))?;
    if now != before {
        bail!("{shown} was changed in the meantime; it was left as it is");
    }
    staged.publish()?;
    if let Some(folder) = target.parent() {
        disk::sync(folder);
    }
    Ok(())
}

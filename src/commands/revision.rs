//! A project as it was at a git revision, laid out in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use tempfile::TempDir;

/// A project to compare: on disk, or taken from a revision for as long as this value lives.
pub(super) struct Side {
    pub(super) project: PathBuf,
    _checkout: Option<TempDir>,
}

impl Side {
    /// The project that a word names: a path, a revision of the project here (`HEAD~3`), or a path
    /// at a revision (`v1:options.yaml`).
    ///
    /// # Errors
    /// Fails where the word names neither, or git cannot be run.
    pub(super) fn find(word: &str, here: &Path) -> anyhow::Result<Self> {
        let path = Path::new(word);
        if path.exists() {
            return Ok(Self {
                project: path.to_owned(),
                _checkout: None,
            });
        }
        let (revision, path) = match word.split_once(':') {
            Some((revision, path)) => (revision, PathBuf::from(path)),
            None => (word, PathBuf::new()),
        };
        Self::at_revision(revision, &path, here)
    }

    fn at_revision(revision: &str, path: &Path, here: &Path) -> anyhow::Result<Self> {
        let folder = match here.parent() {
            _ if here.is_dir() => here,
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let commit = format!("{revision}^{{commit}}");
        let commit = git(
            folder,
            &[
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                &commit,
            ],
        )
        .with_context(|| format!("`{revision}` is neither a path nor a git revision"))?;
        let checkout = lay_out(folder, &commit)?;
        let tree = checkout.path().join(TREE);
        let prefix = tree.join(git(folder, &["rev-parse", "--show-prefix"])?);
        let project = match here.file_name() {
            _ if path != Path::new("") && tree.join(path).exists() => tree.join(path),
            _ if path != Path::new("") => prefix.join(path),
            Some(file) if here.is_file() => prefix.join(file),
            _ => prefix,
        };
        Ok(Self {
            project,
            _checkout: Some(checkout),
        })
    }
}

/// Where in the temporary folder the files of a revision are.
const TREE: &str = "tree";

/// Lays the files of a commit out in a temporary folder. An index of its own leaves the
/// repository's index and work tree alone.
fn lay_out(folder: &Path, commit: &str) -> anyhow::Result<TempDir> {
    let checkout = tempfile::tempdir().context("cannot make a temporary folder")?;
    let tree = checkout.path().join(TREE);
    std::fs::create_dir(&tree).context("cannot make a temporary folder")?;
    let status = Command::new("git")
        .arg("-C")
        .arg(git(folder, &["rev-parse", "--show-toplevel"])?)
        .arg("--work-tree")
        .arg(&tree)
        .args(["checkout", "--quiet", commit, "--", "."])
        .env("GIT_INDEX_FILE", checkout.path().join("index"))
        .status()
        .context("cannot run git")?;
    if !status.success() {
        bail!("git could not lay out {commit}");
    }
    Ok(checkout)
}

/// What git prints, without the line end.
fn git(folder: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .context("cannot run git")?;
    if !output.status.success() {
        bail!(
            "git {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned())
}

//! What a build has to do in an output folder, worked out before anything is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use super::manifest::{self, Hash, Manifest};
use super::place::{self, Found};
use super::{Artifact, Force, Stale, Why, WriteSummary};

/// At most this many files are named in one error.
const NAMED: usize = 5;

/// What a build finds before it begins.
pub(super) struct Ground<'a> {
    /// The output folder.
    pub(super) out: &'a Path,
    /// Whether the formats of this build cover a path.
    pub(super) covers: &'a dyn Fn(&str) -> bool,
    /// What earlier builds have written.
    pub(super) before: &'a BTreeMap<String, Hash>,
}

/// What a build has to do.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// What is not on disk as it should be, in the order of the build.
    pub(super) write: Vec<&'a Artifact>,
    /// What an earlier build has written and this one no longer makes, sorted.
    pub(super) remove: Vec<String>,
    /// The list while the build writes.
    pub(super) during: Manifest,
    /// The list when it has ended.
    pub(super) after: Manifest,
    /// Everything that differs on disk, for a build that only checks.
    pub(super) stale: Vec<Stale>,
    /// What this build no longer makes either, but somebody has changed since, sorted.
    kept: Vec<String>,
    /// What no build has written and this one would overwrite.
    foreign: Vec<&'a str>,
    /// How many files are already as they should be.
    unchanged: usize,
}

impl<'a> Plan<'a> {
    /// Compares what a build makes with what is on disk and with what earlier builds have written.
    ///
    /// Something in the place of an output that is no regular file is an error, and so is a path
    /// that leads out of the folder or is made twice.
    pub(super) fn new(ground: &Ground<'_>, artifacts: &'a [Artifact]) -> anyhow::Result<Self> {
        let mut plan = Self::default();
        plan.during.files.clone_from(ground.before);
        let mut made = BTreeSet::new();
        for artifact in artifacts {
            if !place::is_safe(&artifact.path) || !made.insert(artifact.path.as_str()) {
                bail!("`{}` cannot be the path of an output", artifact.path);
            }
            plan.make(ground, artifact)?;
        }
        for (path, hash) in ground.before {
            if !made.contains(path.as_str()) {
                plan.leave(ground, path, hash)?;
            }
        }
        Ok(plan)
    }

    /// Refuses to overwrite what no build has written, unless that is forced.
    pub(super) fn permit(&self, out: &Path, force: Force) -> anyhow::Result<()> {
        if force == Force::Overwrite || self.foreign.is_empty() {
            return Ok(());
        }
        let shown = self.foreign.iter().take(NAMED);
        let mut names: Vec<_> = shown.map(ToString::to_string).collect();
        if self.foreign.len() > NAMED {
            names.push(format!("{} more", self.foreign.len() - NAMED));
        }
        bail!(
            "no earlier build wrote what is in {} under these names, so it is not overwritten: {}; \
             move it away, or overwrite it with --force",
            out.display(),
            names.join(", ")
        )
    }

    /// What the build has done when this plan is carried out.
    pub(super) fn into_summary(self) -> WriteSummary {
        WriteSummary {
            written: self.write.iter().map(|it| it.path.clone()).collect(),
            unchanged: self.unchanged,
            removed: self.remove,
            kept: self.kept,
        }
    }

    /// Decides about an output of this build.
    fn make(&mut self, ground: &Ground<'_>, artifact: &'a Artifact) -> anyhow::Result<()> {
        let path = &artifact.path;
        let hash = artifact.body.hash();
        self.after.files.insert(path.clone(), hash.clone());
        let why = match place::inspect(ground.out, path)? {
            Found::Nothing => Why::Missing,
            Found::File if equals(ground.out, artifact, &hash)? => {
                self.unchanged += 1;
                return Ok(());
            }
            Found::File => {
                if !ground.before.contains_key(path) {
                    self.foreign.push(path);
                }
                Why::Differs
            }
            Found::InTheWay { what, path: place } => bail!(
                "{} is {what}, in the way of the output {path}; move it away",
                place.display()
            ),
        };
        self.during.writing.insert(path.clone(), hash);
        self.write.push(artifact);
        self.stale.push(Stale::new(path, why));
        Ok(())
    }

    /// Decides about a file of an earlier build that this one does not make.
    fn leave(&mut self, ground: &Ground<'_>, path: &str, hash: &Hash) -> anyhow::Result<()> {
        if !(ground.covers)(path) {
            self.after.files.insert(path.to_owned(), hash.clone());
            return Ok(());
        }
        match manifest::hash_on_disk(ground.out, path)? {
            // It is gone, or something else stands there that is not ours.
            None => {}
            Some(found) if found == *hash => {
                self.remove.push(path.to_owned());
                self.stale.push(Stale::new(path, Why::Surplus));
            }
            // Somebody has changed it: it is no longer what the program wrote.
            Some(_) => self.kept.push(path.to_owned()),
        }
        Ok(())
    }
}

/// Whether the file at an output's place holds the output's bytes.
fn equals(out: &Path, artifact: &Artifact, hash: &Hash) -> anyhow::Result<bool> {
    let path = out.join(&artifact.path);
    let size = fs::metadata(&path).map(|metadata| metadata.len());
    let size = size.with_context(|| format!("cannot look at {}", path.display()))?;
    if size != artifact.body.len() {
        return Ok(false);
    }
    Ok(manifest::hash_on_disk(out, &artifact.path)?.as_ref() == Some(hash))
}

//! The list of what builds have written into an output folder: what overwriting and removals go by.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::place::{self, Found};

/// The name of the list in the output folder.
pub(super) const NAME: &str = ".policy-matrix.json";

/// The version of the list's own format.
const FORMAT: u32 = 1;

/// A list of more bytes is not ours.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The SHA-256 of a file's bytes, in lower-case hexadecimal.
pub(super) type Hash = String;

/// What builds have written into an output folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    format: u32,
    /// Every file that a build has written, by its path, with the hash of what was written.
    pub(super) files: BTreeMap<String, Hash>,
    /// What a build that has not ended is about to write; absent when it has. Of a killed build:
    /// what it had announced and not written.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) writing: BTreeMap<String, Hash>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            format: FORMAT,
            files: BTreeMap::new(),
            writing: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// Reads the list of an output folder; one that is missing or broken is empty.
    ///
    /// Paths that would lead out of the folder are left out. What a killed build was about to write
    /// is a file of ours exactly if it has been written: a foreign file never becomes ours.
    /// Something that is no regular file in the list's place is an error.
    pub(super) fn read(out: &Path) -> anyhow::Result<Self> {
        let Some(bytes) = Self::bytes_on_disk(out)? else {
            return Ok(Self::default());
        };
        let mut manifest: Self = serde_json::from_slice(&bytes)
            .ok()
            .filter(|manifest: &Self| manifest.format == FORMAT)
            .unwrap_or_default();
        manifest.files.retain(|path, _| place::is_safe(path));
        manifest.writing.retain(|path, _| place::is_safe(path));
        for (path, hash) in std::mem::take(&mut manifest.writing) {
            let is_written = hash_on_disk(out, &path)?.as_ref() == Some(&hash);
            let list = if is_written {
                &mut manifest.files
            } else {
                &mut manifest.writing
            };
            list.insert(path, hash);
        }
        Ok(manifest)
    }

    /// Every path that is listed, written or not.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files
            .keys()
            .chain(self.writing.keys())
            .map(String::as_str)
    }

    /// The bytes of the list in an output folder, where there is one.
    pub(super) fn bytes_on_disk(out: &Path) -> anyhow::Result<Option<Vec<u8>>> {
        match place::inspect(out, NAME)? {
            Found::Nothing => Ok(None),
            Found::InTheWay { what, path } => {
                bail!("{} is {what}; move it away", path.display())
            }
            Found::File => {
                let path = out.join(NAME);
                let mut bytes = Vec::new();
                File::open(&path)
                    .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes))
                    .with_context(|| format!("cannot read {}", path.display()))?;
                Ok(Some(bytes))
            }
        }
    }

    /// The list as bytes: sorted, so that the same files make the same bytes.
    pub(super) fn to_bytes(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes =
            serde_json::to_vec_pretty(self).context("cannot write the list of files")?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The hash of all that a reader gives.
///
/// # Errors
/// Fails where it cannot be read.
pub(super) fn hash(mut bytes: impl Read) -> io::Result<Hash> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match bytes.read(&mut buffer)? {
            0 => return Ok(hexadecimal(&hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

/// A digest as it is listed.
pub(super) fn hexadecimal(digest: &[u8]) -> Hash {
    digest.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The hash of the file at a safe path; `None` where there is no regular file.
pub(super) fn hash_on_disk(out: &Path, path: &str) -> anyhow::Result<Option<Hash>> {
    if place::inspect(out, path)? != Found::File {
        return Ok(None);
    }
    let file = out.join(path);
    let hash = fs::File::open(&file).and_then(hash);
    hash.map(Some)
        .with_context(|| format!("cannot read {}", file.display()))
}

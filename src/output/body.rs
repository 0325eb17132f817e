//! The content of an output: in memory while it is small, then in a file without a name, so that
//! what is written needs no more memory the larger it gets. Its hash is made as it is written, so that
//! nobody has to read it again to learn whether it has changed.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use sha2::{Digest, Sha256};

use super::manifest::{Hash, hexadecimal};

/// The size, in bytes, up to which a content stays in memory.
const IN_MEMORY: usize = 1 << 20;

/// How many bytes go to the file at once.
const AT_ONCE: usize = 256 << 10;

/// Bytes that are written from the first to the last and can then be read again and again.
#[derive(Debug, Default)]
pub struct Body {
    /// The first bytes, if they are too many for the memory. It is gone when the program ends, however
    /// that happens.
    nameless: Option<File>,
    /// Those that follow.
    memory: Vec<u8>,
    len: u64,
    hasher: Sha256,
}

impl Body {
    /// A content without bytes, to be written.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many bytes it has.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether it has no bytes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The SHA-256 of its bytes.
    pub(super) fn hash(&self) -> Hash {
        hexadecimal(&self.hasher.clone().finalize())
    }

    /// Reads it from the beginning; only one reader at a time gives what is expected.
    ///
    /// # Errors
    /// Fails where the system does not let the file be read again.
    pub fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        let memory = Cursor::new(&self.memory);
        Ok(match self.rewound()? {
            Some(file) => Box::new(file.chain(memory)),
            None => Box::new(memory),
        })
    }

    /// Writes it into a file; the system copies what is in one already.
    pub(super) fn copy_to(&self, target: &mut File) -> io::Result<()> {
        if let Some(mut file) = self.rewound()? {
            io::copy(&mut file, target)?;
        }
        target.write_all(&self.memory)
    }

    /// All of it at once.
    ///
    /// # Errors
    /// Fails where it cannot be read again.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        if self.nameless.is_none() {
            return Ok(Cow::Borrowed(&self.memory));
        }
        let mut bytes = Vec::new();
        self.reader()?.read_to_end(&mut bytes)?;
        Ok(Cow::Owned(bytes))
    }

    fn rewound(&self) -> io::Result<Option<&File>> {
        let Some(mut file) = self.nameless.as_ref() else {
            return Ok(None);
        };
        file.seek(SeekFrom::Start(0))?;
        Ok(Some(file))
    }
}

impl<B: Into<Vec<u8>>> From<B> for Body {
    fn from(bytes: B) -> Self {
        let memory = bytes.into();
        Self {
            nameless: None,
            len: memory.len() as u64,
            hasher: Sha256::new_with_prefix(&memory),
            memory,
        }
    }
}

impl Write for Body {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bound = match &self.nameless {
            Some(_) => AT_ONCE,
            None => IN_MEMORY,
        };
        if self.memory.len() + bytes.len() > bound {
            let file = match &mut self.nameless {
                Some(file) => file,
                none => none.insert(tempfile::tempfile()?),
            };
            file.write_all(&self.memory)?;
            self.memory.clear();
            self.memory.shrink_to(AT_ONCE);
        }
        self.memory.extend_from_slice(bytes);
        self.hasher.update(bytes);
        self.len += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_contents_read_back_as_written() {
        for pieces in [0, 1, 3, 4_000] {
            let mut body = Body::new();
            let piece = vec![b'x'; 4096];
            for _ in 0..pieces {
                body.write_all(&piece).expect("it is written");
            }
            body.write_all(b"end").expect("it is written");
            let mut wanted = vec![b'x'; pieces * 4096];
            wanted.extend(b"end");
            assert_eq!(body.len(), wanted.len() as u64);
            assert_eq!(body.hash(), hexadecimal(&Sha256::digest(&wanted)));
            let mut copy = tempfile::tempfile().expect("a file is made");
            body.copy_to(&mut copy).expect("it is copied");
            assert_eq!(copy.metadata().expect("it is there").len(), body.len());
            for _ in 0..2 {
                assert!(*body.bytes().expect("it is read") == *wanted);
            }
        }
    }
}

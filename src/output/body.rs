//! The content of an output: in memory while it is small, then in a file without a name, so that
//! what is written needs no more memory the larger it gets.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

/// The size, in bytes, up to which a content stays in memory.
const IN_MEMORY: usize = 8 << 20;

/// Bytes that are written from the first to the last and can then be read again and again.
#[derive(Debug)]
pub struct Body {
    held: Held,
    len: u64,
}

#[derive(Debug)]
enum Held {
    Memory(Vec<u8>),
    /// It is gone when the program ends, however that happens.
    Nameless(File),
}

impl Body {
    /// A content without bytes, to be written.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            held: Held::Memory(Vec::new()),
            len: 0,
        }
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

    /// Reads it from the beginning; only one reader at a time gives what is expected.
    ///
    /// # Errors
    /// Fails where the system does not let the file be read again.
    pub fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &self.held {
            Held::Memory(bytes) => Box::new(Cursor::new(bytes)),
            Held::Nameless(file) => {
                let mut file = file;
                file.seek(SeekFrom::Start(0))?;
                Box::new(file)
            }
        })
    }

    /// All of it at once.
    ///
    /// # Errors
    /// Fails where it cannot be read again.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.held {
            Held::Memory(bytes) => Ok(Cow::Borrowed(bytes)),
            Held::Nameless(_) => {
                let mut bytes = Vec::new();
                self.reader()?.read_to_end(&mut bytes)?;
                Ok(Cow::Owned(bytes))
            }
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::new()
    }
}

impl<B: Into<Vec<u8>>> From<B> for Body {
    fn from(bytes: B) -> Self {
        let bytes = bytes.into();
        Self {
            len: bytes.len() as u64,
            held: Held::Memory(bytes),
        }
    }
}

impl Write for Body {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Held::Memory(held) = &self.held
            && held.len() + bytes.len() > IN_MEMORY
        {
            let mut file = tempfile::tempfile()?;
            file.write_all(held)?;
            self.held = Held::Nameless(file);
        }
        match &mut self.held {
            Held::Memory(held) => held.extend_from_slice(bytes),
            Held::Nameless(file) => file.write_all(bytes)?,
        }
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
            for _ in 0..2 {
                assert!(*body.bytes().expect("it is read") == *wanted);
            }
        }
    }
}

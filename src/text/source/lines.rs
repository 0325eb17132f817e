//! Turns byte offsets into lines, columns and counts of characters.

use std::ops::Range;

/// How many bytes lie between two counts of characters.
const STEP: usize = 256;

/// Where the lines of a text begin, and how many characters stand before every 256th byte.
#[derive(Debug)]
pub(super) struct LineIndex {
    starts: Vec<usize>,
    counts: Vec<usize>,
}

impl LineIndex {
    /// Reads `raw`, whose lines end with LF, CRLF or a lone CR.
    pub(super) fn new(raw: &str) -> Self {
        let bytes = raw.as_bytes();
        let mut starts = vec![0];
        for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let is_half = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
            if !is_half {
                starts.push(end + 1);
            }
        }
        let mut counts = vec![0];
        for block in bytes.chunks(STEP) {
            counts.push(counts[counts.len() - 1] + count_chars(block));
        }
        Self { starts, counts }
    }

    /// The number of the line, from 1, in which the byte at `byte` stands.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    /// The first byte of the line with this number, from 1.
    pub(super) fn start(&self, line: usize) -> usize {
        self.starts[line - 1]
    }

    /// How many characters of `raw` begin before the byte at `byte`.
    pub(super) fn chars_before(&self, raw: &str, byte: usize) -> usize {
        let byte = byte.min(raw.len());
        let block = byte / STEP;
        self.counts[block] + count_chars(&raw.as_bytes()[block * STEP..byte])
    }

    /// The byte ranges of all lines, without their ends, in order.
    pub(super) fn ranges<'a>(&'a self, raw: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let ends = self.starts.iter().skip(1).copied().chain([raw.len()]);
        self.starts.iter().zip(ends).map(|(start, end)| {
            let line = raw[*start..end].trim_end_matches(['\n', '\r']);
            *start..start + line.len()
        })
    }
}

/// How many characters begin in `bytes`.
pub(super) fn count_chars(bytes: &[u8]) -> usize {
    // Sums of at most 255 fit a byte, so that many can be added at once.
    let count = |block: &[u8]| {
        block
            .iter()
            .map(|byte| u8::from(is_head(*byte)))
            .sum::<u8>()
    };
    bytes
        .chunks(255)
        .map(|block| usize::from(count(block)))
        .sum()
}

/// Whether `byte` is the first of a character.
fn is_head(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

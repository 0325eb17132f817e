//! Finds where a text comes nearest to a pattern by edit distance: the bit-parallel algorithm of Myers (1999) in
//! blocks of 64 bytes.

use std::ops::Range;

/// The longest pattern that is searched for, in bytes.
pub(super) const LONGEST_PATTERN: usize = 2_048;

/// How many blocks may be computed in one search.
const MOST_BLOCKS: usize = 1 << 26;

/// A stretch of a text and its edit distance from the pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near {
    /// The bytes of the stretch.
    pub(super) range: Range<usize>,
    /// The edit distance, in bytes.
    pub(super) distance: usize,
}

/// The stretches of `text` no farther than `limit` from `pattern` that lie apart, the nearest first; at most `count`.
/// None if the search would take too long.
pub(super) fn find_nearest(
    text: &[u8],
    pattern: &[u8],
    (limit, count): (usize, usize),
) -> Vec<Near> {
    let blocks = pattern.len().div_ceil(64);
    let too_long =
        pattern.len() > LONGEST_PATTERN || text.len().saturating_mul(blocks) > MOST_BLOCKS;
    if pattern.is_empty() || too_long {
        return Vec::new();
    }
    nearest_ends(text, pattern, (limit, count))
        .into_iter()
        .map(|(distance, end)| Near {
            range: nearest_start(&text[..end], pattern, distance)..end,
            distance,
        })
        .collect()
}

/// The distances and the ends of the nearest stretches, no more than one for each neighbourhood of half a pattern.
fn nearest_ends(
    text: &[u8],
    pattern: &[u8],
    (limit, count): (usize, usize),
) -> Vec<(usize, usize)> {
    let mut column = Column::new(pattern, Start::Anywhere);
    let mut best: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let mut keep = |end: (usize, usize)| {
        let index = best.partition_point(|other| *other <= end);
        if index < count {
            best.insert(index, end);
            best.truncate(count);
        }
    };
    for (at, byte) in text.iter().enumerate() {
        let end = (column.advance(*byte), at + 1);
        if end.0 > limit {
            continue;
        }
        match last {
            Some(near) if end.1 - near.1 <= pattern.len() / 2 => last = Some(near.min(end)),
            _ => last.replace(end).into_iter().for_each(&mut keep),
        }
    }
    last.into_iter().for_each(&mut keep);
    best
}

/// Where the stretch that ends with `text` and has this distance from `pattern` begins; of several, the one whose
/// length is nearest to that of the pattern.
fn nearest_start(text: &[u8], pattern: &[u8], distance: usize) -> usize {
    let backwards: Vec<u8> = pattern.iter().rev().copied().collect();
    let mut column = Column::new(&backwards, Start::AtFirst);
    let longest = pattern.len() + distance;
    let mut best = (usize::MAX, usize::MAX, text.len());
    for (index, byte) in text.iter().rev().take(longest).enumerate() {
        let length = index + 1;
        let found = column.advance(*byte);
        let candidate = (found, length.abs_diff(pattern.len()), text.len() - length);
        best = best.min(candidate);
    }
    best.2
}

/// Whether a match may begin anywhere in the text or only at its first byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Anywhere,
    AtFirst,
}

/// One column of the matrix of edit distances, as vertical differences of one bit each.
struct Column {
    /// For each block and each byte value, the places of that byte in the pattern.
    masks: Vec<[u64; 256]>,
    blocks: Vec<Block>,
    /// The bit of the last byte of the pattern in the last block.
    last_bit: u32,
    score: usize,
    start: Start,
}

#[derive(Clone, Copy)]
struct Block {
    plus: u64,
    minus: u64,
}

impl Column {
    fn new(pattern: &[u8], start: Start) -> Self {
        let mut masks = vec![[0; 256]; pattern.len().div_ceil(64)];
        for (index, byte) in pattern.iter().enumerate() {
            masks[index / 64][*byte as usize] |= 1 << (index % 64);
        }
        Self {
            blocks: vec![Block { plus: !0, minus: 0 }; masks.len()],
            last_bit: (pattern.len() as u32 - 1) % 64,
            score: pattern.len(),
            masks,
            start,
        }
    }

    /// Reads the next byte of the text and returns the distance of the pattern from what ends here.
    fn advance(&mut self, byte: u8) -> usize {
        let last = self.blocks.len() - 1;
        let mut carry = match self.start {
            Start::Anywhere => 0,
            Start::AtFirst => 1,
        };
        for (index, block) in self.blocks.iter_mut().enumerate() {
            let bit = if index == last { self.last_bit } else { 63 };
            carry = block.advance(self.masks[index][byte as usize], carry, bit);
        }
        self.score = self.score.saturating_add_signed(carry);
        self.score
    }
}

impl Block {
    /// Computes the next column of this block; `carry` is the horizontal difference above it, and the one at `bit`
    /// is returned.
    fn advance(&mut self, mut equal: u64, carry: isize, bit: u32) -> isize {
        let vertical = equal | self.minus;
        equal |= u64::from(carry < 0);
        let horizontal = ((equal & self.plus).wrapping_add(self.plus) ^ self.plus) | equal;
        let mut up = self.minus | !(horizontal | self.plus);
        let mut down = self.plus & horizontal;
        let out = isize::from((up >> bit) & 1 == 1) - isize::from((down >> bit) & 1 == 1);
        up = (up << 1) | u64::from(carry > 0);
        down = (down << 1) | u64::from(carry < 0);
        self.plus = down | !(vertical | up);
        self.minus = up & vertical;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, pattern: &str, limit: usize) -> Vec<(usize, String)> {
        let near = find_nearest(text.as_bytes(), pattern.as_bytes(), (limit, 3));
        let shown = |near: Near| (near.distance, text[near.range].to_owned());
        near.into_iter().map(shown).collect()
    }

    #[test]
    fn the_nearest_comes_first_and_the_limit_belongs_to_it() {
        let text = "....abxdyf........abcdyf........abcdef....";
        let all = [(0, "abcdef"), (1, "abcdyf"), (2, "abxdyf")];
        let shown: Vec<_> = all
            .map(|(distance, words)| (distance, words.to_owned()))
            .into();
        assert_eq!(found(text, "abcdef", 2), shown);
        assert_eq!(found(text, "abcdef", 1), shown[..2]);
        assert_eq!(found(text, "abcdef", 0), shown[..1]);
        assert!(found(text, "", 2).is_empty());
    }

    /// Three rows of blocks: what is carried from one to the next counts.
    #[test]
    fn long_patterns_are_searched_in_blocks() {
        let pattern: String = (0..150)
            .map(|at| char::from(b'a' + (at * 7 % 26) as u8))
            .collect();
        let mut near = pattern.clone();
        near.replace_range(63..66, "");
        near.insert(120, '!');
        let text = format!("{}{near}{}", "?".repeat(300), "?".repeat(300));
        assert_eq!(found(&text, &pattern, 10), [(4, near)]);
    }

    #[test]
    fn what_would_take_too_long_is_left() {
        let long = |length: usize| "ab".repeat(length / 2);
        assert_eq!(
            found(&long(LONGEST_PATTERN), &long(LONGEST_PATTERN), 0).len(),
            1
        );
        assert!(found(&long(LONGEST_PATTERN + 2), &long(LONGEST_PATTERN + 2), 0).is_empty());
        let text = vec![b'a'; MOST_BLOCKS + 1];
        assert!(find_nearest(&text, b"a", (0, 1)).is_empty());
    }
}

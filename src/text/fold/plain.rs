//! Passes over what folds to itself, eight bytes at a time: most of a text.

/// What a byte at the head of a character means for this fast path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteClass {
    /// ASCII that folds to itself whatever stands beside it.
    Plain,
    /// The common space.
    Space,
    /// A full stop, which may be part of an ellipsis.
    Dot,
    /// A hyphen, which may be part of a dash.
    Hyphen,
    /// Everything that needs a closer look: other white space, non-ASCII, the end of the text.
    Other,
}

/// The first offset from `at` on where a closer look is needed: at a character that may change, or at a space before
/// one. It may be the end of the text.
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at = leap(bytes, at);
        let [here, next, then] = [at, at + 1, at + 2].map(|index| class_at(bytes, index));
        let plain = ByteClass::Plain;
        at += match here {
            ByteClass::Plain => 1,
            ByteClass::Space | ByteClass::Dot | ByteClass::Hyphen if next == plain => 2,
            ByteClass::Dot if next == ByteClass::Space && then == plain => 3,
            _ => return at.min(bytes.len()),
        };
    }
}

/// Passes over whole words of eight bytes without a special one, and on to the first special byte, or to the space
/// before it. Near the end of the text it may stop early.
fn leap(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            at += special.trailing_zeros() as usize / 8;
            let space_before = at > start && bytes[at - 1] == b' ';
            return at - usize::from(space_before);
        }
        // A space at the end is read again, lest another one follow it in the next word.
        at += if word[7] == b' ' { 7 } else { 8 };
    }
    at
}

/// The high bit of each byte that is special or the first of two spaces. Bytes above the lowest marked one may be
/// marked without need.
fn special_bytes(word: u64) -> u64 {
    const HIGH: u64 = repeat(0x80);
    let zero_bytes = |word: u64| word.wrapping_sub(repeat(1)) & !word & HIGH;
    let controls = word.wrapping_sub(repeat(b' ')) & !word & HIGH;
    let marks = zero_bytes(word ^ repeat(b'.')) | zero_bytes(word ^ repeat(b'-'));
    let spaces = zero_bytes(word ^ repeat(b' '));
    (word & HIGH) | controls | marks | (spaces & (spaces >> 8))
}

const fn repeat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

fn class_at(bytes: &[u8], at: usize) -> ByteClass {
    match bytes.get(at) {
        Some(b' ') => ByteClass::Space,
        Some(b'.') => ByteClass::Dot,
        Some(b'-') => ByteClass::Hyphen,
        Some(b'\t'..=b'\r' | 0x80..) | None => ByteClass::Other,
        Some(_) => ByteClass::Plain,
    }
}

//! The token rule: words that begin or end inside a word, a number or a symbol are not those words.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::GraphemeCursor;

/// Whether the offset `at` of a folded text lies inside a token: between letters, digits or marks, beside one of
/// `-` `'` `/` that joins letters, beside a stop or a comma in a number, or inside a symbol.
///
/// Letters of scripts without spaces do not count.
pub(in crate::text) fn splits_token(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let mut after = text[at..].chars();
    let (Some(left), Some(right)) = (before.next(), after.next()) else {
        return false;
    };
    if splits_word(text, at) {
        return true;
    }
    let (far_left, far_right) = (before.next(), after.next());
    joins_words(far_left, left, right)
        || joins_words(far_right, right, left)
        || joins_digits(far_left, left, right)
        || joins_digits(far_right, right, left)
        || begins_fraction(far_left, left, right)
}

/// Whether `at` lies between two letters, digits or marks, or inside a symbol; hyphens and apostrophes end words.
pub(in crate::text) fn splits_word(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
    let (Some(left), Some(right)) = (before, after) else {
        return false;
    };
    if !(left.is_ascii() && right.is_ascii()) && splits_symbol(text, at) {
        return true;
    }
    is_word(left) && is_word(right) && !is_unspaced(left) && !is_unspaced(right)
}

/// Whether the raw offset `at` lies between a sign and its number, as in "−5".
pub(in crate::text) fn splits_sign(raw: &str, at: usize) -> bool {
    let number = raw[at..].starts_with(|c: char| c.is_ascii_digit());
    let mut before = raw[..at].chars().rev();
    number
        && matches!(before.next(), Some('-' | '\u{2212}' | '\u{2013}'))
        && before
            .next()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“'))
}

/// How far a range is widened at each end, in bytes: farther than any word reaches.
const FARTHEST: usize = 256;

/// The smallest range around `range` whose ends do not split a token, as far as words have a reasonable length.
pub(in crate::text) fn widen(text: &str, range: &Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    while splits_token(text, start) && range.start - start < FARTHEST {
        start = text.floor_char_boundary(start - 1);
    }
    while splits_token(text, end) && end - range.end < FARTHEST {
        end = text.ceil_char_boundary(end + 1);
    }
    start..end
}

/// Whether `c` is part of words: a letter, a digit or a mark.
pub(in crate::text) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

fn splits_symbol(text: &str, at: usize) -> bool {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    matches!(cursor.is_boundary(text, 0), Ok(false))
}

/// Whether `joint` is a hyphen, an apostrophe or a slash between two words, the stop of an acronym included.
fn joins_words(far: Option<char>, joint: char, near: char) -> bool {
    let joined = |c: char| is_word(c) && !is_unspaced(c);
    let beyond = far.is_some_and(|c| joined(c) || (joint == '-' && c == '.'));
    matches!(joint, '-' | '\'' | '/') && beyond && (joined(near) || (joint == '-' && near == '.'))
}

fn joins_digits(far: Option<char>, joint: char, near: char) -> bool {
    let digit = |c: char| c.is_numeric();
    matches!(joint, '.' | ',') && digit(near) && far.is_some_and(digit)
}

/// Whether `left` is the point of a number without a whole part, as in ".5".
fn begins_fraction(far_left: Option<char>, left: char, right: char) -> bool {
    left == '.' && right.is_ascii_digit() && far_left.is_none_or(|c| !is_word(c) && c != '.')
}

/// Whether `c` belongs to a script that is written without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

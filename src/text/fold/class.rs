//! What each character is to the fold: the rows of the fold table, as questions about one character.

use std::iter::once;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// The kinds of dash that the table tells apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dash {
    /// A hyphen at which a line may be broken.
    Hyphen,
    /// A non-breaking hyphen, a figure dash, an en dash or a minus.
    Short,
    /// An em dash or a horizontal bar.
    Long,
}

/// The kind of dash that `c` is, if it is one.
pub(super) fn dash_of(c: char) -> Option<Dash> {
    match c {
        '-' | '\u{2010}' => Some(Dash::Hyphen),
        '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => Some(Dash::Short),
        '\u{2014}' | '\u{2015}' => Some(Dash::Long),
        _ => None,
    }
}

/// Whether `c` is invisible and dropped: soft hyphen, zero-width space, word joiner, byte order mark, bidi marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// The straight mark that a typographic quotation mark or apostrophe folds to.
pub(super) fn straight_mark(c: char) -> Option<&'static str> {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2bc}' => Some("'"),
        '\u{201c}'..='\u{201f}' => Some("\""),
        _ => None,
    }
}

/// The letters of a Latin ligature; the list is explicit, because NFKC folds far too much.
pub(super) fn ligature_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Whether `c` may join the character before it under NFC, so that the two must be composed together.
pub(super) fn joins_previous(c: char) -> bool {
    is_mark(c)
        || (!is_common_starter(c)
            && (is_nfc_quick(once(first_decomposed(c))) == IsNormalized::Maybe
                || is_nfc_quick(once(c)) == IsNormalized::Maybe))
}

/// Whether `c` is, or begins with, a mark that belongs to whatever character goes before it.
pub(super) fn is_mark(c: char) -> bool {
    !is_common_starter(c) && canonical_combining_class(first_decomposed(c)) != 0
}

/// Whether accents stand on `c`; on a control character none do (UAX 29, rule GB4).
pub(super) fn bears_marks(c: char) -> bool {
    let accented = || String::from_iter([c, '\u{301}']);
    c.is_alphanumeric() || accented().graphemes(true).nth(1).is_none()
}

/// Whether `c`, which may join the character before it, does join `cluster`.
///
/// Every mark does. A vowel or a final consonant of Hangul does after the letters that it completes alone: after a
/// comma it stands for itself.
pub(super) fn joins(cluster: &str, c: char) -> bool {
    let apart = || cluster.nfc().chain(once(c).nfc());
    is_mark(c) || !cluster.chars().chain(once(c)).nfc().eq(apart())
}

/// Whether `c` alone is what NFC leaves of it.
pub(super) fn is_composed(c: char) -> bool {
    is_common_starter(c) || is_nfc_quick(once(c)) == IsNormalized::Yes
}

/// Ranges in which every character is a starter that NFC leaves alone; only a short cut.
fn is_common_starter(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{2ff}'
            | '\u{400}'..='\u{482}'
            | '\u{48a}'..='\u{58f}'
            | '\u{5d0}'..='\u{5ea}'
            | '\u{620}'..='\u{64a}'
            | '\u{2010}'..='\u{2027}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
    )
}

fn first_decomposed(c: char) -> char {
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.unwrap_or(c)
}

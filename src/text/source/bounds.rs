//! Where sentences end by UAX #29, asked only of the few places where one can end.
//!
//! A sentence ends behind a full stop, an exclamation or question mark and their like (rules SB6 to SB11);
//! whether it does is decided by the character before the mark and by what follows it, up to the first
//! letter. So the splitter is given windows around such marks, from a letter to a letter, and the words
//! between are passed over. The bounds are those of the whole text.

use unicode_segmentation::UnicodeSegmentation;

/// The bytes at which the sentences of a text without line breaks end, in order, the end of the text the last.
pub(super) fn sentence_ends(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut ends = Vec::new();
    let mut from = 0;
    while let Some(mark) = next_mark(text, from) {
        let start = letters_before(bytes, from, mark);
        let end = letters_after(text, mark);
        let window = text[start..end].split_sentence_bound_indices();
        ends.extend(window.skip(1).map(|(at, _)| start + at));
        from = end;
    }
    if !text.is_empty() {
        ends.push(text.len());
    }
    ends
}

/// The next character from a byte on behind which a sentence may end.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let may_end = |byte: &u8| !byte.is_ascii() || matches!(byte, b'.' | b'!' | b'?');
        at += bytes[at..].iter().position(may_end)?;
        let mark = text[at..].chars().next()?;
        if !never_ends(mark) {
            return Some(at);
        }
        at += mark.len_utf8();
    }
}

/// Whether a character surely ends no sentence: a letter, or one of the common signs that do not.
fn never_ends(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '–' | '—' | '\u{a0}')
        || (!c.is_ascii() && c.is_alphabetic())
}

/// A byte between two letters before a mark, or `from`.
fn letters_before(bytes: &[u8], from: usize, mark: usize) -> usize {
    let mut pairs = bytes[from..mark].windows(2);
    let found = pairs.rposition(|pair| pair.iter().all(u8::is_ascii_alphabetic));
    found.map_or(from, |at| from + at + 1)
}

/// A byte between two letters behind a mark, or the end of the text.
fn letters_after(text: &str, mark: usize) -> usize {
    let mut pairs = text.as_bytes()[mark..].windows(2);
    let found = pairs.position(|pair| pair.iter().all(u8::is_ascii_alphabetic));
    found.map_or(text.len(), |at| mark + at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(text: &str) -> Vec<usize> {
        let parts = text.split_sentence_bound_indices();
        parts.map(|(at, part)| at + part.len()).collect()
    }

    #[test]
    fn no_character_that_is_passed_over_ends_a_sentence() {
        for c in ('\0'..=char::MAX).filter(|c| never_ends(*c)) {
            let text = format!("One{c} Two");
            assert_eq!(whole(&text), [text.len()], "{c:?}");
        }
    }

    #[test]
    fn every_character_has_its_bound_where_the_whole_text_has_it() {
        // Those that UAX #29 takes for the ends of paragraphs do not come here.
        let breaks = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
        for c in ('\0'..=char::MAX).filter(|c| !breaks.contains(c)) {
            for text in [
                format!("One{c} Two"),
                format!("one.{c} Two. Go{c}on"),
                format!("I.{c}A"),
            ] {
                assert_eq!(sentence_ends(&text), whole(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn a_text_without_ascii_has_its_bounds() {
        for text in ["中。中中。中", "é。É", "…。…", "中"] {
            assert_eq!(sentence_ends(text), whole(text), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn windows_give_the_bounds_of_the_whole(
            text in "([a-cA-C. !?]|\\.\\.\\.|[0-9]|[“”‘’()\"',;:…]|[\u{300}\u{ad}\u{200b}\u{3002}\u{ff0e}\u{2024}é中ª]|[a-z]{2,4} ){0,40}"
        ) {
            prop_assert_eq!(sentence_ends(&text), whole(&text));
        }
    }
}

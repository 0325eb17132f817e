//! Characters that would act on a terminal instead of appearing, made visible.

/// Whether a character acts on what is displayed: a control character, a line separator, or one
/// that changes the direction of writing.
pub(super) const fn is_active(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
    )
}

/// What stands for a character on a terminal: always one character, so that columns stay right.
pub(super) fn stand_in(character: char) -> char {
    match character {
        // Unicode has a picture for each of these, in the same order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        other if is_active(other) => '\u{fffd}',
        other => other,
    }
}

/// The text as one line with nothing active in it; a line end becomes its picture.
pub(super) fn line(text: &str) -> String {
    text.chars().map(stand_in).collect()
}

/// The text with its line ends kept and nothing else active in it.
pub(super) fn lines(text: &str) -> String {
    keeping('\n', &text.replace("\r\n", "\n"))
}

/// A line of a source or of the YAML with its tabs kept, which the renderer lays out.
pub(super) fn source_line(text: &str) -> String {
    keeping('\t', text)
}

/// The text with nothing active in it but one character.
fn keeping(kept: char, text: &str) -> String {
    let shown = |character| {
        if character == kept {
            kept
        } else {
            stand_in(character)
        }
    };
    text.chars().map(shown).collect()
}

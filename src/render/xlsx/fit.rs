//! The room that text takes: programs do not grow a row for wrapped text that has more than one
//! font, so heights are worked out from the widths of the letters of Arial.

use super::limits::ROW_HEIGHT;

/// The height of a line, in points.
const LINE: f64 = 12.75;

/// The room above and below the text of a row, in points.
const AROUND: f64 = 5.0;

/// The size of a letter, in pixels: 10 points at 96 to the inch.
const EM: f64 = 10.0 * 96.0 / 72.0;

/// The width of a digit, in pixels: the unit of a column's width.
pub(super) const DIGIT: f64 = 7.0;

/// Programs and printers set the same text a little wider or narrower.
const SPARE: f64 = 1.04;

/// On how many lines a text stands in a column of so many digits; wrapped at spaces.
pub(super) fn lines(text: &str, width: f64) -> usize {
    let room = (width * DIGIT - 2.0).max(DIGIT);
    text.split('\n').map(|line| wrapped(line, room)).sum()
}

fn wrapped(line: &str, room: f64) -> usize {
    let (mut lines, mut used) = (1, 0.0);
    for word in line.split_inclusive([' ', '-']) {
        let width = pixels(word);
        if used > 0.0 && used + width > room {
            lines += 1;
            used = 0.0;
        }
        used += width;
        while used > room {
            lines += 1;
            used -= room;
        }
    }
    lines
}

/// The width of a text in one line, in pixels.
pub(super) fn pixels(text: &str) -> f64 {
    let letters: u32 = text.chars().map(letter).sum();
    f64::from(letters) / 1000.0 * EM * SPARE
}

/// The width of a letter in thousandths of its size, after Adobe's metrics of Helvetica, which Arial
/// shares.
fn letter(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | '\'' => 222,
        ' ' | '.' | ',' | ':' | ';' | '!' | '|' | '/' | 't' | 'f' | 'I' | '[' | ']' => 278,
        'r' | '(' | ')' | '-' | '“' | '”' | '‘' | '’' => 333,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'a'..='z' if c != 'm' && c != 'w' => 556,
        '0'..='9' | '_' | '–' => 556,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 722,
        'G' | 'O' | 'Q' => 778,
        'm' | 'M' => 833,
        'W' | '—' | '…' => 1000,
        'A'..='Z' => 667,
        '\0'..='\u{2fff}' if !('\u{2190}'..).contains(&c) => 600,
        _ => 1000,
    }
}

/// The height of a row of so many lines, in points, and whether Excel has rows that high.
pub(super) fn height(lines: usize) -> (f64, bool) {
    let wanted = f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * LINE + AROUND;
    (wanted.min(ROW_HEIGHT), wanted <= ROW_HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_on_as_many_lines_as_it_needs() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("one\ntwo", 10.0), 2);
        // Ten digits of 7.7 pixels each, in a room of 68.
        assert_eq!(lines("0123456789", 10.0), 2);
        // Words of 33.9 pixels each.
        assert_eq!(lines(&"word ".repeat(8), 10.0), 4);
        assert_eq!(lines(&"word ".repeat(8), 9.0), 8);
        assert_eq!(height(1), (17.75, true));
        assert_eq!(height(100), (409.0, false));
    }
}

//! Divides a text into paragraphs: by lines, by blank lines, or by what its line breaks look like.

use std::ops::Range;

use super::lines::{LineIndex, count_chars};

/// How the paragraphs of a source are told apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ParagraphMode {
    /// By lines, unless the text is hard-wrapped; then by blank lines, or by a guess where there are none.
    #[default]
    Auto,
    /// Every line that holds more than white space is a paragraph.
    Lines,
    /// Every block between blank lines is a paragraph.
    Blank,
}

/// A paragraph of a source; white space around it is not part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number over the whole file, from 1.
    pub number: usize,
    /// Its bytes.
    pub range: Range<usize>,
    /// The number of its first line, from 1.
    pub first_line: usize,
    /// The number of its last line, from 1.
    pub last_line: usize,
}

/// The longest line, in characters, of a text that may be hard-wrapped.
const WIDEST_WRAP: usize = 120;

/// Below this width, in characters, nobody wraps prose, so that a line that ends a sentence ends a paragraph.
const NARROWEST_WRAP: usize = 40;

/// One line that holds more than white space.
struct Line {
    number: usize,
    range: Range<usize>,
    /// Its length in characters, white space at the end aside.
    width: usize,
}

/// Divides `raw` into paragraphs.
pub(super) fn split_paragraphs(
    raw: &str,
    index: &LineIndex,
    mode: ParagraphMode,
) -> Vec<Paragraph> {
    let lines = read_lines(raw, index);
    let after_blank = |pair: [&Line; 2]| pair[1].number > pair[0].number + 1;
    let ends_by_mode: &dyn Fn([&Line; 2]) -> bool = match mode {
        ParagraphMode::Lines => &|_| true,
        ParagraphMode::Blank => &after_blank,
        ParagraphMode::Auto => match wrap_width(&lines) {
            None => &|_| true,
            Some(_)
                if lines
                    .windows(2)
                    .any(|pair| after_blank([&pair[0], &pair[1]])) =>
            {
                &after_blank
            }
            Some(width) => &move |pair| seems_to_end(raw, pair, width),
        },
    };
    join_lines(raw, &lines, ends_by_mode)
}

fn read_lines(raw: &str, index: &LineIndex) -> Vec<Line> {
    let mut lines = Vec::new();
    for (line_index, range) in index.ranges(raw).enumerate() {
        let text = raw[range.clone()].trim_end();
        if !text.trim_start_matches('\u{feff}').trim_start().is_empty() {
            let end = range.start + text.len();
            lines.push(Line {
                number: line_index + 1,
                range: range.start..end,
                width: count_chars(text.as_bytes()),
            });
        }
    }
    lines
}

/// The width at which the text is hard-wrapped, in characters, if it is: no line over 120, and three lines of
/// five that text follows are nearly as long as the longest.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let longest = lines.iter().map(|line| line.width).max()?;
    let followed = lines
        .windows(2)
        .filter(|pair| pair[1].number == pair[0].number + 1)
        .map(|pair| pair[0].width);
    let (mut all, mut long) = (0, 0);
    for width in followed {
        all += 1;
        long += usize::from(width * 10 >= longest * 7);
    }
    (longest <= WIDEST_WRAP && all > 0 && long * 10 >= all * 6).then_some(longest)
}

/// Whether the first of two lines of a text wrapped at `width`, without blank lines, seems to end a paragraph.
fn seems_to_end(raw: &str, [line, next]: [&Line; 2], width: usize) -> bool {
    let next_text = &raw[next.range.clone()];
    if begins_with_bullet(next_text) {
        return true;
    }
    let word = next_text.split_whitespace().next().unwrap_or_default();
    let room = line.width + 1 + word.chars().count();
    let closed = raw[line.range.clone()].trim_end_matches(['"', '\'', '”', '’', ')', ']']);
    closed.ends_with(['.', '!', '?', ':']) && (room <= width || width < NARROWEST_WRAP)
}

fn begins_with_bullet(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if matches!(line.len() - digits.len(), 1 | 2) {
        digits.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['•', '‣', '◦', '▪', '●', '*', '-', '–', '—'])
    };
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

fn join_lines(raw: &str, lines: &[Line], ends: &dyn Fn([&Line; 2]) -> bool) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut previous: Option<&Line> = None;
    for line in lines {
        match paragraphs.last_mut() {
            Some(paragraph) if previous.is_some_and(|previous| !ends([previous, line])) => {
                paragraph.range.end = line.range.end;
                paragraph.last_line = line.number;
            }
            _ => paragraphs.push(Paragraph {
                number: paragraphs.len() + 1,
                range: start_of_text(raw, &line.range)..line.range.end,
                first_line: line.number,
                last_line: line.number,
            }),
        }
        previous = Some(line);
    }
    paragraphs
}

fn start_of_text(raw: &str, line: &Range<usize>) -> usize {
    let text = raw[line.clone()].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    line.end - text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped_at(widths: &[usize]) -> Option<usize> {
        let lines: Vec<String> = widths.iter().map(|width| "x".repeat(*width)).collect();
        let raw = lines.join("\n");
        wrap_width(&read_lines(&raw, &LineIndex::new(&raw)))
    }

    #[test]
    fn a_text_is_wrapped_if_three_lines_of_five_are_nearly_full() {
        for (widths, width) in [
            (&[100, 70, 10][..], Some(100)),
            (&[100, 69, 10], None),
            (&[100, 100, 100, 10, 10, 10], Some(100)),
            (&[100, 100, 10, 10, 10], None),
            (&[120, 120, 120], Some(120)),
            (&[121, 121, 121], None),
            (&[50], None),
            // The last line of a paragraph says nothing.
            (&[50, 10, 0, 50, 10], Some(50)),
            (&[50, 0, 50], None),
        ] {
            assert_eq!(wrapped_at(widths), width, "{widths:?}");
        }
    }

    /// How many paragraphs a text of three lines has, of which the second may end one.
    fn paragraphs(first: usize, second: usize, third: &str) -> usize {
        let line = |width: usize| "x".repeat(width);
        let raw = format!("{}\n{}.\n{third}", line(first), line(second - 1));
        let index = LineIndex::new(&raw);
        split_paragraphs(&raw, &index, ParagraphMode::Auto).len()
    }

    #[test]
    fn a_line_that_had_room_for_the_next_word_ends_a_paragraph() {
        assert_eq!(paragraphs(60, 54, "xxxxx yy"), 2);
        assert_eq!(paragraphs(60, 54, "xxxxxx y"), 1);
        assert_eq!(paragraphs(40, 40, "x"), 1);
        // Nobody wraps prose so narrowly.
        assert_eq!(paragraphs(39, 39, "x"), 2);
        assert_eq!(paragraphs(30, 30, "x"), 2);
    }

    /// Where blank lines part the paragraphs, a short line that ends a sentence does not.
    #[test]
    fn blank_lines_are_believed() {
        let raw = format!("{0}\nIt ended.\n{0}\n\n{0}\n{0}\n", "x".repeat(60));
        let found = split_paragraphs(&raw, &LineIndex::new(&raw), ParagraphMode::Auto);
        assert_eq!(found.len(), 2);
    }
}

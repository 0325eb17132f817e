//! Words as YAML scalars (YAML 1.2, chapters 7 and 8).

use std::ops::Range;

use super::patch::Scalar;
use super::pieces::{is_white, lines};

/// The ways to write words in the place of a scalar, each with the bytes that it replaces: in the
/// style of the old one, in lines as the words have them, and in double quotes, which hold anything.
///
/// Whether a way says the words is for the parser to tell.
pub(super) fn ways(scalar: &Scalar, words: &str) -> Vec<(Range<usize>, String)> {
    let old = &scalar.text[scalar.bytes.clone()];
    let all = |written: String| (scalar.bytes.clone(), written);
    let mut ways = Vec::new();
    match &scalar.block {
        Some((header, body)) => ways.extend(block(scalar, header, body, words)),
        None => {
            let quoted = match old.as_bytes().first() {
                Some(b'"') => double_quoted(words),
                Some(b'\'') => format!("'{}'", words.replace('\'', "''")),
                _ => words.to_owned(),
            };
            let indent = " ".repeat(scalar.column);
            ways.push(all(wrapped(
                &quoted,
                width(old, scalar.column),
                &format!("\n{indent}"),
            )));
        }
    }
    if words.contains('\n') && !scalar.in_flow {
        let indent = " ".repeat(scalar.column);
        let literal = lines(words).join(&format!("\n{indent}"));
        let end = if scalar.block.is_some() { "\n" } else { "" };
        ways.push(all(format!("|-\n{indent}{literal}{end}")));
    }
    let end = if scalar.block.is_some() { "\n" } else { "" };
    ways.push(all(format!("{}{end}", double_quoted(words))));
    ways
}

/// A block scalar with the same header, and with one that lets no line end follow the words.
fn block(
    scalar: &Scalar,
    header: &Range<usize>,
    body: &Range<usize>,
    words: &str,
) -> Vec<(Range<usize>, String)> {
    let old = &scalar.text[body.clone()];
    let first = lines(old).into_iter().find(|line| !is_white(line));
    let first = first.unwrap_or_default();
    let column = first.len() - first.trim_start_matches(' ').len();
    let indent = " ".repeat(column);
    let is_folded = scalar.text[header.clone()].starts_with('>');
    let new = if is_folded {
        wrapped(words, width(old, column), &format!("\n{indent}"))
    } else {
        lines(words).join(&format!("\n{indent}"))
    };
    let content = format!("{indent}{new}\n");
    let line = &scalar.text[header.end..body.start];
    let stripped = if is_folded { ">-" } else { "|-" };
    vec![
        (body.clone(), content.clone()),
        (scalar.bytes.clone(), format!("{stripped}{line}{content}")),
    ]
}

/// How many columns the lines of a scalar took beyond their indentation; `None` if it is one line.
fn width(old: &str, column: usize) -> Option<usize> {
    let lines = lines(old);
    let longest = lines.iter().map(|line| line.chars().count()).max()?;
    (lines.len() > 1).then(|| longest.saturating_sub(column))
}

/// Words in lines of at most `width` columns, where a line end says no more than the space it
/// replaces.
fn wrapped(words: &str, width: Option<usize>, line_end: &str) -> String {
    let Some(width) = width else {
        return words.to_owned();
    };
    let mut out = String::new();
    let mut used = 0;
    for (number, word) in words.split(' ').enumerate() {
        let size = word.chars().count();
        // Next to another space, the space would be lost.
        let may_break = !word.is_empty() && !out.ends_with(' ') && !word.starts_with('\t');
        if number > 0 && may_break && used + 1 + size > width {
            out.push_str(line_end);
            used = 0;
        } else if number > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += size;
    }
    out
}

/// A double-quoted scalar of YAML 1.2 (section 7.3.1).
pub(crate) fn double_quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        _ if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
            format!("\\u{:04X}", u32::from(c))
        }
        _ => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

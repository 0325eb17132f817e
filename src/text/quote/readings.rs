//! The ways in which the words of a quote may be read literally, the plainest first.

use std::borrow::Cow;

use crate::text::edges::Edges;

/// A way of reading a quote; `None` if it gives no other text than those before it.
pub(super) type Reading = for<'a> fn(&Edges<'a>) -> Option<Cow<'a, str>>;

/// All ways, in the order in which they are tried.
pub(super) const READINGS: [Reading; 5] = [
    read_plainly,
    read_without_stop,
    read_with_sign,
    read_with_double_marks,
    read_with_single_marks,
];

/// The ways in which a quote with edits is read.
pub(super) const EDITED_READINGS: [Reading; 3] =
    [read_plainly, read_with_double_marks, read_with_single_marks];

fn read_plainly<'a>(edges: &Edges<'a>) -> Option<Cow<'a, str>> {
    Some(Cow::Borrowed(edges.core))
}

/// Without the stop that may belong to an ellipsis of four dots at the end.
fn read_without_stop<'a>(edges: &Edges<'a>) -> Option<Cow<'a, str>> {
    let bare = edges.core.strip_suffix('.')?;
    let dots = edges.trail.trim_start().starts_with(['.', '…']);
    (dots && !bare.ends_with('.')).then_some(Cow::Borrowed(bare))
}

/// With white space before a sign, as it may stand in the source.
fn read_with_sign<'a>(edges: &Edges<'a>) -> Option<Cow<'a, str>> {
    const SIGNS: [char; 6] = [
        '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}',
    ];
    let signed = edges.core.starts_with(SIGNS);
    signed.then(|| Cow::Owned(format!(" {}", edges.core)))
}

fn read_with_double_marks<'a>(edges: &Edges<'a>) -> Option<Cow<'a, str>> {
    swap_marks(edges.core, ['\'', '‘', '’'], '"').map(Cow::Owned)
}

fn read_with_single_marks<'a>(edges: &Edges<'a>) -> Option<Cow<'a, str>> {
    swap_marks(edges.core, ['"', '“', '”'], '\'').map(Cow::Owned)
}

/// `text` with `new` for each pair of quotation marks among `marks`; `None` if it has no pair.
///
/// A mark opens after white space, a bracket or a dash, and closes before such or before punctuation, so that
/// apostrophes inside words are left alone.
fn swap_marks(text: &str, marks: [char; 3], new: char) -> Option<String> {
    let mut swapped = String::with_capacity(text.len());
    let (mut open, mut pairs) = (false, 0);
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let inside_before = before.is_some_and(char::is_alphanumeric);
        let inside_after = chars.peek().is_some_and(|next| next.is_alphanumeric());
        let turns = match open {
            false => !inside_before && chars.peek().is_some_and(|next| !next.is_whitespace()),
            true => !inside_after,
        };
        let is_mark = marks.contains(&c) && turns;
        swapped.push(if is_mark { new } else { c });
        if is_mark {
            open = !open;
            pairs += usize::from(!open);
        }
        before = Some(c);
    }
    (pairs > 0 && !open).then_some(swapped)
}

//! The ways in which the words of a quote may be read literally, the plainest first.

use std::borrow::Cow;

use crate::text::edges::Edges;
use crate::text::fold::{ELLIPSIS, fold_text};

/// A way of writing words that means the same; `None` if it gives no other text.
type Style = for<'a> fn(&'a str) -> Option<Cow<'a, str>>;

/// What may be the sign of a number.
const SIGNS: [char; 6] = [
    '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}',
];

/// The words of a quote as they may stand in the source.
pub(super) fn read_words<'a>(edges: &Edges<'a>) -> impl Iterator<Item = Cow<'a, str>> {
    const STYLES: [Style; 4] = [as_written, with_sign, with_double_marks, with_single_marks];
    read_in(&STYLES, edges)
}

/// The words of a quote with edits.
pub(super) fn read_edited<'a>(edges: &Edges<'a>) -> impl Iterator<Item = Cow<'a, str>> {
    const STYLES: [Style; 3] = [as_written, with_double_marks, with_single_marks];
    read_in(&STYLES, edges)
}

/// The words in each style, with and without the stop at their end where it is doubtful.
fn read_in<'a>(styles: &'static [Style], edges: &Edges<'a>) -> impl Iterator<Item = Cow<'a, str>> {
    let words = [Some(edges.core), without_stop(edges)];
    let in_style = move |style: &Style| words.into_iter().flatten().filter_map(*style);
    styles.iter().flat_map(in_style)
}

/// The words without the stop that may belong to an ellipsis of four dots at the end.
fn without_stop<'a>(edges: &Edges<'a>) -> Option<&'a str> {
    let bare = edges.core.strip_suffix('.')?;
    let dots = fold_text(edges.trail)
        .trim_start()
        .starts_with(['.', ELLIPSIS]);
    (dots && !bare.ends_with('.')).then_some(bare.trim_end())
}

fn as_written(words: &str) -> Option<Cow<'_, str>> {
    Some(Cow::Borrowed(words))
}

/// With white space before a sign, as it may stand in the source.
fn with_sign(words: &str) -> Option<Cow<'_, str>> {
    let signed = words.starts_with(SIGNS);
    signed.then(|| Cow::Owned(format!(" {words}")))
}

/// Whether `slice`, where words were found that begin like `core`, begins with its sign: "– 5" and "--5" are no "−5".
pub(super) fn keeps_sign(core: &str, slice: &str) -> bool {
    let lead = |text: &str| text.split(char::is_alphanumeric).next().map(fold_text);
    !core.starts_with(SIGNS) || lead(core) == lead(slice)
}

fn with_double_marks(words: &str) -> Option<Cow<'_, str>> {
    swap_marks(words, ['\'', '‘', '’'], '"').map(Cow::Owned)
}

fn with_single_marks(words: &str) -> Option<Cow<'_, str>> {
    swap_marks(words, ['"', '“', '”'], '\'').map(Cow::Owned)
}

/// `text` with `new` for each pair of quotation marks among `marks`; `None` if it has no pair.
///
/// A mark opens after white space, a bracket or a dash, and closes before such or before punctuation, so that
/// apostrophes inside words are left alone.
fn swap_marks(text: &str, marks: [char; 3], new: char) -> Option<String> {
    let mut swapped = String::with_capacity(text.len());
    let mut open = false;
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
        open ^= is_mark;
        before = Some(c);
    }
    (!open && swapped != text).then_some(swapped)
}

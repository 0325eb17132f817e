//! Changes to the project file that leave its comments, its order and all other words as they are.
//!
//! Nothing is taken on trust: a changed text is read again, and counts only if it says exactly what it
//! should.

mod layout;
mod patch;
mod pieces;
#[cfg(test)]
mod tests;
mod writing;

use crate::diagnostic::Fix;
use crate::load::yaml;

pub(crate) use writing::double_quoted;

/// A text in canonical layout: white space is all that changes. `None` where that cannot be had
/// without changing what the text says to the program or in its comments.
#[must_use]
pub fn lay_out(text: &str) -> Option<String> {
    let after = layout::set(text)?;
    let (before_pieces, after_pieces) = (pieces::pieces(text)?, pieces::pieces(&after)?);
    let same = yaml::same(text, &after)
        && pieces::comments(text, &before_pieces) == pieces::comments(&after, &after_pieces)
        && visible(text).eq(visible(&after));
    same.then_some(after)
}

/// Every character that is not white space.
fn visible(text: &str) -> impl Iterator<Item = char> {
    text.split_ascii_whitespace().flat_map(str::chars)
}

/// The text with what a diagnostic suggests done to the scalar that begins at a byte. `None` where
/// that cannot be had without changing something else.
#[must_use]
pub fn apply(text: &str, at: usize, fix: &Fix) -> Option<String> {
    match fix {
        Fix::Words(words) => patch::set_words(text, at, words),
        Fix::Context { key, words, .. } => patch::set_key(text, at, key, words),
    }
}

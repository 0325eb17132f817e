//! What is searched for: words, folded like the text in which they are sought.

use std::cell::OnceCell;

use crate::text::fold::{Folded, Stripped};

/// Words to search for in folded texts.
#[derive(Debug)]
pub(in crate::text) struct Needle {
    folded: Folded,
    stripped: OnceCell<Stripped>,
}

impl Needle {
    /// Folds `raw`.
    pub(in crate::text) fn new(raw: &str) -> Self {
        Self {
            folded: Folded::new(raw),
            stripped: OnceCell::new(),
        }
    }

    /// The folded words.
    pub(in crate::text) fn text(&self) -> &str {
        self.folded.text()
    }

    /// The folded words with what is known of their hyphens.
    pub(in crate::text) fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The folded words without hyphens and dashes.
    pub(in crate::text) fn stripped(&self) -> &str {
        self.stripped
            .get_or_init(|| Stripped::new(&self.folded))
            .text()
    }
}

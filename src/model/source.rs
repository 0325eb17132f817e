//! A text, who wrote it, and what it is declared not to say.

use crate::text::SourceText;

use super::camp::Camp;
use super::date::PartialDate;
use super::option::PolicyOption;
use super::table::Key;

/// One text by one author, or unsigned, by an outlet.
#[derive(Debug)]
pub struct Source {
    /// The file, relative to the project, with `/`.
    pub file: String,
    /// The author as printed.
    pub author: String,
    /// How the author is known where the text does not say.
    pub author_basis: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Where it appeared.
    pub outlet: Option<String>,
    /// When it appeared.
    pub date: Option<PartialDate>,
    /// How the date is known where the text does not say.
    pub date_basis: Option<String>,
    /// Where it can be read; http or https.
    pub url: Option<String>,
    /// The declared group it belongs to.
    pub camp: Option<Key<Camp>>,
    /// The options that the whole text does not address.
    pub silent_on: Vec<Key<PolicyOption>>,
    /// The options that it could not address, with the reason.
    pub not_applicable: Vec<(Key<PolicyOption>, String)>,
    /// The text itself.
    pub text: SourceText,
    /// The SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
}

/// What a source declares of an option that it has no recommendation for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declared {
    /// The whole text was read and does not address it.
    Silent,
    /// It could not address it, and why.
    NotApplicable(String),
    /// Nothing.
    Nothing,
}

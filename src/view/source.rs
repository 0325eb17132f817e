//! Sources as readers see them: how each is named, and what is known of it.

use serde::Serialize;

use crate::arrange::Index;
use crate::model::{Key, Source};

use super::coverage::{CoverageView, coverage};
use super::fragment::document_link;
use super::matrix::camp_label;
use super::reference::ReferenceView;
use super::words::{iso_day, one_line};

/// A source, ready to be set in any format.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// Its id.
    pub id: String,
    /// Its number in the list of sources, from 1.
    pub number: usize,
    /// The author as printed.
    pub author: String,
    /// The number of the author among all authors, from 1.
    pub author_number: String,
    /// When it appeared, in words.
    pub date: Option<String>,
    /// The same as the calendar writes it (ISO 8601), where it is known to the day.
    pub day: Option<String>,
    /// How it is named in a heading: author, title, outlet, date.
    pub reference: String,
    /// How it is cited in a list of sources.
    pub cited: ReferenceView,
    /// How the author is known where the text does not say.
    pub author_basis: Option<String>,
    /// How the date is known where the text does not say.
    pub date_basis: Option<String>,
    /// Where it can be read; http or https.
    pub url: Option<String>,
    /// The same address, such as a document may hold as a link.
    pub link: Option<String>,
    /// The label of its camp.
    pub camp: String,
    /// The file, relative to the project.
    pub file: String,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// How many paragraphs it has, over the whole file.
    pub paragraphs: usize,
    /// How many recommendations and verified quotes are taken from it.
    pub recommendations: usize,
    /// Its quotes, those of claims included.
    pub quotes: usize,
    /// Where in it the quotes lie.
    pub coverage: CoverageView,
    /// The labels of the options that it is declared silent on.
    pub silent_on: Vec<String>,
    /// The labels of the options that it could not address, each with the reason.
    pub not_applicable: Vec<(String, String)>,
}

/// Shows a source; `number` is its place in the list, from 1, `longest` the length in bytes of the
/// longest text.
pub(super) fn source(index: &Index, key: Key<Source>, number: usize, longest: usize) -> SourceView {
    let project = index.project;
    let source = &project.sources[key];
    let label = |option| one_line(&project.options[option].label);
    SourceView {
        id: project.sources.id(key).to_owned(),
        number,
        author: one_line(&source.author),
        author_number: index.author_number(&source.author).to_string(),
        date: source.date.map(|date| date.in_words()),
        day: iso_day(source.date),
        reference: ReferenceView::without_url(source).to_string(),
        cited: ReferenceView::new(source),
        author_basis: source.author_basis.as_deref().map(one_line),
        date_basis: source.date_basis.as_deref().map(one_line),
        url: source.url.clone(),
        link: source.url.as_deref().and_then(document_link),
        camp: camp_label(project, source.camp).to_owned(),
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        paragraphs: source.text.paragraphs().len(),
        recommendations: index.of_source(key).len(),
        quotes: index.quotes_of(key).count(),
        coverage: coverage(index, key, longest),
        silent_on: source
            .silent_on
            .iter()
            .map(|option| label(*option))
            .collect(),
        not_applicable: source
            .not_applicable
            .iter()
            .map(|(option, reason)| (label(*option), one_line(reason)))
            .collect(),
    }
}

//! Which tables a project wants.

use super::camp::Camp;
use super::option::{Criterion, PolicyOption};
use super::source::Source;
use super::table::Key;
use super::words::Axis;

/// A table that is wanted: what its rows and columns are, and what it is limited to.
#[derive(Debug, Clone)]
pub struct MatrixSpec {
    /// Its title.
    pub title: String,
    /// What the rows are.
    pub rows: Axis,
    /// What the columns are.
    pub columns: Axis,
    /// What it is limited to.
    pub filter: Filter,
    /// What to say below it.
    pub note: Option<String>,
}

/// A column or group of the camp axis; `None` gathers the sources without a camp.
pub type CampOrNone = Option<Key<Camp>>;

/// The `where` of a matrix; an axis that is `None` is not limited.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Options; a parent takes its parts along.
    pub options: Option<Vec<Key<PolicyOption>>>,
    /// Authors, as printed.
    pub authors: Option<Vec<String>>,
    /// Sources.
    pub sources: Option<Vec<Key<Source>>>,
    /// Camps.
    pub camps: Option<Vec<CampOrNone>>,
    /// Criteria.
    pub criteria: Option<Vec<Key<Criterion>>>,
}

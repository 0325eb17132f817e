//! A policy instrument, and a consideration by which instruments are judged.

use super::table::Key;

/// A policy instrument on which authors take a stance.
#[derive(Debug)]
pub struct PolicyOption {
    /// Its name for readers.
    pub label: String,
    /// What it covers.
    pub description: Option<String>,
    /// Words that would contradict a claimed silence.
    pub terms: Vec<String>,
    /// The option that it is a part of.
    pub part_of: Option<Key<PolicyOption>>,
}

/// A consideration by which options are judged.
#[derive(Debug)]
pub struct Criterion {
    /// Its name for readers.
    pub label: String,
    /// The question that it asks.
    pub question: Option<String>,
}

//! A declared group of sources, and a step of the project's own scale.

/// A declared group of sources.
#[derive(Debug)]
pub struct Camp {
    /// Its name for readers.
    pub label: String,
    /// Why these sources are in it.
    pub basis: Option<String>,
}

/// A step of the project's own scale, for example from force to concession.
#[derive(Debug)]
pub struct Posture {
    /// Its name for readers.
    pub label: String,
    /// What belongs to it.
    pub description: Option<String>,
}

//! What the program can do about a diagnostic.

/// A change to the project file, at the place of the diagnostic that suggests it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// The words there become these.
    Words(String),
    /// The quote whose words stand there is given what singles out one of their places.
    Context {
        /// `prefix` or `suffix`.
        key: &'static str,
        /// The words beside the quote.
        words: String,
        /// The place that the quote then means, for people.
        place: String,
    },
}

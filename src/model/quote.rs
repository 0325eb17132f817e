//! Quoted words with a proven place.

use crate::text::{Place, Verified};

use super::source::Source;
use super::table::Key;
use super::words::{Role, Voice};

/// Verbatim words of a source. It is made from what the search returned, so that a quotation that
/// is not in its source cannot exist.
#[derive(Debug)]
pub struct Quote {
    /// Its id in every output, for example `doe-belarus-sanctions.1`.
    pub id: String,
    /// The source that it stands in.
    pub source: Key<Source>,
    /// The words as the project file has them.
    pub written: String,
    /// The words before it that single it out, as the project file has them.
    pub prefix: Option<String>,
    /// The words after it that single it out, as the project file has them.
    pub suffix: Option<String>,
    /// Whose saying it is.
    pub voice: Voice,
    /// What it is there for.
    pub role: Role,
    /// Whether the analyst has looked at the words around it.
    pub reviewed: bool,
    verified: Verified,
}

/// What the project file says of a quote besides its words.
#[derive(Debug)]
pub struct QuoteNote {
    /// Its id in every output.
    pub id: String,
    /// The words as written.
    pub written: String,
    /// The words before it that single it out, as the project file has them.
    pub prefix: Option<String>,
    /// The words after it that single it out, as the project file has them.
    pub suffix: Option<String>,
    /// Whose saying it is.
    pub voice: Voice,
    /// What it is there for.
    pub role: Role,
    /// Whether the analyst has looked at the words around it.
    pub reviewed: bool,
}

impl Quote {
    /// A quote at the place that the search has proved.
    #[must_use]
    pub fn new(source: Key<Source>, note: QuoteNote, verified: Verified) -> Self {
        let QuoteNote {
            id,
            written,
            prefix,
            suffix,
            voice,
            role,
            reviewed,
        } = note;
        Self {
            id,
            source,
            written,
            prefix,
            suffix,
            voice,
            role,
            reviewed,
            verified,
        }
    }

    /// Where and how it was found.
    #[must_use]
    pub const fn verified(&self) -> &Verified {
        &self.verified
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> &Place {
        self.verified.place()
    }

    /// Whether it decides the coding.
    #[must_use]
    pub fn is_deciding(&self) -> bool {
        self.role == Role::Deciding
    }
}

//! What changed between two projects, for a reader: cells first, then what they rest on.
//!
//! Everything is matched by id (authors by name, quotes by their words), so that reordering the
//! project file is not a change.

mod cells;
mod records;

use serde::Serialize;

use crate::model::Project;

/// All changes, each list in the order of the later project, what is gone after it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Title, question, date, handling, bottom line, notes.
    pub head: Vec<FieldChange>,
    /// What authors say of options.
    pub cells: Vec<CellChange>,
    /// The words for camps.
    pub groups: Vec<CellChange>,
    /// Where the authors agree and part.
    pub agreement: Vec<CellChange>,
    /// Recommendations.
    pub recommendations: Vec<RecordChange>,
    /// Quotes.
    pub quotes: Vec<RecordChange>,
    /// Sources.
    pub sources: Vec<RecordChange>,
    /// Options, criteria, camps and postures.
    pub nouns: Vec<RecordChange>,
}

/// The changes since an earlier state, for the report of the later one.
#[derive(Debug, Clone, Serialize)]
pub struct Since {
    /// What the earlier state is called: a revision or a path.
    pub name: String,
    /// Whether nothing changed for a reader.
    pub empty: bool,
    /// What changed.
    #[serde(flatten)]
    pub changes: Changes,
}

impl Since {
    /// The changes between an earlier project of this name and a later one.
    #[must_use]
    pub fn new(name: &str, before: &Project, after: &Project) -> Self {
        let changes = Changes::between(before, after);
        Self {
            name: name.to_owned(),
            empty: changes.is_empty(),
            changes,
        }
    }
}

/// A cell of an author or a camp and an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellChange {
    /// The author or the camp.
    pub who: String,
    /// The id of the option.
    pub option: String,
    /// The label of the option.
    pub label: String,
    /// What it said; `None` where there was no such cell.
    pub before: Option<String>,
    /// What it says; `None` where there is no such cell any more.
    pub after: Option<String>,
}

/// A field with its old and new content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name in the project file.
    pub field: &'static str,
    /// The old content, blank where there was none.
    pub before: String,
    /// The new content, blank where there is none.
    pub after: String,
}

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// It is new.
    New,
    /// It is gone.
    Withdrawn,
    /// Some of its fields changed.
    Changed,
    /// Only its place in the source changed.
    Moved,
}

impl Happened {
    /// The word for a reader.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Withdrawn => "withdrawn",
            Self::Changed => "changed",
            Self::Moved => "moved",
        }
    }
}

/// A record that is new, gone or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordChange {
    /// What it is: `recommendation`, `quote`, `source`, `option` and so on.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it says, for a reader.
    pub about: String,
    /// What happened to it.
    pub happened: Happened,
    /// The fields that changed.
    pub fields: Vec<FieldChange>,
}

impl Changes {
    /// Compares two projects.
    #[must_use]
    pub fn between(before: &Project, after: &Project) -> Self {
        Self {
            head: records::head(before, after),
            cells: cells::of_authors(before, after),
            groups: cells::of_camps(before, after),
            agreement: cells::of_all(before, after),
            recommendations: records::recommendations(before, after),
            quotes: records::quotes(before, after),
            sources: records::sources(before, after),
            nouns: records::nouns(before, after),
        }
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

//! The columns of the three tables: the program's own names, and what analysts call them.

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    /// The name that the program's own tables give it; messages use it too.
    pub(super) name: &'static str,
    /// Other names, as [`folded`].
    aliases: &'static [&'static str],
}

/// A table: its name, the columns that are read and those that only follow from others.
#[derive(Debug)]
pub(super) struct TableKind {
    /// The name of its sheet or file.
    pub(super) name: &'static str,
    /// The columns that are read, in the order of the documentation.
    pub(super) columns: &'static [Column],
    /// The columns that every row needs.
    pub(super) required: &'static [&'static str],
    /// The columns of the program's own table that the project file says elsewhere.
    derived: &'static [&'static str],
}

const fn column(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column { name, aliases }
}

const QUOTE: Column = column(
    "quote",
    &[
        "quotes",
        "quotation",
        "quotations",
        "quotationcontent",
        "quotedtext",
        "passage",
        "passages",
        "segment",
        "codedsegment",
        "codedtext",
        "excerpt",
    ],
);
const PREFIX: Column = column("prefix", &[]);
const SUFFIX: Column = column("suffix", &[]);
const VOICE: Column = column("voice", &[]);
const ROLE: Column = column("role", &[]);
const REVIEWED: Column = column("reviewed", &[]);
const BECAUSE: Column = column("because", &["reason", "argument"]);
const RECOMMENDATION: Column = column("recommendation", &["recommendationid"]);
const CRITERION: Column = column("criterion", &["consideration"]);

/// One row a recommendation.
pub(super) const RECOMMENDATIONS: TableKind = TableKind {
    name: "recommendations",
    columns: &[
        column("id", &["recommendationid", "key"]),
        column(
            "source",
            &[
                "sourceid",
                "document",
                "documentname",
                "file",
                "filename",
                "citekey",
                "citationkey",
                "mediatitle",
            ],
        ),
        column(
            "option",
            &[
                "policyoption",
                "policy",
                "instrument",
                "measure",
                "code",
                "codes",
                "codename",
                "node",
            ],
        ),
        column("stance", &["position", "attitude"]),
        column("posture", &[]),
        column(
            "summary",
            &[
                "recommendation",
                "recommendationtext",
                "text",
                "advice",
                "paraphrase",
            ],
        ),
        column("actor", &["who"]),
        column("target", &["whom"]),
        column("if", &["condition", "conditions", "conditionalon"]),
        column("after", &["precondition", "prerequisite"]),
        column("timing", &["when"]),
        column("implied", &["inferred", "implicit"]),
        column("confidence", &["certainty"]),
        column("note", &["notes", "comment", "comments", "memo", "remarks"]),
        QUOTE,
        PREFIX,
        SUFFIX,
        VOICE,
        ROLE,
        REVIEWED,
        column("criteria", &[]),
        column("evidence", &[]),
    ],
    required: &["source", "option", "stance", "summary"],
    derived: &["author", "camp", "partof", "stancerank"],
};

/// One row a quote.
pub(super) const EVIDENCE: TableKind = TableKind {
    name: "evidence",
    columns: &[
        RECOMMENDATION,
        CRITERION,
        QUOTE,
        PREFIX,
        SUFFIX,
        VOICE,
        ROLE,
        REVIEWED,
    ],
    required: &["recommendation", "quote"],
    derived: &[
        "id",
        "source",
        "author",
        "text",
        "method",
        "folds",
        "paragraph",
        "line",
        "charstart",
        "charend",
        "bytestart",
        "byteend",
        "sourcesha256",
    ],
};

/// One row a claim.
pub(super) const CLAIMS: TableKind = TableKind {
    name: "claims",
    columns: &[
        RECOMMENDATION,
        CRITERION,
        column("effect", &[]),
        BECAUSE,
        QUOTE,
        PREFIX,
        SUFFIX,
        VOICE,
        ROLE,
        REVIEWED,
    ],
    required: &["recommendation", "criterion", "effect"],
    derived: &["source", "author", "camp", "option", "evidence"],
};

/// What a header names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Header {
    /// A column that is read.
    Read(Column),
    /// A column of the program's own table that is not needed.
    Derived,
    /// Something else.
    Other,
}

impl TableKind {
    /// What a header of this table names; a quote's column may be numbered (`Quote 2`).
    pub(super) fn header(&self, text: &str) -> Header {
        let folded = folded(text);
        let found = |name: &str| {
            let mut columns = self.columns.iter();
            columns.find(|column| column.name == name || column.aliases.contains(&name))
        };
        if let Some(column) = found(&folded) {
            return Header::Read(*column);
        }
        let plain = folded.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Some(column) = found(plain).filter(|column| **column == QUOTE) {
            return Header::Read(*column);
        }
        if self.derived.contains(&folded.as_str()) {
            return Header::Derived;
        }
        Header::Other
    }
}

/// A header without what may be written one way or another: case, spaces, underscores, marks.
fn folded(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_own_names_and_those_of_others() {
        let named = |table: &TableKind, text: &str| match table.header(text) {
            Header::Read(column) => column.name,
            Header::Derived => "derived",
            Header::Other => "other",
        };
        for (text, name) in [
            ("stance", "stance"),
            (" Document Name ", "source"),
            ("Recommendation_ID", "id"),
            ("Text", "summary"),
            ("Quote 3", "quote"),
            ("stance_rank", "derived"),
            ("Coverage %", "other"),
            ("source 2", "other"),
        ] {
            assert_eq!(named(&RECOMMENDATIONS, text), name, "{text}");
        }
        assert_eq!(named(&EVIDENCE, "text"), "derived");
    }

    #[test]
    fn no_name_stands_for_two_columns() {
        for table in [&RECOMMENDATIONS, &EVIDENCE, &CLAIMS] {
            let mut names: Vec<&str> = table.derived.to_vec();
            for column in table.columns {
                names.push(column.name);
                names.extend(column.aliases);
                assert!(column.aliases.iter().all(|alias| *alias == folded(alias)));
            }
            let before = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), before, "{}", table.name);
        }
    }
}

//! The codes of all diagnostics: public, stable, never reused.

use std::fmt;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The project cannot be built.
    Error,
    /// The project can be built, but a reviewer would ask.
    Warning,
}

impl Severity {
    /// The word for it in every report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Declares the codes: what each is for, its variant and its public name.
macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal),+ $(,)?) => {
        /// What kind of fault a diagnostic reports; [`Code::as_str`] is its public name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])+ $variant),+ }

        impl Code {
            /// Every code, in the order of the documentation: errors, then warnings.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as users see it, for example `quote-not-found`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

codes! {
    /// The file is not YAML, not UTF-8, or uses what the format leaves out.
    YamlSyntax = "yaml-syntax",
    /// A mapping has the same key twice.
    DuplicateKey = "duplicate-key",
    /// A key that the format does not know.
    UnknownKey = "unknown-key",
    /// A required key is absent.
    MissingKey = "missing-key",
    /// A value is of another kind than the key takes.
    WrongType = "wrong-type",
    /// A word that is not one of those the key takes.
    UnknownValue = "unknown-value",
    /// An id that is not lower-case words joined by hyphens, or is reserved or too long.
    BadId = "bad-id",
    /// Two recommendations or two matrices have the same id.
    DuplicateId = "duplicate-id",
    /// A date that is not a year, a month or a day of the calendar.
    BadDate = "bad-date",
    /// No source (or author) is called so.
    UnknownSource = "unknown-source",
    /// No option is called so.
    UnknownOption = "unknown-option",
    /// No criterion is called so.
    UnknownCriterion = "unknown-criterion",
    /// No camp is called so.
    UnknownCamp = "unknown-camp",
    /// No posture is called so.
    UnknownPosture = "unknown-posture",
    /// An option is part of an option that is itself a part.
    PartOfNested = "part-of-nested",
    /// A source's file cannot be read.
    SourceMissing = "source-missing",
    /// A source's file lies outside the project.
    SourceOutsideProject = "source-outside-project",
    /// A source's file is not UTF-8 text.
    SourceNotUtf8 = "source-not-utf8",
    /// A source's file is larger than the limit.
    SourceTooLarge = "source-too-large",
    /// A recommendation or claim has no deciding quote.
    NoQuotes = "no-quotes",
    /// A quote has no words.
    QuoteEmpty = "quote-empty",
    /// A quote is not in its source.
    QuoteNotFound = "quote-not-found",
    /// A quote stands in its source more than once.
    QuoteAmbiguous = "quote-ambiguous",
    /// A quote is not in the author's own words.
    QuoteNotAuthor = "quote-not-author",
    /// A quote begins or ends inside a word.
    QuoteCutsWord = "quote-cuts-word",
    /// A quote runs over the end of a paragraph.
    QuoteCrossesParagraph = "quote-crosses-paragraph",
    /// A quote's omission or brackets may change its meaning.
    QuoteEditUnreviewed = "quote-edit-unreviewed",
    /// The words that bound a stretch are not in the source.
    StretchNotFound = "stretch-not-found",
    /// A source is declared silent or not applicable on what it is coded for.
    SilentButCoded = "silent-but-coded",
    /// A stance rests on what the author reports only.
    ReportedOnly = "reported-only",
    /// A matrix's axes do not go together.
    BadMatrix = "bad-matrix",
    /// The file is larger or deeper than the limits.
    TooLarge = "too-large",
    /// A template of the project is at fault.
    Template = "template",
    /// A word of the option occurs in a text that is declared silent on it.
    SilenceContradicted = "silence-contradicted",
    /// A source has no recommendation and no declared silence on an option.
    Uncoded = "uncoded",
    /// An unquoted scalar ends where a comment begins.
    QuoteCutByComment = "quote-cut-by-comment",
    /// A source holds characters that reorder what is displayed.
    BidiOverride = "bidi-override",
    /// A negation stands just before the quoted words.
    QuoteAfterNegation = "quote-after-negation",
    /// The quoted words stand inside quotation marks in the source.
    QuoteInQuotation = "quote-in-quotation",
    /// A quote begins in the middle of a clause.
    QuoteMidSentence = "quote-mid-sentence",
    /// A quote is too short to say something by itself.
    QuoteShort = "quote-short",
    /// One passage backs opposite stances.
    OppositeStancesOnePassage = "opposite-stances-one-passage",
    /// A strong stance is marked as implied.
    StrongButImplied = "strong-but-implied",
    /// A camp does not say why its sources are in it.
    CampWithoutBasis = "camp-without-basis",
    /// No source says anything of an option.
    UnusedOption = "unused-option",
    /// A source has no recommendation.
    UnusedSource = "unused-source",
    /// No claim uses a criterion.
    UnusedCriterion = "unused-criterion",
    /// A quote differs from its source in folded characters.
    QuoteFolded = "quote-folded",
    /// A sentence of advice is touched by no quote.
    AdviceUncovered = "advice-uncovered",
}

impl Code {
    /// The code with this public name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// How grave it is unless a run is strict.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self < Self::SilenceContradicted {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// Whether only an audit reports it.
    #[must_use]
    pub const fn only_in_audit(self) -> bool {
        matches!(self, Self::QuoteFolded | Self::AdviceUncovered)
    }

    /// What it means and what to do, in Markdown: its section of `docs/diagnostics.md`.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        let title = format!("\n## {}\n", self.as_str());
        let section = DIAGNOSTICS.split_once(&title).map_or("", |(_, rest)| rest);
        section.split("\n## ").next().unwrap_or(section).trim()
    }
}

/// The documentation that `explain` prints from, so that the two cannot differ.
const DIAGNOSTICS: &str = include_str!("../../docs/diagnostics.md");

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own_and_a_section_in_the_documentation() {
        for code in Code::ALL {
            assert_eq!(Code::from_name(code.as_str()), Some(*code));
            assert!(!code.explanation().is_empty(), "{code} is not explained");
        }
        let sections = DIAGNOSTICS.matches("\n## ").count();
        assert_eq!(sections, Code::ALL.len(), "a section explains no code");
    }
}

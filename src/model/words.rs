//! The closed word lists of the format: each enum is one list, with the words of the file.

use std::fmt;

/// Declares an enum whose variants are the words of one list of the format.
macro_rules! word_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Every word, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of the file.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of a word of the file.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

word_list! {
    /// What a source says of an option.
    Stance {
        /// Presses for it.
        Urges = "urges",
        /// Is for it.
        Supports = "supports",
        /// Weighs both sides without taking one.
        Balanced = "balanced",
        /// Is against it.
        Opposes = "opposes",
        /// Rules it out.
        Rejects = "rejects",
        /// Speaks of it and takes no side.
        Mentions = "mentions",
    }
}

/// The side that an ordered stance is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// urges, supports.
    For,
    /// balanced.
    Both,
    /// opposes, rejects.
    Against,
}

impl Stance {
    /// The side it is on; `mentions` is on none.
    #[must_use]
    pub const fn direction(self) -> Option<Direction> {
        match self {
            Self::Urges | Self::Supports => Some(Direction::For),
            Self::Balanced => Some(Direction::Both),
            Self::Opposes | Self::Rejects => Some(Direction::Against),
            Self::Mentions => None,
        }
    }

    /// Its place in the order, 1 rejects to 5 urges; `mentions` has none.
    #[must_use]
    pub const fn rank(self) -> Option<u8> {
        match self {
            Self::Urges => Some(5),
            Self::Supports => Some(4),
            Self::Balanced => Some(3),
            Self::Opposes => Some(2),
            Self::Rejects => Some(1),
            Self::Mentions => None,
        }
    }

    /// Whether it is one of the two outer words.
    #[must_use]
    pub const fn is_strong(self) -> bool {
        matches!(self, Self::Urges | Self::Rejects)
    }
}

word_list! {
    /// How sure the analyst is of a coding.
    Confidence {
        /// A careful colleague would hardly disagree.
        High = "high",
        /// Between the two.
        Medium = "medium",
        /// A careful colleague might disagree.
        Low = "low",
    }
}

word_list! {
    /// Whose saying a quote is.
    Voice {
        /// The author speaks for himself.
        Author = "author",
        /// The author tells what others say or do.
        Reported = "reported",
    }
}

word_list! {
    /// What a quote is there for.
    Role {
        /// It decides the coding.
        Deciding = "deciding",
        /// It helps to read the others.
        Context = "context",
    }
}

word_list! {
    /// What an option is claimed to do for a criterion.
    Effect {
        /// It serves it.
        Helps = "helps",
        /// It harms it.
        Hurts = "hurts",
        /// It does both.
        Mixed = "mixed",
    }
}

word_list! {
    /// What the rows or columns of a matrix are.
    Axis {
        /// The options.
        Option = "option",
        /// The distinct authors.
        Author = "author",
        /// The sources.
        Source = "source",
        /// The camps.
        Camp = "camp",
        /// The criteria.
        Criterion = "criterion",
    }
}

word_list! {
    /// How the paragraphs of a source are told apart.
    Paragraphs {
        /// By what the file looks like.
        Auto = "auto",
        /// Each line that is not empty.
        Lines = "lines",
        /// Blocks between blank lines.
        Blank = "blank",
    }
}

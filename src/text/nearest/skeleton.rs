//! Compares texts by their letters and digits alone, and says in what else they differ.

use std::ops::Range;

use memchr::memmem;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::text::source::collapse_white_space;

/// A respect in which two texts may differ though their letters and digits are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Letters of other scripts that look like Latin ones.
    LookAlikes,
    /// Superscripts, circled digits and other forms that stand for plain characters.
    Forms,
    /// Accents and other marks on letters.
    Accents,
    /// Upper and lower case.
    Case,
    /// Quotation marks and apostrophes.
    QuotationMarks,
    /// All other punctuation, symbols included.
    Punctuation,
    /// White space.
    Spacing,
}

impl Layer {
    const ALL: [Self; 7] = [
        Self::LookAlikes,
        Self::Forms,
        Self::Accents,
        Self::Case,
        Self::QuotationMarks,
        Self::Punctuation,
        Self::Spacing,
    ];

    /// What this layer is called in a sentence.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LookAlikes => "look-alike letters",
            Self::Forms => "character forms",
            Self::Accents => "accents",
            Self::Case => "case",
            Self::QuotationMarks => "quotation marks",
            Self::Punctuation => "punctuation",
            Self::Spacing => "spacing",
        }
    }
}

/// The letters and digits of a text, in lower case and without accents, with the way back to it.
pub(super) struct Skeleton {
    text: String,
    /// For every 256th character of the text, its offset and that of its letters in the skeleton.
    steps: Vec<Step>,
}

#[derive(Clone, Copy)]
struct Step {
    folded: usize,
    letters: usize,
}

impl Skeleton {
    /// The skeleton of a folded text.
    pub(super) fn new(folded: &str) -> Self {
        let mut skeleton = Self {
            text: String::new(),
            steps: Vec::new(),
        };
        for (count, (at, c)) in folded.char_indices().enumerate() {
            if count % 256 == 0 {
                let letters = skeleton.text.len();
                skeleton.steps.push(Step {
                    folded: at,
                    letters,
                });
            }
            push_letters(&mut skeleton.text, c);
        }
        skeleton
    }

    /// Whether both have the same letters and digits.
    pub(super) fn has_text_of(&self, other: &Self) -> bool {
        self.text == other.text
    }

    /// The stretches of `folded`, the text of which this is the skeleton, whose skeleton is that of `quote`; the
    /// first 20.
    pub(super) fn find(&self, folded: &str, quote: &str) -> Vec<Range<usize>> {
        let needle = Self::new(quote).text;
        if needle.is_empty() {
            return Vec::new();
        }
        memmem::find_iter(self.text.as_bytes(), needle.as_bytes())
            .take(20)
            .map(|at| {
                let last = self.origin(folded, at + needle.len() - 1);
                self.origin(folded, at)..folded.ceil_char_boundary(last + 1)
            })
            .collect()
    }

    /// The offset in `folded` of the character that the byte at `letter` of the skeleton comes from.
    fn origin(&self, folded: &str, letter: usize) -> usize {
        let after = self.steps.partition_point(|step| step.letters <= letter);
        let Some(step) = after.checked_sub(1).map(|index| self.steps[index]) else {
            return 0;
        };
        let mut letters = String::new();
        for (at, c) in folded[step.folded..].char_indices() {
            push_letters(&mut letters, c);
            if step.letters + letters.len() > letter {
                return step.folded + at;
            }
        }
        folded.len()
    }
}

/// Writes the letters and digits that are left of `c`.
fn push_letters(skeleton: &mut String, c: char) {
    let kept = |part: char| part.is_alphanumeric() && !is_combining_mark(part);
    if c.is_ascii() {
        skeleton.extend(kept(c).then(|| c.to_ascii_lowercase()));
        return;
    }
    decompose_compatible(look_alike(c).unwrap_or(c), |part| {
        if kept(part) {
            skeleton.extend(part.to_lowercase().filter(|low| kept(*low)));
        }
    });
}

/// The layers in which two texts with the same skeleton differ, none of which can be left out.
pub(super) fn differing_layers(one: &str, other: &str) -> Vec<Layer> {
    let mut needed = Layer::ALL.to_vec();
    for layer in Layer::ALL {
        let fewer: Vec<_> = needed
            .iter()
            .copied()
            .filter(|kept| *kept != layer)
            .collect();
        if level(one, &fewer) == level(other, &fewer) {
            needed = fewer;
        }
    }
    needed
}

/// The look-alike letters that only `quote` has, each with the Latin letter that it looks like.
pub(super) fn look_alikes(quote: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<_> = quote
        .chars()
        .filter_map(|c| look_alike(c).map(|latin| (c, latin)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// `text` with the differences of these layers taken out.
fn level(text: &str, layers: &[Layer]) -> String {
    let has = |layer| layers.contains(&layer);
    let mut levelled: String = text.to_owned();
    if has(Layer::LookAlikes) {
        levelled = levelled
            .chars()
            .map(|c| look_alike(c).unwrap_or(c))
            .collect();
    }
    if has(Layer::Forms) {
        levelled = levelled.nfkc().collect();
    }
    if has(Layer::Accents) {
        levelled = levelled.nfd().filter(|c| !is_combining_mark(*c)).collect();
    }
    if has(Layer::Case) {
        levelled = levelled.to_lowercase();
    }
    let is_mark = |c: char| matches!(c, '\'' | '"' | '`' | '´' | '«' | '»' | '‹' | '›');
    levelled.retain(|c| {
        let layer = match c {
            c if c.is_alphanumeric() => return true,
            c if c.is_whitespace() => Layer::Spacing,
            c if is_mark(c) => Layer::QuotationMarks,
            c if is_combining_mark(c) => Layer::Accents,
            _ => Layer::Punctuation,
        };
        !has(layer)
    });
    if has(Layer::Punctuation) && !has(Layer::Spacing) {
        levelled = collapse_white_space(&levelled);
    }
    levelled
}

/// The Latin letter that a Cyrillic or Greek letter looks like.
fn look_alike(c: char) -> Option<char> {
    const PAIRS: [(&str, &str); 2] = [
        (
            "АВЕКМНОРСТУХаеорсухіїјѕІЈЅһԁԛԝ",
            "ABEKMHOPCTYXaeopcyxiïjsIJShdqw",
        ),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ", "ABEZHIKMNOPTYXovu"),
    ];
    if !matches!(c, '\u{370}'..='\u{52f}') {
        return None;
    }
    PAIRS.iter().find_map(|(like, latin)| {
        let index = like.chars().position(|other| other == c)?;
        latin.chars().nth(index)
    })
}

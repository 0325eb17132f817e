//! The words that turn a sentence round: negators, modals and numbers; and how words are counted.

use crate::text::tokens::is_word;

/// Why a word weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordClass {
    /// It denies or excepts: "not", "never", "without", "unless".
    Negator,
    /// It says how binding or likely something is: "must", "may", "would".
    Modal,
    /// It counts: digits or a word for a number.
    Number,
}

impl WordClass {
    /// The word for this class, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negator => "negator",
            Self::Modal => "modal",
            Self::Number => "number",
        }
    }
}

const NEGATORS: [&str; 20] = [
    "not", "no", "never", "none", "neither", "nor", "nobody", "nothing", "nowhere", "cannot",
    "without", "unless", "except", "hardly", "scarcely", "barely", "rarely", "seldom", "unlikely",
    "lest",
];

const MODALS: [&str; 13] = [
    "can", "could", "may", "might", "must", "ought", "shall", "should", "will", "would", "need",
    "needs", "cannot",
];

const NUMBERS: [&str; 26] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    "hundred", "thousand", "million", "billion", "dozen", "half",
];

/// Beginnings and endings that deny a word: "un" in "unlikely", "less" in "harmless".
const DENYING_PARTS: [&str; 8] = ["un", "in", "im", "il", "ir", "dis", "non", "less"];

/// The words of `text`, in lower case and with straight apostrophes.
pub(in crate::text) fn lowered_words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c))
        .map(|word| word.trim_matches(is_apostrophe))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('’', "'"))
}

/// The words of `text` with their offsets; a word has letters, digits, marks and apostrophes.
pub(in crate::text) fn place_words(text: &str) -> impl Iterator<Item = (usize, &str)> + '_ {
    let in_word = |c: char| is_word(c) || is_apostrophe(c);
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(in_word)?;
        let length = text[start..].find(|c| !in_word(c));
        at = length.map_or(text.len(), |length| start + length);
        Some((start, &text[start..at]))
    })
}

/// The words of `text` that weigh, each with its class, sorted.
pub(in crate::text) fn weighty_words(text: &str) -> Vec<(WordClass, String)> {
    let mut weighty: Vec<_> = lowered_words(text)
        .flat_map(|word| classes_of(&word).map(move |class| (class, word.clone())))
        .collect();
    weighty.sort();
    weighty
}

/// The first negator of `text`, in lower case.
pub(in crate::text) fn first_negator(text: &str) -> Option<String> {
    lowered_words(text).find(|word| is_negator(word))
}

/// Whether `word`, in lower case, is a negator.
pub(in crate::text) fn is_negator(word: &str) -> bool {
    NEGATORS.contains(&word) || word.ends_with("n't")
}

/// Whether `part` of a word, in lower case, denies the rest of it.
pub(in crate::text) fn is_denying_part(part: &str) -> bool {
    DENYING_PARTS.contains(&part.trim_end_matches('-'))
}

/// How many words `text` has: stretches between spaces, dashes and ellipses with a letter or a digit in them.
pub(in crate::text) fn count_words(text: &str) -> usize {
    text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '…'))
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// The words of `text`, of a long one only `shown` at each end.
pub fn both_ends(text: &str, shown: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 2 * shown + 1 {
        return words.join(" ");
    }
    let (first, last) = (&words[..shown], &words[words.len() - shown..]);
    format!("{} … {}", first.join(" "), last.join(" "))
}

fn classes_of(word: &str) -> impl Iterator<Item = WordClass> + use<> {
    let stem = word.strip_suffix("n't").unwrap_or(word);
    let is_modal =
        MODALS.contains(&stem) || word.ends_with("'ll") || matches!(word, "won't" | "can't");
    let is_number = NUMBERS.contains(&word) || word.contains(char::is_numeric);
    [
        is_negator(word).then_some(WordClass::Negator),
        is_modal.then_some(WordClass::Modal),
        is_number.then_some(WordClass::Number),
    ]
    .into_iter()
    .flatten()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::both_ends;

    #[test]
    fn of_a_long_text_both_ends_are_shown() {
        assert_eq!(both_ends("1 2 3  4 5 6 7 8 9", 4), "1 2 3 4 5 6 7 8 9");
        assert_eq!(both_ends("1 2 3 4 5 6 7 8 9 10", 4), "1 2 3 4 … 7 8 9 10");
    }
}

//! The edits that change what a quote says, as functions from a quote to every text that one makes of it.

/// A kind of edit: every text that it makes of a quote.
pub(super) type Edit = fn(&str) -> Vec<String>;

pub(super) const EDITS: [(&str, Edit); 12] = [
    ("a negation added", add_negation),
    ("a negation taken away", drop_negation),
    ("another modal", |quote| swap_words(quote, &MODALS)),
    ("another actor", |quote| swap_words(quote, &ACTORS)),
    ("the opposite word", |quote| swap_words(quote, &OPPOSITES)),
    ("another number", |quote| {
        [swap_words(quote, &NUMBERS), change_digits(quote)].concat()
    }),
    ("another date", |quote| swap_words(quote, &DATES)),
    ("words cut from the middle", cut_middle),
    ("neighbouring words exchanged", exchange_neighbours),
    ("a prefix that denies", change_prefix),
    ("another case or stop", change_case_and_stops),
    ("quotation marks dropped", drop_marks),
];

pub(super) const NEGATIONS: [&str; 14] = [
    "not", "no", "never", "none", "neither", "nor", "nothing", "cannot", "without", "unless",
    "hardly", "only", "if", "unlikely",
];

/// Words that bind by different amounts: each takes the place of every other.
const MODALS: [&[&str]; 2] = [
    &[
        "must", "may", "should", "could", "would", "might", "will", "can", "cannot", "shall",
    ],
    &["is", "was", "may be", "would be", "is not"],
];

const ACTORS: [&[&str]; 6] = [
    &[
        "Russia",
        "Ukraine",
        "Belarus",
        "NATO",
        "China",
        "Washington",
        "Moscow",
        "Europe",
        "Germany",
        "Poland",
        "America",
        "Congress",
    ],
    &[
        "Russian",
        "Ukrainian",
        "Belarusian",
        "American",
        "European",
        "German",
        "Western",
    ],
    &["Putin", "Biden", "Lukashenko", "Trump", "Zelensky"],
    &["he", "she", "they", "we", "it", "you"],
    &["his", "her", "their", "our", "its"],
    &[
        "his",
        "Putin’s",
        "Biden’s",
        "Russia’s",
        "Ukraine’s",
        "America’s",
    ],
];

const OPPOSITES: [&[&str]; 14] = [
    &["more", "less", "no"],
    &["most", "least", "some", "all", "few"],
    &["before", "after", "until", "without"],
    &["for", "against"],
    &["with", "without"],
    &["and", "or", "but not"],
    &["support", "oppose"],
    &["always", "never", "sometimes"],
    &["increase", "reduce"],
    &["deter", "provoke"],
    &["accept", "reject"],
    &["strong", "weak"],
    &["if", "unless", "because"],
    &["likely", "unlikely"],
];

const NUMBERS: [&[&str]; 2] = [
    &[
        "one", "two", "three", "four", "five", "ten", "first", "second", "third",
    ],
    &["hundred", "thousand", "million", "billion"],
];

const DATES: [&[&str]; 3] = [
    &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    &["yesterday", "today", "tomorrow", "now", "later"],
];

/// What of a text carries meaning: all but white space, dashes, hyphens and ellipses, in straight marks.
pub(super) fn letters(text: &str) -> String {
    text.replace("...", "")
        .chars()
        .filter(|c| !c.is_whitespace() && !"-–—…\u{ad}\u{200b}\u{feff}".contains(*c))
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            c => c,
        })
        .collect()
}

/// A word without the punctuation around it.
fn core(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = core(word).to_lowercase();
    list.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
}

pub(super) fn insert(words: &[&str], at: usize, new: &str) -> String {
    [&words[..at], &[new], &words[at..]].concat().join(" ")
}

pub(super) fn replace(words: &[&str], at: usize, new: &str) -> String {
    [&words[..at], &[new], &words[at + 1..]].concat().join(" ")
}

fn add_negation(quote: &str) -> Vec<String> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let places = 1..words.len();
    places.map(|at| insert(&words, at, "not")).collect()
}

fn drop_negation(quote: &str) -> Vec<String> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let places = (1..words.len().saturating_sub(1)).filter(|at| is_one_of(words[*at], &NEGATIONS));
    let drop = |at: usize| {
        let bare = words[at].replace("n’t", "").replace("n't", "");
        let denied = (bare != words[at]).then(|| replace(&words, at, &bare));
        let dropped = [&words[..at], &words[at + 1..]].concat().join(" ");
        [Some(dropped), denied]
    };
    places.flat_map(drop).flatten().collect()
}

/// The quote with each word that a list has, exchanged for each other word of the list.
fn swap_words(quote: &str, lists: &[&[&str]]) -> Vec<String> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let mut changed = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let bare = core(word);
        for list in lists.iter().filter(|list| list.contains(&bare)) {
            let others = list.iter().filter(|other| **other != bare);
            changed.extend(others.map(|other| replace(&words, at, &word.replace(bare, other))));
        }
    }
    changed
}

/// Each digit exchanged, dropped and doubled.
fn change_digits(quote: &str) -> Vec<String> {
    let digits = quote.char_indices().filter(|(_, c)| c.is_ascii_digit());
    digits
        .flat_map(|(at, digit)| {
            let next = char::from((digit as u8 - b'0' + 1) % 10 + b'0');
            let (before, after) = (&quote[..at], &quote[at + 1..]);
            [
                format!("{before}{next}{after}"),
                format!("{before}{after}"),
                format!("{before}{digit}{digit}{after}"),
                format!("{before}{digit}.{after}"),
            ]
        })
        .collect()
}

/// One word or half of them left out, with no mark.
fn cut_middle(quote: &str) -> Vec<String> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let mut changed = Vec::new();
    for length in [1, words.len() / 2] {
        for at in 1..words.len().saturating_sub(length) {
            changed.push([&words[..at], &words[at + length..]].concat().join(" "));
        }
    }
    changed
}

fn exchange_neighbours(quote: &str) -> Vec<String> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let exchange = |at: usize| {
        let mut words = words.clone();
        words.swap(at, at + 1);
        words.join(" ")
    };
    (0..words.len().saturating_sub(1)).map(exchange).collect()
}

/// "unlikely" for "likely" and the reverse; the first word counts too, where the source goes on before it.
fn change_prefix(quote: &str) -> Vec<String> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let mut changed = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for prefix in ["un", "in", "im", "dis", "non-", "anti-", "mis"] {
            changed.extend(
                word.strip_prefix(prefix)
                    .map(|bare| replace(&words, at, bare)),
            );
        }
        if word.starts_with(char::is_lowercase) {
            let prefix = ["un", "non-"][at % 2];
            changed.push(replace(&words, at, &format!("{prefix}{word}")));
        }
    }
    changed
}

fn change_case_and_stops(quote: &str) -> Vec<String> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let upper = |at: usize| replace(&words, at, &words[at].to_uppercase());
    let mut changed: Vec<String> = (0..words.len()).map(upper).collect();
    changed.push(quote.to_lowercase());
    changed.extend(["?", ";", ":"].map(|stop| quote.replace('.', stop)));
    changed.push(quote.replace(',', ""));
    changed
}

fn drop_marks(quote: &str) -> Vec<String> {
    let marks = ['“', '”', '"', '‘', '’', '\''];
    let scares = quote.replace(['“', '”', '"'], "");
    let added = quote
        .split_whitespace()
        .skip(1)
        .filter(|word| word.len() > 4);
    let mut changed: Vec<String> = added
        .map(|word| quote.replacen(word, &format!("“{word}”"), 1))
        .collect();
    changed.extend([scares, quote.replace(marks, "")]);
    changed
}

/// The first half of one and the second half of the other, and the other way round.
pub(super) fn splices(one: &str, other: &str) -> Vec<String> {
    let halves = |quote: &str| -> (String, String) {
        let words: Vec<&str> = quote.split_whitespace().collect();
        let (first, second) = words.split_at(words.len() / 2);
        (first.join(" "), second.join(" "))
    };
    let ((first, rest), (other_first, second)) = (halves(one), halves(other));
    if letters(&rest) == letters(&second) || letters(one) == letters(other) {
        return Vec::new();
    }
    vec![format!("{first} {second}"), format!("{rest} {other_first}")]
}

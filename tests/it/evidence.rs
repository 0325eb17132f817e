//! The result read as evidence: no change of meaning to a quote of the example verifies.
//!
//! Every quote is changed in every place by every kind of edit that turns it into what its author did
//! not write, and sought again in its source. A changed quote may by chance be what the author wrote
//! elsewhere: it is then a true quotation of that other passage, which is proved by reading the place
//! character by character, and counted apart.

#![expect(
    clippy::print_stdout,
    reason = "how many were tried is what the reader of a run wants"
)]

use std::path::Path;

use policy_matrix::model::{Project, Quote};
use policy_matrix::pipeline::{self, Request};
use policy_matrix::text::{Method, QuoteQuery, SourceText, Verified, find_quote};

/// A kind of edit: every text that it makes of a quote.
type Edit = fn(&str) -> Vec<String>;

const EDITS: [(&str, Edit); 12] = [
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

const NEGATIONS: [&str; 14] = [
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

/// What became of the changed quotes.
#[derive(Default)]
struct Tried {
    refused: usize,
    /// Quotations of another passage, word for word.
    elsewhere: usize,
    /// Those that are verified without being the words of the source.
    false_ones: Vec<String>,
}

impl Tried {
    fn all(&self) -> usize {
        self.refused + self.elsewhere + self.false_ones.len()
    }

    /// Seeks `changed` and judges what is found without the program's own rules.
    fn seek(&mut self, text: &SourceText, changed: &str, quote: &Quote) {
        let [prefix, suffix] = [&quote.prefix, &quote.suffix].map(Option::as_deref);
        let written = QuoteQuery {
            exact: changed,
            prefix,
            suffix,
            reviewed: quote.reviewed,
        };
        let bare = Some(QuoteQuery::new(changed)).filter(|bare| *bare != written);
        let queries = std::iter::once(written).chain(bare);
        let mut found = queries.filter_map(|query| find_quote(text, &query).ok());
        match found.next() {
            None => self.refused += 1,
            Some(verified) if reads(text, &verified, changed) => self.elsewhere += 1,
            Some(verified) => {
                let there = &text.raw()[verified.place().bytes()];
                self.false_ones
                    .push(format!("{}: {changed:?} is found as {there:?}", quote.id));
            }
        }
    }
}

#[test]
fn no_changed_quote_verifies() {
    let project = example();
    let (mut all, mut elsewhere) = (0, 0);
    for (name, edit) in EDITS {
        let mut tried = Tried::default();
        for quote in project.quotes() {
            let text = &project.sources[quote.source].text;
            for changed in edit(&quote.written) {
                if letters(&changed) != letters(&quote.written) {
                    tried.seek(text, &changed, quote);
                }
            }
        }
        println!(
            "{name}: {} tried, {} elsewhere",
            tried.all(),
            tried.elsewhere
        );
        assert!(tried.all() > 50, "{name}: only {} tried", tried.all());
        assert!(
            tried.false_ones.is_empty(),
            "{name}:\n{}",
            tried.false_ones.join("\n")
        );
        (all, elsewhere) = (all + tried.all(), elsewhere + tried.elsewhere);
    }
    println!("{all} changed quotes, {elsewhere} of them true quotations of another passage");
    assert!(all > 50_000, "only {all} changed quotes were tried");
    assert!(
        elsewhere * 200 < all,
        "{elsewhere} of {all} stand elsewhere"
    );
}

#[test]
fn no_splice_verifies_and_no_quote_in_another_source() {
    let project = example();
    let mut tried = Tried::default();
    let quotes: Vec<&Quote> = project.quotes().collect();
    for (at, quote) in quotes.iter().enumerate() {
        for (key, source) in project.sources.iter() {
            if key != quote.source {
                tried.seek(&source.text, &quote.written, quote);
            }
        }
        let text = &project.sources[quote.source].text;
        // Quotes of one recommendation stand side by side: these, and some of all others.
        let others = quotes.iter().skip(at + 1).take(4);
        for other in others.chain(quotes.iter().step_by(12)) {
            for changed in splices(&quote.written, &other.written) {
                tried.seek(text, &changed, quote);
            }
        }
    }
    println!("{} tried, {} elsewhere", tried.all(), tried.elsewhere);
    assert!(
        tried.false_ones.is_empty(),
        "\n{}",
        tried.false_ones.join("\n")
    );
    assert!(tried.all() > 16_000, "only {} were tried", tried.all());
    assert!(
        tried.elsewhere * 100 < tried.all(),
        "{} stand elsewhere",
        tried.elsewhere
    );
}

#[test]
fn no_bracket_turns_a_quote_round_and_no_omission_hides_that_it_does() {
    let project = example();
    let mut tried = 0;
    for quote in project
        .quotes()
        .filter(|quote| quote.verified().method() != Method::Edited)
    {
        let text = &project.sources[quote.source].text;
        let words: Vec<&str> = quote.written.split_whitespace().collect();
        for at in 1..words.len() {
            let mut changed = vec![insert(&words, at, "[not]"), insert(&words, at, "[never]")];
            if is_one_of(words[at], &NEGATIONS[..11]) {
                changed.extend(["...", "[…]", "[indeed]"].map(|mark| replace(&words, at, mark)));
            }
            for changed in changed {
                tried += 1;
                let found = find_quote(text, &QuoteQuery::new(&changed));
                assert!(found.is_err(), "{}: {changed:?} is verified", quote.id);
            }
        }
    }
    println!("{tried} tried");
    assert!(tried > 8_000, "only {tried} were tried");
}

fn example() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let checked = pipeline::check(root, Request::default()).expect("the example can be read");
    let sound = checked.sound.expect("the example has no errors");
    assert!(
        sound.project.quotes().count() > 200,
        "the example has lost its quotes"
    );
    sound.project
}

/// Whether the place reads what the quote says, its own omissions and brackets aside: every letter, digit
/// and stop in order, and nothing besides.
fn reads(text: &SourceText, verified: &Verified, quote: &str) -> bool {
    let segments = verified.segments().iter();
    let there: String = segments
        .map(|bytes| letters(&text.raw()[bytes.clone()]))
        .collect();
    let literal = match verified.method() {
        Method::Edited => without_edits(quote),
        Method::Exact | Method::Folded => quote.to_owned(),
    };
    there == letters(&literal)
}

/// What of a text carries meaning: all but white space, dashes, hyphens and ellipses, in straight marks.
fn letters(text: &str) -> String {
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

fn without_edits(quote: &str) -> String {
    let mut depth = 0;
    let outside = quote.chars().filter(|c| {
        depth += i32::from(*c == '[');
        let keep = depth == 0;
        depth -= i32::from(*c == ']');
        keep
    });
    outside.collect()
}

/// A word without the punctuation around it.
fn core(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = core(word).to_lowercase();
    list.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
}

fn insert(words: &[&str], at: usize, new: &str) -> String {
    [&words[..at], &[new], &words[at..]].concat().join(" ")
}

fn replace(words: &[&str], at: usize, new: &str) -> String {
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

/// The first half of one and the second half of the other, joined in three ways.
fn splices(one: &str, other: &str) -> Vec<String> {
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

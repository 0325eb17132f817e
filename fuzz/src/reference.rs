//! A search that is slow and plain: what the rules of quotes say, one rule after another, with no index and
//! no short cut. It knows no edits, no prefix and no suffix.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What the reference finds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The raw bytes of every place of the words, those that overlap included, white space trimmed.
    pub places: BTreeSet<(usize, usize)>,
    /// Whether one of them runs over a blank line.
    pub crosses: bool,
}

/// One character of a folded text and the raw bytes that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unit {
    /// What it may be read as: a hyphen at a line end may be none at all.
    readings: Vec<String>,
    raw: Range<usize>,
}

/// A hyphen before white space is like any other such hyphen, whether a line ends there or not.
const HYPHEN_BEFORE_SPACE: &str = "-_";

/// Seeks `quote` in `source`, both without their edges.
pub fn seek(source: &str, quote: &str) -> Reference {
    let text = fold(source);
    let words = strip_edges(fold(quote.trim()));
    let mut found = Reference::default();
    if words.is_empty() {
        return found;
    }
    for start in 0..text.len() {
        for end in ends(&text[start..], &words) {
            let raw = text[start].raw.start..text[start + end - 1].raw.end;
            let slice = &source[raw.clone()];
            let from = raw.start + (slice.len() - slice.trim_start().len());
            let to = raw.start + slice.trim_end().len();
            found.places.insert((from, to));
            found.crosses |= has_blank_line(&source[from..to]);
        }
    }
    found
}

/// How many units of `text` from its start may read as `words`, in every way.
fn ends(text: &[Unit], words: &[Unit]) -> BTreeSet<usize> {
    let mut open: Vec<(usize, usize, String, String)> = vec![(0, 0, String::new(), String::new())];
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    while let Some((at, in_words, mut left, mut right)) = open.pop() {
        while let (Some(a), Some(b)) = (left.chars().next(), right.chars().next()) {
            if a != b {
                break;
            }
            left.remove(0);
            right.remove(0);
        }
        if !(left.is_empty() || right.is_empty())
            || !seen.insert((at, in_words, left.clone(), right.clone()))
        {
            continue;
        }
        if in_words == words.len() && left.is_empty() && right.is_empty() && at > 0 {
            found.insert(at);
        }
        if right.is_empty() && in_words < words.len() {
            for reading in &words[in_words].readings {
                open.push((at, in_words + 1, left.clone(), reading.clone()));
            }
        } else if left.is_empty() && at < text.len() {
            for reading in &text[at].readings {
                open.push((at + 1, in_words, reading.clone(), right.clone()));
            }
        }
    }
    found
}

fn has_blank_line(slice: &str) -> bool {
    let one = slice
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2029}'], "\n");
    one.split('\n').skip(1).any(|line| line.trim().is_empty())
}

/// Drops what stands at the edges and is no part of the words.
fn strip_edges(mut units: Vec<Unit>) -> Vec<Unit> {
    let is_edge = |unit: &Unit| {
        matches!(
            unit.readings[0].as_str(),
            " " | "—" | "…" | "•" | "‣" | "◦" | "▪" | "●"
        )
    };
    let is_hyphen = |unit: &Unit| unit.readings[0] == "-";
    let begins_with_digit = |unit: Option<&Unit>| {
        unit.is_some_and(|unit| unit.readings[0].starts_with(|c: char| c.is_ascii_digit()))
    };
    loop {
        let second_is_digit = begins_with_digit(units.get(1));
        match units.first() {
            Some(first) if is_edge(first) || (is_hyphen(first) && !second_is_digit) => {
                units.remove(0)
            }
            _ => break,
        };
    }
    while units
        .last()
        .is_some_and(|last| is_edge(last) || is_hyphen(last))
    {
        units.pop();
    }
    units
}

/// Whether `c` folds to nothing.
pub fn is_invisible(c: char) -> bool {
    "\u{ad}\u{200b}\u{2060}\u{feff}\u{200e}\u{200f}".contains(c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// Folds by one rule after another over a list of characters with their places.
fn fold(raw: &str) -> Vec<Unit> {
    let chars: Vec<(char, Range<usize>)> = raw
        .char_indices()
        .map(|(at, c)| (c, at..at + c.len_utf8()))
        .collect();
    let chars = soft_hyphens_at_line_ends(&chars);
    let chars: Vec<_> = chars
        .into_iter()
        .filter(|(c, _)| !is_invisible(*c))
        .collect();
    spaces_and_dashes(&compose(&letters(&chars)))
}

/// Stands for a soft hyphen that ends a line; no text has it, because it is no character.
const SOFT: char = '\u{fdd0}';

type Chars = Vec<(char, Range<usize>)>;

/// A soft hyphen between letters that one line break follows is a hyphen at a line end.
fn soft_hyphens_at_line_ends(chars: &[(char, Range<usize>)]) -> Chars {
    let mut out = chars.to_vec();
    for at in 0..chars.len() {
        if chars[at].0 != '\u{ad}' {
            continue;
        }
        let visible = chars[at + 1..].iter().find(|(c, _)| !is_invisible(*c));
        if visible.is_some_and(|(c, _)| c.is_whitespace()) {
            out[at].0 = SOFT;
        }
    }
    out
}

fn letters(chars: &[(char, Range<usize>)]) -> Chars {
    let mut out = Vec::new();
    for (c, raw) in chars {
        let folded = match c {
            '‘' | '’' | '‚' | '‛' | '\u{2bc}' => "'",
            '“' | '”' | '„' | '‟' => "\"",
            'ﬀ' => "ff",
            'ﬁ' => "fi",
            'ﬂ' => "fl",
            'ﬃ' => "ffi",
            'ﬄ' => "ffl",
            'ﬅ' | 'ﬆ' => "st",
            _ => {
                out.push((*c, raw.clone()));
                continue;
            }
        };
        out.extend(folded.chars().map(|letter| (letter, raw.clone())));
    }
    out
}

/// Composes what NFC composes: a text may be divided wherever both parts compose to what the whole does.
fn compose(chars: &[(char, Range<usize>)]) -> Chars {
    let mut out = Vec::new();
    let mut start = 0;
    for end in 1..=chars.len() {
        let text =
            |range: &[(char, Range<usize>)]| range.iter().map(|(c, _)| *c).collect::<String>();
        // On a control character stands no accent.
        let last = chars[end - 1].0;
        let bears_none = last.is_control() || matches!(last, '\u{2028}' | '\u{2029}');
        let divides = end == chars.len() || bears_none || {
            let (left, next) = (text(&chars[start..end]), chars[end].0);
            let whole: String = left.chars().chain([next]).nfc().collect();
            let apart: String = left.nfc().chain([next].into_iter().nfc()).collect();
            let decomposed: Vec<char> = [next].into_iter().nfd().collect();
            whole == apart && canonical_combining_class(decomposed[0]) == 0
        };
        if divides {
            let (left, raw) = (
                text(&chars[start..end]),
                chars[start].1.start..chars[end - 1].1.end,
            );
            let composed: Vec<char> = left.nfc().collect();
            match composed.iter().eq(chars[start..end].iter().map(|(c, _)| c)) {
                true => out.extend_from_slice(&chars[start..end]),
                false => out.extend(composed.into_iter().map(|c| (c, raw.clone()))),
            }
            start = end;
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Hyphen,
    Short,
    Long,
    Soft,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        SOFT => Kind::Soft,
        _ if c.is_whitespace() => Kind::Space,
        '-' | '\u{2010}' => Kind::Hyphen,
        '\u{2011}' | '\u{2012}' | '–' | '\u{2212}' => Kind::Short,
        '—' | '\u{2015}' => Kind::Long,
        _ => Kind::Other,
    }
}

/// Folds runs of white space and of dashes; no run of dots is known here.
fn spaces_and_dashes(chars: &[(char, Range<usize>)]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if kind(chars[at].0) == Kind::Other {
            let (c, raw) = &chars[at];
            units.push(Unit {
                readings: vec![c.to_string()],
                raw: raw.clone(),
            });
            at += 1;
            continue;
        }
        let end = end_of_run(chars, at);
        let before = at.checked_sub(1).map(|before| chars[before].0);
        let after = chars.get(end).map(|(c, _)| *c);
        // A mark begins no word.
        let after = after.filter(|c| canonical_combining_class(*c) == 0);
        let readings = read_run(&chars[at..end], before, after);
        units.push(Unit {
            readings: readings
                .iter()
                .map(|reading| (*reading).to_owned())
                .collect(),
            raw: chars[at].1.start..chars[end - 1].1.end,
        });
        at = end;
    }
    units
}

/// Where the run that begins at `start` ends: before a letter, or before a dash that an accent makes a symbol, if it
/// is not the first.
fn end_of_run(chars: &[(char, Range<usize>)], start: usize) -> usize {
    let is_dash = |at: usize| matches!(kind(chars[at].0), Kind::Hyphen | Kind::Short | Kind::Long);
    let is_accented = |at: usize| {
        let next = chars.get(at + 1);
        next.is_some_and(|(c, _)| canonical_combining_class(*c) != 0)
    };
    let ends = |at: &usize| {
        kind(chars[*at].0) == Kind::Other
            || (is_dash(*at) && is_accented(*at) && (start..*at).any(is_dash))
    };
    (start..chars.len()).find(ends).unwrap_or(chars.len())
}

fn read_run(
    run: &[(char, Range<usize>)],
    before: Option<char>,
    after: Option<char>,
) -> Vec<&'static str> {
    let text: String = run.iter().map(|(c, _)| *c).collect();
    let breaks = text.replace("\r\n", "\n").matches(['\n', '\r']).count();
    let kinds: Vec<Kind> = run.iter().map(|(c, _)| kind(*c)).collect();
    let dashes = kinds
        .iter()
        .filter(|kind| !matches!(kind, Kind::Space | Kind::Soft))
        .count();
    let spaced = kinds.contains(&Kind::Space);
    let is = |c: Option<char>, what: fn(char) -> bool| c.is_some_and(what);
    let between_letters = is(before, char::is_alphabetic) && is(after, char::is_alphabetic);
    let between_words = is(before, char::is_alphanumeric) && is(after, char::is_alphanumeric);
    if dashes == 0 {
        let soft = kinds[0] == Kind::Soft && breaks == 1 && between_letters;
        return match (soft, spaced) {
            (true, _) => vec!["-", "", HYPHEN_BEFORE_SPACE],
            (_, true) => vec![" "],
            _ => vec![""],
        };
    }
    let joint = dashes == 1 && kinds[0] == Kind::Hyphen && spaced && between_words;
    match breaks {
        0 if joint => vec!["—", HYPHEN_BEFORE_SPACE],
        1 if joint && between_letters => vec!["-", "", HYPHEN_BEFORE_SPACE],
        1 if joint => vec!["-", HYPHEN_BEFORE_SPACE],
        _ if !spaced && dashes == 1 && !kinds.contains(&Kind::Long) => vec!["-"],
        _ => vec!["—"],
    }
}

//! Omissions and brackets: what verifies is made of stretches of one paragraph in order, no more than 60 words
//! apart, that read what the quote says; and what was really left out is found.

use crate::any_text;
use arbitrary::{Result, Unstructured};
use policy_matrix::text::{
    EditKind, Method, ParagraphMode, QuoteFault, QuoteQuery, SourceText, Verified, find_quote,
};

const WORDS: [&str; 24] = [
    "we", "must", "not", "act", "now", "before", "winter", "unless", "he", "may", "never", "war",
    "ten", "men", "cannot", "hold", "the", "line,", "said.", "likely", "unlikely", "and", "troops",
    "Kyiv",
];
const MARKS: [&str; 12] = [
    "...",
    "…",
    "[...]",
    "[…]",
    ". . .",
    "....",
    "[the]",
    "[not]",
    "[sic]",
    "[T]he",
    "hold[ing]",
    "[un]likely",
];

/// What denies, as far as this target's words go.
const NEGATORS: [&str; 5] = ["not", "unless", "never", "cannot", "unlikely"];

/// Tries what `data` makes.
pub fn run(data: &[u8]) {
    let _ = attempt(&mut Unstructured::new(data));
}

fn attempt(u: &mut Unstructured) -> Result<()> {
    let lines: Result<Vec<Vec<&str>>> = (0..u.int_in_range(1..=3)?).map(|_| words(u, 90)).collect();
    let lines = lines?;
    let raw = lines
        .iter()
        .map(|line| line.join(" "))
        .collect::<Vec<_>>()
        .join("\n");
    let source = SourceText::new(raw, ParagraphMode::Lines);
    let line = u.choose(&lines)?;
    omit(u, &source, line)?;
    let marked = marked(u, line)?;
    for quote in [marked, any_text(u, 12)?] {
        for reviewed in [false, true] {
            let query = QuoteQuery {
                reviewed,
                ..QuoteQuery::new(&quote)
            };
            if let Ok(verified) = find_quote(&source, &query) {
                judge(&source, &quote, &verified, reviewed);
            }
        }
    }
    Ok(())
}

fn words<'a>(u: &mut Unstructured<'a>, most: usize) -> Result<Vec<&'a str>> {
    let count = u.int_in_range(1..=most)?;
    (0..count).map(|_| Ok(*u.choose(&WORDS)?)).collect()
}

/// Words of a line with marks put between, or in the place of, some.
fn marked(u: &mut Unstructured, line: &[&str]) -> Result<String> {
    let start = u.choose_index(line.len())?;
    let mut quote: Vec<&str> = Vec::new();
    for word in line[start..].iter().take(20) {
        match u.int_in_range(0..=11)? {
            0 => quote.push(u.choose(&MARKS)?),
            1 => quote.extend([word, *u.choose(&MARKS)?]),
            2 => {}
            3 => quote.push(u.choose(&WORDS)?),
            _ => quote.push(word),
        }
    }
    Ok(quote.join(" "))
}

/// Leaves words out of a line where the rules let it, which must never be called not found.
fn omit(u: &mut Unstructured, source: &SourceText, line: &[&str]) -> Result<()> {
    let first = u.int_in_range(3..=12)?;
    let omitted = u.int_in_range(1..=60)?;
    let last = u.int_in_range(3..=12)?;
    if first + omitted + last > line.len() {
        return Ok(());
    }
    let (head, rest) = line[..first + omitted + last].split_at(first);
    let mark = u.choose(&["...", "[...]", "…", "[…]", ". . ."])?;
    let quote = format!("{} {mark} {}", head.join(" "), rest[omitted..].join(" "));
    let query = QuoteQuery {
        reviewed: true,
        ..QuoteQuery::new(&quote)
    };
    let verdict = find_quote(source, &query);
    let found = match &verdict {
        Ok(verified) => verified.method() == Method::Edited,
        Err(fault) => matches!(fault, QuoteFault::Ambiguous { .. }),
    };
    assert!(found, "{quote:?} in {:?}: {verdict:?}", source.raw());
    Ok(())
}

fn judge(source: &SourceText, quote: &str, verified: &Verified, reviewed: bool) {
    if verified.method() != Method::Edited {
        return;
    }
    let raw = source.raw();
    let shown = format!("{quote:?} in {raw:?}: {verified:?}");
    let place = verified.place();
    assert_eq!(place.paragraph(), place.last_paragraph(), "{shown}");
    let mut at = 0;
    for segment in verified.segments() {
        assert!(
            segment.start >= at && segment.end <= place.bytes().end,
            "{shown}"
        );
        at = segment.end;
    }
    for edit in verified.edits() {
        let words: Vec<&str> = edit.replaced.split_whitespace().collect();
        match edit.kind {
            EditKind::Omission => assert!(words.len() <= 60, "{shown}"),
            EditKind::Substitution => assert!(words.len() <= 6, "{shown}"),
            _ => {}
        }
        let denies = |text: &str| text.split_whitespace().any(|word| NEGATORS.contains(&word));
        let turned = match edit.kind {
            EditKind::Omission => denies(&edit.replaced),
            EditKind::Substitution => denies(&edit.replaced) != denies(&edit.inserted),
            _ => false,
        };
        assert!(reviewed || !turned, "{shown}");
    }
    let bare = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let there: String = verified
        .segments()
        .iter()
        .map(|bytes| bare(&raw[bytes.clone()]))
        .collect();
    assert_eq!(
        there.to_lowercase(),
        bare(&literal(quote)).to_lowercase(),
        "{shown}"
    );
}

/// The quote without its brackets, but for letters that only have another case.
fn literal(quote: &str) -> String {
    let mut out = String::new();
    let mut rest = quote;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let Some((inside, after)) = after.split_once(']') else {
            out.push_str(after);
            return out;
        };
        let letter = inside.chars().count() == 1 && after.starts_with(char::is_alphanumeric);
        if letter && !before.ends_with(char::is_alphanumeric) {
            out.push_str(inside);
        }
        rest = after;
    }
    out + rest
}

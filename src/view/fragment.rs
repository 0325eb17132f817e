//! Links to words on a page elsewhere: text fragments, `#:~:text=` (WICG, Scroll to Text Fragment).
//!
//! A convenience, never evidence: the page may differ from the text that was verified.

/// The longest run, in characters, that is named whole; of a longer one the first and last words are.
const WHOLE: usize = 300;

/// How many words name each end of a long run.
const END_WORDS: usize = 5;

/// The address with a text fragment for each run of words.
pub(super) fn text_fragment(url: &str, runs: &[String]) -> String {
    let terms: Vec<String> = runs
        .iter()
        .filter(|run| !run.is_empty())
        .map(|run| format!("text={}", term(run)))
        .collect();
    let (page, id) = url.split_once('#').unwrap_or((url, ""));
    format!("{page}#{id}:~:{}", terms.join("&"))
}

/// A run of words as a directive names it.
fn term(run: &str) -> String {
    let words: Vec<&str> = run.split_whitespace().collect();
    if run.chars().count() <= WHOLE || words.len() <= 2 * END_WORDS {
        return encode(&words.join(" "));
    }
    let start = words[..END_WORDS].join(" ");
    let end = words[words.len() - END_WORDS..].join(" ");
    format!("{},{}", encode(&start), encode(&end))
}

/// Percent-encoding of everything but letters, digits, `.`, `_` and `~`: a bare hyphen, comma or
/// ampersand has a meaning of its own in a directive. Soft hyphens and zero-width spaces go.
fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for c in text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}')) {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '~') {
            encoded.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::text_fragment;

    #[test]
    fn words_become_a_directive() {
        let link = |url: &str, run: &str| text_fragment(url, &[run.to_owned()]);
        for (run, expected) in [
            ("build-up, now", "build%2Dup%2C%20now"),
            ("Q&A “so”", "Q%26A%20%E2%80%9Cso%E2%80%9D"),
        ] {
            assert_eq!(
                link("https://a.example/x", run),
                format!("https://a.example/x#:~:text={expected}")
            );
        }
        assert_eq!(
            link("https://a.example/x#top", "a"),
            "https://a.example/x#top:~:text=a"
        );
        let long = "word ".repeat(100);
        assert!(
            link("https://a.example", &long).ends_with(
                "text=word%20word%20word%20word%20word,word%20word%20word%20word%20word"
            )
        );
    }

    #[test]
    fn each_segment_has_a_directive() {
        let runs = ["one".to_owned(), "two".to_owned()];
        assert_eq!(
            text_fragment("https://a.example", &runs),
            "https://a.example#:~:text=one&text=two"
        );
    }
}

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

/// The longest address, in characters, that every office program takes as a link.
const LONGEST: usize = 2000;

/// An address such as a document may hold as the target of a link: whatever no address has (RFC
/// 3986, section 2) is percent-encoded, since an office program may refuse the whole document for
/// one target that it cannot read. `None` where the host is no name of the web; without its words
/// where it would be too long.
pub(super) fn document_link(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if !is_host(authority) {
        return None;
    }
    let site = format!("{}://{authority}", scheme.to_ascii_lowercase());
    let page = path.split_once("#:~:").map_or(path, |(page, _)| page);
    [path, page]
        .into_iter()
        .map(|path| site.clone() + &encode_path(path))
        .find(|link| link.len() <= LONGEST)
}

/// Whether this is a name with labels of letters, digits and hyphens, and a port at most.
fn is_host(authority: &str) -> bool {
    let (name, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let inner = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.split('.').all(label) && port.parse::<u16>().is_ok()
}

/// A path with query and fragment; what is encoded already stays, and of two number signs the second goes.
fn encode_path(path: &str) -> String {
    let mut encoded = String::new();
    let hex = |at: usize| {
        let digits = path.as_bytes().get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    for (at, c) in path.char_indices() {
        let kept = match c {
            '%' => hex(at),
            '#' => !encoded.contains('#'),
            _ => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(c),
        };
        if kept {
            encoded.push(c);
        } else {
            percent(&mut encoded, c);
        }
    }
    encoded
}

fn percent(encoded: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        encoded.push_str(&format!("%{byte:02X}"));
    }
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
        percent(&mut encoded, c);
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{document_link, text_fragment};

    #[test]
    fn a_document_holds_only_what_every_program_takes_for_an_address() {
        for (given, expected) in [
            ("HTTPS://a.example/x y", Some("https://a.example/x%20y")),
            (
                "https://a.example/[t]?q=é&r=%zz%20#a#b",
                Some("https://a.example/%5Bt%5D?q=%C3%A9&r=%25zz%20#a%23b"),
            ),
            ("http://a.example:8080", Some("http://a.example:8080")),
            ("https://", None),
            ("https://[::1", None),
            ("https://-a.example", None),
            ("https://a.example:99999/", None),
            ("https://user@a.example/", None),
        ] {
            assert_eq!(document_link(given).as_deref(), expected, "{given}");
        }
        let long = format!("https://a.example/x#:~:text={}", "a".repeat(3000));
        assert_eq!(document_link(&long).as_deref(), Some("https://a.example/x"));
        assert_eq!(
            document_link(&format!("https://a.example/{}", "a".repeat(3000))),
            None
        );
    }

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

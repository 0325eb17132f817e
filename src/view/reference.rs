//! How a source is cited, in one place for every format.

use std::fmt;

use serde::Serialize;

use crate::model::Source;

use super::words::one_line;

/// A source as a note of the Chicago Manual of Style cites an article of a newspaper or a web page:
/// author, “title,” outlet, date, address, full stop. It is set by writing the fields one after the
/// other, the outlet in italics and the address as a link where a format has them.
///
/// After the chapters on punctuation and on notes: commas stand within the quotation marks, those
/// within a title are single, a title that ends with `?` or `!` takes no comma, dates are written
/// month, day, year, and an approximate one bears `ca.`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReferenceView {
    /// What stands before the outlet: the author, and the title in quotation marks.
    pub lead: String,
    /// Where it appeared; in italics.
    pub outlet: Option<String>,
    /// What stands between the outlet and the address: the date.
    pub tail: String,
    /// Where it can be read; http or https.
    pub url: Option<String>,
    /// The end of the sentence.
    pub close: String,
}

/// What is known of a source, each part on one line.
#[derive(Default)]
struct Parts {
    author: String,
    title: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    url: Option<String>,
}

impl ReferenceView {
    /// A source with the address where it can be read.
    pub(super) fn new(source: &Source) -> Self {
        set(parts(source))
    }

    /// A source without its address, for where there is no room for it.
    pub(super) fn without_url(source: &Source) -> Self {
        set(Parts {
            url: None,
            ..parts(source)
        })
    }
}

impl fmt::Display for ReferenceView {
    /// The reference as plain text that is not a sentence: a heading, a label.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outlet = self.outlet.as_deref().unwrap_or_default();
        let url = self.url.as_deref().unwrap_or_default();
        let close = self.close.trim_start_matches('.');
        write!(f, "{}{outlet}{}{url}{close}", self.lead, self.tail)
    }
}

fn parts(source: &Source) -> Parts {
    Parts {
        author: one_line(&source.author),
        title: source.title.as_deref().map(one_line),
        outlet: source.outlet.as_deref().map(one_line),
        date: source.date.map(|date| date.in_note()),
        url: source.url.clone(),
    }
}

fn set(parts: Parts) -> ReferenceView {
    let Parts {
        author,
        title,
        outlet,
        date,
        url,
    } = parts;
    let ends = outlet.is_none() && date.is_none() && url.is_none();
    let mut lead = author;
    let mut close = if lead.ends_with('.') { "" } else { "." }.to_owned();
    if let Some(title) = title {
        let (words, mark) = quoted(&title);
        let asks = words.ends_with(['?', '!']);
        lead.push_str(&format!(", “{words}"));
        if ends {
            let stop = if asks || words.ends_with('.') {
                ""
            } else {
                "."
            };
            close = format!("{stop}{mark}");
        } else {
            let comma = if asks { "" } else { "," };
            lead.push_str(&format!("{comma}{mark} "));
        }
    } else if !ends {
        lead.push_str(", ");
    }
    let mut tail = String::new();
    for (part, is_url) in [(date, false), (url.clone(), true)] {
        let Some(part) = part else { continue };
        if outlet.is_some() || !tail.is_empty() {
            tail.push_str(", ");
        }
        tail.push_str(if is_url { "" } else { &part });
    }
    if !ends {
        close = ".".to_owned();
    }
    ReferenceView {
        lead,
        outlet,
        tail,
        url,
        close,
    }
}

/// A title for quotation marks: its own become single ones, and those that end it stand apart, so
/// that a comma or full stop can go inside.
fn quoted(title: &str) -> (String, String) {
    let mut words = String::with_capacity(title.len());
    let mut before = ' ';
    for c in title.chars() {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '‘');
        words.push(match c {
            '“' => '‘',
            '"' if opens => '‘',
            '”' | '"' => '’',
            other => other,
        });
        before = c;
    }
    let own_mark = title.ends_with(['”', '"']);
    if own_mark {
        words.pop();
    }
    let mark = if own_mark { "’”" } else { "”" };
    (words, mark.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(title: &str, rest: [&str; 3]) -> ReferenceView {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let [outlet, date, url] = rest.map(given);
        set(Parts {
            author: "Jane Doe".to_owned(),
            title: given(title),
            outlet,
            date,
            url,
        })
    }

    fn cited(title: &str, rest: [&str; 3]) -> String {
        let ReferenceView {
            lead,
            outlet,
            tail,
            url,
            close,
        } = reference(title, rest);
        let [outlet, url] = [outlet, url].map(Option::unwrap_or_default);
        format!("{lead}{outlet}{tail}{url}{close}")
    }

    #[test]
    fn sets_what_is_known() {
        let day = "November 12, 2021";
        let site = "https://example.org/a";
        let sets = |title, rest, expected: &str| assert_eq!(cited(title, rest), expected);
        sets(
            "War",
            ["Post", day, site],
            "Jane Doe, “War,” Post, November 12, 2021, https://example.org/a.",
        );
        sets("War", ["", day, ""], "Jane Doe, “War,” November 12, 2021.");
        sets("War", ["Post", "", ""], "Jane Doe, “War,” Post.");
        sets(
            "War",
            ["", "", site],
            "Jane Doe, “War,” https://example.org/a.",
        );
        sets("War", ["", "", ""], "Jane Doe, “War.”");
        sets("", ["Post", day, ""], "Jane Doe, Post, November 12, 2021.");
        sets(
            "",
            ["", day, site],
            "Jane Doe, November 12, 2021, https://example.org/a.",
        );
        sets("", ["", "", site], "Jane Doe, https://example.org/a.");
        sets("", ["", "", ""], "Jane Doe.");
    }

    #[test]
    fn sets_a_title_within_its_quotation_marks() {
        let sets = |title, expected: &str| {
            assert_eq!(
                cited(title, ["Post", "", ""]),
                format!("Jane Doe, {expected} Post.")
            );
        };
        sets("Why?", "“Why?”");
        sets("Act Now!", "“Act Now!”");
        sets("Call It “War”", "“Call It ‘War,’”");
        sets(
            "Call It \"War\" or \"Peace\" Now",
            "“Call It ‘War’ or ‘Peace’ Now,”",
        );
        sets("Who Asked “Why?”", "“Who Asked ‘Why?’”");
        sets("The Generals’", "“The Generals’,”");
        assert_eq!(
            cited("Who Asked “Why?”", ["", "", ""]),
            "Jane Doe, “Who Asked ‘Why?’”"
        );
        assert_eq!(
            cited("Call It “War”", ["", "", ""]),
            "Jane Doe, “Call It ‘War.’”"
        );
    }

    #[test]
    fn a_heading_has_no_full_stop() {
        let heading = |title, rest| reference(title, rest).to_string();
        assert_eq!(heading("War", ["Post", "", ""]), "Jane Doe, “War,” Post");
        assert_eq!(heading("War", ["", "", ""]), "Jane Doe, “War”");
        assert_eq!(heading("", ["", "2021", ""]), "Jane Doe, 2021");
    }
}

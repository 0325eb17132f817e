//! What a bibliography cites, as sources of the format.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::Span;
use crate::model::PartialDate;

use super::rows::Ids;

/// The longest id that is made, in characters; the format takes a hundred.
const LONGEST_ID: usize = 90;

/// A cited text as a bibliography has it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// The key by which it is cited.
    pub key: String,
    /// The authors, each as `First Last`.
    pub authors: Vec<String>,
    /// The title, without markup.
    pub title: Option<String>,
    /// The newspaper, site, journal or publisher that it appeared with.
    pub outlet: Option<String>,
    /// When it appeared, as the format writes dates, or as the bibliography has it.
    pub date: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// The text files that a project has.
#[derive(Debug, Default)]
pub struct Texts {
    /// The folder, relative to the project, with `/`.
    pub folder: String,
    /// The names of the files in it.
    pub names: Vec<String>,
}

/// A source of the format.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its id.
    #[serde(skip)]
    pub id: String,
    /// Whether its text is there.
    #[serde(skip)]
    pub has_text: bool,
    file: String,
    author: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// The sources that are cited, each with its place in the bibliography. An entry with neither author
/// nor outlet is an error; what else is lacking, or left out because the format does not take it,
/// is among the notes.
pub fn entries(
    cited: Vec<(Cited, Span)>,
    texts: &Texts,
    faults: &mut Diagnostics,
) -> (Vec<Entry>, Vec<String>) {
    let mut ids = Ids::default();
    let mut notes = Vec::new();
    let mut entries = Vec::new();
    for (cited, span) in cited {
        let Some(author) = author(&cited) else {
            let message = format!("`{}` has neither an author nor an outlet", cited.key);
            let fault = Diagnostic::new(Code::MissingKey, message, span);
            faults.push(fault.help("a source needs an author, or an outlet if it is unsigned"));
            continue;
        };
        let key = &cited.key;
        let mut note = |what: String| notes.push(format!("{key}: {what}"));
        if cited.authors.is_empty() {
            note(format!("no author; written as {author}"));
        }
        if cited.title.is_none() {
            note("no title".to_owned());
        }
        let is_date = |date: &String| date.parse::<PartialDate>().is_ok();
        let is_link = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        if let Some(date) = cited.date.as_ref().filter(|date| !is_date(date)) {
            note(format!("left out the date `{date}`"));
        }
        if let Some(url) = cited.url.as_ref().filter(|url| !is_link(url)) {
            note(format!("left out the address `{url}`"));
        }
        let id = ids.unused(&id_of(&cited));
        let own = texts.text_of(key, &id);
        let name = own.map_or_else(|| format!("{id}.txt"), str::to_owned);
        entries.push(Entry {
            has_text: own.is_some(),
            file: format!("{}/{name}", texts.folder),
            author,
            title: cited.title,
            outlet: cited.outlet,
            date: cited.date.filter(is_date),
            url: cited.url.filter(is_link),
            id,
        });
    }
    (entries, notes)
}

impl Texts {
    /// The file named after a key or an id, in any case.
    fn text_of(&self, key: &str, id: &str) -> Option<&str> {
        let stem = |name: &str| name.rsplit_once('.').map(|(stem, _)| stem.to_lowercase());
        let wanted = [key.to_lowercase(), id.to_owned()];
        let mut names = self.names.iter();
        names
            .find(|name| stem(name).is_some_and(|stem| wanted.contains(&stem)))
            .map(String::as_str)
    }
}

/// The authors in one line, as a note of the Chicago Manual sets them: `A`, `A and B`, `A, B, and C`.
fn author(cited: &Cited) -> Option<String> {
    match cited.authors.as_slice() {
        [] => cited
            .outlet
            .as_ref()
            .map(|outlet| format!("Unsigned ({outlet})")),
        [one] => Some(one.clone()),
        [one, other] if other == "et al." => Some(format!("{one} {other}")),
        [one, other] => Some(format!("{one} and {other}")),
        [first @ .., last] if last == "et al." => Some(format!("{}, {last}", first.join(", "))),
        [first @ .., last] => Some(format!("{}, and {last}", first.join(", "))),
    }
}

/// An id made from the key: lower-case letters and digits without accents, other marks as hyphens. A
/// key that is an address says nothing to a reader: then the first author and the year.
fn id_of(cited: &Cited) -> String {
    let key = if cited.key.contains("://") || cited.key.is_empty() {
        let family = cited
            .authors
            .first()
            .and_then(|author| author.split_whitespace().last());
        let year = cited.date.as_deref().and_then(|date| date.get(..4));
        [family, year]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("-")
    } else {
        cited.key.clone()
    };
    let plain = key.nfd().filter(|c| !is_combining_mark(*c));
    let plain: String = plain.flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    let id = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let id: String = id.chars().take(LONGEST_ID).collect();
    match id.trim_end_matches('-') {
        "" => "source".to_owned(),
        id => id.to_owned(),
    }
}

/// Text with single spaces; `None` if it has no words.
pub(super) fn words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A date of the format from its parts: a month from 1, a day from 1.
pub(super) fn date(year: i64, month: Option<u8>, day: Option<u8>) -> String {
    let part = |part: Option<u8>| part.map(|part| format!("-{part:02}")).unwrap_or_default();
    let day = day.filter(|_| month.is_some());
    format!("{year:04}{}{}", part(month), part(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(key: &str) -> Cited {
        Cited {
            key: key.to_owned(),
            authors: vec!["Jane van Doe".to_owned()],
            date: Some("2021-11".to_owned()),
            ..Cited::default()
        }
    }

    #[test]
    fn makes_ids_of_any_key() {
        for (key, id) in [
            ("doe2021", "doe2021"),
            ("Müller:2020_a", "muller-2020-a"),
            ("http://zotero.org/users/1/items/ABC", "doe-2021"),
            ("", "doe-2021"),
            ("日本", "source"),
            (&"x".repeat(200), &"x".repeat(90)),
        ] {
            assert_eq!(id_of(&cited(key)), id, "{key}");
        }
    }

    #[test]
    fn joins_authors_as_a_note_does() {
        let joined = |authors: &[&str]| {
            let authors = authors.iter().map(|author| (*author).to_owned()).collect();
            author(&Cited {
                authors,
                ..Cited::default()
            })
        };
        assert_eq!(joined(&["A", "B"]).as_deref(), Some("A and B"));
        assert_eq!(joined(&["A", "B", "C"]).as_deref(), Some("A, B, and C"));
        assert_eq!(joined(&["A", "et al."]).as_deref(), Some("A et al."));
        assert_eq!(joined(&[]), None);
    }

    #[test]
    fn the_same_key_twice_gives_two_ids_and_texts_are_found_by_key_or_id() {
        let span = |at| Span::new(crate::files::Files::default().add("a", ""), at..at);
        let texts = Texts {
            folder: "seeds".to_owned(),
            names: vec!["Doe_2021.txt".to_owned()],
        };
        let mut faults = Diagnostics::default();
        let twice = vec![(cited("doe_2021"), span(0)), (cited("doe 2021"), span(1))];
        let (entries, notes) = entries(twice, &texts, &mut faults);
        let ids: Vec<(&str, &str)> = entries
            .iter()
            .map(|entry| (entry.id.as_str(), entry.file.as_str()))
            .collect();
        assert_eq!(
            ids,
            [
                ("doe-2021", "seeds/Doe_2021.txt"),
                ("doe-2021-2", "seeds/doe-2021-2.txt")
            ]
        );
        assert_eq!(notes, ["doe_2021: no title", "doe 2021: no title"]);
    }
}

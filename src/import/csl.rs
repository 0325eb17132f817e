//! CSL JSON, as Zotero, Mendeley and Pandoc write it.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{FileId, Files, Span};

use super::bibliography::{Cited, date, words};

/// The fields that say where a text appeared, the most telling first.
const OUTLETS: [&str; 3] = ["container-title", "publisher", "event-title"];

/// The entries of a file in its order, each with its place; a file that is not CSL JSON is a fault.
pub fn read(files: &Files, file: FileId, faults: &mut Diagnostics) -> Vec<(Cited, Span)> {
    let text = files.text(file);
    let content = text.trim_start_matches('\u{feff}');
    let fault = |message: String, at: usize| {
        Diagnostic::new(Code::WrongType, message, Span::new(file, at..at))
    };
    let items = match serde_json::from_str(content) {
        Ok(Value::Array(items)) => items,
        Ok(_) => {
            faults.push(fault(
                "this is not CSL JSON: expected a list of items".to_owned(),
                0,
            ));
            return Vec::new();
        }
        Err(error) => {
            let at = byte_of(content, error.line(), error.column()) + text.len() - content.len();
            faults.push(fault(format!("this is not JSON: {error}"), at));
            return Vec::new();
        }
    };
    let mut from = 0;
    let mut found = Vec::new();
    for item in items {
        let cited = cited(&item);
        let quoted = Value::from(item["id"].as_str().unwrap_or_default()).to_string();
        let at = text[from..].find(&quoted).map_or(from, |at| from + at);
        let end = if text[at..].starts_with(&quoted) {
            at + quoted.len()
        } else {
            at
        };
        from = end;
        found.push((cited, Span::new(file, at..end)));
    }
    found
}

/// The byte of a line and column, both from 1, as the JSON reader counts them.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    text.floor_char_boundary((before + column.saturating_sub(1)).min(text.len()))
}

fn cited(item: &Value) -> Cited {
    let text = |field: &str| match &item[field] {
        Value::String(text) => words(&without_markup(text)),
        Value::Number(number) => Some(number.to_string()),
        // Some writers give a list of titles where the standard has one.
        Value::Array(texts) => texts.first().and_then(Value::as_str).and_then(words),
        _ => None,
    };
    let people = item["author"].as_array();
    let people = people.into_iter().flatten();
    let doi = || text("DOI").map(|doi| format!("https://doi.org/{doi}"));
    Cited {
        key: text("citation-key")
            .or_else(|| text("id"))
            .unwrap_or_default(),
        authors: people.filter_map(name).collect(),
        title: text("title"),
        outlet: OUTLETS.into_iter().find_map(text),
        date: when(&item["issued"]),
        url: text("URL").or_else(doi),
    }
}

/// A name as `First Last`, particles and suffix included, or the literal one.
fn name(person: &Value) -> Option<String> {
    let part = |field: &str| person[field].as_str().unwrap_or_default();
    if let Some(literal) = words(part("literal")) {
        return Some(literal);
    }
    let parts = [
        "given",
        "dropping-particle",
        "non-dropping-particle",
        "family",
        "suffix",
    ];
    words(&parts.map(part).join(" "))
}

/// The first date of `issued`; what has no parts, as it is written.
fn when(issued: &Value) -> Option<String> {
    // Numbers, or numbers in strings.
    let number = |value: &Value| match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_i64(),
    };
    let parts = issued["date-parts"][0].as_array();
    let mut parts = parts.into_iter().flatten().map_while(number);
    let Some(year) = parts.next() else {
        let written = issued["raw"]
            .as_str()
            .or_else(|| issued["literal"].as_str());
        return written.and_then(words);
    };
    let mut part = || parts.next().and_then(|part| u8::try_from(part).ok());
    let (month, day) = (part(), part());
    let circa = match &issued["circa"] {
        Value::Null | Value::Bool(false) => "",
        _ => "~",
    };
    Some(format!("{}{circa}", date(year, month, day)))
}

/// A text without the few tags that CSL allows in titles.
fn without_markup(text: &str) -> String {
    let tags = ["i", "b", "sub", "sup", "sc", "span", "nocase"];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        plain.push_str(before);
        let name = tag[1..].trim_start_matches('/');
        let name_end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        match tag.find('>').filter(|_| tags.contains(&&name[..name_end])) {
            Some(close) => rest = &tag[close + 1..],
            None => {
                plain.push('<');
                rest = &tag[1..];
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<(Cited, Span)>, Files, Diagnostics) {
        let mut files = Files::default();
        let file = files.add("refs.json", text);
        let mut faults = Diagnostics::default();
        (read(&files, file, &mut faults), files, faults)
    }

    #[test]
    fn reads_what_zotero_writes() {
        let (found, files, faults) = read_text(
            r#"[{"id":"evans2021","type":"article-newspaper","title":"<i>Call</i> Putin < Out",
            "author":[{"family":"Doe","given":"Jos\u00e9","non-dropping-particle":"van der"},{"literal":"USIP"}],
            "container-title":"War on the Rocks","issued":{"date-parts":[[2021,12,7]]},"URL":"https://example.org"},
            {"id":"b","issued":{"date-parts":[["2020","8"]],"circa":true}},
            {"id":"c","issued":{"raw":"soon"}, "DOI":"10.1/x"}, 7]"#,
        );
        assert!(faults.is_empty());
        let (first, span) = &found[0];
        assert_eq!(first.authors, ["José van der Doe", "USIP"]);
        assert_eq!(first.title.as_deref(), Some("Call Putin < Out"));
        assert_eq!(first.outlet.as_deref(), Some("War on the Rocks"));
        assert_eq!(first.date.as_deref(), Some("2021-12-07"));
        assert_eq!(files.slice(*span), "\"evans2021\"");
        assert_eq!(found[1].0.date.as_deref(), Some("2020-08~"));
        assert_eq!(found[2].0.date.as_deref(), Some("soon"));
        assert_eq!(found[2].0.url.as_deref(), Some("https://doi.org/10.1/x"));
        assert_eq!(found[3].0, Cited::default());
    }

    #[test]
    fn what_is_not_csl_json_is_a_fault_with_a_place() {
        let (_, files, faults) = read_text("[\n {\"é\": }]");
        let fault = faults.iter().next().expect("a fault");
        assert_eq!(files.position(fault.span.file, fault.span.start).line, 2);
        assert_eq!(read_text("{}").2.len(), 1);
    }
}

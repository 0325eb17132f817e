//! BibTeX and BibLaTeX. The only file that names the crate that reads them.

use biblatex::{Bibliography, ChunksExt, Date, DateValue, Datetime, Entry, PermissiveType, Person};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{FileId, Files, Span};

use super::bibliography::{Cited, date, words};

/// The fields that say where a text appeared, the most telling first.
const OUTLETS: [&str; 9] = [
    "journaltitle",
    "journal",
    "maintitle",
    "booktitle",
    "organization",
    "institution",
    "school",
    "publisher",
    "howpublished",
];

/// The entries of a file in its order, each with its place; a file that is not BibLaTeX is a fault.
pub fn read(files: &Files, file: FileId, faults: &mut Diagnostics) -> Vec<(Cited, Span)> {
    let text = files.text(file);
    match Bibliography::parse(text) {
        Ok(bibliography) => {
            let mut from = 0;
            let placed = |entry| {
                let span = place(text, file, &mut from, entry);
                (cited(entry), span)
            };
            bibliography.iter().map(placed).collect()
        }
        Err(error) => {
            let message = format!("this is not BibLaTeX: {}", error.kind);
            let start = text.floor_char_boundary(error.span.start.min(text.len()));
            let end = text.floor_char_boundary(error.span.end.clamp(start, text.len()));
            let span = Span::new(file, start..end);
            faults.push(Diagnostic::new(Code::WrongType, message, span));
            Vec::new()
        }
    }
}

/// Where an entry's key is written, which the parsed entry does not say; the search goes on from the
/// entry before.
fn place(text: &str, file: FileId, from: &mut usize, entry: &Entry) -> Span {
    let key = &entry.key;
    let found = text[*from..].match_indices(key).find(|(at, _)| {
        let (before, after) = (&text[..*from + at], &text[*from + at + key.len()..]);
        before.trim_end().ends_with(['{', '(']) && after.trim_start().starts_with(',')
    });
    let start = found.map_or(*from, |(at, _)| *from + at);
    *from = start + found.map_or(0, |_| key.len());
    Span::new(file, start..*from)
}

fn cited(entry: &Entry) -> Cited {
    let text = |field: &str| {
        let chunks = entry.get(field)?;
        words(&with_ligatures(&chunks.format_verbatim()))
    };
    let address = |field: &str| words(&entry.get(field)?.format_verbatim());
    let people = entry.author().unwrap_or_default();
    let title = match (text("title"), text("subtitle")) {
        (Some(title), Some(subtitle)) => Some(format!("{title}: {subtitle}")),
        (title, _) => title,
    };
    let doi = || address("doi").map(|doi| format!("https://doi.org/{doi}"));
    Cited {
        key: entry.key.clone(),
        authors: people.iter().filter_map(name).collect(),
        title,
        outlet: OUTLETS.into_iter().find_map(text),
        date: when(entry),
        url: address("url").or_else(doi),
    }
}

/// The marks that TeX makes of several characters, which the crate leaves.
fn with_ligatures(text: &str) -> String {
    let marks = [("``", "“"), ("''", "”"), ("---", "—"), ("--", "–")];
    let set = |text: String, (typed, mark): (&str, &str)| text.replace(typed, mark);
    marks.into_iter().fold(text.to_owned(), set)
}

fn name(person: &Person) -> Option<String> {
    if person.name == "others" && person.given_name.is_empty() {
        return Some("et al.".to_owned());
    }
    let name = [&person.given_name, &person.prefix, &person.name].map(String::as_str);
    let name = words(&name.join(" "))?;
    Some(match person.suffix.as_str() {
        "" => name,
        suffix => format!("{name} {suffix}"),
    })
}

/// The date, the first day of a range; what cannot be read as one, as it is written.
fn when(entry: &Entry) -> Option<String> {
    match entry.date().ok()? {
        PermissiveType::Typed(date) => Some(written(&date)),
        PermissiveType::Chunks(chunks) => words(&chunks.format_verbatim()),
    }
}

fn written(found: &Date) -> String {
    let (DateValue::At(moment)
    | DateValue::After(moment)
    | DateValue::Before(moment)
    | DateValue::Between(moment, _)) = found.value;
    let Datetime {
        year, month, day, ..
    } = moment;
    // The crate counts months and days from 0.
    let from_one = |part: Option<u8>| part.map(|part| part.saturating_add(1));
    let about = if found.approximate || found.uncertain {
        "~"
    } else {
        ""
    };
    format!(
        "{}{about}",
        date(year.into(), from_one(month), from_one(day))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<(Cited, Span)>, Files, Diagnostics) {
        let mut files = Files::default();
        let file = files.add("refs.bib", text);
        let mut faults = Diagnostics::default();
        (read(&files, file, &mut faults), files, faults)
    }

    #[test]
    fn reads_what_zotero_writes() {
        let (found, files, faults) = read_text(
            "@article{evansCall2021,\n title = {Call {{Putin}} Out, \\& ``Now''},\n \
             author = {Evans, Ryan and van der Doe, Jr., Jos{\\'e} and {Atlantic Council} and others},\n \
             journaltitle = {War on the Rocks},\n date = {2021-12-07},\n urldate = {2022-01-01},\n \
             url = {https://example.org/a_b%20c}\n}\n\
             @online{b, title={T}, organization={USIP}, date={2022-01~}}\n\
             @misc{c, author={X}, title={T}, year=1999, month=feb, day=3, howpublished={A site}}\n\
             @misc{d, author={X}, title={T}, date={soon}}",
        );
        assert!(faults.is_empty());
        let (first, span) = &found[0];
        assert_eq!(
            first.authors,
            [
                "Ryan Evans",
                "José van der Doe Jr.",
                "Atlantic Council",
                "et al."
            ]
        );
        assert_eq!(first.title.as_deref(), Some("Call Putin Out, & “Now”"));
        assert_eq!(first.outlet.as_deref(), Some("War on the Rocks"));
        assert_eq!(first.date.as_deref(), Some("2021-12-07"));
        assert_eq!(first.url.as_deref(), Some("https://example.org/a_b%20c"));
        assert_eq!(files.slice(*span), "evansCall2021");
        let dates: Vec<_> = found
            .iter()
            .map(|(cited, _)| cited.date.as_deref())
            .collect();
        assert_eq!(
            dates[1..],
            [Some("2022-01~"), Some("1999-02-03"), Some("soon")]
        );
        assert_eq!(found[2].0.outlet.as_deref(), Some("A site"));
    }

    #[test]
    fn what_is_not_biblatex_is_a_fault_with_a_place() {
        for text in [
            "@article{a, title = {x",
            "@article{a, title = undefined}",
            "@",
        ] {
            let (found, _, faults) = read_text(text);
            assert!(found.is_empty() && faults.len() == 1, "{text}");
        }
    }
}

//! The outputs read back by what reads them: a CommonMark parser, a CSV parser, a JSON parser.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::project::TestProject;

/// Projects whose outputs are read back: ordinary ones and one of hostile text.
const PROJECTS: [&str; 3] = [".", "tests/cases/cells", "tests/cases/hostile-text"];

fn built(folder: &str) -> TestProject {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = match folder {
        "." => TestProject::example(),
        case => TestProject::copy_of(&root.join(case), "expected"),
    };
    let ran = project.run("policy-matrix build PROJECT");
    assert_eq!(ran.status as u8, 0, "{}", ran.err);
    project
}

#[test]
fn markdown_has_only_the_markup_that_the_program_wrote() {
    for folder in PROJECTS {
        let project = built(folder);
        for (name, bytes) in project
            .files("out")
            .iter()
            .filter(|(name, _)| name.ends_with(".md"))
        {
            let text = String::from_utf8_lossy(bytes);
            for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
                match event {
                    Event::Html(html) | Event::InlineHtml(html) => {
                        let anchor =
                            html.trim_start().starts_with("<a id=\"") || html.trim() == "</a>";
                        assert!(anchor, "{folder}: {name} holds {html}");
                    }
                    Event::Start(Tag::Link { dest_url, .. }) => {
                        let ours = dest_url.starts_with('#') || dest_url.starts_with("http");
                        assert!(ours, "{folder}: {name} links to {dest_url}");
                    }
                    Event::Start(Tag::Image { .. }) => panic!("{folder}: {name} holds an image"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn every_row_of_a_markdown_table_has_a_cell_for_every_column() {
    for folder in PROJECTS {
        let project = built(folder);
        for (name, bytes) in project
            .files("out")
            .iter()
            .filter(|(name, _)| name.starts_with("matrices/") && name.ends_with(".md"))
        {
            let text = String::from_utf8_lossy(bytes);
            let csv = project.read(&format!("out/{}", name.replace(".md", ".csv")));
            let rows = csv::Reader::from_reader(csv.as_bytes()).records().count();
            let (mut columns, mut cells, mut tables, mut found) = (0, 0, 0, 0);
            for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
                match event {
                    Event::Start(Tag::Table(alignments)) => {
                        columns = alignments.len();
                        tables += 1;
                    }
                    Event::Start(Tag::TableRow) => cells = 0,
                    Event::Start(Tag::TableCell) => cells += 1,
                    Event::End(TagEnd::TableRow) => {
                        assert_eq!(cells, columns, "{folder}: {name}");
                        found += 1;
                    }
                    _ => {}
                }
            }
            assert!(columns <= 7, "{folder}: {name} has {columns} columns");
            assert_eq!(found, rows * tables, "{folder}: {name} lost a row");
        }
    }
}

#[test]
fn csv_is_rectangular_and_says_what_the_json_says() {
    for folder in PROJECTS {
        let project = built(folder);
        for (name, bytes) in project
            .files("out")
            .iter()
            .filter(|(name, _)| name.ends_with(".csv"))
        {
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            for record in reader.records() {
                record.unwrap_or_else(|error| panic!("{folder}: {name}: {error}"));
            }
        }
        let json: serde_json::Value =
            serde_json::from_str(&project.read("out/data/project.json")).expect("JSON");
        for table in ["positions", "recommendations", "evidence", "claims"] {
            let csv = project.read(&format!("out/data/{table}.csv"));
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let heads = reader.headers().expect("heads").clone();
            let rows: Vec<csv::StringRecord> =
                reader.records().map(|row| row.expect("a row")).collect();
            let objects = json[table].as_array().expect("a list");
            assert_eq!(rows.len(), objects.len(), "{folder}: {table}");
            for (row, object) in rows.iter().zip(objects) {
                for (head, field) in heads.iter().zip(row) {
                    let value = match &object[head] {
                        serde_json::Value::Null => String::new(),
                        serde_json::Value::String(text) => text.clone(),
                        other => other.to_string(),
                    };
                    assert_eq!(field, value, "{folder}: {table}.{head}");
                }
            }
        }
    }
}

#[test]
fn every_quote_is_the_slice_of_its_source() {
    for folder in PROJECTS {
        let project = built(folder);
        let json: serde_json::Value =
            serde_json::from_str(&project.read("out/data/project.json")).expect("JSON");
        for quote in json["evidence"].as_array().expect("a list") {
            let source = json["sources"]
                .as_array()
                .expect("a list")
                .iter()
                .find(|source| source["id"] == quote["source"]);
            let file = source
                .and_then(|source| source["file"].as_str())
                .expect("a file");
            let text = project.read(file);
            let number = |key: &str| {
                usize::try_from(quote[key].as_u64().expect("a number")).expect("it fits")
            };
            let slice: String = text
                .chars()
                .skip(number("char_start"))
                .take(number("char_end") - number("char_start"))
                .collect();
            assert_eq!(quote["text"], slice, "{folder}: {}", quote["id"]);
            assert_eq!(
                quote["text"],
                text[number("byte_start")..number("byte_end")],
                "{folder}: {}",
                quote["id"]
            );
            let line = text[..number("byte_start")].matches('\n').count() + 1;
            assert_eq!(number("line"), line, "{folder}: {}", quote["id"]);
        }
    }
}

#[test]
fn a_spreadsheet_finds_nothing_to_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = TestProject::copy_of(&root.join("tests/cases/hostile-text"), "expected");
    project.run("policy-matrix build PROJECT --formats csv --csv-profile excel");
    for (name, bytes) in project
        .files("out")
        .iter()
        .filter(|(name, _)| name.ends_with(".csv"))
    {
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        assert!(text.ends_with("\r\n"), "{name}");
        for record in csv::Reader::from_reader(text.as_bytes()).records() {
            for field in &record.expect("a row") {
                assert!(
                    !field.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{name}: {field}"
                );
            }
        }
    }
}

//! `report.xlsx` as a package: its parts are well-formed, its links lead somewhere, its bytes are the
//! same every time. `tests/office` has it opened by what people open it with.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use roxmltree::{Document, Node};

use crate::project::TestProject;

/// Whatever a YAML file can hold that XML cannot, and what Excel takes for a character by its number.
const UNPRINTABLE: &str = r#""\u0001\u000B & \uFFFE _x0041_ 'quoted' ""#;

fn projects() -> Vec<TestProject> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let case = |name: &str| TestProject::copy_of(&root.join("tests/cases").join(name), "expected");
    let hostile = case("hostile-text");
    for (key, old) in [
        (
            "title: ",
            r#""<script>alert('title')</script> | `x` \u202eeltit\u202c""#,
        ),
        ("handling: ", r##""# NOT | A <b>HEAD</b>""##),
        ("summary: ", r#""@at | tab\tand\r\nnewline""#),
        ("label: ", r#""=1+1""#),
    ] {
        hostile.replace(
            "options.yaml",
            &format!("{key}{old}"),
            &format!("{key}{UNPRINTABLE}"),
        );
    }
    let matrices = format!(
        "matrices: [{{ id: a, title: {UNPRINTABLE}, rows: option, columns: author, note: {UNPRINTABLE} }}, \
         {{ id: b, title: evidence, rows: option, columns: camp }}]\n"
    );
    hostile.write("options.yaml", hostile.read("options.yaml") + &matrices);
    vec![
        TestProject::example(),
        case("cells"),
        case("no-recommendations"),
        hostile,
    ]
}

/// The parts of a project's workbook, by name.
fn parts(project: &TestProject) -> BTreeMap<String, String> {
    let ran = project.run("policy-matrix build PROJECT --formats xlsx");
    assert_eq!(ran.status as u8, 0, "{}", ran.err);
    let bytes = std::fs::read(project.file("out/report.xlsx")).expect("the workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|place| {
            let mut part = archive.by_index(place).expect("it is there");
            let name = part.name().expect("its name is text").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("every part is text");
            (name, text)
        })
        .collect()
}

fn parsed<'p>(name: &str, text: &'p str) -> Document<'p> {
    Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn named<'d>(document: &'d Document, name: &'static str) -> impl Iterator<Item = Node<'d, 'd>> {
    document
        .descendants()
        .filter(move |node| node.has_tag_name(name) || node.tag_name().name() == name)
}

#[test]
fn every_part_is_well_formed_and_every_relationship_has_its_part() {
    for project in projects() {
        let parts = parts(&project);
        for (name, text) in &parts {
            let document = parsed(name, text);
            if !name.ends_with(".rels") {
                continue;
            }
            for link in named(&document, "Relationship") {
                assert_eq!(link.attribute("TargetMode"), None, "{name} leads outside");
                let target = link.attribute("Target").expect("a target");
                let below = |part: &&String| part.ends_with(target.trim_start_matches("../"));
                assert!(parts.keys().any(|part| below(&part)), "{name}: {target}");
            }
        }
    }
}

#[test]
fn every_link_leads_to_a_row_that_is_there() {
    for project in projects() {
        let parts = parts(&project);
        let sheets = sheets(&parts);
        let mut links = 0;
        for (name, text) in parts.iter().filter(|(name, _)| name.contains("/sheet")) {
            if !name.ends_with(".xml") {
                continue;
            }
            for link in named(&parsed(name, text), "hyperlink") {
                let location = link.attribute("location").expect("a place");
                let (sheet, cells) = location.rsplit_once('!').expect("a sheet and a cell");
                let sheet = sheet.trim_matches('\'').replace("''", "'");
                let last = cells.rsplit(':').next().unwrap_or(cells);
                let row = last.trim_start_matches(|c: char| c.is_ascii_uppercase());
                let row: usize = row.parse().expect("a row");
                let rows = sheets.get(&sheet).unwrap_or_else(|| panic!("{location}"));
                assert!(row <= *rows, "{name}: {location} of {rows}");
                links += 1;
            }
        }
        assert!(
            links >= sheets.len() - 1,
            "the first sheet leads to every other"
        );
    }
}

/// The sheets by their names, each with the number of its last row.
fn sheets(parts: &BTreeMap<String, String>) -> BTreeMap<String, usize> {
    let book = parsed("workbook", &parts["xl/workbook.xml"]);
    let names = named(&book, "sheet").map(|sheet| sheet.attribute("name").expect("a name"));
    names
        .zip(1..)
        .map(|(name, number)| {
            let part = format!("xl/worksheets/sheet{number}.xml");
            let sheet = parsed(&part, &parts[&part]);
            let rows = named(&sheet, "row").filter_map(|row| row.attribute("r")?.parse().ok());
            (name.to_owned(), rows.max().unwrap_or(0))
        })
        .collect()
}

#[test]
fn no_cell_holds_a_formula() {
    for project in projects() {
        for (name, text) in &parts(&project) {
            let document = parsed(name, text);
            assert_eq!(named(&document, "f").count(), 0, "{name}");
        }
    }
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    for project in projects() {
        let build = || {
            let ran = project.run("policy-matrix build PROJECT --formats xlsx --out PROJECT/again");
            assert_eq!(ran.status as u8, 0, "{}", ran.err);
            let bytes = std::fs::read(project.file("again/report.xlsx")).expect("the workbook");
            std::fs::remove_file(project.file("again/report.xlsx")).expect("it is removed");
            bytes
        };
        let first = build();
        // A clock that is read would show: the times in a package count seconds.
        std::thread::sleep(std::time::Duration::from_millis(2100));
        assert!(first == build(), "another build gives other bytes");
    }
}

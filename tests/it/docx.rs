//! The Word documents as packages: the same bytes every time, parts that are XML, references that lead
//! somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use std::path::Path;

use roxmltree::{Document, Node};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use crate::project::TestProject;

/// Projects whose documents are looked into: ordinary ones, one of hostile text, one with next to nothing.
const PROJECTS: [&str; 4] = [
    ".",
    "tests/cases/cells",
    "tests/cases/hostile-text",
    "tests/cases/no-recommendations",
];

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn project(folder: &str) -> TestProject {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    match folder {
        "." => TestProject::example(),
        case => TestProject::copy_of(&root.join(case), "expected"),
    }
}

/// Builds both documents.
fn build(project: &TestProject, more: &str) -> String {
    let line = format!("policy-matrix build PROJECT --formats docx --docx report --force {more}");
    let ran = project.run(&line);
    assert_eq!(ran.status as u8, 0, "{}", ran.err);
    ran.err
}

fn bytes(project: &TestProject, name: &str) -> Vec<u8> {
    std::fs::read(project.file(&format!("out/{name}"))).expect("the document is there")
}

/// The parts of a document by name.
fn parts(project: &TestProject, name: &str) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes(project, name))).expect("a zip file");
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        assert_eq!(part.last_modified(), Some(DateTime::DEFAULT), "{name}");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a part is text");
        let name = part.name().expect("a name is text").into_owned();
        parts.insert(name, text);
    }
    parts
}

fn documents() -> impl Iterator<Item = (String, BTreeMap<String, String>)> {
    PROJECTS.into_iter().flat_map(|folder| {
        let project = project(folder);
        build(&project, "");
        ["brief.docx", "report.docx"]
            .map(|name| (format!("{folder}: {name}"), parts(&project, name)))
    })
}

/// The values of an attribute of elements of a name, prefixes aside.
fn values<'d>(document: &'d Document, element: &str, attribute: &str) -> Vec<&'d str> {
    let of_name = |node: &Node| node.tag_name().name() == element;
    let value = |node: Node<'d, 'd>| {
        let mut attributes = node.attributes();
        attributes
            .find(|found| found.name() == attribute)
            .map(|found| found.value())
    };
    document
        .descendants()
        .filter(of_name)
        .filter_map(value)
        .collect()
}

/// The text of a part, runs joined.
fn text_of(part: &str) -> String {
    let document = Document::parse(part).expect("XML");
    let runs = document
        .descendants()
        .filter(|node| node.tag_name().name() == "t");
    runs.filter_map(|run| run.text()).collect()
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let (first, second) = (project("."), project("."));
    build(&first, "");
    build(&second, "");
    for name in ["brief.docx", "report.docx"] {
        assert_eq!(bytes(&first, name), bytes(&second, name), "{name}");
    }
}

#[test]
fn every_part_is_xml_and_has_a_type() {
    for (name, parts) in documents() {
        let types = Document::parse(&parts["[Content_Types].xml"]).expect("XML");
        let typed = values(&types, "Override", "PartName");
        for (part, text) in &parts {
            Document::parse(text).unwrap_or_else(|error| panic!("{name}: {part}: {error}"));
            let plain = part.ends_with(".rels") || part == "[Content_Types].xml";
            assert!(
                plain || typed.contains(&format!("/{part}").as_str()),
                "{name}: {part} has no type"
            );
        }
        assert!(
            typed.iter().all(|part| parts.contains_key(&part[1..])),
            "{name}: {typed:?}"
        );
    }
}

#[test]
fn every_footnote_is_cited_once_and_every_citation_has_its_footnote() {
    for (name, parts) in documents() {
        let body = Document::parse(&parts["word/document.xml"]).expect("XML");
        let notes = Document::parse(&parts["word/footnotes.xml"]).expect("XML");
        let cited = values(&body, "footnoteReference", "id");
        let mut there = values(&notes, "footnote", "id");
        assert_eq!(there[..2], ["-1", "0"], "{name}: the separators come first");
        there.drain(..2);
        assert_eq!(sorted(cited), sorted(there), "{name}");
    }
}

fn sorted(mut list: Vec<&str>) -> Vec<&str> {
    list.sort_unstable();
    list
}

/// The values, none of which may be there twice.
fn distinct<'d>(values: &[&'d str], what: &str) -> BTreeSet<&'d str> {
    let set: BTreeSet<&str> = values.iter().copied().collect();
    assert_eq!(set.len(), values.len(), "{what} is there twice");
    set
}

#[test]
fn every_link_leads_somewhere() {
    for (name, parts) in documents() {
        let body = Document::parse(&parts["word/document.xml"]).expect("XML");
        distinct(&values(&body, "bookmarkStart", "id"), &name);
        let bookmarks = distinct(&values(&body, "bookmarkStart", "name"), &name);
        for part in ["document", "footnotes"] {
            let text = Document::parse(&parts[&format!("word/{part}.xml")]).expect("XML");
            for anchor in values(&text, "hyperlink", "anchor") {
                assert!(bookmarks.contains(anchor), "{name}: {part}: {anchor}");
            }
            let rels = &parts[&format!("word/_rels/{part}.xml.rels")];
            relationships(&format!("{name}: {part}"), &text, rels);
        }
    }
}

/// Every relationship that a part uses is there, and every link is used and leads to the web.
fn relationships(name: &str, text: &Document, rels: &str) {
    let rels = Document::parse(rels).expect("XML");
    let known = distinct(&values(&rels, "Relationship", "Id"), name);
    let attributes = text.descendants().flat_map(|node| node.attributes());
    let used: BTreeSet<&str> = attributes
        .filter(|attribute| attribute.namespace() == Some(RELATIONSHIPS))
        .map(|attribute| attribute.value())
        .collect();
    assert!(used.is_subset(&known), "{name}: {used:?}");
    let elements = rels.descendants();
    for link in elements.filter(|node| node.attribute("TargetMode").is_some()) {
        let target = link.attribute("Target").unwrap_or_default();
        assert!(target.starts_with("http"), "{name}: {target}");
        let id = link.attribute("Id").unwrap_or_default();
        assert!(used.contains(id), "{name}: {target}");
    }
}

#[test]
fn tables_repeat_their_heads_and_no_row_breaks() {
    for (name, parts) in documents() {
        let body = Document::parse(&parts["word/document.xml"]).expect("XML");
        let has = |node: &Node, what: &str| {
            node.descendants()
                .any(|below| below.tag_name().name() == what)
        };
        for table in body
            .descendants()
            .filter(|node| node.tag_name().name() == "tbl")
        {
            assert!(
                has(&table, "tblCaption") && has(&table, "tblDescription"),
                "{name}"
            );
            let rows: Vec<Node> = table
                .children()
                .filter(|node| node.tag_name().name() == "tr")
                .collect();
            assert!(
                has(&rows[0], "tblHeader"),
                "{name}: the head is not repeated"
            );
            for row in &rows {
                assert!(has(row, "cantSplit"), "{name}: a row breaks");
                let empty = row
                    .children()
                    .filter(|cell| cell.tag_name().name() == "tc" && !has(cell, "t"));
                assert_eq!(empty.count(), 0, "{name}: a cell is empty");
            }
        }
    }
}

#[test]
fn hostile_text_stays_text() {
    let project = project("tests/cases/hostile-text");
    project.replace(
        "options.yaml",
        "notes: [",
        "notes: [\"a\\u0001b\\uFFFFc\\u2028d ]]> &#x202e;\", ",
    );
    build(&project, "");
    for name in ["brief.docx", "report.docx"] {
        let parts = parts(&project, name);
        let text = text_of(&parts["word/document.xml"]);
        for literal in [
            "<script>alert('title')</script> | `x` \u{202e}eltit\u{202c}",
            "=cmd|' /C calc'!A0 and ![x](y)",
            "O'Brien <ob@example.org> | \"x\"",
        ] {
            assert!(text.contains(literal), "{name}: {literal}");
        }
        assert!(
            text_of(&parts["word/header1.xml"]).contains("# NOT | A <b>HEAD</b>"),
            "{name}"
        );
        assert!(
            text_of(&parts["word/footer1.xml"]).contains("# NOT | A <b>HEAD</b>"),
            "{name}"
        );
    }
    let report = text_of(&parts(&project, "report.docx")["word/document.xml"]);
    assert!(
        report.contains("a\u{fffd}b\u{fffd}c"),
        "what no XML may hold is replaced"
    );
}

#[test]
fn the_properties_come_from_the_project_and_no_clock_is_read() {
    let project = project(".");
    build(&project, "");
    let core = &parts(&project, "brief.docx")["docProps/core.xml"];
    assert!(
        core.contains("<dc:title>Meeting Russian and Belarusian pressure, 2020 to 2022</dc:title>"),
        "{core}"
    );
    assert_eq!(core.matches("2022-03-31T00:00:00Z").count(), 2, "{core}");
    let yaml = project
        .read("options.yaml")
        .replace("as_of: 2022-03-31\n", "");
    project.write("options.yaml", yaml);
    build(&project, "");
    let core = &parts(&project, "brief.docx")["docProps/core.xml"];
    assert!(!core.contains("dcterms:created"), "{core}");
}

/// A document of a house: styles with ids of another language, one id that we use for another style.
fn house(project: &TestProject, styles: &str) {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("word/styles.xml", styles),
        ("word/theme/theme1.xml", "<theme/>"),
    ] {
        archive
            .start_file(name, SimpleFileOptions::DEFAULT)
            .expect("memory takes it");
        archive.write_all(text.as_bytes()).expect("memory takes it");
    }
    project.write(
        "house.docx",
        archive.finish().expect("memory takes it").into_inner(),
    );
}

const HOUSE: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:rPr><w:color w:val="FF0000"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Title"><w:name w:val="Something else"/><w:basedOn w:val="berschrift1"/></w:style></w:styles>"#;

#[test]
fn the_styles_of_a_house_are_known_by_their_names() {
    let project = project("tests/cases/cells");
    house(&project, HOUSE);
    let said = build(&project, "--docx-styles PROJECT/house.docx");
    assert!(
        said.contains("house.docx does not define the styles `"),
        "{said}"
    );
    assert!(
        said.contains("`Title`, ") && !said.contains("`heading 1`") && !said.contains("Table Text"),
        "{said}"
    );
    let parts = parts(&project, "report.docx");
    assert_eq!(parts["word/theme/theme1.xml"], "<theme/>");
    let styles = Document::parse(&parts["word/styles.xml"]).expect("XML");
    let ids = values(&styles, "style", "styleId");
    distinct(&ids, "a style");
    assert_eq!(ids[..3], ["Normal", "Heading1", "HouseTitle"]);
    assert_eq!(
        values(&styles, "basedOn", "val")[..2],
        ["Normal", "Heading1"]
    );
    let body = Document::parse(&parts["word/document.xml"]).expect("XML");
    for used in ["pStyle", "rStyle", "tblStyle"].map(|element| values(&body, element, "val")) {
        assert!(
            !used.is_empty() && used.iter().all(|id| ids.contains(id)),
            "{used:?}"
        );
    }
}

#[test]
fn what_is_no_document_of_a_house_is_named() {
    let project = project("tests/cases/cells");
    project.write("text.docx", "this is no zip file");
    house(&project, "<w:styles");
    for (file, why) in [
        ("text.docx", "is no Word document"),
        ("nothing.docx", "cannot read"),
        ("house.docx", "is not well-formed"),
    ] {
        let ran = project.run(&format!(
            "policy-matrix build PROJECT --docx-styles PROJECT/{file}"
        ));
        assert_eq!(ran.status as u8, 2, "{}", ran.err);
        assert!(
            ran.err.contains(file) && ran.err.contains(why),
            "{}",
            ran.err
        );
        assert!(project.files("out").is_empty());
    }
    house(
        &project,
        &HOUSE.replace(
            "schemas.openxmlformats.org/wordprocessingml/2006",
            "purl.oclc.org/ooxml/wordprocessingml",
        ),
    );
    let ran = project.run("policy-matrix build PROJECT --docx-styles PROJECT/house.docx");
    assert!(ran.err.contains("strict"), "{}", ran.err);
}

#[test]
fn a_project_replaces_a_part_by_a_template_of_its_own() {
    let project = project("tests/cases/cells");
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let header = format!(
        "<w:hdr {namespace}><w:p><w:r><w:t>Own & {{{{ title }}}}</w:t></w:r></w:p></w:hdr>"
    );
    project.write("templates/docx/header.xml", header.replace('&', "&amp;"));
    build(&project, "");
    let written = &parts(&project, "brief.docx")["word/header1.xml"];
    assert!(text_of(written).starts_with("Own & "), "{written}");
    project.write("templates/docx/header.xml", header);
    let ran = project.run("policy-matrix build PROJECT");
    assert_eq!(ran.status as u8, 1, "{}", ran.err);
    assert!(
        ran.err.contains("error[template]") && ran.err.contains("not well-formed"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("templates/docx/header.xml"), "{}", ran.err);
}

/// The relative luminance of a colour (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("two hexadecimal digits");
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn shading_keeps_apart_in_grey_and_lets_text_be_read() {
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/docx/parts.xml"),
    );
    let text = text.expect("the template is there");
    let fill = |token: &str| {
        let after = text
            .split(&format!("token == \"{token}\" %}}"))
            .find(|rest| {
                rest.is_char_boundary(6) && rest[..6].bytes().all(|byte| byte.is_ascii_hexdigit())
            });
        luminance(&after.expect("each has a shading")[..6])
    };
    for tokens in [
        ["urges", "supports", "opposes", "rejects"].as_slice(),
        &["helps", "hurts"],
    ] {
        let mut all: Vec<f64> = tokens.iter().map(|token| fill(token)).collect();
        all.sort_by(f64::total_cmp);
        let lightness = |luminance: &f64| 116.0 * luminance.cbrt() - 16.0;
        for pair in all.windows(2) {
            let apart = lightness(&pair[1]) - lightness(&pair[0]);
            assert!(
                apart > 7.0,
                "{tokens:?} are only {apart:.1} of 100 apart in grey"
            );
        }
        assert!(all[all.len() - 1] < 0.89, "the lightest is nearly white");
        // The links are 1F3864.
        let contrast = (all[0] + 0.05) / (luminance("1F3864") + 0.05);
        assert!(contrast > 4.5, "{contrast:.1}");
    }
}

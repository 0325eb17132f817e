//! Any text in every free text field: the pages have the elements, attributes, links, cells and rows that they
//! have with harmless words.

use crate::{artifacts, assert_same, check, hostile, html_shape, markdown_shape, project};
use arbitrary::{Result, Unstructured};
use policy_matrix::render::{CsvProfile, Format};

const FORMATS: [Format; 3] = [Format::Html, Format::Markdown, Format::Json];

/// Tries what `data` makes.
pub fn run(data: &[u8]) {
    let _ = attempt(&mut Unstructured::new(data));
}

fn attempt(u: &mut Unstructured) -> Result<()> {
    let written = project(u, hostile)?;
    let Some(given) = artifacts(&check("hostile", &written), &FORMATS, CsvProfile::Plain) else {
        return Ok(());
    };
    let plain = check("harmless", &written.harmless());
    let expected = artifacts(&plain, &FORMATS, CsvProfile::Plain);
    let expected = expected.unwrap_or_else(|| panic!("harmless words fail:\n{}", written.yaml));
    assert_eq!(given.len(), expected.len(), "{}", written.yaml);
    for ((name, page), (_, plain)) in given.iter().zip(&expected) {
        let shape = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => html_shape,
            Some("md") => markdown_shape,
            Some("json") => |text: &str| {
                let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
                vec![json.as_object().map_or(0, serde_json::Map::len).to_string()]
            },
            _ => continue,
        };
        assert_same(name, [&shape(page), &shape(plain)], &written.yaml);
    }
    Ok(())
}

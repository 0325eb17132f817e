//! The parts of a document rendered, proved to be XML, and packed (ECMA-376, part 2).

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, System, ZipWriter};

use crate::render::Rendering;
use crate::render::templates::{Context, TemplateFault};

use super::page::Page;
use super::styles::adopt;

/// The parts that stand before the styles: path and template. What the parts are comes first, as
/// readers of a stream expect it.
const PARTS: [(&str, &str); 9] = [
    ("[Content_Types].xml", "docx/content_types.xml"),
    ("_rels/.rels", "docx/rels.xml"),
    ("docProps/core.xml", "docx/core.xml"),
    ("word/settings.xml", "docx/settings.xml"),
    ("word/numbering.xml", "docx/numbering.xml"),
    ("word/fontTable.xml", "docx/fonts.xml"),
    ("word/footnotes.xml", "docx/footnotes.xml"),
    ("word/header1.xml", "docx/header.xml"),
    ("word/footer1.xml", "docx/footer.xml"),
];

/// The template of the styles.
const STYLES: &str = "docx/styles.xml";

/// A document as bytes: the same for the same page on every machine.
pub(super) fn document(rendering: &Rendering, page: Page) -> Result<Vec<u8>, TemplateFault> {
    let house = rendering.wanted.docx.house;
    let mut values = page.values;
    let part = |template: &str, values: &Context| {
        let text = rendering.templates.xml(template, values)?;
        well_formed(template, &text)?;
        Ok(text)
    };
    let mut parts: Vec<(&str, String)> = Vec::new();
    for (path, template) in PARTS {
        parts.push((path, part(template, &values)?));
    }
    parts.push(("word/document.xml", part(page.template, &values)?));
    values.insert("links", &page.links);
    parts.push((
        "word/_rels/document.xml.rels",
        part("docx/document_rels.xml", &values)?,
    ));
    values.insert("links", &page.footnote_links);
    parts.push((
        "word/_rels/footnotes.xml.rels",
        part("docx/footnotes_rels.xml", &values)?,
    ));
    let own = part(STYLES, &values)?;
    let styles = match house {
        Some(house) => adopt(&house.styles, &own).styles,
        None => own,
    };
    parts.push(("word/styles.xml", styles));
    let theme = match house.and_then(|house| house.theme.clone()) {
        Some(theme) => theme,
        None => part("docx/theme.xml", &values)?,
    };
    parts.push(("word/theme/theme1.xml", theme));
    Ok(packed(&parts))
}

/// A part that is not well-formed makes a document that no program opens: the template is at fault.
fn well_formed(template: &str, text: &str) -> Result<(), TemplateFault> {
    match roxmltree::Document::parse(text) {
        Ok(_) => Ok(()),
        Err(error) => {
            let message = format!("what it writes is not well-formed XML: {error}");
            Err(TemplateFault::written(template, message))
        }
    }
}

/// Why packing cannot fail: the names are fixed and few, and the writer is memory.
const IN_MEMORY: &str = "a handful of parts is packed into memory";

/// Parts as a zip file that knows neither clock nor machine.
fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let options = SimpleFileOptions::DEFAULT
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Dos);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        let large = options.large_file(u32::try_from(text.len()).is_err());
        archive.start_file(*path, large).expect(IN_MEMORY);
        archive.write_all(text.as_bytes()).expect(IN_MEMORY);
    }
    archive.finish().expect(IN_MEMORY).into_inner()
}

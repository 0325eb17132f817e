//! A house's own Word document, read for its styles and its theme.

use std::io::{Cursor, Read};
use std::path::Path;

use anyhow::{Context, bail};
use zip::ZipArchive;

use super::disk::{self, Found};
use super::encoding::text_of;

/// The largest document, and the largest part of one, in bytes.
const LARGEST: u64 = 64 << 20;

/// The namespace of the parts of a document (ECMA-376, Transitional).
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What documents take from one of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseStyles {
    /// The path of the document as it was given.
    pub path: String,
    /// Its part `word/styles.xml`.
    pub styles: String,
    /// Its part `word/theme/theme1.xml`, if it has one that needs no other part.
    pub theme: Option<String>,
}

/// Reads the styles and the theme of a Word document.
///
/// # Errors
/// Fails, naming the path, where the file cannot be read or is no Word document with styles.
pub fn house_styles(path: &Path) -> anyhow::Result<HouseStyles> {
    let shown = path.display();
    let found = disk::read_file(path, LARGEST).with_context(|| format!("cannot read {shown}"))?;
    let bytes = match found {
        Found::Bytes(bytes) => bytes,
        Found::Missing(why) => bail!("cannot read {shown}: {why}"),
        Found::Outside => bail!("cannot read {shown}"),
        Found::TooLarge(size) => bail!("{shown} has {size} bytes; the limit is {LARGEST}"),
    };
    let mut document = ZipArchive::new(Cursor::new(bytes))
        .with_context(|| format!("{shown} is no Word document (.docx)"))?;
    let mut part = |name: &str| {
        part(&mut document, name).with_context(|| format!("cannot read {name} in {shown}"))
    };
    let Some(styles) = part("word/styles.xml")? else {
        bail!("{shown} is no Word document with styles: it has no word/styles.xml");
    };
    let root = roxmltree::Document::parse(&styles)
        .with_context(|| format!("word/styles.xml in {shown} is not well-formed"))?;
    if !root.root_element().has_tag_name((WORD, "styles")) {
        bail!("{shown} is no Word document as Word saves it by default, but perhaps a strict one");
    }
    // A theme with pictures needs parts that are not taken over.
    let alone = part("word/theme/_rels/theme1.xml.rels")?.is_none();
    let theme = part("word/theme/theme1.xml")?.filter(|_| alone);
    if let Some(theme) = &theme {
        roxmltree::Document::parse(theme)
            .with_context(|| format!("word/theme/theme1.xml in {shown} is not well-formed"))?;
    }
    Ok(HouseStyles {
        path: shown.to_string(),
        styles,
        theme,
    })
}

/// The text of a part; `None` where the document has no such part.
fn part(document: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> anyhow::Result<Option<String>> {
    if document.index_for_name(name).is_none() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let part = document.by_name(name)?;
    part.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        bail!("it has more than {LARGEST} bytes");
    }
    match text_of(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(fault) => bail!("it {}", fault.message),
    }
}

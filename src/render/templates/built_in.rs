//! The templates that are part of the program.

/// Lists built-in templates by name, with the text of each compiled in.
macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../templates/", $name)))),+]
    };
}

/// The built-in templates: name and text.
pub(super) const BUILT_IN: &[(&str, &str)] = &built_in![
    "agreement.html",
    "brief.css",
    "brief.html",
    "brief.md",
    "cards.css",
    "changed.html",
    "changes.html",
    "changes.md",
    "charts.css",
    "charts.html",
    "chips.css",
    "compare.js",
    "controls.css",
    "controls.html",
    "copy.js",
    "entry.html",
    "entry.md",
    "filter.js",
    "index.html",
    "key.html",
    "matrix.html",
    "matrix.md",
    "parts.md",
    "paragraph.html",
    "passages.js",
    "print.css",
    "reader.html",
    "reference.html",
    "register.html",
    "report.css",
    "report.js",
    "report.md",
    "rows.html",
    "rows.md",
    "source.html",
    "strip.html",
    "tables.css",
    "text.html",
];

/// The built-in templates of the parts of a Word document, none in a program without them.
#[cfg(feature = "docx")]
pub(super) const WORD: &[(&str, &str)] = &built_in![
    "docx/brief.xml",
    "docx/content_types.xml",
    "docx/core.xml",
    "docx/document_rels.xml",
    "docx/fonts.xml",
    "docx/footer.xml",
    "docx/footnotes.xml",
    "docx/footnotes_rels.xml",
    "docx/header.xml",
    "docx/matrix.xml",
    "docx/numbering.xml",
    "docx/parts.xml",
    "docx/register.xml",
    "docx/rels.xml",
    "docx/report.xml",
    "docx/settings.xml",
    "docx/styles.xml",
    "docx/theme.xml",
];
#[cfg(not(feature = "docx"))]
pub(super) const WORD: &[(&str, &str)] = &[];

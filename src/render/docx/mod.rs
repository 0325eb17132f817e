//! The brief and the report as Word documents (ECMA-376, WordprocessingML): templates of the parts,
//! packed.

mod package;
mod page;
mod styles;

use crate::load::HouseStyles;
use crate::output::Artifact;
use crate::view::Views;

use super::Rendering;
use super::slots::Fault;

/// Which Word documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum DocxForm {
    /// The brief.
    #[default]
    Brief,
    /// The brief, and the whole report.
    Report,
}

/// What is wanted of Word documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Docx<'a> {
    /// Which of them.
    pub form: DocxForm,
    /// The document whose styles they take, if not their own.
    pub house: Option<&'a HouseStyles>,
}

/// Renders `brief.docx` and, if wanted, `report.docx`.
pub(super) fn render(views: &Views, rendering: &Rendering) -> Result<Vec<Artifact>, Fault> {
    let brief = package::document(rendering, page::brief(views, rendering))?;
    let mut artifacts = vec![Artifact::new("brief.docx", brief)];
    if rendering.wanted.docx.form == DocxForm::Report {
        let printed = views.printed();
        let report = package::document(rendering, page::report(views, &printed, rendering))?;
        artifacts.push(Artifact::new("report.docx", report));
    }
    Ok(artifacts)
}

/// What whoever takes the styles of a house should know.
pub(super) fn notes(rendering: &Rendering) -> Vec<String> {
    let Some(house) = rendering.wanted.docx.house else {
        return Vec::new();
    };
    if !rendering.wanted.formats.contains(&super::Format::Docx) {
        return Vec::new();
    }
    let own = rendering
        .templates
        .xml("docx/styles.xml", &super::templates::context(&()));
    let missing = own.map(|own| styles::adopt(&house.styles, &own).missing);
    let missing = missing.unwrap_or_default();
    if missing.is_empty() {
        return Vec::new();
    }
    let named = missing.join("`, `");
    vec![format!(
        "{} does not define the styles `{named}`: the program's own stand in for them",
        house.path
    )]
}

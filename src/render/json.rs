//! The checked whole as JSON.

use crate::output::Artifact;
use crate::view::Views;

use super::Rendering;
use super::templates::TemplateFault;

/// Renders `data/project.json`.
pub(super) fn render(views: &Views, _: &Rendering) -> Result<Vec<Artifact>, TemplateFault> {
    let mut text = format!("{:#}", views.json());
    text.push('\n');
    Ok(vec![Artifact::new("data/project.json", text)])
}

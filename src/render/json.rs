//! The checked whole as JSON.

use std::io::{self, BufWriter, Write};

use crate::output::{Artifact, Body};
use crate::view::Views;

use super::Rendering;
use super::slots::Fault;

/// Renders `data/project.json`.
pub(super) fn render(views: &Views, _: &Rendering) -> Result<Vec<Artifact>, Fault> {
    let mut writer = BufWriter::new(Body::new());
    serde_json::to_writer_pretty(&mut writer, &views.project()).map_err(io::Error::from)?;
    writer.write_all(b"\n")?;
    let body = writer.into_inner().map_err(io::Error::from)?;
    Ok(vec![Artifact::new("data/project.json", body)])
}

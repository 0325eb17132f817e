//! The fuzz targets and what they share: how bytes become texts and projects, a project built in memory, and the
//! slow, plain account of a search against which the real one is held.

mod built;
mod pieces;
mod project;
mod reference;
mod shape;
#[cfg(test)]
mod short;
pub mod targets;

pub use built::{Files, artifacts, check, folder, save};
pub use pieces::{any_text, harmless, hostile};
pub use project::{Written, project};
pub use reference::{Reference, is_invisible, seek};
pub use shape::{assert_same, html_shape, markdown_shape};

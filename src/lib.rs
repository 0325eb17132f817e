//! `policy-matrix` checks a hand-coded `options.yaml` against its source texts and renders
//! matrices in which every cell cites its passages.
//!
//! Disk is touched at the two ends only; the middle is pure functions from values to values:
//!
//! ```text
//! disk -> load -> Loaded -> check -> Project -> arrange -> view -> render -> Artifact -> output -> disk
//!            \_______ diagnostics _______/                            \
//!                          report                             one file a format
//! ```
//!
//! The floors, from the ground up; a module imports from floors below its own only:
//!
//! 1. [`files`], [`text`]: texts and places in them; finding and proving quotes;
//! 2. [`diagnostic`]: faults in the user's files as data;
//! 3. [`model`]: the checked values; [`load`]: disk to the project as written;
//! 4. [`check`]: the project as written to the model; [`arrange`]: who stands where; [`edit`]: changes to
//!    the project file that keep everything else;
//! 5. [`view`]: what formats set; [`diff`]: what changed between two projects; [`report`]:
//!    diagnostics as text; [`output`]: bytes to disk;
//! 6. [`render`]: views to bytes;
//! 7. [`pipeline`]: the floors joined; `import`: spreadsheets and bibliographies to the format;
//! 8. [`commands`]: one file a command;
//! 9. [`cli`]: arguments to commands.

pub mod arrange;
pub mod check;
pub mod cli;
pub mod commands;
pub mod diagnostic;
pub mod diff;
pub mod edit;
pub mod files;
#[cfg(feature = "import")]
pub mod import;
pub mod load;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod text;
pub mod view;

//! The rows of the dot strip, written one by one: they have a mark for every recommendation.

use std::io::Write;

use crate::view::Views;

use super::in_order::render_in_order;
use super::slots::Fault;
use super::templates::{Context, TemplateFault};

/// Writes the row of every author as a template sets it.
pub(super) fn write_strip<W: Write>(
    views: &Views,
    out: &mut W,
    render: impl Fn(&Context) -> Result<String, TemplateFault> + Sync,
) -> Result<(), Fault> {
    let columns = &views.report().strip.columns;
    render_in_order(
        views.strip_rows(),
        // Lest all of them are in memory.
        rayon::current_num_threads(),
        |row| {
            let mut context = Context::new();
            context.insert("row", row);
            context.insert("columns", columns);
            Ok(render(&context)?)
        },
        |_, row| Ok(out.write_all(row.as_bytes())?),
    )
}

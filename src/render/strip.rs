//! The rows of the dot strip, written one by one: they have a mark for every recommendation.

use std::io::Write;

use rayon::prelude::*;

use crate::view::{StripRow, Views};

use super::slots::Fault;
use super::templates::{Context, TemplateFault};

/// Writes the row of every author as a template sets it.
pub(super) fn write_strip<W: Write>(
    views: &Views,
    out: &mut W,
    render: impl Fn(&Context) -> Result<String, TemplateFault> + Sync,
) -> Result<(), Fault> {
    let columns = &views.report().strip.columns;
    let mut rows = views.strip_rows();
    loop {
        // As many at once as there are cores, lest all of them are in memory.
        let some: Vec<StripRow> = rows.by_ref().take(rayon::current_num_threads()).collect();
        if some.is_empty() {
            return Ok(());
        }
        let rendered = some.par_iter().map(|row| {
            let mut context = Context::new();
            context.insert("row", row);
            context.insert("columns", columns);
            render(&context)
        });
        let rendered: Vec<Result<String, TemplateFault>> = rendered.collect();
        for row in rendered {
            out.write_all(row?.as_bytes())?;
        }
    }
}

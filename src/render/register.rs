//! The register of evidence, written entry by entry.

use rayon::prelude::*;

use crate::view::Views;

use super::slots::Fault;
use super::templates::{Context, TemplateFault};

/// How many entries are rendered at once.
const AT_ONCE: usize = 64;

/// Writes the entries at some places of the register, from 0, in order: each is rendered once and
/// handed on with its place.
pub(super) fn write_register(
    views: &Views,
    places: impl Iterator<Item = usize>,
    render: impl Fn(&mut Context) -> Result<String, TemplateFault> + Sync,
    mut write: impl FnMut(usize, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let places: Vec<usize> = places.collect();
    for some in places.chunks(AT_ONCE) {
        let entries = some.par_iter().map(|place| {
            let mut context = Context::new();
            context.insert("entry", &views.recommendation(*place));
            render(&mut context)
        });
        let entries: Vec<Result<String, TemplateFault>> = entries.collect();
        for (place, entry) in some.iter().zip(entries) {
            write(*place, entry?.as_bytes())?;
        }
    }
    Ok(())
}

//! The register of evidence, written entry by entry.

use crate::view::Views;

use super::in_order::render_in_order;
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
    render_in_order(
        places,
        AT_ONCE,
        |place| {
            let mut context = Context::new();
            context.insert("entry", &views.recommendation(*place));
            Ok(render(&mut context)?)
        },
        |place, entry| write(place, entry.as_bytes()),
    )
}

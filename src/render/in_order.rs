//! Pieces rendered on all cores and written in their order, only so many of them in memory at once.

use rayon::prelude::*;

use super::slots::Fault;

/// Renders pieces, `at_once` at a time, and hands each on with what was rendered.
pub(super) fn render_in_order<P: Send + Sync, R: Send>(
    mut pieces: impl Iterator<Item = P>,
    at_once: usize,
    render: impl Fn(&P) -> Result<R, Fault> + Sync,
    mut write: impl FnMut(P, R) -> Result<(), Fault>,
) -> Result<(), Fault> {
    loop {
        let some: Vec<P> = pieces.by_ref().take(at_once).collect();
        if some.is_empty() {
            return Ok(());
        }
        let rendered: Vec<Result<R, Fault>> = some.par_iter().map(&render).collect();
        for (piece, rendered) in some.into_iter().zip(rendered) {
            write(piece, rendered?)?;
        }
    }
}

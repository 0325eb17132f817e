//! What must hold of any input, one file a target: each says it in its first lines and panics where it does not hold.

pub mod csv;
pub mod diff;
pub mod edits;
pub mod fold;
pub mod import;
pub mod load;
pub mod render;
pub mod search;

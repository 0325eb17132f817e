//! Who stands where: the cells of the matrices, worked out from the checked project.
//!
//! Counts and names only: no averages, no indices, and silence is never a position.

mod agreement;
mod audit;
mod claims;
mod group;
mod index;
mod matrix;
mod position;
mod speaker;

pub use agreement::{Accord, Side, Standing, options_in_order, standings, takes_position};
pub use audit::{Audit, CampShare};
pub use claims::{ClaimRef, Claims};
pub use group::{Group, GroupWord, Tally};
pub use index::Index;
pub use matrix::{Arranged, Cell, Entity};
pub use position::{Part, Position, State, position};
pub use speaker::{Speaker, Speakers, camp_columns};

//! OpenStreetMap roads (`.osm.pbf`).
//!
//! The file is read twice: once for the ways that trucks can drive, once for
//! the places and barriers of the nodes on them. Nothing is ignored silently:
//! what is left out is counted, with the reason.
//!
//! The format is read here and not by a library: those there are expand a block
//! of the file before anyone can limit it, so that 29 kB can ask for more than a
//! gibibyte. [`pbf`] gives slices of one block at a time.

mod access;
mod class;
mod direction;
mod left_out;
mod network;
mod nodes;
mod pbf;
mod speed;
mod ways;

pub use class::{CLASSES, Class};
pub use left_out::{LeftOut, Reason};
pub use network::{Network, Road, read};
pub use pbf::{Broken, Cause};

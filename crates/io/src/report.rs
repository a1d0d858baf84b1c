//! Reports: everything a person, a spreadsheet or a map reads of a plan.
//!
//! Each form is a function of the world and the plan, writes nothing itself,
//! and gives the same bytes for the same input. Figures are taken from the
//! plan's claims, which the checker has recomputed; [`figures`] derives from
//! them what several forms print, so that no two forms can disagree.
//!
//! No form ranks stretches of road by exposure: a list of the best targets is
//! of use to nobody who moves aid.

pub mod compare;
pub mod consignments;
pub mod csv;
pub mod figures;
pub mod frontier;
pub mod geojson;
pub mod html;
mod map;
pub mod missions;
mod number;
pub mod scarcity;
pub mod schedule;
pub mod simulate;
pub mod style;
pub mod talks;
pub mod text;
mod visible;
pub mod worth;

pub use style::Style;

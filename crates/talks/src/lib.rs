//! Why there is no deal, the smallest moves toward one, and the timetable.
//!
//! Everything here follows from positions on record: no utilities are invented,
//! silence is never consent, and counts of moves are not compared between
//! parties.

mod away;
mod bank;
mod blocks;
mod cheapest;
mod cluster;
mod constraint;
mod count;
mod dated;
mod days;
mod deal;
mod draft;
mod element;
mod explore;
mod extent;
mod found;
mod front;
mod grid;
mod hitting;
mod implied;
mod join;
mod narrow;
mod oracle;
mod packages;
mod part;
mod party;
mod people;
mod positions;
mod rules;
mod scale;
mod search;
mod simplify;
mod smallest;
mod space;
mod stability;
mod terms;
mod timetable;
mod transversal;
mod ways;
mod whole;
mod worth;
mod zones;

pub use bank::bank;
pub use constraint::{Constraints, Demanded};
pub use dated::dated;
pub use explore::{Conflicts, conflicts};
pub use found::{Found, Limits};
pub use front::front;
pub use join::proposals;
pub use people::people;
pub use positions::moves;
pub use stability::stability;
pub use timetable::timetable;
pub use whole::answer;
pub use worth::worth;
pub use zones::{Windows, zones};

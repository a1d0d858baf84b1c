//! Which way a road may be driven.

use super::access::value;
use super::pbf::Tags;

/// The directions of a road against the order of its nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Both ways.
    Both,
    /// Only in the order of its nodes.
    Onwards,
    /// Only against it.
    Back,
    /// Changes by the hour: nobody knows when.
    Changes,
}

/// The direction by `oneway`; roundabouts and motorways are one-way unless told.
pub(super) fn of(tags: &Tags, class: &str) -> Direction {
    match value(tags, "oneway") {
        Some("yes" | "true" | "1") => return Direction::Onwards,
        Some("-1" | "reverse") => return Direction::Back,
        Some("reversible") => return Direction::Changes,
        // One direction at a time, in turn.
        Some("no" | "false" | "0" | "alternating") => return Direction::Both,
        _ => {}
    }
    let round = matches!(value(tags, "junction"), Some("roundabout" | "circular"));
    if round || class == "motorway" { Direction::Onwards } else { Direction::Both }
}

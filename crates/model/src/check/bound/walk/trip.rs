//! What a search finds: loads that arrive.

use super::super::round::{add_down, lower};

/// A load that arrives.
#[derive(Clone, Copy, Debug)]
pub struct Trip {
    /// Where it arrives.
    pub to: usize,
    /// Days from leaving to arriving.
    pub lead: usize,
    /// At most this share arrives.
    pub left: f64,
    /// At least this share arrives.
    pub least: f64,
    /// At least so much is paid a tonne that leaves.
    pub toll: f64,
}

impl Trip {
    /// The same with all of the load lost.
    pub fn nothing(self, lost: f64) -> Self {
        Self { left: 0.0, least: 0.0, toll: add_down(self.toll, lower(lost)), ..self }
    }
}

/// The trips of a search, and whether each ends on its first day and would
/// whatever the horizon.
pub struct Trips {
    pub trips: Vec<Trip>,
    pub same_day: bool,
    /// Whether every way was looked at.
    pub whole: bool,
}

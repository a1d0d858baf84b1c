//! The frontier of a shortest-way search.

use std::cmp::Ordering;

/// A place on the frontier; in a heap the least far comes first.
#[derive(PartialEq)]
pub struct Front {
    /// How far it is, in the search's measure.
    pub far: f64,
    /// The place.
    pub node: usize,
}

impl Eq for Front {}

impl PartialOrd for Front {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Front {
    fn cmp(&self, other: &Self) -> Ordering {
        other.far.total_cmp(&self.far).then(other.node.cmp(&self.node))
    }
}

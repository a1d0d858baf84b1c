//! The road graph: nodes by number and the links between them.

use super::Step;

/// A stretch of road between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// One end; the first driven where the link is one-way.
    pub from: u32,
    /// The other end.
    pub to: u32,
    /// Driving time, microseconds; the same both ways.
    pub us: u64,
    /// Length, millimetres.
    pub mm: u64,
    /// Whether it is driven only from `from` to `to`.
    pub one_way: bool,
}

impl Link {
    /// The end that is not `node`.
    #[must_use]
    pub const fn other(&self, node: u32) -> u32 {
        if self.from == node { self.to } else { self.from }
    }

    /// Whether it may be driven away from `node`, one of its ends.
    #[must_use]
    pub const fn leaves(&self, node: u32) -> bool {
        !self.one_way || self.from == node
    }

    /// Whether it may be driven towards `node`, one of its ends.
    #[must_use]
    pub const fn enters(&self, node: u32) -> bool {
        !self.one_way || self.to == node
    }

    /// Whether it serves whoever could use `other`, as quickly and as shortly.
    pub(super) const fn serves_for(&self, other: &Self) -> bool {
        let direction = !self.one_way || (other.one_way && self.from == other.from);
        direction && self.us <= other.us && self.mm <= other.mm
    }
}

/// Roads as a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoadGraph {
    /// Nodes are numbered from 0; there are so many.
    pub nodes: u32,
    /// The links; those of a node that does not exist are left out of account.
    pub links: Vec<Link>,
}

/// Counts links and the nodes they touch.
pub(super) fn step<'l>(kept: &'static str, links: impl IntoIterator<Item = &'l Link>) -> Step {
    let mut ends: Vec<u32> = Vec::new();
    let mut count = 0;
    for link in links {
        ends.extend([link.from, link.to]);
        count += 1;
    }
    ends.sort_unstable();
    ends.dedup();
    Step { kept, nodes: ends.len(), links: count }
}

//! Contraction: a road graph of millions of stretches becomes the corridor
//! graph of a few sites, without changing how quickly one is reached from another.
//!
//! Pure graph code: it knows nodes by number, driving times in microseconds and
//! lengths in millimetres. Sums of integers do not depend on their order, so
//! "the least time is the same" means equal, not nearly equal.
//!
//! 1. [`within`]: only roads on a way from a site to a site stay.
//! 2. [`simplify`]: dead ends without a site go, stretches that meet where
//!    nothing branches become one, of parallel stretches those stay that are
//!    quicker or shorter than every other, and as many other roads as there are
//!    alternatives to keep: who waits on one does not wait on the other.
//! 3. [`corridor`]: only stretches on a quickest way between sites stay, and on
//!    alternatives to it, so that a plan has something to mix.
//! 4. The rest is simplified again.
//!
//! No step removes a quickest way between two sites that are asked for, so the
//! least time between them is that of the whole graph.

mod component;
mod corridor;
mod graph;
mod search;
mod simplify;
mod snap;
mod within;

pub use component::strong_components;
pub use graph::{Link, RoadGraph};
pub use search::least_us;
pub use snap::{Nearest, Places};

use simplify::Work;

/// What to keep of a road graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Nodes that stay whatever happens: the sites.
    pub sites: Vec<u32>,
    /// Sites from which the least time to every site stays exact.
    pub exact_from: Vec<u32>,
    /// Sites from which alternatives to the quickest way are kept.
    pub mixed_from: Vec<u32>,
    /// Alternatives to look for from each of those sites to every site.
    pub alternatives: u32,
}

/// A stretch of the corridor graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Ends, driving time, length and direction.
    pub link: Link,
    /// The links of the road graph it is made of, from `link.from` to `link.to`.
    pub roads: Vec<u32>,
    /// The nodes they pass, both ends among them.
    pub nodes: Vec<u32>,
}

/// How large the graph is after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the step keeps, in words.
    pub kept: &'static str,
    /// Nodes with at least one link.
    pub nodes: usize,
    /// Links; a road of both directions is one.
    pub links: usize,
}

/// A corridor graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contracted {
    /// Its stretches, in the order of their ends.
    pub stretches: Vec<Stretch>,
    /// The size after every step, the whole graph first.
    pub steps: Vec<Step>,
}

/// Contracts `graph` to what is asked for. Nodes and links that do not exist
/// are left out of account.
#[must_use]
pub fn contract(graph: &RoadGraph, asked: &Asked) -> Contracted {
    let mut steps = vec![graph::step("read", &graph.links)];
    let inside = within::links(graph, &asked.sites);
    let mut work = Work::new(graph, &inside, asked);
    steps.push(work.step("on a way between sites"));
    work.simplify();
    steps.push(work.step("without dead ends, chains joined"));
    let marked = corridor::mark(&work, asked);
    work.retain(&marked);
    steps.push(work.step("on quickest ways and alternatives"));
    work.simplify();
    steps.push(work.step("chains joined again"));
    Contracted { stretches: work.stretches(graph), steps }
}

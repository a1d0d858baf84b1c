//! Links on a way from a site to a site: those that can be reached from one and
//! from which one can be reached.

use super::graph::RoadGraph;
use super::search::Arcs;

/// Positions of these links.
pub(super) fn links(graph: &RoadGraph, sites: &[u32]) -> Vec<u32> {
    let nodes = graph.nodes as usize;
    let from_sites = reached(&Arcs::new(nodes, &graph.links, false), sites);
    let to_sites = reached(&Arcs::new(nodes, &graph.links, true), sites);
    let holds = |set: &[bool], node: u32| set.get(node as usize).copied().unwrap_or(false);
    // Where a road of both directions can be driven usefully one way, it can the other.
    let inside = |at: &usize| {
        let link = &graph.links[*at];
        link.from != link.to && holds(&from_sites, link.from) && holds(&to_sites, link.to)
    };
    (0..graph.links.len()).filter(inside).map(|at| at as u32).collect()
}

/// Which nodes can be reached from any of these.
fn reached(arcs: &Arcs, from: &[u32]) -> Vec<bool> {
    let mut seen = vec![false; arcs.nodes()];
    let mut open: Vec<u32> = Vec::new();
    let mut see = |node: u32, open: &mut Vec<u32>| {
        if let Some(seen) = seen.get_mut(node as usize)
            && !std::mem::replace(seen, true)
        {
            open.push(node);
        }
    };
    from.iter().for_each(|site| see(*site, &mut open));
    while let Some(node) = open.pop() {
        arcs.of(node).iter().for_each(|arc| see(arc.to, &mut open));
    }
    seen
}

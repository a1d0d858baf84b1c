//! Strongly connected components: sets of nodes each of which can be driven to
//! from every other (Kosaraju).

use super::graph::RoadGraph;
use super::search::{Arcs, NONE};

/// The component of every node, numbered from 0.
#[must_use]
pub fn strong_components(graph: &RoadGraph) -> Vec<u32> {
    let nodes = graph.nodes as usize;
    let order = leaving_order(&Arcs::new(nodes, &graph.links, false));
    let against = Arcs::new(nodes, &graph.links, true);
    let mut component = vec![NONE; nodes];
    let mut open = Vec::new();
    let mut count = 0;
    for root in order.into_iter().rev() {
        if component[root as usize] != NONE {
            continue;
        }
        component[root as usize] = count;
        open.push(root);
        while let Some(node) = open.pop() {
            for arc in against.of(node) {
                if component[arc.to as usize] == NONE {
                    component[arc.to as usize] = count;
                    open.push(arc.to);
                }
            }
        }
        count += 1;
    }
    component
}

/// Nodes in the order in which a depth-first search leaves them.
fn leaving_order(arcs: &Arcs) -> Vec<u32> {
    let nodes = arcs.nodes();
    let mut seen = vec![false; nodes];
    let mut order = Vec::with_capacity(nodes);
    let mut path: Vec<(u32, usize)> = Vec::new();
    for root in 0..nodes as u32 {
        if std::mem::replace(&mut seen[root as usize], true) {
            continue;
        }
        path.push((root, 0));
        while let Some((node, next)) = path.last_mut() {
            let Some(arc) = arcs.of(*node).get(*next) else {
                order.push(*node);
                path.pop();
                continue;
            };
            *next += 1;
            if !std::mem::replace(&mut seen[arc.to as usize], true) {
                path.push((arc.to, 0));
            }
        }
    }
    order
}

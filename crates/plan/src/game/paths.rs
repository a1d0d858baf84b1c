//! A flow over arcs as a mix of paths.

use std::collections::VecDeque;

use super::adjacency::Adjacency;
use super::network::Network;

/// Less than this counts as nothing.
const NOTHING: f64 = 1e-11;

/// Paths that carry a flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decomposition {
    /// Arcs of each path, in driving order, with the amount on it.
    pub paths: Vec<(Vec<usize>, f64)>,
    /// What is left on each arc: circles that lead nowhere.
    pub circling: Vec<f64>,
}

/// Takes a flow from one node to another apart: paths with the fewest arcs
/// first, at most as many as there are arcs, since each empties one.
#[must_use]
pub fn decompose(network: &Network, from: usize, to: usize, flow: &[f64]) -> Decomposition {
    let leaving = Adjacency::leaving(network);
    let mut found = Decomposition { paths: Vec::new(), circling: flow.to_vec() };
    // Circles may pass through the ends; only what starts at one leaves by paths.
    let starts = |(arc, flow): (&super::network::Arc, &f64)| {
        flow * (f64::from(u8::from(arc.from == from)) - f64::from(u8::from(arc.to == from)))
    };
    let mut left: f64 = network.arcs().iter().zip(flow).map(starts).sum();
    while left > NOTHING
        && let Some(path) = widest_of_fewest(network, &leaving, &found.circling, (from, to))
    {
        let amount = path.iter().map(|&arc| found.circling[arc]).fold(left, f64::min);
        left -= amount;
        for &arc in &path {
            found.circling[arc] -= amount;
        }
        found.paths.push((path, amount));
    }
    found
}

/// A path over arcs that carry something, breadth first; between the same two
/// nodes the fuller arc is taken.
fn widest_of_fewest(
    network: &Network,
    leaving: &Adjacency,
    flow: &[f64],
    (from, to): (usize, usize),
) -> Option<Vec<usize>> {
    if from == to {
        return None;
    }
    let mut by: Vec<Option<usize>> = vec![None; network.nodes()];
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        let full = leaving.at(node).iter().filter(|&&arc| flow[arc] > NOTHING);
        for &arc in full {
            let next = network.arcs()[arc].to;
            match by[next] {
                None if next != from => {
                    by[next] = Some(arc);
                    queue.push_back(next);
                }
                Some(other) if network.arcs()[other].from == node && flow[arc] > flow[other] => {
                    by[next] = Some(arc);
                }
                _ => {}
            }
        }
    }
    let mut path = vec![by[to]?];
    while let Some(arc) = path.last().and_then(|&arc| by[network.arcs()[arc].from]) {
        path.push(arc);
    }
    path.reverse();
    Some(path)
}

//! Shortest distances over weights that are not negative.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::adjacency::Adjacency;
use super::network::Network;

/// Distance from `node` along the arcs to every node; infinite where none leads.
pub fn from(network: &Network, leaving: &Adjacency, weights: &[f64], node: usize) -> Vec<f64> {
    spread(network.nodes(), leaving, weights, node, |arc| network.arcs()[arc].to).0
}

/// Distance along the arcs from every node to `node`, and the arc to take there.
pub fn to(
    network: &Network,
    reaching: &Adjacency,
    weights: &[f64],
    node: usize,
) -> (Vec<f64>, Vec<Option<usize>>) {
    spread(network.nodes(), reaching, weights, node, |arc| network.arcs()[arc].from)
}

fn spread(
    nodes: usize,
    adjacency: &Adjacency,
    weights: &[f64],
    node: usize,
    end: impl Fn(usize) -> usize,
) -> (Vec<f64>, Vec<Option<usize>>) {
    let mut distance = vec![f64::INFINITY; nodes];
    let mut by = vec![None; nodes];
    let mut heap = BinaryHeap::new();
    distance[node] = 0.0;
    // The bits of numbers that are not negative are ordered as the numbers are.
    heap.push(Reverse((0.0_f64.to_bits(), node)));
    while let Some(Reverse((bits, node))) = heap.pop() {
        let here = f64::from_bits(bits);
        if here > distance[node] {
            continue;
        }
        for &arc in adjacency.at(node) {
            let (next, there) = (end(arc), here + weights[arc]);
            if there < distance[next] {
                distance[next] = there;
                by[next] = Some(arc);
                heap.push(Reverse((there.to_bits(), next)));
            }
        }
    }
    (distance, by)
}

/// A shortest path between two nodes as arcs, with its length.
pub fn shortest(
    network: &Network,
    leaving: &Adjacency,
    weights: &[f64],
    (start, end): (usize, usize),
) -> Option<(f64, Vec<usize>)> {
    let (distance, by) =
        spread(network.nodes(), leaving, weights, start, |arc| network.arcs()[arc].to);
    if distance[end].is_infinite() {
        return None;
    }
    let mut arcs = Vec::new();
    let mut node = end;
    while let Some(arc) = by[node] {
        arcs.push(arc);
        node = network.arcs()[arc].from;
    }
    arcs.reverse();
    Some((distance[end], arcs))
}

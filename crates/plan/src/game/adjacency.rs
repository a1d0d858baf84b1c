//! Arcs by the node they leave or reach.

use super::network::Network;

/// Arcs at each node, in the order of the network.
pub struct Adjacency {
    starts: Vec<usize>,
    arcs: Vec<usize>,
}

impl Adjacency {
    /// Arcs by the node they leave.
    pub fn leaving(network: &Network) -> Self {
        Self::by(network.nodes(), network.arcs().iter().map(|arc| arc.from))
    }

    /// Arcs by the node they reach.
    pub fn reaching(network: &Network) -> Self {
        Self::by(network.nodes(), network.arcs().iter().map(|arc| arc.to))
    }

    fn by(nodes: usize, ends: impl Iterator<Item = usize> + Clone) -> Self {
        let mut starts = vec![0; nodes + 1];
        for node in ends.clone() {
            starts[node + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut place = starts.clone();
        let mut arcs = vec![0; starts[nodes]];
        for (arc, node) in ends.enumerate() {
            arcs[place[node]] = arc;
            place[node] += 1;
        }
        Self { starts, arcs }
    }

    /// The arcs at a node.
    pub fn at(&self, node: usize) -> &[usize] {
        &self.arcs[self.starts[node]..self.starts[node + 1]]
    }
}

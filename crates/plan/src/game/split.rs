//! Checkpoints on nodes: each node becomes an entry, an exit, and a stretch
//! between them that can be struck.

use super::network::{Arc, Network, NetworkError};

/// Node n's entry is 2n and its exit 2n + 1; the arcs keep their numbers and the
/// stretch of node n comes at their number plus n. `losses` gives the share lost
/// at each node if struck.
///
/// # Errors
/// A loss is missing or out of range.
pub fn split_nodes(network: &Network, losses: &[f64]) -> Result<Network, NetworkError> {
    if losses.len() != network.nodes() {
        let (what, position) = ("node", network.nodes().min(losses.len()));
        let (named, there) = (losses.len(), network.nodes());
        return Err(NetworkError::Unknown { what, position, named, there });
    }
    let outside =
        network.arcs().iter().map(|a| Arc { from: 2 * a.from + 1, to: 2 * a.to, ..a.clone() });
    let inside = losses.iter().enumerate().map(|(n, &p)| Arc::free(2 * n, 2 * n + 1).struck(p));
    Network::new(2 * network.nodes(), outside.chain(inside).collect(), network.areas().to_vec())
}

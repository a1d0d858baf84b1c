//! One convoy against one interceptor (Washburn and Wood 1995).

use super::flow::largest;
use super::network::Network;

/// Value of the game of one unit against Γ = 1: one over the largest flow where
/// arc t carries 1/p_t, and arcs that nobody strikes carry anything. 0 where a
/// safe way exists, 1 where there is no way at all. Capacities and areas are not
/// read.
#[must_use]
pub fn unit_convoy_value(network: &Network, from: usize, to: usize) -> f64 {
    let open = |loss: f64| if loss > 0.0 { 1.0 / loss } else { f64::INFINITY };
    let capacities: Vec<f64> = network.arcs().iter().map(|arc| open(arc.loss)).collect();
    match largest(network, &capacities, from, to).value {
        value if value.is_infinite() => 0.0,
        value if value <= 0.0 => 1.0,
        value => 1.0 / value,
    }
}

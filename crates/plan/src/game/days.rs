//! A game over several days: the same network day after day.

use super::network::{Network, NetworkError, Shipment};

/// Copies of a network and its shipments side by side, one a day. With Γ strikes
/// on the whole the interceptor has a budget over the horizon; Γ a day is the sum
/// of as many games of one day.
///
/// # Errors
/// Never for a network and shipments that were sound.
pub fn over_days(
    network: &Network,
    shipments: &[Shipment],
    days: usize,
) -> Result<(Network, Vec<Shipment>), NetworkError> {
    let (mut arcs, mut areas, mut shipped) = (Vec::new(), Vec::new(), Vec::new());
    for day in 0..days {
        let (nodes, first) = (day * network.nodes(), areas.len());
        for arc in network.arcs() {
            let area = arc.area.map(|area| first + area);
            arcs.push(super::network::Arc {
                from: nodes + arc.from,
                to: nodes + arc.to,
                area,
                ..arc.clone()
            });
        }
        areas.extend_from_slice(network.areas());
        let shift = |s: &Shipment| Shipment { from: nodes + s.from, to: nodes + s.to, ..s.clone() };
        shipped.extend(shipments.iter().map(shift));
    }
    Ok((Network::new(days * network.nodes(), arcs, areas)?, shipped))
}

//! An interceptor who commits first and is seen: which arcs to take away.
//!
//! Both searches branch over arcs that the sender's best answer uses: a set of
//! arcs that spares it changes nothing.

use super::adjacency::Adjacency;
use super::distance::shortest;
use super::flow::largest;
use super::network::Network;

/// Least of the largest flows after any `strikes` arcs that can be struck are
/// taken away; infinite where a way without limit remains. Areas are not read.
#[must_use]
pub fn max_flow_after(network: &Network, from: usize, to: usize, strikes: usize) -> f64 {
    let mut search = Search {
        network,
        leaving: Adjacency::leaving(network),
        ends: (from, to),
        capacities: network.arcs().iter().map(|arc| arc.capacity).collect(),
        spared: network.arcs().iter().map(|arc| arc.loss <= 0.0).collect(),
        best: f64::INFINITY,
    };
    search.least_flow(strikes);
    search.best
}

/// Longest of the shortest ways, by cost, after any `strikes` arcs that can be
/// struck are taken away; infinite where no way remains.
#[must_use]
pub fn shortest_path_after(network: &Network, from: usize, to: usize, strikes: usize) -> f64 {
    let mut search = Search {
        network,
        leaving: Adjacency::leaving(network),
        ends: (from, to),
        capacities: network.arcs().iter().map(|arc| arc.cost).collect(),
        spared: network.arcs().iter().map(|arc| arc.loss <= 0.0).collect(),
        best: 0.0,
    };
    search.longest_way(strikes);
    search.best
}

struct Search<'a> {
    network: &'a Network,
    leaving: Adjacency,
    ends: (usize, usize),
    /// Capacities left, or costs: zero, or infinite, where an arc is taken away.
    capacities: Vec<f64>,
    /// Arcs that cannot be struck, or that another branch strikes.
    spared: Vec<bool>,
    best: f64,
}

impl Search<'_> {
    fn least_flow(&mut self, strikes: usize) {
        let (from, to) = self.ends;
        let found = largest(self.network, &self.capacities, from, to);
        self.best = self.best.min(found.value);
        if strikes == 0 || found.value <= 0.0 {
            return;
        }
        let mut used: Vec<(f64, usize)> = if found.value.is_finite() {
            let flow = found.flow.iter().copied().zip(0..);
            flow.filter(|&(flow, arc)| flow > 1e-12 && !self.spared[arc]).collect()
        } else {
            self.endless_way().into_iter().map(|arc| (f64::INFINITY, arc)).collect()
        };
        used.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (place, &(_, arc)) in used.iter().enumerate() {
            // Taking arcs away costs at most what now flows on them.
            let most: f64 = used[place..].iter().take(strikes).map(|&(flow, _)| flow).sum();
            if found.value.is_finite() && found.value - most >= self.best {
                break;
            }
            let capacity = std::mem::replace(&mut self.capacities[arc], 0.0);
            self.spared[arc] = true;
            self.least_flow(strikes - 1);
            self.capacities[arc] = capacity;
        }
        for (_, arc) in used {
            self.spared[arc] = self.network.arcs()[arc].loss <= 0.0;
        }
    }

    /// Arcs of a way that nothing limits, as far as they may be struck.
    fn endless_way(&self) -> Vec<usize> {
        let limited = |&capacity: &f64| if capacity.is_finite() { f64::INFINITY } else { 0.0 };
        let weights: Vec<f64> = self.capacities.iter().map(limited).collect();
        let way = shortest(self.network, &self.leaving, &weights, self.ends);
        let arcs = way.map_or_else(Vec::new, |(_, arcs)| arcs);
        arcs.into_iter().filter(|&arc| !self.spared[arc]).collect()
    }

    fn longest_way(&mut self, strikes: usize) {
        let Some((length, way)) =
            shortest(self.network, &self.leaving, &self.capacities, self.ends)
        else {
            self.best = f64::INFINITY;
            return;
        };
        self.best = self.best.max(length);
        if strikes == 0 {
            return;
        }
        let used: Vec<usize> = way.into_iter().filter(|&arc| !self.spared[arc]).collect();
        for &arc in &used {
            if self.best.is_infinite() {
                break;
            }
            let cost = std::mem::replace(&mut self.capacities[arc], f64::INFINITY);
            self.spared[arc] = true;
            self.longest_way(strikes - 1);
            self.capacities[arc] = cost;
        }
        for arc in used {
            self.spared[arc] = self.network.arcs()[arc].loss <= 0.0;
        }
    }
}

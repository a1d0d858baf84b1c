//! Most that fits from one node to another: augmenting paths in layers (Dinic).

use std::collections::VecDeque;

use super::network::Network;

/// Less than this counts as full.
const FULL: f64 = 1e-12;

/// Value of the largest flow; infinite where a way has no limit.
#[must_use]
pub fn max_flow(network: &Network, from: usize, to: usize) -> f64 {
    let capacities: Vec<f64> = network.arcs().iter().map(|arc| arc.capacity).collect();
    largest(network, &capacities, from, to).value
}

/// A largest flow.
pub struct Largest {
    /// Its value; infinite where a way has no limit.
    pub value: f64,
    /// Flow on each arc (of the limited ways, where the value is infinite).
    pub flow: Vec<f64>,
}

/// A largest flow under other capacities than the network's own.
pub fn largest(network: &Network, capacities: &[f64], from: usize, to: usize) -> Largest {
    if from == to {
        return Largest { value: f64::INFINITY, flow: vec![0.0; capacities.len()] };
    }
    // An arc without limit gets more than all limits together: what then flows
    // beyond the sum can only have come along a way without limit.
    let sum: f64 = capacities.iter().filter(|capacity| capacity.is_finite()).sum();
    let plenty = 2.0 * sum + 1.0;
    let mut residual = Residual::of(network, capacities, plenty);
    let mut value = 0.0;
    while residual.layer(from, to) {
        value += residual.block(from, to);
        if value > sum + 0.5 {
            value = f64::INFINITY;
            break;
        }
    }
    let flow = residual.left.chunks(2).map(|pair| pair[1]).collect();
    Largest { value, flow }
}

/// What may still flow: edge 2e is arc e, edge 2e + 1 undoes it.
struct Residual {
    left: Vec<f64>,
    to: Vec<usize>,
    at: Vec<Vec<usize>>,
    layers: Vec<usize>,
    next: Vec<usize>,
}

impl Residual {
    fn of(network: &Network, capacities: &[f64], plenty: f64) -> Self {
        let mut at = vec![Vec::new(); network.nodes()];
        let (mut left, mut to) = (Vec::new(), Vec::new());
        for (e, arc) in network.arcs().iter().enumerate() {
            left.extend([capacities[e].min(plenty), 0.0]);
            to.extend([arc.to, arc.from]);
            at[arc.from].push(2 * e);
            at[arc.to].push(2 * e + 1);
        }
        let (layers, next) = (Vec::new(), Vec::new());
        Self { left, to, at, layers, next }
    }

    fn layer(&mut self, from: usize, to: usize) -> bool {
        self.layers = vec![usize::MAX; self.at.len()];
        self.next = vec![0; self.at.len()];
        self.layers[from] = 0;
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            for &edge in &self.at[node] {
                let next = self.to[edge];
                if self.left[edge] > FULL && self.layers[next] == usize::MAX {
                    self.layers[next] = self.layers[node] + 1;
                    queue.push_back(next);
                }
            }
        }
        self.layers[to] != usize::MAX
    }

    /// Fills the layers; walks with a stack of its own, for a network may be long.
    fn block(&mut self, from: usize, to: usize) -> f64 {
        let mut sum = 0.0;
        let mut path: Vec<usize> = Vec::new();
        loop {
            let node = path.last().map_or(from, |&edge| self.to[edge]);
            if node == to {
                let amount = path.iter().map(|&e| self.left[e]).fold(f64::INFINITY, f64::min);
                for &edge in &path {
                    self.left[edge] -= amount;
                    self.left[edge ^ 1] += amount;
                }
                sum += amount;
                path.clear();
                continue;
            }
            match self.at[node].get(self.next[node]) {
                Some(&edge) if self.opens(node, edge) => path.push(edge),
                Some(_) => self.next[node] += 1,
                None => match path.pop() {
                    Some(edge) => self.next[self.to[edge ^ 1]] += 1,
                    None => return sum,
                },
            }
        }
    }

    fn opens(&self, node: usize, edge: usize) -> bool {
        self.left[edge] > FULL && self.layers[self.to[edge]] == self.layers[node] + 1
    }
}

/// The arcs of a smallest cut, given a largest flow.
pub fn cut(network: &Network, capacities: &[f64], flow: &[f64], from: usize) -> Vec<usize> {
    let mut inside = vec![false; network.nodes()];
    inside[from] = true;
    let mut stack = vec![from];
    let mut at = vec![Vec::new(); network.nodes()];
    for (e, arc) in network.arcs().iter().enumerate() {
        at[arc.from].push((e, arc.to, true));
        at[arc.to].push((e, arc.from, false));
    }
    while let Some(node) = stack.pop() {
        for &(arc, next, onward) in &at[node] {
            let left = if onward { capacities[arc] - flow[arc] } else { flow[arc] };
            if left > FULL && !inside[next] {
                inside[next] = true;
                stack.push(next);
            }
        }
    }
    let across = |(_, arc): &(usize, &super::network::Arc)| inside[arc.from] && !inside[arc.to];
    network.arcs().iter().enumerate().filter(across).map(|(arc, _)| arc).collect()
}

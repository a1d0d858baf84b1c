//! Cheapest ways at given prices.

use std::collections::{BinaryHeap, HashMap};

use super::problem::Problem;
use crate::frontier::Front;

/// Prices of capacities, not negative.
#[derive(Clone, Debug)]
pub struct Prices {
    /// By lane.
    pub own: Vec<f64>,
    /// By shared capacity.
    pub shared: Vec<f64>,
}

impl Prices {
    /// Nothing costs anything yet.
    pub fn zero(problem: &Problem) -> Self {
        Self { own: vec![0.0; problem.lanes.len()], shared: vec![0.0; problem.shared.len()] }
    }

    /// So much of these prices and the rest of the others.
    pub fn mixed(&self, others: &Self, share: f64) -> Self {
        let mix = |a: &[f64], b: &[f64]| {
            a.iter().zip(b).map(|(a, b)| share * a + (1.0 - share) * b).collect()
        };
        Self { own: mix(&self.own, &others.own), shared: mix(&self.shared, &others.shared) }
    }

    /// What all capacities together are paid.
    pub fn paid(&self, problem: &Problem) -> f64 {
        let lanes = self.own.iter().zip(problem.lanes.iter().map(|lane| lane.most));
        let shared = self.shared.iter().zip(problem.shared.iter().copied());
        let all = lanes.chain(shared).filter(|(price, _)| **price > 0.0);
        all.map(|(price, most)| price * most).sum()
    }

    /// Cost of a unit on a lane.
    fn on(&self, problem: &Problem, lane: usize) -> f64 {
        let noun = &problem.lanes[lane];
        noun.cost + self.own[lane] + noun.shared.map_or(0.0, |s| self.shared[s])
    }
}

/// Ways that a search found.
pub struct Found {
    /// Cost of a unit on the cheapest of all.
    pub nearest: f64,
    /// The lanes of each.
    pub ways: Vec<Vec<usize>>,
}

/// The lanes out of each place, by load.
pub struct Search<'p> {
    problem: &'p Problem,
    out: Vec<Vec<Vec<usize>>>,
}

impl<'p> Search<'p> {
    /// A search over the lanes of a problem.
    pub fn of(problem: &'p Problem) -> Self {
        let mut out = vec![vec![Vec::new(); problem.places]; problem.loads.len()];
        for (position, lane) in problem.lanes.iter().enumerate() {
            out[lane.load][lane.from].push(position);
        }
        Self { problem, out }
    }

    /// Cost of a unit on the cheapest way; none if no lanes lead there.
    pub fn nearest(&self, load: usize, prices: &Prices) -> Option<f64> {
        let room = |_: usize| true;
        self.way(load, prices, room).map(|(cost, _)| cost)
    }

    /// Cheapest ways one after the other, each leaving the room that is left by
    /// those before it, until the load is placed.
    pub fn fill(&self, load: usize, prices: &Prices, at_most: usize) -> Found {
        let noun = self.problem.loads[load];
        let mut own: HashMap<usize, f64> = HashMap::new();
        let mut shared: HashMap<usize, f64> = HashMap::new();
        let mut found = Found { nearest: 0.0, ways: Vec::new() };
        let mut left = noun.amount;
        while found.ways.len() < at_most {
            let room_of = |lane: usize| {
                let noun = &self.problem.lanes[lane];
                let free = noun.most - own.get(&lane).unwrap_or(&0.0);
                let beside = |s| self.problem.shared[s] - shared.get(&s).unwrap_or(&0.0);
                free.min(noun.shared.map_or(f64::INFINITY, beside))
            };
            let Some((cost, lanes)) = self.way(load, prices, |lane| room_of(lane) > 1e-9) else {
                break;
            };
            let amount = lanes.iter().map(|&lane| room_of(lane)).fold(left, f64::min);
            for &lane in &lanes {
                *own.entry(lane).or_default() += amount;
                if let Some(s) = self.problem.lanes[lane].shared {
                    *shared.entry(s).or_default() += amount;
                }
            }
            if found.ways.is_empty() {
                found.nearest = cost;
            }
            found.ways.push(lanes);
            left -= amount;
            if left <= 1e-9 {
                break;
            }
        }
        found
    }

    /// Dijkstra over the lanes of a load that have room.
    fn way(
        &self,
        load: usize,
        prices: &Prices,
        room: impl Fn(usize) -> bool,
    ) -> Option<(f64, Vec<usize>)> {
        let noun = self.problem.loads[load];
        let mut far = vec![f64::INFINITY; self.problem.places];
        let mut by = vec![usize::MAX; self.problem.places];
        far[noun.from] = 0.0;
        let mut heap = BinaryHeap::from([Front { far: 0.0, node: noun.from }]);
        while let Some(front) = heap.pop() {
            if front.node == noun.to {
                break;
            }
            if front.far > far[front.node] {
                continue;
            }
            for &lane in &self.out[load][front.node] {
                let to = self.problem.lanes[lane].to;
                let next = front.far + prices.on(self.problem, lane);
                if next < far[to] && room(lane) {
                    far[to] = next;
                    by[to] = lane;
                    heap.push(Front { far: next, node: to });
                }
            }
        }
        if !far[noun.to].is_finite() {
            return None;
        }
        let mut lanes = Vec::new();
        let mut at = noun.to;
        while at != noun.from {
            lanes.push(by[at]);
            at = self.problem.lanes[by[at]].from;
        }
        lanes.reverse();
        Some((far[noun.to], lanes))
    }
}

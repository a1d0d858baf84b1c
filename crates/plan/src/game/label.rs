//! The cheapest paths at given prices, with proof: label setting.
//!
//! A label is a way to a node with, for each struck set, the targets met so far.
//! Labels are taken in the order of a lower bound on every path that continues
//! them; the first to arrive is the cheapest path. A label is dropped where
//! another one at the same node is never dearer, whatever comes:
//!
//! > z_A - z_B + Σ_S w_S · max_F [left(B∪F) - left(A∪F)] <= 0
//!
//! over the sets F of targets that a path through the node may still meet without
//! exceeding the cost in question, and that do not lie where the dropped label has
//! been: the cheapest path runs in no circle, so it would not come there again. No
//! path is enumerated, and circles drop out since they only meet more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::adjacency::Adjacency;
use super::distance;
use super::network::Network;
use super::price::{Prices, Weighed};

/// Costs closer than this count as equal.
const EQUAL: f64 = 1e-13;
/// Sets with more targets left to meet than this are compared by a bound.
const FEW: u32 = 4;

/// A network prepared for searches.
pub struct Roads<'a> {
    pub network: &'a Network,
    pub leaving: Adjacency,
    pub reaching: Adjacency,
}

impl<'a> Roads<'a> {
    pub fn of(network: &'a Network) -> Self {
        let (leaving, reaching) = (Adjacency::leaving(network), Adjacency::reaching(network));
        Self { network, leaving, reaching }
    }
}

/// What a search found.
pub struct Cheapest {
    /// No path costs less than this (or than the cost in question, if less).
    pub least: f64,
    /// The cheapest paths found below the cost in question, cheapest first.
    pub paths: Vec<(f64, Vec<usize>)>,
    /// Whether nothing was left out.
    pub complete: bool,
}

/// The cheapest paths between two nodes that cost less than `below`, at most `few`.
///
/// After `most` labels it ends with the bound that stands and with paths that
/// continue the best labels in the way that the bound follows.
pub fn cheapest(
    roads: &Roads,
    prices: &Prices,
    ends: (usize, usize),
    below: f64,
    (few, most): (usize, usize),
) -> Cheapest {
    let mut search = Search::new(roads, prices, ends, below);
    search.run(few, most);
    search.found
}

/// A label without its met targets, which stand in `Search::met`.
struct Label {
    node: usize,
    /// Cost so far for the use of capacity.
    capacity: f64,
    /// Cost so far, losses at struck sets counted in full.
    cost: f64,
    /// The label before and the arc taken.
    by: Option<(usize, usize)>,
    dropped: bool,
}

struct Search<'a> {
    roads: &'a Roads<'a>,
    prices: &'a Prices,
    end: usize,
    below: f64,
    ahead: Vec<f64>,
    /// The arc that `ahead` follows.
    onward: Vec<Option<usize>>,
    behind: Vec<f64>,
    labels: Vec<Label>,
    /// Bits of targets met, one word a set, label after label.
    met: Vec<u64>,
    at: Vec<Vec<usize>>,
    /// By node, once known: the bits of each set that may still be met there.
    reach: Vec<Option<Vec<u64>>>,
    heap: BinaryHeap<Reverse<(u64, usize)>>,
    found: Cheapest,
}

impl<'a> Search<'a> {
    fn new(roads: &'a Roads, prices: &'a Prices, ends: (usize, usize), below: f64) -> Self {
        let nodes = roads.network.nodes();
        let (ahead, onward) = distance::to(roads.network, &roads.reaching, &prices.weights, ends.1);
        let mut search = Self {
            roads,
            prices,
            end: ends.1,
            below,
            ahead,
            onward,
            behind: distance::from(roads.network, &roads.leaving, &prices.weights, ends.0),
            labels: Vec::new(),
            met: Vec::new(),
            at: vec![Vec::new(); nodes],
            reach: vec![None; nodes],
            heap: BinaryHeap::new(),
            found: Cheapest { least: below, paths: Vec::new(), complete: true },
        };
        let start = Label { node: ends.0, capacity: 0.0, cost: 0.0, by: None, dropped: false };
        search.offer(start, vec![0; prices.sets.len()]);
        search
    }

    fn run(&mut self, few: usize, most: usize) {
        while let Some(Reverse((bits, label))) = self.heap.pop() {
            if self.labels[label].dropped {
                continue;
            }
            if self.labels[label].node == self.end {
                let cost = self.labels[label].cost;
                self.found.least = self.found.least.min(cost);
                self.found.paths.push((cost, self.path(label)));
                if self.found.paths.len() >= few {
                    break;
                }
                continue;
            }
            // Bounds only rise; the first is below every path.
            if self.found.paths.is_empty() && f64::from_bits(bits) >= self.below {
                break;
            }
            if self.labels.len() >= most {
                self.found.least = self.found.least.min(f64::from_bits(bits));
                self.give_up(label, few);
                break;
            }
            for place in 0..self.roads.leaving.at(self.labels[label].node).len() {
                self.extend(label, self.roads.leaving.at(self.labels[label].node)[place]);
            }
        }
    }

    /// Completes this label and the next best ones.
    fn give_up(&mut self, label: usize, few: usize) {
        let next = std::iter::from_fn(|| self.heap.pop()).map(|Reverse((_, label))| label);
        let open: Vec<usize> = [label].into_iter().chain(next.take(few)).collect();
        for label in open {
            let path = self.complete(label);
            let cost = self.prices.of_path(&path, &self.roads.network.met(&path));
            if cost < self.below && !self.found.paths.iter().any(|(_, other)| *other == path) {
                self.found.paths.push((cost, path));
            }
        }
        self.found.paths.truncate(few);
        self.found.complete = false;
    }

    /// A label's path, continued along the shortest distance, circles cut out.
    fn complete(&self, label: usize) -> Vec<usize> {
        let arcs = self.roads.network.arcs();
        let mut path = self.path(label);
        let mut node = self.labels[label].node;
        while let Some(arc) = self.onward[node] {
            path.push(arc);
            node = arcs[arc].to;
        }
        let mut simple: Vec<usize> = Vec::new();
        for arc in path {
            simple.push(arc);
            if let Some(first) = simple.iter().position(|&a| arcs[a].from == arcs[arc].to) {
                simple.truncate(first);
            }
        }
        simple
    }

    fn extend(&mut self, label: usize, arc: usize) {
        let network = self.roads.network;
        let next = network.arcs()[arc].to;
        if self.ahead[next].is_infinite() {
            return;
        }
        let sets = self.prices.sets.len();
        let mut met = self.met[label * sets..(label + 1) * sets].to_vec();
        let from = &self.labels[label];
        let mut lost = 0.0;
        if let Some(target) = network.target(arc) {
            for &(set, bit) in &self.prices.sets_at[target] {
                let (weighed, before) = (&self.prices.sets[set], met[set]);
                if before & bit == 0 {
                    met[set] |= bit;
                    lost += weighed.weight * (weighed.left(before) - weighed.left(before | bit));
                }
            }
        }
        let price = self.prices.arcs[arc];
        let by = Some((label, arc));
        let (capacity, cost) = (from.capacity + price, from.cost + price + lost);
        self.offer(Label { node: next, capacity, cost, by, dropped: false }, met);
    }

    /// Keeps a label unless it leads nowhere cheap or another one is as good.
    fn offer(&mut self, label: Label, met: Vec<u64>) {
        let node = label.node;
        if label.cost >= self.below {
            return;
        }
        self.look_ahead(node);
        let bound = self.bound(&label, &met);
        if bound >= self.below {
            return;
        }
        if node != self.end && !self.stands(&label, &met) {
            return;
        }
        let number = self.labels.len();
        self.at[node].push(number);
        self.labels.push(label);
        self.met.extend(met);
        self.heap.push(Reverse((bound.to_bits(), number)));
    }

    /// Compares a label with those at its node; drops those it makes needless.
    fn stands(&mut self, label: &Label, met: &[u64]) -> bool {
        let node = label.node;
        let sets = met.len();
        let reach = self.reach[node].as_deref().unwrap_or_default();
        let mut needless = Vec::new();
        for &other in &self.at[node] {
            let theirs = &self.met[other * sets..(other + 1) * sets];
            let there = &self.labels[other];
            if self.never_dearer((there, theirs), (label, met), reach) {
                return false;
            }
            if self.never_dearer((label, met), (there, theirs), reach) {
                needless.push(other);
            }
        }
        for &other in &needless {
            self.labels[other].dropped = true;
        }
        self.at[node].retain(|other| !needless.contains(other));
        true
    }

    /// Whether the first label costs no more than the second, whatever follows.
    fn never_dearer(&self, a: (&Label, &[u64]), b: (&Label, &[u64]), reach: &[u64]) -> bool {
        let mut slack = b.0.cost - a.0.cost + EQUAL;
        if slack < 0.0 {
            return false;
        }
        for (set, weighed) in self.prices.sets.iter().enumerate() {
            let (ours, theirs) = (a.1[set], b.1[set]);
            // Who has met all that the other has met loses no more from here.
            if theirs & !ours == 0 {
                continue;
            }
            // Where the second way has been, nothing that continues it comes again.
            let further = reach[set] & (!theirs | weighed.again);
            slack -= weighed.weight * regret(weighed, ours, theirs, further);
            if slack < 0.0 {
                return false;
            }
        }
        true
    }

    /// A lower bound on every path through a label: what it has cost where a set
    /// can be met no more, additive shares elsewhere, and shares for the rest.
    fn bound(&self, label: &Label, met: &[u64]) -> f64 {
        let mut bound = label.capacity + self.ahead[label.node];
        let reach = self.reach[label.node].as_deref().unwrap_or_default();
        for (set, weighed) in self.prices.sets.iter().enumerate() {
            let bits = met[set];
            if bits == 0 {
                continue;
            }
            let share = if reach[set] & !bits == 0 {
                1.0 - weighed.left(bits)
            } else {
                weighed.shared(bits)
            };
            bound += weighed.weight * share;
        }
        bound.max(label.cost)
    }

    /// Finds out which targets may still be met behind a node on a path that
    /// stays below the cost in question. By the triangle inequality, going from
    /// here to the target costs at least the difference of the distances.
    fn look_ahead(&mut self, node: usize) {
        if self.reach[node].is_some() {
            return;
        }
        let network = self.roads.network;
        let mut reach = vec![0_u64; self.prices.sets.len()];
        for (target, sets) in self.prices.sets_at.iter().enumerate() {
            if sets.is_empty() || !self.may_meet(node, target, network) {
                continue;
            }
            for &(set, bit) in sets {
                reach[set] |= bit;
            }
        }
        self.reach[node] = Some(reach);
    }

    fn may_meet(&self, node: usize, target: usize, network: &Network) -> bool {
        let behind = self.behind[node];
        network.struck_with(target).into_iter().any(|arc| {
            let ends = &network.arcs()[arc];
            let onward = (self.ahead[node] - self.ahead[ends.from])
                .max(self.behind[ends.from] - behind)
                .max(0.0);
            behind + onward + self.prices.weights[arc] + self.ahead[ends.to] < self.below
        })
    }

    fn path(&self, mut label: usize) -> Vec<usize> {
        let mut path = Vec::new();
        while let Some((before, arc)) = self.labels[label].by {
            path.push(arc);
            label = before;
        }
        path.reverse();
        path
    }
}

/// The most that the first way can lose to a set beyond the second from here on:
/// max over F of [left(A) - left(A∪F)] - [left(B) - left(B∪F)].
fn regret(weighed: &Weighed, a: u64, b: u64, reach: u64) -> f64 {
    let (left_a, left_b) = (weighed.left(a), weighed.left(b));
    if reach.count_ones() > FEW {
        return left_a - weighed.left(a | reach);
    }
    // All subsets of `reach`, the empty one last.
    let (mut most, mut further) = (0.0_f64, reach);
    while further != 0 {
        let ours = left_a - weighed.left(a | further);
        let theirs = left_b - weighed.left(b | further);
        most = most.max(ours - theirs);
        further = (further - 1) & reach;
    }
    most
}

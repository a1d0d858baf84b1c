//! What a tonne costs at every site in every period, at given prices.
//!
//! Periods in order, Dijkstra within one: goods are bought at a crossing or lie
//! somewhere from the start, drive, wait, drive on, and wait where they are
//! handed out. A road label is what a tonne that is still there has cost so
//! far; losses on a segment raise it.

mod danger;
#[cfg(test)]
mod twin;

use std::sync::Arc;

use std::collections::BinaryHeap;

use super::alarm::Alarm;
use super::limits::Limits;
use super::toll::{Mode, Tolls};
use crate::frontier::Front;
use crate::program::Key;
use crate::setting::Setting;

/// Prices of shared limits.
pub struct Prices {
    /// Price of a unit of each limit, by position.
    pub limit: Vec<f64>,
    /// What danger and money ask.
    pub alarm: Arc<Alarm>,
}

/// How goods came to lie at a site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Came {
    /// Not at all.
    Never,
    /// Bought under a supply row.
    Bought(u32),
    /// There from the start.
    Initial,
    /// Lay here a period before.
    Waited,
    /// Arrived in a mode.
    Arrived(u8),
}

/// No segment: a road label that starts here.
pub const START: u32 = u32::MAX;

/// Costs of one commodity at rest, and how they came about.
pub struct Reached {
    /// Cost of a tonne at rest: period x sites + site.
    pub cost: Vec<f64>,
    /// How it came there.
    pub came: Vec<Came>,
    /// Segment by which a road label came: (period x modes + mode) x sites + site.
    pub by: Vec<u32>,
    /// Site it came from.
    pub before: Vec<u32>,
    /// Where danger counts: how it came to rest at a site, and the labels before.
    pub trail: Option<Trail>,
}

impl Reached {
    fn new(at: &Setting, modes: usize) -> Self {
        let places = at.grid.len() * at.sites();
        Self {
            cost: vec![f64::INFINITY; places],
            came: vec![Came::Never; places],
            by: vec![START; places * modes],
            before: vec![START; places * modes],
            trail: None,
        }
    }
}

pub use danger::Trail;

/// The search with what does not change from call to call.
pub struct Search<'s, 'w> {
    at: &'s Setting<'w>,
    limits: &'s Limits,
    modes: &'s [Mode],
    /// Whether some of a load may be lost on the road, whatever strikes.
    lossy: bool,
    /// Whether goods may wait from one period to the next.
    pub waiting: bool,
}

/// Work space of one Dijkstra.
struct Space {
    road: Vec<f64>,
    heap: BinaryHeap<Front>,
}

impl<'s, 'w> Search<'s, 'w> {
    /// A search in a setting.
    pub fn new(at: &'s Setting<'w>, limits: &'s Limits, modes: &'s [Mode], lossy: bool) -> Self {
        Self { at, limits, modes, lossy, waiting: true }
    }

    /// Costs of every commodity.
    pub fn run(&self, prices: &Prices) -> Vec<Reached> {
        let commodities = self.at.commodities();
        let nodes = self.modes.len() * self.at.sites();
        let mut all: Vec<Reached> =
            (0..commodities).map(|_| Reached::new(self.at, self.modes.len())).collect();
        let mut space = Space { road: vec![f64::INFINITY; nodes], heap: BinaryHeap::new() };
        let mut labels = danger::Labels::default();
        for p in 0..self.at.grid.len() {
            let tolls: Vec<Tolls> = self
                .modes
                .iter()
                .map(|mode| Tolls::of(self.at, self.limits, prices, *mode, p))
                .collect();
            for (k, reached) in all.iter_mut().enumerate() {
                self.wait(prices, k, p, reached);
                if self.lossy || prices.alarm.in_sets() {
                    self.drive_in_danger(prices, &tolls, (k, p), reached, &mut labels);
                } else {
                    self.drive(prices, &tolls, (k, p), reached, &mut space);
                }
            }
        }
        all
    }

    /// What lay there before, and what is new in this period.
    fn wait(&self, prices: &Prices, k: usize, p: usize, reached: &mut Reached) {
        let sites = self.at.sites();
        let place = |s: usize| p * sites + s;
        for s in 0..sites {
            if p > 0 && !self.waiting {
                continue;
            }
            if p > 0 {
                let kept =
                    reached.cost[place(s) - sites] + self.price(prices, Key::Storage(s, p - 1));
                if kept.is_finite() {
                    reached.cost[place(s)] = kept;
                    reached.came[place(s)] = Came::Waited;
                }
            } else if self.at.initial_t(s, k) > 0.0 {
                reached.cost[place(s)] = prices.limit[self.limits.initial(s, k)];
                reached.came[place(s)] = Came::Initial;
            }
        }
        let day = self.at.grid.day(p);
        for offer in self.at.offers.iter().filter(|o| o.commodity == k && o.days.contains(&day)) {
            let position = self.limits.offer(offer.row, p);
            if self.limits.capacity[position] <= 0.0 {
                continue;
            }
            let cost = prices.limit[position] + prices.alarm.bought(self.at, offer.row);
            let place = place(offer.crossing);
            if cost < reached.cost[place] {
                reached.cost[place] = cost;
                reached.came[place] = Came::Bought(offer.row as u32);
            }
        }
    }

    /// Thousand USD a tonne.
    fn value(&self, k: usize) -> f64 {
        self.at.world.scenario.commodities[k].value_usd_per_t.0 / 1000.0
    }

    fn throughput(&self, prices: &Prices, site: usize, p: usize) -> f64 {
        self.price(prices, Key::Throughput(site, p))
    }

    fn price(&self, prices: &Prices, key: Key) -> f64 {
        self.limits.position(key).map_or(0.0, |position| prices.limit[position])
    }

    fn drive(
        &self,
        prices: &Prices,
        tolls: &[Tolls],
        (k, p): (usize, usize),
        reached: &mut Reached,
        space: &mut Space,
    ) {
        space.road.fill(f64::INFINITY);
        space.heap.clear();
        for &origin in &self.at.network.origins {
            self.start(prices, tolls, (k, p), origin, reached, space);
        }
        let sites = self.at.sites();
        let labels = p * self.modes.len() * sites;
        let value = self.value(k);
        while let Some(front) = space.heap.pop() {
            if front.far > space.road[front.node] {
                continue;
            }
            let (mode, site) = (front.node / sites, front.node % sites);
            let toll = &tolls[mode];
            self.arrive(prices, tolls, (k, p), front.node, reached, space);
            for step in &self.at.network.steps[site] {
                let fee = &toll.segments[step.segment];
                if !fee.open {
                    continue;
                }
                let there = prices.alarm.at_site(self.at, step.to, p).asked;
                let danger = value * (fee.danger.asked + there);
                let far = front.far + fee.entering + fee.leaving + danger;
                let node = mode * sites + step.to;
                if far < space.road[node] {
                    space.road[node] = far;
                    let label = labels + node;
                    reached.by[label] = step.segment as u32;
                    reached.before[label] = site as u32;
                    if self.at.network.steps[step.to].iter().any(|on| on.to != site) {
                        space.heap.push(Front { far, node });
                    } else {
                        // Nothing leads on from here but the way back.
                        self.arrive(prices, tolls, (k, p), node, reached, space);
                    }
                }
            }
        }
    }

    /// Loads set out from a site at rest, in every mode.
    fn start(
        &self,
        prices: &Prices,
        tolls: &[Tolls],
        (k, p): (usize, usize),
        origin: usize,
        reached: &mut Reached,
        space: &mut Space,
    ) {
        let sites = self.at.sites();
        let rest = reached.cost[p * sites + origin];
        if !rest.is_finite() {
            return;
        }
        for (mode, toll) in tolls.iter().enumerate() {
            let gate = toll.gate(self.at, self.limits, prices, (origin, k, p));
            let (far, node) = (rest + gate, mode * sites + origin);
            if far < space.road[node] {
                space.road[node] = far;
                reached.by[p * self.modes.len() * sites + node] = START;
                space.heap.push(Front { far, node });
            }
        }
    }

    /// A load that is here may stay here, and set out again from a hub.
    fn arrive(
        &self,
        prices: &Prices,
        tolls: &[Tolls],
        (k, p): (usize, usize),
        node: usize,
        reached: &mut Reached,
        space: &mut Space,
    ) {
        let sites = self.at.sites();
        let (mode, site) = (node / sites, node % sites);
        let label = p * self.modes.len() * sites + node;
        let kind = self.at.kind(site);
        if reached.by[label] == START || !self.at.network.may_end(self.modes[mode].track, kind) {
            return;
        }
        let cost = space.road[node] + self.throughput(prices, site, p);
        if cost < reached.cost[p * sites + site] {
            reached.cost[p * sites + site] = cost;
            reached.came[p * sites + site] = Came::Arrived(mode as u8);
            if kind.dispatches() {
                self.start(prices, tolls, (k, p), site, reached, space);
            }
        }
    }
}

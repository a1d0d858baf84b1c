//! The search within a period where sets of targets are struck.
//!
//! What a further strike takes depends on what the load has met, so a site may
//! have several labels: one stands for another only where it has paid less by as
//! much as the other could still save. At the end of a drive, the cheapest counts.

use std::collections::BinaryHeap;

use super::{Came, Prices, Reached, Search};
use crate::coordinate::alarm::{Danger, Met};
use crate::coordinate::toll::Tolls;
use crate::frontier::Front;
use safeconduct_model::site::SiteKind;

/// No label: the load sets out here.
pub const NONE: u32 = u32::MAX;

/// How loads came to rest.
#[derive(Default)]
pub struct Trail {
    /// By period x sites + site: the label that came to rest there.
    pub rests: Vec<u32>,
    /// By label: segment driven, the site it was entered at, and the label before.
    pub steps: Vec<(u32, u32, u32)>,
}

/// A load under way.
#[derive(Clone, Copy)]
struct Label {
    cost: f64,
    /// Mode x sites + site.
    node: usize,
    met: Met,
    /// Share of what set out that is still there.
    left: f64,
    /// Position in the trail.
    step: u32,
    alive: bool,
}

/// Work space of one period and commodity.
#[derive(Default)]
pub struct Labels {
    all: Vec<Label>,
    at: Vec<Vec<u32>>,
    heap: BinaryHeap<Front>,
    there: Vec<Danger>,
}

impl Labels {
    fn begin(&mut self, nodes: usize, there: Vec<Danger>) {
        self.all.clear();
        self.heap.clear();
        self.at.iter_mut().for_each(Vec::clear);
        self.at.resize(nodes, Vec::new());
        self.there = there;
    }
}

impl Search<'_, '_> {
    /// Loads of a commodity that set out in a period, wherever they get to.
    pub fn drive_in_danger(
        &self,
        prices: &Prices,
        tolls: &[Tolls],
        (k, p): (usize, usize),
        reached: &mut Reached,
        labels: &mut Labels,
    ) {
        let sites = self.at.sites();
        let there = (0..sites).map(|site| prices.alarm.at_site(self.at, site, p));
        labels.begin(tolls.len() * sites, there.collect());
        let mut trail = reached.trail.take().unwrap_or_default();
        trail.rests.resize((p + 1) * sites, NONE);
        for &origin in &self.at.network.origins {
            self.set_out(prices, tolls, (k, p), (origin, reached), labels);
        }
        while let Some(front) = labels.heap.pop() {
            let label = labels.all[front.node];
            if !label.alive {
                continue;
            }
            if label.step != NONE {
                self.rest(prices, tolls, (k, p), label, (reached, &mut trail), labels);
            }
            self.drive_on(prices, tolls, (k, p), label, &mut trail, labels);
        }
        reached.trail = Some(trail);
    }

    /// Loads set out from a site at rest, in every mode.
    fn set_out(
        &self,
        prices: &Prices,
        tolls: &[Tolls],
        (k, p): (usize, usize),
        (origin, reached): (usize, &Reached),
        labels: &mut Labels,
    ) {
        let sites = self.at.sites();
        let rest = reached.cost[p * sites + origin];
        if !rest.is_finite() {
            return;
        }
        let crossing = self.at.kind(origin) == SiteKind::Crossing;
        let met = if crossing { labels.there[origin].meets } else { 0 };
        for (mode, toll) in tolls.iter().enumerate() {
            let cost = rest + toll.gate(self.at, self.limits, prices, (origin, k, p));
            let node = mode * sites + origin;
            self.admit(
                prices,
                (k, p),
                Label { cost, node, met, left: 1.0, step: NONE, alive: true },
                labels,
            );
        }
    }

    /// All segments that lead on from a label.
    fn drive_on(
        &self,
        prices: &Prices,
        tolls: &[Tolls],
        (k, p): (usize, usize),
        label: Label,
        trail: &mut Trail,
        labels: &mut Labels,
    ) {
        let sites = self.at.sites();
        let (mode, site) = (label.node / sites, label.node % sites);
        let value = self.value(k);
        for step in &self.at.network.steps[site] {
            let fee = &tolls[mode].segments[step.segment];
            if !fee.open {
                continue;
            }
            let (e, there) = (step.segment, labels.there[step.to]);
            let met = label.met;
            let on = if fee.danger.near & met == 0 {
                fee.danger.asked
            } else {
                prices.alarm.asked_on(self.at, e, p, met)
            };
            let paid = label.cost + fee.entering + value * on + fee.leaving / label.left;
            let met = met | fee.danger.meets;
            let at_site = if there.near & met == 0 {
                there.asked
            } else {
                prices.alarm.asked_at_site(self.at, step.to, p, met)
            };
            let next = Label {
                cost: paid / fee.through + value * at_site,
                node: mode * sites + step.to,
                met: met | there.meets,
                left: label.left * fee.through,
                step: trail.steps.len() as u32,
                alive: true,
            };
            if self.admit(prices, (k, p), next, labels) {
                trail.steps.push((e as u32, site as u32, label.step));
            }
        }
    }

    /// Keeps a label unless another stands for it; whether it was kept.
    fn admit(
        &self,
        prices: &Prices,
        (k, p): (usize, usize),
        label: Label,
        labels: &mut Labels,
    ) -> bool {
        if !label.cost.is_finite() {
            return false;
        }
        let value = self.value(k);
        let Labels { all, at, heap, .. } = labels;
        let stands = |a: &Label, b: &Label| {
            a.cost <= b.cost
                && a.left >= b.left
                && (b.met & !a.met == 0
                    || a.cost + value * prices.alarm.ahead(p, b.met, a.met) <= b.cost)
        };
        let here = &mut at[label.node];
        if here.iter().any(|&other| stands(&all[other as usize], &label)) {
            return false;
        }
        here.retain(|&other| {
            let beaten = stands(&label, &all[other as usize]);
            all[other as usize].alive &= !beaten;
            !beaten
        });
        here.push(all.len() as u32);
        heap.push(Front { far: label.cost, node: all.len() });
        all.push(label);
        true
    }

    /// A load that is here may stay here, and set out again from a hub.
    fn rest(
        &self,
        prices: &Prices,
        tolls: &[Tolls],
        (k, p): (usize, usize),
        label: Label,
        (reached, trail): (&mut Reached, &mut Trail),
        labels: &mut Labels,
    ) {
        let sites = self.at.sites();
        let (mode, site) = (label.node / sites, label.node % sites);
        let kind = self.at.kind(site);
        if !self.at.network.may_end(self.modes[mode].track, kind) {
            return;
        }
        let (cost, place) = (label.cost + self.throughput(prices, site, p), p * sites + site);
        if cost < reached.cost[place] {
            reached.cost[place] = cost;
            reached.came[place] = Came::Arrived(mode as u8);
            trail.rests[place] = label.step;
            if kind.dispatches() {
                self.set_out(prices, tolls, (k, p), (site, reached), labels);
            }
        }
    }
}

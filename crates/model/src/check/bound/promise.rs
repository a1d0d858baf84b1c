//! What a tonne on the road can still come to at most.
//!
//! A walk from a site need not go on where nothing good enough lies ahead. What lies
//! ahead is found backward from all that goods are worth where they arrive, for all
//! origins at once, and on the safe side: no hours, no strikes, and goods change track
//! and fleet at hubs for nothing. Only trips within a day are judged by it, where
//! what arrives does so on the same day.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::facts::{Facts, Step};
use super::round::{add_down, lower, mul_up, share_up, sub_up};
use super::toll::Toll;
use crate::site::SiteKind;

/// Roads that one track may use with one fleet.
pub struct Mode<'a> {
    pub track: usize,
    pub fleet: usize,
    pub tolls: &'a [Toll],
}

/// By mode and site: what a tonne there can come to at most.
pub type Promise = Vec<Vec<f64>>;

/// Ways into each site, to go backward.
pub fn ways_in(facts: &Facts) -> Vec<Vec<Step>> {
    let mut ways = vec![Vec::new(); facts.steps.len()];
    for (from, steps) in facts.steps.iter().enumerate() {
        for step in steps {
            ways[step.to].push(Step { segment: step.segment, to: from });
        }
    }
    ways
}

/// The promises of a day for goods that are worth so much a tonne at each site.
pub fn promise(
    facts: &Facts,
    ways_in: &[Vec<Step>],
    modes: &[Mode],
    day: usize,
    worth: &[f64],
) -> Promise {
    let sites = facts.steps.len();
    let kept: Vec<f64> = modes.iter().map(|mode| entering_at_least(mode.tolls, sites)).collect();
    let mut most: Promise = modes.iter().map(|_| worth.to_vec()).collect();
    let mut heap: BinaryHeap<(u64, Reverse<(usize, usize)>)> = BinaryHeap::new();
    for (m, here) in most.iter().enumerate() {
        let some = here.iter().enumerate().filter(|(_, worth)| **worth > 0.0);
        heap.extend(some.map(|(site, worth)| (worth.to_bits(), Reverse((m, site)))));
    }
    while let Some((bits, Reverse((m, site)))) = heap.pop() {
        let here = f64::from_bits(bits);
        if here < most[m][site] {
            continue;
        }
        let mut raise = |m: usize, site: usize, to: f64| {
            if to > most[m][site] {
                most[m][site] = to;
                heap.push((to.to_bits(), Reverse((m, site))));
            }
        };
        if facts.kind(site) == SiteKind::Hub {
            (0..modes.len()).for_each(|other| raise(other, site, here));
        }
        let Mode { track, tolls, .. } = modes[m];
        for step in &ways_in[site] {
            if !facts.world.roads[step.segment][day].open_to(track) {
                continue;
            }
            let toll = &tolls[step.segment];
            let pays = add_down(lower(kept[m] * toll.entering), toll.leaving);
            raise(m, step.to, sub_up(share_up(here, toll.through), pays));
        }
    }
    most
}

/// Of what is left at most on a way without circles, the share that is left at least:
/// the two differ by rounding.
fn entering_at_least(tolls: &[Toll], sites: usize) -> f64 {
    let some = tolls.iter().filter(|toll| toll.through > 0.0);
    let least = some.map(|toll| toll.through_at_least / toll.through).fold(1.0, f64::min);
    if least == 1.0 { 1.0 } else { lower(least).powf(sites as f64 + 1.0) * (1.0 - 1e-9) }
}

/// What a walk from one site has to beat.
pub struct Hope<'a> {
    /// By commodity of the load: what lies ahead of each site, and what a tonne is worth at
    /// the origin as it lies, with what it pays at the ends of any trip.
    pub ahead: Vec<(&'a [f64], f64)>,
}

impl Hope<'_> {
    /// Whether a load with so much left that has paid so much may still beat it.
    pub fn has(&self, site: usize, left: f64, paid: f64) -> bool {
        self.ahead.iter().any(|(most, beat)| sub_up(mul_up(left, most[site]), paid) > *beat)
    }
}

//! What a tonne at a site is worth to a stage's objective, day by day.
//!
//! The worth of a tonne at (site, commodity, day) is the most that can be made
//! of it: nothing, or being handed out, lying until the next day, or leaving
//! for another site, less what each of these pays at the prices. Days are
//! taken from the last to the first; within a day hubs are gone through until
//! nothing rises, since a hub may send on today what another sends it today.

use std::collections::HashMap;

use super::facts::Facts;
use super::price::{Prices, is_crossing};
use super::round::{add_down, add_up, lower, share_up, sub_up, upper};
use super::toll::{Weights, turnaround};
use super::walk::{Trip, Trips};
use daily::{Lane, Today};

mod daily;

/// Worth of a tonne, by site, commodity and day.
pub type Worth = Vec<Vec<Vec<f64>>>;

/// A value search through one day after another.
pub struct Valuing<'a> {
    pub facts: &'a Facts<'a>,
    pub prices: &'a Prices,
    pub weights: Weights,
    pub gamma: f64,
    /// Whether trips must end on the day they begin.
    pub same_day: bool,
    /// Worth of a tonne in the hands of each group.
    pub held: &'a [Vec<Vec<f64>>],
}

impl Valuing<'_> {
    /// The worth of a tonne everywhere; none if it would be without bound.
    pub fn worth(&self) -> Option<Worth> {
        let (days, sites) = (self.facts.world.days, self.facts.steps.len());
        let mut worth = vec![vec![vec![0.0; days]; self.facts.commodities()]; sites];
        let shared = self.shared();
        let (mut trips, mut after) = (HashMap::new(), None);
        let mut tolls = days.checked_sub(1).map(|last| self.tolls(last, &shared));
        for day in (0..days).rev() {
            let today = tolls.unwrap_or_default();
            tolls = day.checked_sub(1).map(|before| self.tolls(before, &shared));
            self.stay(day, &mut worth);
            let found = Today { day, tolls: &today, after: after.as_ref(), before: tolls.as_ref() };
            trips = self.search(&found, &shared, &worth, trips);
            self.send(day, &shared.classes, &trips, &mut worth)?;
            after = Some(today);
        }
        Some(worth)
    }

    /// Commodities that cost alike on the road: all of them while losses do
    /// not count, those of one value otherwise.
    fn classes(&self) -> Vec<Vec<usize>> {
        let value = |k: usize| self.facts.world.scenario.commodities[k].value_usd_per_t.0;
        let all = 0..self.facts.commodities();
        if self.weights.loss == 0.0 {
            return vec![all.collect()];
        }
        let mut classes: Vec<Vec<usize>> = Vec::new();
        for k in all {
            match classes.iter_mut().find(|c| c.first().is_some_and(|&f| value(f) == value(k))) {
                Some(class) => class.push(k),
                None => classes.push(vec![k]),
            }
        }
        classes
    }

    /// What a tonne that lies somewhere for a day pays at most, by day; none
    /// where arriving late keeps goods fresh and so may be worth more.
    fn waiting(&self) -> Option<Vec<f64>> {
        let priced = |row: &Vec<f64>| row.iter().any(|p| *p > 0.0);
        if self.prices.shelf_life.values().any(priced) {
            return None;
        }
        let days = 0..self.facts.world.days;
        let most =
            |table: &[Vec<f64>], day: usize| table.iter().map(|r| r[day]).fold(0.0, f64::max);
        let day = |day| {
            upper(most(&self.prices.storage, day) + most(&self.prices.shelf_life_anywhere, day))
        };
        Some(days.map(day).collect())
    }

    /// Lying until the next day, or being handed out.
    fn stay(&self, day: usize, worth: &mut Worth) {
        let facts = self.facts;
        for (site, worth) in worth.iter_mut().enumerate() {
            for (k, by_day) in worth.iter_mut().enumerate() {
                let later = by_day.get(day + 1).copied().unwrap_or(0.0);
                let fresh = self.prices.shelf_life.get(&(site, k)).map_or(0.0, |p| p[day]);
                let anywhere = self.prices.shelf_life_anywhere[k][day];
                let lying = lower(self.prices.storage[site][day] + fresh + anywhere);
                by_day[day] = sub_up(later, lying).max(0.0);
            }
        }
        let cycle = f64::from(facts.world.scenario.need.ration_cycle_days);
        for (group, at) in facts.world.groups.iter().enumerate() {
            for &site in at.sites.iter().filter(|&&s| facts.hands_out[s][day]) {
                for (k, by_day) in worth[site].iter_mut().enumerate() {
                    let ration = self.prices.people[site][day] * facts.energy_per_t[k] / cycle;
                    let given = sub_up(self.held[group][k][day], lower(ration));
                    by_day[day] = by_day[day].max(given);
                }
            }
        }
    }

    /// Whether a load may be worth sending for the sake of a track's share.
    fn paid(&self, day: usize) -> bool {
        let tracks = 0..self.facts.world.scenario.tracks.len();
        tracks.into_iter().any(|track| self.shares(track, day).0 > 0.0)
    }

    /// Raises the worth of what can be sent on; none if it never ends.
    fn send(
        &self,
        day: usize,
        classes: &[Vec<usize>],
        trips: &HashMap<Lane, Trips>,
        worth: &mut Worth,
    ) -> Option<()> {
        if trips.values().any(|found| !found.whole) {
            return None;
        }
        let mut lanes: Vec<&Lane> = trips.keys().collect();
        lanes.sort_unstable();
        let ends: Vec<Ends> = lanes.iter().map(|lane| self.ends(lane, day)).collect();
        // Without a gain from going in circles, a worth passes each hub once.
        for _ in 0..self.facts.origins.len() + 2 {
            let mut risen = false;
            for (&&(from, track, fleet, class), ends) in lanes.iter().zip(&ends) {
                let Some(found) = trips.get(&(from, track, fleet, class)) else { continue };
                for &k in classes.get(class)? {
                    let best = found.trips.iter().map(|trip| self.gain(trip, k, day, ends, worth));
                    let pays = ends.commodity.get(k).copied().unwrap_or(0.0);
                    let best = sub_up(best.fold(0.0, f64::max), pays);
                    if best > worth[from][k][day] {
                        worth[from][k][day] = best;
                        risen = true;
                    }
                }
            }
            if !risen {
                return Some(());
            }
        }
        None
    }

    /// What a tonne that leaves on a trip gains, before the tolls of its origin.
    fn gain(&self, trip: &Trip, k: usize, day: usize, ends: &Ends, worth: &Worth) -> f64 {
        let arrives = day + trip.lead;
        let fresh = self.fresh(trip.to, k, arrives);
        let there = add_up(worth[trip.to][k][arrives], fresh);
        let hands_out = self.facts.kind(trip.to).hands_out();
        let (gains, pays) = if hands_out { ends.share } else { (0.0, 0.0) };
        let gained = add_up(share_up(there, trip.left), gains);
        let road = &self.prices.shelf_life_anywhere[k][day..arrives];
        let road =
            road.iter().fold(self.prices.throughput[trip.to][arrives], |s, p| add_down(s, *p));
        let arrived = lower(trip.least * road);
        let pays = add_down(add_down(trip.toll, arrived), add_down(pays, ends.leaving));
        sub_up(gained, pays)
    }

    /// What arriving fresh is worth at the prices of shelf life.
    pub fn fresh(&self, site: usize, k: usize, arrives: usize) -> f64 {
        let Some(prices) = self.prices.shelf_life.get(&(site, k)) else { return 0.0 };
        let life = self.facts.life[k].unwrap_or(0);
        let last = (arrives + life).min(prices.len());
        prices[arrives..last].iter().fold(0.0, |sum, price| add_up(sum, *price))
    }

    fn ends(&self, &(from, track, fleet, _): &Lane, day: usize) -> Ends {
        let (world, prices) = (self.facts.world, self.prices);
        let payload = world.scenario.fleets[fleet].payload_t.0;
        let mut leaving = turnaround(self.facts, prices, fleet, day);
        let mut commodity = vec![0.0; self.facts.commodities()];
        if is_crossing(self.facts, from) {
            let entries = world.entry_caps.iter().zip(&prices.entry);
            let entry = entries.filter(|(cap, _)| cap.crossings.contains(&from));
            let trucks = entry.fold(prices.crossing[from][day], |s, (_, p)| add_down(s, p[day]));
            leaving = add_down(leaving, lower(trucks / payload));
            leaving = add_down(leaving, prices.throughput[from][day]);
            for (cap, price) in world.commodity_caps.iter().zip(&prices.commodity) {
                if cap.crossings.contains(&from) {
                    commodity[cap.commodity] = add_down(commodity[cap.commodity], price[day]);
                }
            }
        }
        Ends { leaving, commodity, share: self.shares(track, day) }
    }

    /// What a tonne sent to people gains at most and pays at least for the
    /// shares of tracks.
    fn shares(&self, track: usize, day: usize) -> (f64, f64) {
        let (mut gains, mut pays) = (0.0, 0.0);
        let prices = self.prices.share_min.iter().zip(&self.prices.share_max);
        for (rule, (&least, &most)) in self.facts.world.share_rules.iter().zip(prices) {
            if !rule.days.contains(&day) {
                continue;
            }
            if rule.track == track {
                gains = add_up(gains, upper(least * (1.0 - rule.min)));
                pays = add_down(pays, lower(most * (1.0 - rule.max)));
            } else {
                gains = add_up(gains, upper(most * rule.max));
                pays = add_down(pays, lower(least * rule.min));
            }
        }
        (gains, pays)
    }
}

/// What a load pays at its ends, whatever lies between.
struct Ends {
    leaving: f64,
    /// By commodity, at a crossing.
    commodity: Vec<f64>,
    /// Gained and paid for shares of tracks, where it ends with people.
    share: (f64, f64),
}

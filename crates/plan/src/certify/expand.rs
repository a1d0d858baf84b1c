//! Prices told by day and group in natural units.
//!
//! The program counts people-days and dollars in thousands and gives the level
//! and the floors large costs; it merges equal days into periods and groups fed
//! alike into demands. A price of a flow row of a period is the price of each
//! of its days; a price of what lies at the end of a period belongs to its last
//! day; a window's price is shared by all windows that the program took for the
//! same; a demand's is shared by its groups by their number.

use std::collections::BTreeMap;

use safeconduct_model::calendar::Day;
use safeconduct_model::check::bound::Aim;
use safeconduct_model::plan::certificate::{Limit, Price};

use super::limit;
use crate::program::{Key, Program};
use crate::setting::Setting;

/// Prices below this part of the largest are the solver's dust.
const DUST: f64 = 1e-13;

/// Units of the stage's objective in one of the program's.
fn unit(aim: Aim) -> f64 {
    match aim {
        Aim::Floors => 1.0 / crate::stage::FLOORS_COST,
        Aim::Fair => 1.0 / crate::stage::LEVEL_COST,
        Aim::Total | Aim::Loss | Aim::Cost => 1000.0,
    }
}

/// Every price of the last solution that is not zero.
pub fn prices(program: &Program, aim: Aim) -> Vec<Price> {
    let mut list = List::new(&program.at, unit(aim));
    let keys = program.lp.table.keys();
    let largest = keys.iter().map(|&key| program.lp.price(key).abs()).fold(0.0, f64::max);
    for key in keys {
        // Prices of limits from above are not positive, of those from below
        // not negative: what is, is noise.
        let price = program.lp.price(key) * if from_below(key) { 1.0 } else { -1.0 };
        if price <= DUST * largest {
            continue;
        }
        match (key, limit::struck(program, key)) {
            (_, Some((limit, p))) => list.struck(limit, p, price),
            (Key::Total, _) if aim > Aim::Total => list.total(price),
            (Key::Loss, _) if aim > Aim::Loss => list.loss(price),
            _ => list.add(key, price),
        }
    }
    for g in 0..program.at.demands.len() {
        for n in 0..program.at.nutrients.len() {
            for p in 0..program.at.grid.len() {
                list.met((g, n, p), program.worth_met(g, n, p));
            }
        }
    }
    list.prices
}

/// Whether a row's limit is its least value, or a definition of a gain.
fn from_below(key: Key) -> bool {
    matches!(
        key,
        Key::Week(..)
            | Key::RationLeast(..)
            | Key::ShareMin(_)
            | Key::Floor(_)
            | Key::Total
            | Key::Loss
            | Key::Struck(..)
            | Key::Attack(..)
    )
}

/// Prices in the scenario's words, as they are told one by one.
pub struct List<'a, 'w> {
    at: &'a Setting<'w>,
    /// What was told.
    pub prices: Vec<Price>,
    /// Where the price of a limit stands that several rows share.
    shared: BTreeMap<(Limit, Option<Day>), usize>,
    unit: f64,
}

impl<'a, 'w> List<'a, 'w> {
    /// No price yet; a unit of the prices to come is `unit` of the stage's.
    pub fn new(at: &'a Setting<'w>, unit: f64) -> Self {
        Self { at, prices: Vec::new(), shared: BTreeMap::new(), unit }
    }

    /// The price of a row, people and person-days counted in thousands.
    pub fn add(&mut self, key: Key, price: f64) {
        let at = self.at;
        if let Some((limit, p)) = limit::daily(at, key) {
            let per = if matches!(key, Key::People(..)) { 1000.0 } else { 1.0 };
            return self.days(limit, at.grid.periods[p].clone(), price / per);
        }
        if let Some((limit, p)) = limit::at_end(at, key) {
            let end = at.grid.periods[p].end;
            return self.days(limit, end - 1..end, price);
        }
        match key {
            Key::ShareMin(i) => self.share(i, price, Limit::ShareMin),
            Key::ShareMax(i) => self.share(i, price, Limit::ShareMax),
            _ => self.of_demand(key, price),
        }
    }

    /// What a thousand person-days of a demand, nutrient and period met are
    /// worth; where meals are taken from one row of goods, it is that row which
    /// has the price.
    pub fn met(&mut self, (g, n, p): (usize, usize, usize), price: f64) {
        let at = self.at;
        for &group in &at.demands[g].groups {
            self.days(limit::met(at, group, n), at.grid.periods[p].clone(), price / 1000.0);
        }
    }

    /// The price of the total, for a thousand person-days.
    pub fn total(&mut self, price: f64) {
        self.whole(Limit::Total, price / 1000.0);
    }

    /// The price of the loss, for a thousand USD.
    pub fn loss(&mut self, price: f64) {
        self.whole(Limit::Loss, price / 1000.0);
    }

    /// How often targets are struck together on each day of a period.
    pub fn raid(&mut self, targets: &[usize], p: usize, often: f64) {
        if let Some(limit) = limit::together(self.at, targets) {
            self.days(limit, self.at.grid.periods[p].clone(), often / self.unit);
        }
    }

    fn struck(&mut self, limit: Limit, p: usize, price: f64) {
        let grid = &self.at.grid;
        self.days(limit, grid.periods[p].clone(), price / (1000.0 * grid.days(p)));
    }

    fn share(&mut self, rule: usize, price: f64, limit: fn(String) -> Limit) {
        let term = self.at.world.share_rules[rule].term.clone();
        self.whole(limit(term), price);
    }

    fn of_demand(&mut self, key: Key, price: f64) {
        let at = self.at;
        let grid = &at.grid;
        let groups = |g: usize| at.demands[g].groups.iter().copied();
        match key {
            Key::Cycle(g, p) => {
                let end = grid.periods[p].end;
                for group in groups(g) {
                    let name = limit::name(at, group);
                    self.days(Limit::Cycle(name), end - 1..end, price / 1000.0);
                }
            }
            Key::RationLeast(bound, g, p) | Key::RationMost(bound, g, p) => {
                let least = matches!(key, Key::RationLeast(..));
                for group in groups(g) {
                    let limit = limit::ration(at, group, bound, least);
                    self.days(limit, grid.periods[p].clone(), price);
                }
            }
            Key::Week(g, fair, w) => self.week(g, at.fair[fair], w, price),
            Key::Floor(i) => self.floor(i, price),
            _ => {}
        }
    }

    fn week(&mut self, g: usize, n: usize, w: usize, price: f64) {
        let at = self.at;
        let Some(starts) = at.week_starts[g].get(w).cloned() else { return };
        let a_start = price / starts.len() as f64;
        for &group in &at.demands[g].groups {
            let share = self.share_of(g, group);
            self.days(limit::week(at, group, n), starts.clone(), a_start * share);
        }
    }

    /// A floor's price belongs to all groups of the demand; those for whom the
    /// term sets none are fed alike without one.
    fn floor(&mut self, i: usize, price: f64) {
        let at = self.at;
        let floor = &at.world.floors[i];
        let demands = &at.demands;
        let Some(g) = demands.iter().position(|d| d.groups.contains(&floor.group)) else { return };
        for &group in &demands[g].groups {
            let Some(limit) = limit::floor(at, &floor.term, group) else { continue };
            self.whole(limit, price * self.share_of(g, group));
        }
    }

    fn share_of(&self, demand: usize, group: usize) -> f64 {
        let at = self.at;
        at.world.groups[group].share / at.demands[demand].share
    }

    fn whole(&mut self, of: Limit, price: f64) {
        self.push(of, None, None, price);
    }

    fn days(&mut self, of: Limit, days: std::ops::Range<usize>, price: f64) {
        if days.is_empty() {
            return;
        }
        let (first, last) = (Day(days.start as u32), Day(days.end as u32 - 1));
        self.push(of, Some(first), (last > first).then_some(last), price);
    }

    /// Adds to the price that stands, if one does: twins share their limits.
    fn push(&mut self, of: Limit, from_day: Option<Day>, to_day: Option<Day>, price: f64) {
        let price = short(price * self.unit);
        if price <= 0.0 {
            return;
        }
        if matches!(of, Limit::Floor { .. } | Limit::Struck(_)) {
            let next = self.prices.len();
            let known = *self.shared.entry((of.clone(), from_day)).or_insert(next);
            if let Some(known) = self.prices.get_mut(known) {
                known.price = short(known.price + price);
                return;
            }
        }
        self.prices.push(Price { of, from_day, to_day, price });
    }
}

/// Twelve digits: any prices prove a bound, and these are read by people.
fn short(price: f64) -> f64 {
    format!("{price:.11e}").parse().unwrap_or(price)
}

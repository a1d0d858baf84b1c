//! Why zones are below full coverage, by the prices of shared limits.
//!
//! At the prices of a stage's best bound a meal that is missing costs what the
//! limits on its cheapest way ask; each has its part in it. Weeks whose level the
//! fair stage fixed are priced there, at the level for which they ask the most; all
//! others by the total stage. Nothing is
//! tried by planning anew: the prices are those of a bound, near the best and not
//! at it, and every sentence says that they are not verified.

use std::ops::Range;
use std::sync::Arc;

use safeconduct_model::check::bound::Aim;
use safeconduct_model::plan::week::WEEK_DAYS;
use safeconduct_model::plan::{Cap, Plan};

use super::alarm::Alarm;
use super::bound::{Choice, Offered};
use super::certificate::Told;
use super::chain::{Chain, End, Source};
use super::search::{Prices, Reached, Search};
use super::{Coordinate, Part};
use crate::program::Key;
use crate::unserved::{Limit, Tried, Weeks, describe, open, reasons};

/// Share of its need that a demand may miss without anything being said.
const MISSED: f64 = 1e-6;

/// Part of what a meal is worth below which limits do not explain that it is
/// missing: it would pay, and the plan is that far from the best.
const EXPLAINED: f64 = 0.8;

/// Thousand people-days a unit below which a price is none.
const PRICED: f64 = 1e-9;

/// What a stage's prices are worth.
struct Stage {
    /// Prices by limit and by meal.
    limits: Vec<f64>,
    meals: Vec<f64>,
    reached: Vec<Reached>,
    offered: Offered,
    /// Thousand people-days in one of its prices.
    gain: f64,
    /// By demand: its part in what a level is worth; 0 in the total stage.
    parts: Vec<f64>,
}

impl Coordinate<'_> {
    /// Writes what binds into a finished plan, group by group and week by week.
    pub fn explain(&mut self, plan: &mut Plan) {
        let weeks = self.at.world.days.div_ceil(WEEK_DAYS);
        let total = self.told.iter().filter(|told| told.speaks_of(Aim::Total));
        let stages: Vec<Stage> =
            self.told_of_levels().chain(total).map(|told| self.priced(told)).collect();
        // What is short in grams alone has no limit to name.
        let unknown = Limit::without_quantity(Cap::Unexplained);
        let mut limits = vec![Some(unknown); self.at.demands.len()];
        let mut by_week = vec![vec![None; weeks]; self.at.demands.len()];
        for g in 0..self.at.demands.len() {
            let mut most = 0.0;
            for (week, slot) in by_week[g].iter_mut().enumerate() {
                let missed = self.missed(g, week);
                if missed <= 0.0 {
                    continue;
                }
                let found = self.limits_of(&stages, g, week);
                if missed > most {
                    most = missed;
                    limits[g] = found.iter().max_by(|a, b| a.part.total_cmp(&b.part)).cloned();
                }
                *slot = Some(found);
            }
        }
        let (claims, none) = (&plan.claims, Tried::default());
        plan.unserved = reasons(&self.at, &limits, claims, &none);
        plan.unserved_weeks = Weeks::told(by_week).reasons(&self.at, claims, &none);
    }

    /// A search at the prices of a stage's best bound.
    fn priced(&self, told: &Told) -> Stage {
        let (limits, meals) = told.prices();
        let (limits, meals) = (limits.to_vec(), meals.to_vec());
        let prices = Prices { limit: limits.clone(), alarm: Arc::new(Alarm::none()) };
        let search = Search::new(&self.at, &self.limits, &self.modes, self.lossy);
        let reached = search.run(&prices);
        let offered = Offered::of(&self.at, &self.limits, prices, &reached, 1, Part::ALL);
        let mut parts = vec![0.0; self.at.demands.len()];
        // In the fair stage all whose level it fixes rise alike.
        let gain = if told.speaks_of(Aim::Fair) {
            for (g, windows) in self.windows_of_demands() {
                parts[g] = told.unit() * told.windows()[windows].iter().sum::<f64>();
            }
            told.unit() * self.raised(&meals)
        } else {
            1.0
        };
        Stage { limits, meals, reached, offered, gain, parts }
    }

    /// Need of all whose meals have a price, thousand people-days.
    fn raised(&self, meals: &[f64]) -> f64 {
        let periods = self.at.grid.len();
        let demands = self.field.bins.chunks(periods).zip(meals.chunks(periods));
        let held = demands.filter(|(_, meals)| meals.iter().any(|worth| *worth > PRICED));
        held.map(|(bins, _)| bins.iter().map(|bin| bin.need).sum::<f64>()).sum()
    }

    /// What a demand misses in a week, thousand people-days.
    fn missed(&self, g: usize, week: usize) -> f64 {
        let bins = &self.field.bins;
        let short = |p: usize| {
            let bin = &bins[g * self.at.grid.len() + p];
            // Who cannot be served has no bins to fill.
            let need = self.at.need(g, p);
            (need * (1.0 - MISSED) - bin.met).max(0.0)
        };
        self.periods(week).map(short).sum()
    }

    fn periods(&self, week: usize) -> Range<usize> {
        let from = week * WEEK_DAYS;
        let to = (from + WEEK_DAYS).min(self.at.world.days);
        let grid = &self.at.grid;
        grid.period_of[from]..grid.period_of[to - 1] + 1
    }

    /// What holds a demand back in a week, at least one limit.
    fn limits_of(&mut self, stages: &[Stage], g: usize, week: usize) -> Vec<Limit> {
        let allowed = |s: &usize| self.at.world.hand_out_allowed[*s].contains(&true);
        if !self.at.demands[g].sites.iter().any(allowed) {
            return vec![Limit::without_quantity(Cap::NoSite)];
        }
        if !self.at.served[g] {
            return vec![Limit::without_quantity(Cap::NoCorridor)];
        }
        let first = g * self.at.grid.len();
        let mut stages: Vec<&Stage> = stages.iter().collect();
        stages.sort_by(|a, b| b.parts[g].total_cmp(&a.parts[g]));
        for stage in stages {
            let worth = |p: &usize| stage.meals[first + p];
            let dearest = self.periods(week).max_by(|a, b| worth(a).total_cmp(&worth(b)));
            let Some(p) = dearest.filter(|p| worth(p) > PRICED) else { continue };
            let Some(choice) = stage.offered.options[first + p].first().copied() else { continue };
            if choice.cost < EXPLAINED * worth(&p) {
                continue;
            }
            let found = self.on_the_way(stage, (g, p), choice);
            if !found.is_empty() {
                return found;
            }
        }
        vec![Limit::without_quantity(Cap::Unexplained)]
    }

    /// The priced limits on a way to a meal.
    fn on_the_way(&mut self, stage: &Stage, (g, p): (usize, usize), way: Choice) -> Vec<Limit> {
        let end = End {
            demand: g,
            eaten: p,
            commodity: way.commodity as usize,
            site: way.site as usize,
            handed: way.handed as usize,
        };
        let reached = &stage.reached[end.commodity];
        let way = self.maker.trace(&self.at, &self.modes, reached, end);
        let chain = way.and_then(|way| self.maker.compose(&self.at, &self.limits, way));
        let Some(chain) = chain else { return Vec::new() };
        let mut found: Vec<Limit> = Vec::new();
        for &(position, share) in &chain.uses {
            let position = position as usize;
            let part = stage.limits[position] * self.limits.capacity[position] * f64::from(share);
            if part <= PRICED {
                continue;
            }
            let limit = self.named(stage, &chain, position, part);
            match found.iter_mut().find(|l| l.cap == limit.cap && l.name == limit.name) {
                Some(known) => known.part += limit.part,
                None => found.push(limit),
            }
        }
        found
    }

    /// The limit at a position, with its price and its part.
    fn named(&self, stage: &Stage, chain: &Chain, position: usize, part: f64) -> Limit {
        let world = self.at.world;
        let Some(key) = self.limits.key(position) else {
            return Limit { part, ..self.supply(stage, chain) };
        };
        let Some((cap, name, unit, thousandths)) = describe(world, key) else {
            // The one shared limit that is no cap of the world.
            return Limit { part, ..Limit::without_quantity(Cap::RationCycle) };
        };
        let room = matches!(key, Key::Storage(..));
        let counts = |p: usize| open(world, key, self.at.grid.day(p));
        let price = self.mean(|p| {
            let position = self.limits.position(key.at(p)).filter(|_| counts(p))?;
            let unit = if room { 1.0 } else { self.at.grid.days(p) };
            Some(stage.limits[position] * unit)
        });
        let per_unit = Some(price * stage.gain * thousandths);
        Limit { cap, name, unit, per_unit, part, key: Some(key) }
    }

    /// What a chain's goods come from.
    fn supply(&self, stage: &Stage, chain: &Chain) -> Limit {
        let (site, price) = match chain.source {
            Source::Initial(site) => (site as usize, None),
            Source::Bought(row, _) => {
                let row = row as usize;
                let price = self.mean(|p| {
                    let price = stage.limits[self.limits.offer(row, p)];
                    Some(price * self.at.grid.days(p))
                });
                let offer = self.at.offers.iter().find(|offer| offer.row == row);
                (offer.map_or(0, |offer| offer.crossing), Some(price))
            }
        };
        let (scenario, k) = (&self.at.world.scenario, chain.commodity as usize);
        Limit {
            cap: Cap::Supply,
            name: format!("{} at {}", scenario.commodities[k].name, scenario.sites[site].name),
            unit: "tonne",
            per_unit: price.map(|price| price * stage.gain * 1000.0),
            part: 0.0,
            key: None,
        }
    }

    /// What all periods come to together, shared out over the days.
    fn mean(&self, of: impl Fn(usize) -> Option<f64>) -> f64 {
        let periods = 0..self.at.grid.len();
        periods.filter_map(of).sum::<f64>() / self.at.world.days as f64
    }
}

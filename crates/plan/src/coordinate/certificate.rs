//! The proof of a plan by price coordination: the prices of each stage's best
//! bound, told in the scenario's words.

use std::ops::Range;

use safeconduct_model::check::bound::{Aim, Bounds};
use safeconduct_model::plan::Plan;
use safeconduct_model::plan::certificate::Price;

use super::Coordinate;
use super::asked::Asked;
use super::bound::Offered;
use super::loss::Kept;
use super::search::Prices;
use crate::certify::{Draft, List, Reached, certify};
use crate::game::Strike;
use crate::program::Key;

/// Prices of the best bound that a stage has seen.
pub struct Told {
    aim: Aim,
    /// What they prove while amounts are real numbers.
    bound: f64,
    /// Units of the stage's objective in one of the prices.
    unit: f64,
    /// What was found at the prices of limits.
    offered: Offered,
    /// By window.
    windows: Vec<f64>,
    /// By meal: what a thousand person-days are charged.
    meals: Vec<f64>,
    /// Of a thousand person-days of the total.
    total: f64,
    /// Of a thousand USD lost.
    loss: f64,
    /// What the coverage that the bound is for is worth at these prices, less what the
    /// losses that may be are charged, where it is one from below.
    held: Option<f64>,
    /// By period: what is struck together, and how often.
    raids: Vec<(usize, Strike)>,
}

/// What keeping levels and the total costs at least.
pub struct Least {
    /// Thousand USD.
    pub value: f64,
    /// Units of the prices in a thousand USD.
    pub scale: f64,
    /// What a thousand USD lost are charged, where that is kept.
    pub loss: f64,
    /// Coverage kept.
    pub kept: Kept,
    /// What may be lost where the cost is lowered, thousand USD.
    pub most: f64,
    /// What is asked for what is kept.
    pub asked: Asked,
    /// By period: what is struck together, and how often.
    pub raids: Vec<(usize, Strike)>,
}

impl<'w> Coordinate<'w> {
    /// Prices between those of the stage's best bound and those of now, a share of
    /// the way, and what windows ask there. A bound is convex in its prices:
    /// between is rarely worse than both ends, while the prices of now swing.
    pub fn between(&self, aim: Aim, share: f64) -> (Prices, Vec<f64>) {
        let mut prices = self.prices(false);
        let mut windows: Vec<f64> = self.field.windows.iter().map(|w| w.multiplier()).collect();
        if let Some(told) = self.told.iter().find(|told| told.aim == aim) {
            let meet = |(now, best): (&mut f64, &f64)| *now = best + share * (*now - best);
            prices.limit.iter_mut().zip(&told.offered.prices.limit).for_each(meet);
            windows.iter_mut().zip(&told.windows).for_each(meet);
        }
        (prices, windows)
    }

    /// The best bound of a stage so far, after a search where windows asked so
    /// much; the prices of the best are kept.
    pub fn prove(&mut self, aim: Aim, offered: Offered, windows: Vec<f64>) -> f64 {
        let most = offered.bound(&self.field, &self.limits, &windows);
        let common = self.field.windows.iter().zip(&windows).filter(|(w, _)| w.common);
        let sum = common.map(|(_, asked)| asked).sum::<f64>();
        let known = self.told.iter().find(|told| told.aim == aim);
        let best = known.map_or(f64::INFINITY, |told| told.bound);
        let (bound, unit) = match aim {
            Aim::Fair if sum > 0.0 => (most / sum, 1.0 / sum),
            Aim::Fair => return best.min(1.0),
            _ => (most, 1000.0),
        };
        if bound >= best || !unit.is_finite() {
            return best;
        }
        let meals = self.charged(&offered, &windows, self.field.reward);
        let (total, loss, held, raids) = (0.0, 0.0, None, Vec::new());
        self.keep(Told { aim, bound, unit, offered, windows, meals, total, loss, held, raids });
        bound
    }

    /// Keeps the prices that prove the greatest least value of a stage that lowers
    /// something.
    pub fn prove_least(&mut self, aim: Aim, offered: Offered, least: Least) {
        let best = self.told.iter().find(|told| told.aim == aim).map_or(0.0, |told| told.bound);
        if least.value <= best {
            return;
        }
        let Least { value: bound, scale, loss, kept, most, asked, raids } = least;
        let meals = self.charged(&offered, &asked.windows, asked.total);
        let (windows, total, unit) = (asked.windows, asked.total, 1000.0 / scale);
        let held = Some(self.held(&windows, (total, loss), (kept, most)));
        self.keep(Told { aim, bound, unit, offered, windows, meals, total, loss, held, raids });
    }

    /// The best bound of a stage that lowers something, thousand USD, for other
    /// coverage and losses than it was found for; 0 where there is none.
    pub fn least_at(&self, aim: Aim, now: Kept, lost: f64) -> f64 {
        let told = self.told.iter().find(|told| told.aim == aim);
        let at = |told: &Told| {
            let asked = (told.total, told.loss);
            let more = self.held(&told.windows, asked, (now, lost)) - told.held?;
            Some(told.bound + more * told.unit / 1000.0)
        };
        told.and_then(at).unwrap_or(0.0)
    }

    /// What coverage is worth where windows and the total ask so much, less what losses
    /// are charged.
    fn held(&self, windows: &[f64], asked: (f64, f64), (kept, lost): (Kept, f64)) -> f64 {
        let (total, loss) = asked;
        let charged = if loss > 0.0 { loss * lost } else { 0.0 };
        self.field.asked_for_levels(windows) * kept.level + total * kept.total - charged
    }

    /// By meal: what a thousand person-days are charged, where levels ask so
    /// much beside a reward.
    fn charged(&self, offered: &Offered, windows: &[f64], reward: f64) -> Vec<f64> {
        let meals = self.field.bins.iter().zip(&offered.options);
        let charged = meals.map(|(bin, options)| {
            let worth = bin.windows.iter().map(|&(w, weight)| weight * windows[w as usize]);
            let worth = reward + worth.sum::<f64>();
            options.first().map_or(worth, |option| option.cost.min(worth))
        });
        charged.collect()
    }

    /// The prices of a stage's best bound, which are looked for anew from now on.
    pub fn take_told(&mut self, aim: Aim) -> Option<Told> {
        let position = self.told.iter().position(|told| told.aim == aim);
        position.map(|position| self.told.remove(position))
    }

    /// The prices of the fair stage, level by level.
    pub fn told_of_levels(&self) -> impl Iterator<Item = &Told> {
        let first = self.told.iter().filter(|told| told.speaks_of(Aim::Fair));
        first.chain(&self.levels_told)
    }

    fn keep(&mut self, told: Told) {
        match self.told.iter_mut().find(|known| known.aim == told.aim) {
            Some(known) => *known = told,
            None => self.told.push(told),
        }
    }

    /// Writes the certificate of a finished plan, with the values and bounds
    /// of its stages. Later ones keep the level that the fair stage came to, where
    /// the plan does, or the higher one that it has. The bounds that were found.
    pub fn certify(&self, plan: &mut Plan) -> Option<Bounds<'w>> {
        // Without prices, no level is above 1.
        let least = self.told.iter().all(|told| told.aim != Aim::Fair || told.bound >= 1.0);
        let told = self.told.iter().filter(|told| told.aim != Aim::Fair || !least);
        let mut stages: Vec<_> = told.map(|told| (told.aim, self.tell(told))).collect();
        if least {
            stages.insert(0, (Aim::Fair, Vec::new()));
        }
        let floors = self.field.windows.iter().filter(|window| window.level > 0.0);
        let share = floors.map(|window| window.floor / window.level).fold(1.0, f64::min);
        let share = share.max(self.field.least());
        let mut levels = vec![None; self.at.demands.len()];
        for (g, windows) in self.windows_of_demands() {
            let least = windows.map(|w| self.field.windows[w].level).fold(1.0, f64::min);
            levels[g] = Some((least * share).min(1.0));
        }
        let as_written = Reached { people_days: f64::INFINITY, loss_usd: f64::NEG_INFINITY };
        certify(&self.at, Draft::told(stages, levels), as_written, plan)
    }

    /// Demands that are served, each with the positions of its windows.
    pub fn windows_of_demands(&self) -> impl Iterator<Item = (usize, Range<usize>)> {
        let served = (0..self.at.demands.len()).filter(|&g| self.at.served[g]);
        let mut next = 0;
        served.map(move |g| {
            let first = next;
            next += self.at.weeks[g].len();
            (g, first..next)
        })
    }

    fn tell(&self, told: &Told) -> Vec<Price> {
        let mut list = List::new(&self.at, told.unit);
        for (position, &price) in
            told.offered.prices.limit.iter().enumerate().filter(|(_, price)| **price > 0.0)
        {
            // What goods cost that are bought or there follows from the rest.
            if let Some(key) = self.limits.key(position) {
                list.add(key, price);
            }
        }
        for (g, windows) in self.windows_of_demands() {
            for (week, window) in windows.enumerate() {
                list.add(Key::Week(g, 0, week), told.windows[window]);
            }
        }
        list.total(told.total);
        list.loss(told.loss);
        for (p, strike) in &told.raids {
            list.raid(&strike.targets, *p, strike.probability);
        }
        let periods = self.at.grid.len();
        for (bin, &price) in told.meals.iter().enumerate() {
            list.met((bin / periods, 0, bin % periods), price);
        }
        list.prices
    }
}

impl Told {
    /// Whether it says something of a stage: that no level is above 1 is nothing.
    pub fn speaks_of(&self, aim: Aim) -> bool {
        self.aim == aim && (aim != Aim::Fair || self.bound < 1.0)
    }

    /// What was found at its prices.
    pub fn offered(&self) -> &Offered {
        &self.offered
    }

    /// What windows ask.
    pub fn windows(&self) -> &[f64] {
        &self.windows
    }

    /// Prices by limit and by meal.
    pub fn prices(&self) -> (&[f64], &[f64]) {
        (&self.offered.prices.limit, &self.meals)
    }

    /// Units of the stage's objective in one of the prices.
    pub fn unit(&self) -> f64 {
        self.unit
    }
}

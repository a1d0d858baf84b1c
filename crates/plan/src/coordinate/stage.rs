//! The four stages by price coordination.

use std::time::Instant;

use super::{Ask, Coordinate, MARGIN, STIFFNESS, fill};
use crate::setting::Setting;
use safeconduct_model::world::World;

/// Gap at which a stage ends.
const GAP: f64 = 0.01;

/// How far a later stage may fall below an earlier one, as a share of it.
const KEPT: f64 = 0.005;

/// Sweeps between searches.
const SWEEPS: usize = 4;

/// Rounds in which goods may not wait yet: they spread purchases over days.
const FRESH_ROUNDS: usize = 2;

/// Parts in which the first rounds load demands.
const PARTS: usize = 16;

/// What a stage came to.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Value of amounts that keep every limit.
    pub value: f64,
    /// What no plan can better.
    pub bound: f64,
    /// Rounds.
    pub rounds: usize,
}

impl Outcome {
    /// Share by which the bound lies beyond the value.
    pub fn gap(&self) -> f64 {
        (self.bound - self.value).abs() / self.value.abs().max(1e-12)
    }
}

fn knob(name: &str, or: f64) -> f64 {
    std::env::var(name).ok().and_then(|t| t.parse().ok()).unwrap_or(or)
}

impl Coordinate<'_> {
    /// Loads demands part by part, each at the prices that the others left.
    fn load(&mut self, parts: usize, waiting: bool) {
        let periods = self.at.grid.len();
        for part in 0..parts {
            let kept = if waiting { 2 } else { 4 };
            self.search(Ask { live: true, waiting, kept, part: (part, parts) });
            self.field.sweep(periods, (part, parts));
        }
    }

    /// Sweeps with multipliers moving.
    fn settle(&mut self) {
        let periods = self.at.grid.len();
        for _ in 0..SWEEPS {
            self.level();
            self.field.sweep(periods, (0, 1));
            self.field.update(1.0);
        }
    }

    /// Spreads first loads over crossings and days.
    fn begin(&mut self) {
        for round in 0..FRESH_ROUNDS {
            self.load(PARTS >> round, false);
            self.settle();
            self.field.prune(MARGIN);
        }
    }

    /// What a measure comes to once amounts keep every limit; amounts stay.
    fn repaired(&mut self, total: f64, measure: impl Fn(&Self) -> f64) -> f64 {
        let kept = self.field.amount.clone();
        fill::repair(&mut self.field, total);
        let value = measure(self);
        self.field.amount = kept;
        self.field.recount();
        value
    }

    /// Stage 1: the least coverage of any window, as high as it goes.
    ///
    /// At first everybody is drawn towards a level that is too high, the harder
    /// the further below. Then each window has a multiplier, and the common
    /// level is where their prices add up to what it is worth.
    pub fn fair(&mut self, most: usize) -> Outcome {
        let (mut bound, mut low, mut rounds) = (1.0_f64, 0.0_f64, 0);
        self.aim(1.0, 1.0);
        self.begin();
        let drawn = knob("DRAWN", 1.0) as usize;
        while rounds < most {
            rounds += 1;
            if rounds <= drawn {
                let short = self.field.windows.iter().map(|w| w.target - w.covered).fold(0.0, f64::max);
                let level = bound.min(if low > 0.0 { low * knob("STRETCH", 1.1) } else { 1.0 });
                self.aim(level, short.max(knob("SOFT", 0.05) * level));
            } else if rounds == drawn + 1 {
                self.release();
            }
            let parts = (PARTS >> (rounds + 1)).max(1);
            let (offered, _) = self.search(Ask { live: false, waiting: true, kept: 2, part: (0, parts) });
            let multipliers: f64 = self.field.windows.iter().map(|w| w.multiplier()).sum();
            if multipliers > 0.0 {
                bound = bound.min(offered.bound(&self.field) / multipliers);
            }
            if parts > 1 {
                self.load(parts, true);
            }
            self.settle();
            self.field.prune(MARGIN);
            low = low.max(self.repaired(0.0, |c| c.field.least()));
            self.say("fair", rounds, low, bound);
            if bound - low <= GAP * low {
                break;
            }
        }
        fill::repair(&mut self.field, 0.0);
        Outcome { value: self.field.least(), bound, rounds }
    }

    /// What the common level is worth: a reward of about 1 for every meal.
    fn worth_of_level(&self) -> f64 {
        let common = self.field.windows.iter().filter(|w| w.common);
        common.map(|w| w.size / w.beside.min(7.0)).sum()
    }

    /// Gives drawn windows a multiplier each, as large as they pull.
    fn release(&mut self) {
        let pull: f64 = self.field.windows.iter().filter(|w| w.common).map(|w| w.multiplier()).sum();
        let factor = self.worth_of_level() / pull.max(1e-9);
        for window in self.field.windows.iter_mut().filter(|w| w.common) {
            let price = window.multiplier() * factor;
            window.drawn = false;
            window.weight = knob("WSTIFF", 1.0) * window.size;
            window.shift = price / window.weight;
        }
    }

    /// Puts the common level where it belongs.
    fn level(&mut self) {
        if self.field.windows.iter().any(|w| w.common && !w.drawn) {
            let level = self.field.common_level(self.worth_of_level());
            for window in self.field.windows.iter_mut().filter(|w| w.common) {
                window.target = level;
            }
        }
    }

    /// Draws every common window towards a level, at full price where it is
    /// `short` of it.
    fn aim(&mut self, level: f64, short: f64) {
        for window in self.field.windows.iter_mut().filter(|w| w.common) {
            window.target = level;
            window.weight = 2.0 * window.size / window.beside / short;
        }
    }

    /// Keeps the level of every window from now on.
    fn keep_levels(&mut self, level: f64) {
        for window in self.field.windows.iter_mut().filter(|w| w.common) {
            let price = window.multiplier();
            window.common = false;
            window.drawn = false;
            window.target = level * (1.0 - KEPT);
            window.weight = STIFFNESS * window.size;
            window.shift = price / window.weight;
            window.cap = 50.0 * window.size;
        }
    }

    /// Stage 2: people-days met, thousands, levels kept.
    pub fn total(&mut self, level: f64, most: usize) -> Outcome {
        self.keep_levels(level);
        self.field.reward = 1.0;
        let (mut bound, mut high, mut rounds) = (f64::INFINITY, 0.0_f64, 0);
        while rounds < most {
            rounds += 1;
            let parts = (PARTS >> (rounds + 1)).max(1);
            let (offered, _) = self.search(Ask { live: false, waiting: true, kept: 2, part: (0, parts) });
            bound = bound.min(offered.bound(&self.field));
            if parts > 1 {
                self.load(parts, true);
            }
            self.settle();
            self.field.prune(MARGIN);
            high = high.max(self.repaired(f64::INFINITY, |c| c.field.total()));
            self.say("total", rounds, high, bound);
            if bound - high <= GAP * high {
                break;
            }
        }
        fill::repair(&mut self.field, f64::INFINITY);
        Outcome { value: self.field.total(), bound, rounds }
    }

    fn say(&self, stage: &str, round: usize, value: f64, bound: f64) {
        if std::env::var("SAY").is_ok() {
            let over = self.field.used[..self.field.struck.base].iter().copied().fold(0.0, f64::max);
            let short = self.field.windows.iter().map(|w| w.target - w.covered).fold(0.0, f64::max);
            eprintln!(
                "{stage} {round}: value {value:.5} bound {bound:.5} gap {:.4} over {over:.4} short {short:.5} total {:.2} least {:.4} chains {} searches {}",
                (bound - value).abs() / value.abs().max(1e-12),
                self.field.total(), self.field.least(), self.field.chains.len(), self.searches
            );
        }
    }
}

/// Runs the method and prints what happens: for measuring.
pub fn probe(world: &World, gamma: u32, rounds: usize, _sweeps: usize) {
    let begun = Instant::now();
    let mut work = Coordinate::new(Setting::of(world, gamma));
    eprintln!("{} demands {} periods, same day {}, {:?}", work.at.demands.len(), work.at.grid.len(), work.at.same_day, begun.elapsed());
    let fair = work.fair(rounds);
    eprintln!("{fair:?} {:.4} {:?}", fair.gap(), begun.elapsed());
    let total = work.total(fair.value, rounds);
    eprintln!("{total:?} {:.4} {:?} least {:.5}", total.gap(), begun.elapsed(), work.field.least());
    let book = work.settle_book();
    let plan = crate::write::plan(&book, gamma, &crate::settings::Settings::default(), Vec::new());
    eprintln!("settled {:?}: least {:.5} people-days {:.3}k loss {:.3} worst {:.3} cost {:.3}k", begun.elapsed(), plan.claims.least_coverage, plan.claims.people_days / 1000.0, plan.claims.loss.value_usd, plan.claims.worst_case_usd, (plan.claims.purchase_usd + plan.claims.truck_km) / 1000.0);
    let findings = safeconduct_model::check::check(&plan, world);
    eprintln!("check: {} findings {:?} {:?}", findings.0.len(), findings.0.first(), begun.elapsed());
    let _ = (knob("X", 0.0), work.loss_usd(), work.cost_usd());
}

//! The stages loss and cost: amounts move between ways to the same meals.
//!
//! Every move keeps every meal and every limit, so that nothing of the coverage
//! that earlier stages reached is given up. New ways come from searches at the
//! prices of limits and of danger.

use safeconduct_model::interceptor::Budget;

use super::peril::{Aim, Alarm, Peril};
use super::struck::Struck;
use super::swap::Swap;
use super::{Ask, Coordinate, fill};
use crate::clock::Clock;

/// Rounds of a stage.
const ROUNDS: usize = 12;

/// Sweeps between searches.
const SWEEPS: usize = 12;

/// Sweeps between two moves of the weights.
const SETTLED: usize = 3;

/// How far weights move where as much as the most exposed is exposed more.
const STIFFNESS: f64 = 2.0;

/// Rounds that must gain more than [`GAIN`] together, or the stage ends.
const PATIENCE: usize = 3;

/// The least gain, as a share.
const GAIN: f64 = 0.002;

/// How far the cost stage may exceed the loss reached, as a share.
const KEPT: f64 = 0.01;

/// How far coverage may fall below what the total stage reached, as a share.
const COVERED: f64 = 0.005;

/// Sweeps once limits hold.
const POLISH: usize = 2;

/// How fast multipliers follow live prices.
const PACE: f64 = 0.5;

/// Coverage that stays.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Least mean coverage of any window.
    pub level: f64,
    /// People-days met, thousands.
    pub total: f64,
}

/// Demands loaded at once in a search.
const PARTS: usize = 4;

impl Coordinate<'_> {
    /// Stage 3: worst case plus expected loss, thousand USD; meals stay.
    pub fn loss(&mut self, kept: Kept, clock: &mut Clock) -> f64 {
        self.know_perils();
        let mut best = (self.loss_usd(), self.field.amount.clone());
        let first = best.0;
        if first <= 1e-9 {
            return first;
        }
        let mut struck = self.unstruck();
        let aim = Aim { loss: self.field.total() / first, cost: 0.0 };
        let mut reached = vec![first];
        while reached.len() <= ROUNDS && !clock.over() {
            let soft = self.round(aim, &mut struck, kept.total);
            let now = self.loss_usd();
            if self.keeps(kept) && now < best.0 {
                best = (now, self.field.amount.clone());
            }
            reached.push(best.0);
            self.tell(clock, "loss", now);
            self.go_on(soft);
            if idle(&reached) {
                break;
            }
        }
        self.stand(best)
    }

    /// Stage 4: purchases plus truck-kilometres, thousand USD; meals stay, and
    /// the loss within [`KEPT`].
    pub fn cost(&mut self, kept: Kept, loss: f64, clock: &mut Clock) -> f64 {
        self.know_perils();
        let mut best = (self.cost_usd(), self.field.amount.clone());
        let first = best.0;
        if first <= 1e-9 {
            return first;
        }
        let mut struck = self.unstruck();
        let unit = self.field.total();
        let mut aim = Aim { loss: 4.0 * unit / loss.max(1e-9), cost: unit / first };
        let mut reached = vec![first];
        while reached.len() <= ROUNDS && !clock.over() {
            let soft = self.round(aim, &mut struck, kept.total);
            let (now, lost) = (self.cost_usd(), self.loss_usd());
            let keeps = lost <= loss * (1.0 + KEPT) + 1e-9;
            if keeps && self.keeps(kept) && now < best.0 {
                best = (now, self.field.amount.clone());
            }
            aim.loss *= if keeps { 0.7 } else { 2.0 };
            reached.push(best.0);
            self.tell(clock, "cost", now);
            self.go_on(soft);
            if idle(&reached) {
                break;
            }
        }
        self.stand(best)
    }

    /// Coverage as it stands.
    pub fn kept(&self) -> Kept {
        Kept { level: self.field.least(), total: self.field.total() }
    }

    fn keeps(&self, kept: Kept) -> bool {
        let now = self.kept();
        now.level >= kept.level * (1.0 - COVERED) && now.total >= kept.total * (1.0 - COVERED)
    }

    fn go_on(&mut self, soft: Vec<f64>) {
        self.field.amount = soft;
        self.field.recount();
    }

    /// The best amounts seen.
    fn stand(&mut self, (value, amount): (f64, Vec<f64>)) -> f64 {
        self.field.amount = amount;
        self.field.amount.resize(self.field.chains.len(), 0.0);
        self.field.recount();
        value
    }

    /// Nothing struck yet.
    fn unstruck(&self) -> Struck {
        let periods = self.at.grid.len();
        let days = || (0..periods).map(|p| self.at.grid.days(p)).collect();
        let horizon = self.at.world.scenario.interceptor.per == Budget::Horizon;
        let shared = horizon.then(days);
        Struck::new(self.at.targets.len(), periods, self.at.gamma, shared)
    }

    /// New ways, then sweeps with weights and prices moving; then limits hold.
    ///
    /// The amounts that overrun limits a little come back: the next round goes
    /// on from there.
    fn round(&mut self, aim: Aim, struck: &mut Struck, total: f64) -> Vec<f64> {
        for part in 0..PARTS {
            self.swap(aim, struck, true).expose();
            struck.settle(STIFFNESS, false);
            self.alarm = Alarm::at(self.at.grid.len(), aim, struck.weights());
            self.search(Ask { live: true, waiting: true, kept: 3, part: (part, PARTS) });
            self.know_perils();
            self.swap(aim, struck, true).sweep();
        }
        self.alarm = Alarm::none();
        for sweep in 0..SWEEPS {
            self.sweep(aim, struck, true, sweep % SETTLED == 0);
            self.field.update(PACE);
        }
        let soft = self.field.amount.clone();
        fill::repair(&mut self.field, total);
        for _ in 0..POLISH {
            self.sweep(aim, struck, false, false);
        }
        self.field.recount();
        soft
    }

    fn sweep(&mut self, aim: Aim, struck: &mut Struck, soft: bool, keep: bool) {
        let mut swap = self.swap(aim, struck, soft);
        swap.expose();
        swap.struck.settle(STIFFNESS, keep);
        swap.sweep();
    }

    fn swap<'s>(&'s mut self, aim: Aim, struck: &'s mut Struck, soft: bool) -> Swap<'s> {
        Swap { field: &mut self.field, perils: &self.perils, struck, aim, soft }
    }

    /// Looks up what new chains lose, expose and cost.
    fn know_perils(&mut self) {
        for chain in &self.field.chains[self.perils.len()..] {
            self.perils.push(Peril::of(&self.at, &self.maker.corridors, chain));
        }
    }

    fn tell(&self, clock: &mut Clock, stage: &'static str, value: f64) {
        if std::env::var("SAY").is_ok() {
            eprintln!("{stage} {value:.4} {:?} loss {:.4} cost {:.2} chains {}", self.kept(), self.loss_usd(), self.cost_usd(), self.field.chains.len());
        }
        clock.report(stage, (self.searches, self.field.chains.len()), value, None);
    }
}

/// Whether the last rounds gained next to nothing.
fn idle(reached: &[f64]) -> bool {
    let Some(before) = reached.len().checked_sub(PATIENCE + 1) else { return false };
    reached[reached.len() - 1] > reached[before] * (1.0 - GAIN)
}

//! The stages loss and cost: amounts move between ways to the same meals.
//!
//! New ways come from searches at the prices of limits and of danger. While
//! amounts move, limits have prices; then amounts are scaled back until limits
//! hold and mixed with the best so far. What gives up more coverage than
//! [`COVERED`] is not kept: the total stage's amounts stand until something
//! better keeps it.

use std::sync::Arc;

use safeconduct_model::interceptor::Budget;

use super::peril::{Aim, Alarm, Peril};
use super::struck::Struck;
use super::swap::Swap;
use super::{Ask, Coordinate, fill};
use crate::clock::Clock;

/// Rounds of a stage.
const ROUNDS: usize = 10;

/// Sweeps between searches.
const SWEEPS: usize = 18;

/// Sweeps between two moves of the weights.
const SETTLED: usize = 3;

/// How far weights move where as much as the most exposed is exposed more.
const STIFFNESS: f64 = 2.0;

/// Rounds that must gain more than [`GAIN`] together, or the stage ends.
const PATIENCE: usize = 3;

/// The least gain, as a share.
const GAIN: f64 = 0.005;

/// How far the cost stage may exceed the loss reached, as a share.
const KEPT: f64 = 0.01;

/// How far coverage may fall below what the total stage reached, as a share.
const COVERED: f64 = 0.005;

/// Shares of new amounts that are tried beside the best so far.
const SHARES: [f64; 5] = [1.0, 0.5, 0.25, 0.12, 0.05];

/// How much dearer losses are than they were on average, in the cost stage.
const PRESSED: f64 = 4.0;

/// Thousand USD that are nothing.
const LEAST: f64 = 1e-9;

/// What is lowered, and what stays.
struct Stage {
    name: &'static str,
    kept: Kept,
    /// The most that may be lost, thousand USD.
    most: f64,
}

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
    /// Stage 3: worst case plus expected loss, coverage kept.
    pub fn loss(&mut self, kept: Kept, clock: &mut Clock) {
        self.know_perils();
        let (unit, now) = (self.field.total(), self.loss_usd());
        if now > LEAST {
            let aim = Aim { loss: unit / now, cost: 0.0 };
            self.lower(Stage { name: "loss", kept, most: f64::INFINITY }, aim, clock);
        }
    }

    /// Stage 4: purchases plus truck-kilometres, coverage and loss kept.
    pub fn cost(&mut self, kept: Kept, clock: &mut Clock) {
        self.know_perils();
        let (unit, lost, now) = (self.field.total(), self.loss_usd(), self.cost_usd());
        if now > LEAST {
            let aim = Aim { loss: PRESSED * unit / lost.max(LEAST), cost: unit / now };
            let most = lost * (1.0 + KEPT) + LEAST;
            self.lower(Stage { name: "cost", kept, most }, aim, clock);
        }
    }

    /// Rounds until they gain next to nothing; the best amounts seen stand.
    fn lower(&mut self, stage: Stage, aim: Aim, clock: &mut Clock) {
        let mut struck = self.unstruck();
        self.field.secure();
        self.forget_idle();
        let mut reached = vec![self.measure(&stage).unwrap_or(f64::INFINITY)];
        while reached.len() <= ROUNDS && !clock.over() {
            let soft = self.round(aim, &mut struck, stage.kept.total);
            let now = self.blend(&stage, reached[reached.len() - 1], (aim, &mut struck));
            reached.push(now);
            clock.report(stage.name, (self.searches, self.field.chains.len()), now, None);
            if idle(&reached) {
                break;
            }
            self.field.stand(soft);
            self.forget_idle();
        }
        self.field.stand(self.field.safe.clone());
    }

    /// Forgets chains that carry nothing: most were never worth it, and a search
    /// finds again what is.
    fn forget_idle(&mut self) {
        let keep = self.field.carries();
        let mut kept = keep.iter();
        self.perils.retain(|_| *kept.next().unwrap_or(&true));
        self.field.retain(&keep);
    }

    /// Mixes the amounts of now with the best so far: limits are linear, so
    /// mixes keep them; coverage falls with the share of the new and losses with
    /// it too, faster at first. The least value so far.
    fn blend(&mut self, stage: &Stage, mut least: f64, (aim, struck): (Aim, &mut Struck)) -> f64 {
        let (old, new) = (self.field.safe.clone(), self.field.amount.clone());
        for share in SHARES {
            let mixed = old.iter().zip(&new).map(|(old, new)| old + share * (new - old)).collect();
            self.field.stand(mixed);
            fill::repair(&mut self.field, stage.kept.total);
            self.sweep(aim, struck, false, false);
            self.field.recount();
            if let Some(now) = self.measure(stage).filter(|now| *now < least) {
                least = now;
                self.field.secure();
            }
        }
        least
    }

    /// What a stage lowers, where what it keeps is kept.
    fn measure(&self, stage: &Stage) -> Option<f64> {
        let lost = self.loss_usd();
        let keeps = self.keeps(stage.kept) && lost <= stage.most;
        keeps.then(|| if stage.name == "cost" { self.cost_usd() } else { lost })
    }

    /// Coverage as it stands.
    pub fn kept(&self) -> Kept {
        Kept { level: self.field.least(), total: self.field.total() }
    }

    fn keeps(&self, kept: Kept) -> bool {
        let now = self.kept();
        now.level >= kept.level * (1.0 - COVERED) && now.total >= kept.total * (1.0 - COVERED)
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
            self.alarm = Arc::new(Alarm::at(self.at.grid.len(), aim, struck.weights()));
            self.search(Ask { live: true, waiting: true, kept: 3, part: (part, PARTS) });
            self.know_perils();
            self.swap(aim, struck, true).sweep();
        }
        self.alarm = Arc::new(Alarm::none());
        for sweep in 0..SWEEPS {
            self.sweep(aim, struck, true, sweep % SETTLED == 0);
            self.field.update(PACE);
        }
        let soft = self.field.amount.clone();
        fill::repair(&mut self.field, total);
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
}

/// Whether the last rounds gained next to nothing.
fn idle(reached: &[f64]) -> bool {
    let Some(before) = reached.len().checked_sub(PATIENCE + 1) else { return false };
    reached[reached.len() - 1] > reached[before] * (1.0 - GAIN)
}

//! What the stages fair and total have in common: rounds of searches and sweeps.

use safeconduct_model::check::bound::Aim;

use super::{Ask, Coordinate, Part};
use crate::clock::Clock;

/// Least gap at which a stage ends: what these stages can be trusted to reach.
const GAP: f64 = 0.005;

/// How far a later stage may fall below an earlier one, as a share of it.
pub const KEPT: f64 = 0.002;

/// How far the bound lies above the common level, as a share, where amounts are
/// not repaired to see how near they come.
pub const FAR: f64 = 0.02;

/// Rounds after which a stage ends with the gap it has.
pub const ROUNDS: usize = 40;

/// Sweeps between searches.
const SWEEPS: usize = 8;

/// Ways kept for a meal: of as many commodities. With two, stages took nearly
/// twice as many rounds to find the mixtures that they end with.
const WAYS: usize = 5;

/// Ways kept while goods may not wait.
const FRESH_WAYS: usize = 4;

/// Parts in which demands are loaded in later rounds.
const PARTS: usize = 4;

/// Demands loaded at once in the first round.
const TOGETHER: usize = 12;

/// How near to the prices of now a bound is looked for, from those of the best:
/// nearer while bounds fall by this share a round than once prices only swing.
pub const NEAR: f64 = 0.6;
const LESS_NEAR: f64 = 0.4;
const FALLS: f64 = 0.003;

/// How fast multipliers follow live prices.
const PACE: f64 = 0.7;

/// How hard penalties press in the end, and how fast they come to that: softer
/// ones let multipliers settle.
const SOFT: f64 = 0.06;
const SOFTER: f64 = 0.8;

/// What a stage came to.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Whether the clock ended it.
    pub cut: bool,
}

/// The gap at which a stage ends, so that what later stages give up of it still
/// leaves the plan within the gap asked for.
pub fn asked(clock: &Clock) -> f64 {
    (clock.gap - 2.0 * KEPT).max(GAP)
}

/// Whether what should fall has fallen by less than a share in the last rounds.
pub fn idle(values: &[f64], rounds: usize, least: f64) -> bool {
    let Some(before) = values.len().checked_sub(rounds + 1) else { return false };
    values[values.len() - 1] > values[before] * (1.0 - least)
}

impl Coordinate<'_> {
    /// Presses less hard with every round, down to what penalties are in the end.
    pub fn ease(&mut self) {
        if self.field.stiffness > SOFT {
            self.field.soften(SOFTER);
        }
    }

    /// Loads demands part by part, each at the prices that the others left.
    pub fn load(&mut self, parts: usize, waiting: bool) {
        let periods = self.at.grid.len();
        for part in 0..parts {
            let kept = if waiting { WAYS } else { FRESH_WAYS };
            let part = Part { rest: part, of: parts };
            self.search(Ask { live: true, waiting, kept, part });
            self.field.sweep(periods, part);
        }
    }

    /// Parts in which a round loads demands: many at first, so that each finds
    /// prices that the others have moved.
    pub fn parts(&self, round: usize) -> usize {
        let first = (self.at.demands.len() / TOGETHER).clamp(16, 64);
        (first >> round.min(8)).max(PARTS)
    }

    /// Sweeps with multipliers moving.
    pub fn settle(&mut self) {
        let periods = self.at.grid.len();
        self.field.narrow();
        for _ in 0..SWEEPS {
            self.level();
            self.field.sweep(periods, Part::ALL);
            self.field.update(PACE);
        }
        self.field.widen();
    }

    /// Looks for ways and for a better bound at prices between those of the best
    /// bound and those of now.
    pub fn look(&mut self, aim: Aim, parts: usize, best: f64) -> f64 {
        let (prices, windows) = self.between(aim, self.nearness);
        let ask = Ask { live: false, waiting: true, kept: WAYS, part: Part { rest: 0, of: parts } };
        let offered = self.search_at(prices, ask);
        let bound = self.prove(aim, offered, windows);
        self.nearness = if bound < best * (1.0 - FALLS) { NEAR } else { LESS_NEAR };
        bound
    }

    pub fn say(&self, clock: &mut Clock, stage: &'static str, value: f64, bound: f64) {
        // As minimised, like every stage's objective.
        clock.report(stage, (self.searches, self.field.chains.len()), -value, Some(-bound));
    }
}

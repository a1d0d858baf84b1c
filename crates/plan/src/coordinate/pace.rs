//! How the price of the total and that of losses move from sweep to sweep.
//!
//! What a last meal costs in losses is not known before: between once and three times
//! what losses are given to weigh at first. If the reward of a meal rose to that, the
//! prices of all limits would have to follow, and they are slow: amounts overran limits
//! for 25 rounds in a world of 2,100 sites, and losses seemed 7 % lower than they can be.
//! So at first the weight of losses gives way, and all other prices stay as they are.

use super::Coordinate;
use super::lower::{Stage, Work};

/// Rounds in which the weight of losses gives way to the total. Later it swings, and
/// what is struck with it.
pub const YIELDING: usize = 6;

/// How fast it does, and the most by which a weight moves in a sweep.
const YIELDS: f64 = 1.5;
const STEP: f64 = 0.1;

/// How fast the price of losses follows what they are short of what they may be.
const LOSS_PACE: f64 = 2.0;

/// Share of what may be lost that losses are drawn to, for repairs add some.
pub const LOSS_ROOM: f64 = 0.997;

impl Coordinate<'_> {
    /// Moves the reward of a meal, or what losses weigh beside it, by what the total is
    /// short of.
    pub fn price_total(&mut self, stage: &Stage, work: &mut Work) {
        let goal = stage.kept.total * (1.0 + work.ahead.total);
        let short = (goal - self.field.total()) / goal;
        if work.yields {
            work.aim.loss *= moved(-YIELDS * short);
        } else {
            self.field.reward = (self.field.reward + stage.total_pace * short).max(0.0);
        }
    }

    /// Moves the price of losses by what they are over what they may be.
    pub fn price_losses(&mut self, stage: &Stage, work: &mut Work) {
        let lost = (self.expected_usd() + work.struck.taken()) * work.unseen;
        work.aim.loss *= moved(LOSS_PACE * (lost / stage.most - work.drawn));
    }
}

/// The factor by which a weight moves.
fn moved(by: f64) -> f64 {
    by.clamp(-STEP, STEP).exp()
}

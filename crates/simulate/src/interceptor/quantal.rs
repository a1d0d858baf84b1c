//! `quantal`: prefers rich targets, the more the richer, but errs (quantal
//! response, McKelvey and Palfrey 1995). It knows the mix.

use safeconduct_model::simulation::Behaviours;

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

#[derive(Clone)]
struct Quantal {
    lambda: f64,
}

pub(super) fn make(all: &Behaviours, _: Setting) -> Box<dyn Interceptor> {
    Box::new(Quantal { lambda: all.quantal.lambda })
}

impl Interceptor for Quantal {
    fn weigh(&mut self, sight: &Sight, _: &mut Dice, scores: &mut [f64]) -> Choice {
        let scale = if sight.cargo > 0.0 { self.lambda / sight.cargo } else { 0.0 };
        respond(sight.expected, scale, scores);
        Choice::Odds
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {}
}

/// Chances in proportion to exp(λ x), into `chances`.
pub fn respond(expected: &[f64], lambda: f64, chances: &mut [f64]) {
    let highest = expected.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for (chance, value) in chances.iter_mut().zip(expected) {
        *chance = (lambda * (value - highest)).exp();
    }
    let sum: f64 = chances.iter().sum();
    chances.iter_mut().for_each(|chance| *chance /= sum);
}

/// Chances by subjective utility (SUQR, Nguyen et al. 2013): in proportion to
/// exp(w1 x + w2 R + w3 P), x being how well a target is guarded, R what it
/// brings, P what being caught there costs.
#[must_use]
pub fn subjective(w: [f64; 3], guard: &[f64], reward: &[f64], penalty: &[f64]) -> Vec<f64> {
    let targets = guard.iter().zip(reward).zip(penalty);
    let utility: Vec<f64> = targets.map(|((x, r), p)| w[0] * x + w[1] * r + w[2] * p).collect();
    let mut chances = vec![0.0; utility.len()];
    respond(&utility, 1.0, &mut chances);
    chances
}

//! `exp3`: learns from what its own strikes brought, and from nothing else
//! (Auer, Cesa-Bianchi, Freund and Schapire 2002).
//!
//! p = (1-γ) w/Σw + γ/K; after a strike that brought the share x of the cargo,
//! w grows by exp(γ x / (p K)). With several strikes a day each is credited with
//! the chance of the first, which learns a little slower than EXP3 would.

use safeconduct_model::simulation::Behaviours;

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

#[derive(Clone)]
struct Exp3 {
    exploration: f64,
    log_weights: Vec<f64>,
    odds: Vec<f64>,
}

pub(super) fn make(all: &Behaviours, at: Setting) -> Box<dyn Interceptor> {
    let given = all.exp3.exploration.map(|share| share.0);
    Box::new(Exp3::new(given.unwrap_or_else(|| exploration(at.targets, at.days)), at.targets))
}

/// The exploration that the paper proves good for so many targets and days:
/// min(1, √(K ln K / ((e-1) T))).
#[must_use]
pub fn exploration(targets: usize, days: usize) -> f64 {
    let (k, t) = (targets.max(1) as f64, days.max(1) as f64);
    (k * k.ln() / ((std::f64::consts::E - 1.0) * t)).sqrt().min(1.0)
}

impl Exp3 {
    fn new(exploration: f64, targets: usize) -> Self {
        Self { exploration, log_weights: vec![0.0; targets], odds: vec![0.0; targets] }
    }

    fn spread(&mut self) {
        let highest = self.log_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weight = |log: &f64| (log - highest).exp();
        let sum: f64 = self.log_weights.iter().map(weight).sum();
        let even = self.exploration / self.odds.len() as f64;
        for (odds, log) in self.odds.iter_mut().zip(&self.log_weights) {
            *odds = (1.0 - self.exploration) * weight(log) / sum + even;
        }
    }
}

impl Interceptor for Exp3 {
    fn weigh(&mut self, _: &Sight, _: &mut Dice, scores: &mut [f64]) -> Choice {
        self.spread();
        scores.copy_from_slice(&self.odds);
        Choice::Odds
    }

    fn learn(&mut self, sight: &Sight, seen: &[f64], struck: &[usize]) {
        let wide = seen.len() as f64;
        for &at in struck {
            let reward = if sight.cargo > 0.0 { (seen[at] / sight.cargo).min(1.0) } else { 0.0 };
            if self.odds[at] > 0.0 {
                self.log_weights[at] += self.exploration * reward / (wide * self.odds[at]);
            }
        }
    }

    fn beliefs(&self) -> &[f64] {
        &self.log_weights
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {
        self.log_weights.fill(0.0);
    }
}

//! `regret`: strikes in proportion to how much more each target would have
//! brought than it got (regret matching, Hart and Mas-Colell 2000).
//!
//! What it got is, by convention, what its mixture would have brought in the
//! mean (`expected`) or what its strikes brought (`realised`).

use safeconduct_model::simulation::{Behaviours, Convention};

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

#[derive(Clone)]
struct Regret {
    convention: Convention,
    regrets: Vec<f64>,
    odds: Vec<f64>,
}

pub(super) fn make(all: &Behaviours, at: Setting) -> Box<dyn Interceptor> {
    Box::new(Regret {
        convention: all.regret.convention,
        regrets: vec![0.0; at.targets],
        odds: vec![0.0; at.targets],
    })
}

impl Interceptor for Regret {
    fn weigh(&mut self, _: &Sight, _: &mut Dice, scores: &mut [f64]) -> Choice {
        let sum: f64 = self.regrets.iter().map(|regret| regret.max(0.0)).sum();
        let even = 1.0 / self.odds.len().max(1) as f64;
        for (odds, regret) in self.odds.iter_mut().zip(&self.regrets) {
            *odds = if sum > 0.0 { regret.max(0.0) / sum } else { even };
        }
        scores.copy_from_slice(&self.odds);
        Choice::Odds
    }

    fn learn(&mut self, _: &Sight, seen: &[f64], struck: &[usize]) {
        let strikes = struck.len().max(1) as f64;
        let got = match self.convention {
            Convention::Expected => self.odds.iter().zip(seen).map(|(p, u)| p * u).sum::<f64>(),
            Convention::Realised => struck.iter().map(|&at| seen[at]).sum::<f64>() / strikes,
        };
        for (regret, seen) in self.regrets.iter_mut().zip(seen) {
            *regret += seen - got;
        }
    }

    fn beliefs(&self) -> &[f64] {
        &self.regrets
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {
        self.regrets.fill(0.0);
    }
}

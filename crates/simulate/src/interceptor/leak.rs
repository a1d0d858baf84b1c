//! `leak`: on some days an informant tells it the day's draw, and it strikes
//! where most passes; on the others it goes where most passes in the mean.
//!
//! The guarantee of a mix holds while the draw is secret. With one corridor of k
//! and a leak of l it is (1-l)/k + l: this one shows what secrecy is worth.

use safeconduct_model::simulation::Behaviours;

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

#[derive(Clone)]
struct Leak {
    chance: f64,
}

pub(super) fn make(all: &Behaviours, _: Setting) -> Box<dyn Interceptor> {
    Box::new(Leak { chance: all.leak.chance.0 })
}

impl Interceptor for Leak {
    fn weigh(&mut self, sight: &Sight, _: &mut Dice, scores: &mut [f64]) -> Choice {
        scores.copy_from_slice(sight.told.unwrap_or(sight.expected));
        Choice::Best
    }

    fn informed(&self) -> f64 {
        self.chance
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {}
}

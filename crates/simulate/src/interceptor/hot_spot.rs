//! `hot-spot`: goes where most passed lately. A day weighs `kept_a_day` of the
//! day after it; with 1 nothing is forgotten, and it goes where most passed ever.

use safeconduct_model::simulation::Behaviours;

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

#[derive(Clone)]
struct HotSpot {
    kept: f64,
    heat: Vec<f64>,
}

pub(super) fn make(all: &Behaviours, at: Setting) -> Box<dyn Interceptor> {
    Box::new(HotSpot { kept: all.hot_spot.kept_a_day.0, heat: vec![0.0; at.targets] })
}

impl Interceptor for HotSpot {
    fn weigh(&mut self, _: &Sight, _: &mut Dice, scores: &mut [f64]) -> Choice {
        scores.copy_from_slice(&self.heat);
        Choice::Best
    }

    fn learn(&mut self, _: &Sight, seen: &[f64], _: &[usize]) {
        for (heat, seen) in self.heat.iter_mut().zip(seen) {
            *heat = *heat * self.kept + seen;
        }
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {
        self.heat.fill(0.0);
    }
}

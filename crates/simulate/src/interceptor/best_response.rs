//! `best-response-D`: goes where most passed on the last day it knows of, which
//! lies D days back; before it knows any, anywhere.

use safeconduct_model::simulation::Behaviours;

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

#[derive(Clone)]
struct BestResponse {
    delay: usize,
}

pub(super) fn make(_: &Behaviours, at: Setting) -> Box<dyn Interceptor> {
    Box::new(BestResponse { delay: at.variant as usize })
}

impl Interceptor for BestResponse {
    fn weigh(&mut self, sight: &Sight, _: &mut Dice, scores: &mut [f64]) -> Choice {
        match sight.day.checked_sub(self.delay) {
            Some(known) => scores.copy_from_slice(sight.seen(known)),
            None => scores.fill(0.0),
        }
        Choice::Best
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {}
}

//! `none`: strikes nowhere. What is lost then is lost without anybody waiting.

use safeconduct_model::simulation::Behaviours;

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

#[derive(Clone)]
struct Nothing;

pub(super) fn make(_: &Behaviours, _: Setting) -> Box<dyn Interceptor> {
    Box::new(Nothing)
}

impl Interceptor for Nothing {
    fn weigh(&mut self, _: &Sight, _: &mut Dice, _: &mut [f64]) -> Choice {
        Choice::Nothing
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {}
}

//! `pattern-M`: remembers by which target most passed on each day, looks for
//! days that followed the same M days before, and goes where most passed on
//! those. Where there was none, anywhere.
//!
//! Any plan that repeats itself within M days is caught; a plan drawn anew every
//! day is not, however long one watches.

use safeconduct_model::simulation::Behaviours;

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

#[derive(Clone)]
struct Pattern {
    order: usize,
    /// The richest target of each day before.
    richest: Vec<usize>,
}

pub(super) fn make(_: &Behaviours, at: Setting) -> Box<dyn Interceptor> {
    let richest = Vec::with_capacity(at.days);
    Box::new(Pattern { order: at.variant as usize, richest })
}

impl Interceptor for Pattern {
    fn weigh(&mut self, sight: &Sight, _: &mut Dice, scores: &mut [f64]) -> Choice {
        scores.fill(0.0);
        let days = &self.richest;
        let Some(start) = days.len().checked_sub(self.order) else { return Choice::Best };
        for day in self.order..days.len() {
            if days[day - self.order..day] == days[start..] {
                let seen = sight.seen(day);
                scores.iter_mut().zip(seen).for_each(|(score, seen)| *score += seen);
            }
        }
        Choice::Best
    }

    fn learn(&mut self, _: &Sight, seen: &[f64], _: &[usize]) {
        let mut richest = 0;
        for (at, value) in seen.iter().enumerate() {
            if *value > seen[richest] {
                richest = at;
            }
        }
        self.richest.push(richest);
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {
        self.richest.clear();
    }
}

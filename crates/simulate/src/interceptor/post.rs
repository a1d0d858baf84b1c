//! `static`: stands where most passes in the mean, on every day. It knows the
//! mix, which is the most that anybody may know without an informant.

use safeconduct_model::simulation::Behaviours;

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

#[derive(Clone)]
struct Post;

pub(super) fn make(_: &Behaviours, _: Setting) -> Box<dyn Interceptor> {
    Box::new(Post)
}

impl Interceptor for Post {
    fn weigh(&mut self, sight: &Sight, _: &mut Dice, scores: &mut [f64]) -> Choice {
        // The first among equals and not one by lot: it does not move.
        scores.fill(0.0);
        for _ in 0..sight.strikes.min(scores.len()) {
            let mut richest: Option<usize> = None;
            for (at, usual) in sight.usual.iter().enumerate() {
                if scores[at] == 0.0 && richest.is_none_or(|best| *usual > sight.usual[best]) {
                    richest = Some(at);
                }
            }
            richest.into_iter().for_each(|at| scores[at] = 1.0);
        }
        Choice::Best
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {}
}

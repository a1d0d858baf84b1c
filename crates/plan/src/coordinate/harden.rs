//! From amounts that overrun limits a little to amounts that keep them.
//!
//! Repairs take back what overruns, and with it coverage that is dear to win back.
//! So first amounts are swept over under penalties that press much harder; then
//! repaired, which fills limits to the brim; then mixed with what is fallen back on
//! as far as coverage and loss are kept. Losses are convex and limits linear, so a
//! mixture keeps what both keep.

use super::lower::{Best, Pressing, Stage, Work};
use super::{Coordinate, displace, fill};

/// Sweeps under hard penalties.
const SWEEPS: usize = 20;

impl Coordinate<'_> {
    /// Hardens the amounts of now; what is better than what is fallen back on takes
    /// its place. Soft amounts and their prices come back. How far what is fallen
    /// back on may be from the best, as a share.
    pub fn harden(&mut self, stage: &Stage, work: &mut Work) -> f64 {
        let (mark, aim) = (self.field.mark(), work.aim);
        self.press(stage.pressing);
        for _ in 0..SWEEPS {
            self.sweep_in_danger(stage, work, false);
        }
        self.field.room = 1.0;
        fill::repair(&mut self.field, f64::INFINITY);
        displace::lift(&mut self.field, stage.kept.level);
        fill::repair(&mut self.field, f64::INFINITY);
        self.field.approach(stage.kept.level, stage.kept.total);
        let (lost, before) = (self.loss_usd(), work.best.lost);
        if lost > stage.most {
            self.field.mix(((stage.most - before) / (lost - before)).clamp(0.0, 1.0));
        }
        let now = self.best_of_now(stage);
        if self.beyond(stage, now) < self.beyond(stage, work.best) {
            work.best = now;
            self.field.secure();
        }
        self.field.back_to(mark);
        work.aim = aim;
        self.beyond(stage, work.best) / work.best.value
    }

    /// How far amounts are above what their own coverage comes to at least: more
    /// coverage than must be kept counts for them.
    fn beyond(&self, stage: &Stage, best: Best) -> f64 {
        best.value - self.least_at(stage.of, best.kept)
    }

    fn press(&mut self, pressing: Pressing) {
        self.field.room = pressing.room;
        self.field.soften(pressing.hard);
        self.field.rouse();
        self.field.press_windows(pressing.windows);
    }
}

//! The total stage: people-days, levels kept.

use safeconduct_model::check::bound::Aim;

use super::field::BORNE;
use super::stage::{FAR, KEPT, NEAR, Outcome, ROUNDS, asked, idle};
use super::{Coordinate, MARGIN, displace, fill};
use crate::clock::Clock;

/// Least gap at which the stage ends: later ones give up less of it than of levels.
const TOTAL_GAP: f64 = 0.006;

/// How much harder penalties press in the first round: prices have some way to go from
/// those of the levels.
const HARDER: f64 = 3.0;

/// Rounds that must close more than this share of the gap together, or the stage ends,
/// where it is as small as this.
const ENOUGH: f64 = 0.02;
const PATIENCE: usize = 6;
const CLOSED: f64 = 0.1;

/// Share by which windows are drawn above the level reached, and of limits that is left
/// unused: it costs less than what repairs take back when amounts only just keep
/// neither, for they come back above all levels at once.
const AHEAD: f64 = 0.002;

/// Overruns of a limit that penalties may leave here, where prices are near from the
/// start.
const TOTAL_BORNE: f64 = 0.005;

impl Coordinate<'_> {
    /// Keeps the level of every window from now on.
    ///
    /// Meals were worth what their windows asked; from now on they have a reward
    /// of 1, and windows go on asking what is missing beside it.
    fn keep_levels(&mut self) {
        let beside = self.beside_reward();
        for (window, share) in self.field.windows.iter_mut().zip(beside) {
            let asked = window.multiplier() * share;
            window.common = false;
            window.drawn = false;
            window.floor = window.level * (1.0 - KEPT);
            // No further than it has been: what cannot rise would ask without end.
            let furthest = window.level * (1.0 + AHEAD);
            window.target = window.covered.clamp(window.level, furthest);
            window.weight = window.size;
            window.shift = asked / window.weight;
            window.cap = 50.0 * window.size;
        }
    }

    /// By window: the share of what its meals are worth, together, beyond 1.
    fn beside_reward(&self) -> Vec<f64> {
        let field = &self.field;
        let mut sums = vec![(0.0, 0.0); field.windows.len()];
        for bin in &field.bins {
            let asked = bin
                .windows
                .iter()
                .map(|&(w, weight)| weight * field.windows[w as usize].multiplier());
            let worth = asked.sum::<f64>();
            for &(w, _) in &bin.windows {
                let sum = &mut sums[w as usize];
                *sum = (sum.0 + worth, sum.1 + (worth - 1.0).max(0.0));
            }
        }
        sums.into_iter().map(|(all, beyond)| if all > 0.0 { beyond / all } else { 0.0 }).collect()
    }

    /// Stage 2: people-days met, thousands, levels kept.
    pub fn total(&mut self, clock: &mut Clock) -> Outcome {
        self.field.secure();
        self.keep_levels();
        self.field.reward = 1.0;
        self.field.leave_room(1.0 - AHEAD);
        self.field.borne = TOTAL_BORNE;
        let gap = asked(clock).max(TOTAL_GAP);
        let mut bound = self.prove_total(1.0 - KEPT);
        let mut repaired = self.improve(1.0 - KEPT);
        self.say(clock, "total", repaired * 1e3, bound * 1e3);
        let (mut rounds, mut near) = (0, bound - repaired <= gap * repaired);
        let mut gaps = vec![bound - repaired];
        // Prices mixed from those of several levels never stood beside amounts.
        if self.levels_told.is_empty() {
            self.begin_from_total();
        }
        self.nearness = NEAR;
        let softest = self.field.stiffness;
        self.field.soften(HARDER);
        while rounds < ROUNDS && !near && !clock.over() {
            rounds += 1;
            self.ease();
            let parts = self.parts(rounds + 1);
            bound = self.look(Aim::Total, parts, bound);
            if parts > 1 {
                self.load(parts, true);
            }
            self.settle();
            self.field.prune(MARGIN);
            // Far from the bound, amounts that keep all levels show nothing.
            if bound <= self.field.total() * (1.0 + FAR) {
                repaired = self.improve(1.0 - KEPT);
            }
            self.say(clock, "total", repaired * 1e3, bound * 1e3);
            gaps.push(bound - repaired);
            near = bound - repaired <= gap * repaired
                || (bound - repaired <= ENOUGH * repaired && idle(&gaps, PATIENCE, CLOSED));
        }
        self.field.soften(softest / self.field.stiffness);
        self.field.leave_room(1.0);
        self.field.borne = BORNE;
        self.field.windows.iter_mut().for_each(|window| window.target = window.floor);
        self.field.stand(self.field.safe.clone());
        self.begin_from_total();
        Outcome { cut: !near && rounds < ROUNDS }
    }

    /// Makes the amounts of now keep limits and so large a share of levels; what
    /// meets more than what is fallen back on takes its place. The people-days of that; the
    /// amounts of now stay.
    fn improve(&mut self, enough: f64) -> f64 {
        let soft = self.field.amount.clone();
        fill::repair(&mut self.field, f64::INFINITY);
        let levels = self.field.levels(enough);
        displace::lift(&mut self.field, &levels);
        self.field.approach(enough, 0.0);
        fill::repair(&mut self.field, f64::INFINITY);
        let keeps = self.field.least() >= enough * (1.0 - 1e-9);
        if keeps && self.field.total() > self.field.safe_total() {
            self.field.secure();
        }
        self.field.stand(soft);
        self.field.safe_total()
    }
}

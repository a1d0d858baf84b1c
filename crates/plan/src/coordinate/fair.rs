//! The fair stage: the level of those who are worst off, as high as it goes.
//!
//! At first everybody is drawn towards a level that is too high, the harder the
//! further below. Then each window has a multiplier, and the common level is where
//! their prices add up to what it is worth. Who can rise above it is raised by
//! [`super::leximin`].

use std::sync::Arc;

use safeconduct_model::check::bound::Aim;

use super::alarm::Alarm;
use super::leximin::GIVEN;
use super::search::Prices;
use super::stage::{FAR, Outcome, ROUNDS, asked};
use super::{Coordinate, MARGIN, displace, fill};
use crate::clock::Clock;

/// Rounds in which goods may not wait yet: they spread purchases over days.
const FRESH_ROUNDS: usize = 2;

/// Rounds before windows have multipliers.
const DRAWN_ROUNDS: usize = 1;

/// Shares of the way to the common level by which the lowest are lifted, one
/// after the other.
const LIFTED: [f64; 3] = [0.5, 0.5, 0.5];

/// How far the common level has come.
pub struct Course {
    /// What it cannot be above.
    pub bound: f64,
    /// What amounts have that keep every limit.
    pub low: f64,
}

impl Course {
    /// Nothing known, but amounts of this level.
    pub fn from(low: f64) -> Self {
        Self { bound: 1.0, low }
    }

    /// Whether what is not known is no more than a share.
    pub fn near(&self, gap: f64) -> bool {
        self.bound - self.low <= gap * self.low
    }
}

impl Coordinate<'_> {
    /// Stage 1: the level of every window. The least is raised first, then up to
    /// `further` times that of those who can still rise.
    pub fn fair(&mut self, further: usize, clock: &mut Clock) -> Outcome {
        let outcome = self.raise_all(clock);
        if !outcome.cut {
            self.raise_others(further, clock);
        }
        if self.field.safe_total() > 0.0 {
            self.field.stand(self.field.safe.clone());
        }
        fill::repair(&mut self.field, 0.0);
        self.even();
        self.fix(self.field.least_common());
        outcome
    }

    /// The common level, as high as it goes.
    fn raise_all(&mut self, clock: &mut Clock) -> Outcome {
        let gap = asked(clock);
        let (mut course, mut rounds) = (Course::from(0.0), 0);
        self.aim(1.0, 1.0);
        self.begin();
        let mut near = self.some_have_no_way();
        while rounds < ROUNDS && !near && !clock.over() {
            rounds += 1;
            if rounds <= DRAWN_ROUNDS {
                let short = self.field.windows.iter().map(|w| w.target - w.covered);
                let most = if course.low > 0.0 { course.low * 1.1 } else { 1.0 };
                let (level, short) = (course.bound.min(most), short.fold(0.0, f64::max));
                self.aim(level, short.max(0.05 * level));
            } else if rounds == DRAWN_ROUNDS + 1 {
                self.release();
            }
            self.raise(self.parts(rounds + 1), &mut course);
            self.say(clock, "fair", course.low, course.bound);
            near = course.near(gap);
        }
        self.fix(course.low);
        Outcome { cut: !near && rounds < ROUNDS }
    }

    /// Whether some window cannot be covered at all, whatever goods cost: then no more
    /// has to be known of the common level, which is 0.
    fn some_have_no_way(&mut self) -> bool {
        let (limit, alarm) = (vec![0.0; self.limits.capacity.len()], Arc::new(Alarm::none()));
        let offered = self.costs_at(Prices { limit, alarm });
        let mut asked = vec![1.0; self.field.windows.len()];
        for (bin, options) in self.field.bins.iter().zip(&offered.options) {
            let has_way = !options.is_empty();
            bin.windows.iter().filter(|_| has_way).for_each(|&(w, _)| asked[w as usize] = 0.0);
        }
        self.prove(Aim::Fair, offered, asked) <= 0.0
    }

    /// One round: new ways and a bound, then sweeps with prices moving; repaired
    /// amounts of a higher level are fallen back on.
    pub fn raise(&mut self, parts: usize, course: &mut Course) {
        self.ease();
        course.bound = self.look(Aim::Fair, parts, course.bound).min(1.0);
        if parts > 1 {
            self.load(parts, true);
        }
        self.shift();
        self.settle();
        self.field.prune(MARGIN);
        // Repairs lift little: far from the bound, they show nothing.
        if course.low == 0.0 || course.bound <= self.field.common_target() * (1.0 + FAR) {
            course.low = course.low.max(self.repaired(course.low));
        }
    }

    /// Spreads first loads over crossings and days.
    fn begin(&mut self) {
        for round in 0..FRESH_ROUNDS {
            self.load(self.parts(round), false);
            self.shift();
            self.settle();
            self.field.prune(MARGIN);
        }
    }

    /// The least coverage of any common window once amounts keep every limit and the
    /// levels of all others, fallen back on where it is above `best`; the amounts of
    /// now stay.
    fn repaired(&mut self, best: f64) -> f64 {
        let kept = self.field.amount.clone();
        fill::repair(&mut self.field, 0.0);
        self.even();
        if self.field.windows.iter().any(|w| !w.common) {
            self.field.approach(1.0 - GIVEN, 0.0);
        }
        let value = self.field.least_common();
        if value > best {
            self.field.secure();
        }
        self.field.stand(kept);
        value
    }

    /// Lifts the lowest windows towards the common level, step by step.
    fn even(&mut self) {
        let level = self.field.common_target();
        for share in LIFTED {
            let least = self.field.least_common();
            let enough = least + share * (level - least);
            let enough = self.field.windows.iter().map(|w| if w.common { enough } else { w.level });
            let enough: Vec<f64> = enough.collect();
            displace::lift(&mut self.field, &enough);
        }
    }

    /// What the common level is worth: a reward of about 1 for every meal.
    fn worth_of_level(&self) -> f64 {
        let common = self.field.windows.iter().filter(|w| w.common);
        common.map(|w| w.size / w.beside.min(7.0)).sum()
    }

    /// Gives drawn windows a multiplier each, as large as they pull.
    pub fn release(&mut self) {
        let pull: f64 =
            self.field.windows.iter().filter(|w| w.common).map(|w| w.multiplier()).sum();
        let factor = self.worth_of_level() / pull.max(1e-9);
        for window in self.field.windows.iter_mut().filter(|w| w.common) {
            let price = window.multiplier() * factor;
            window.drawn = false;
            window.weight = window.size;
            window.shift = price / window.weight;
        }
    }

    /// Puts the common level where it belongs.
    pub fn level(&mut self) {
        if self.field.windows.iter().any(|w| w.common && !w.drawn) {
            let level = self.field.common_level(self.worth_of_level());
            for window in self.field.windows.iter_mut().filter(|w| w.common) {
                window.target = level;
            }
        }
    }

    /// Draws every common window towards a level, at full price where it is
    /// `short` of it.
    fn aim(&mut self, level: f64, short: f64) {
        for window in self.field.windows.iter_mut().filter(|w| w.common) {
            window.target = level;
            window.weight = 2.0 * window.size / window.beside / short;
        }
    }
}

//! Levels beyond the first (leximin): who can still rise is raised, with the levels of all
//! others kept.
//!
//! When the common level is as high as it goes, the prices of its bound tell whom it
//! is for: where windows ask next to nothing, more coverage of others would not lower it.
//! Those windows go on together; all others are held at the level reached. Prices are
//! near the best and not at it, so somebody may go on who cannot rise. Then the next
//! level hardly rises, and its prices tell.

use std::ops::Range;

use safeconduct_model::check::bound::Aim;

use super::Coordinate;
use super::fair::Course;
use super::stage::{KEPT, asked, idle};
use crate::clock::Clock;

/// Rounds in which levels beyond the first are raised, at most: as a rule the second is
/// for most people, and all later ones together for fewer than it.
const ROUNDS: usize = 16;

/// Rounds on one level that must close more than a share of the gap together.
const PATIENCE: usize = 3;
const CLOSED: f64 = 0.1;

/// How far amounts may be below the level they are drawn to, as a share, so that they
/// are taken to have reached it when they rise no more: bounds on the level of a few may
/// take long to come down.
const REACHED: f64 = 0.03;

/// Who has so much more than the level, as a share, in amounts that keep it for all
/// others, can rise, whatever prices say.
const RISEN: f64 = 0.02;

/// How much larger than that of the first level the gap may be.
const NEAR: f64 = 2.0;

/// Who asks less than this share of what all ask on average, for as many people, may
/// rise further.
const OPEN: f64 = 0.1;

/// How far those who are held may fall below their level meanwhile, as a share.
pub const GIVEN: f64 = 0.5 * KEPT;

impl Coordinate<'_> {
    /// Raises those who can rise above the common level, up to so many times.
    pub fn raise_others(&mut self, times: usize, clock: &mut Clock) {
        let mut left = ROUNDS;
        for _ in 0..times {
            if left == 0 || clock.over() {
                break;
            }
            let Some(low) = self.hold() else { break };
            let low = self.raise_further(low, &mut left, clock);
            self.fix(low);
        }
        let told = self.take_told(Aim::Fair);
        self.levels_told.extend(told);
        if !self.levels_told.is_empty() {
            self.told.push(self.levels_told.remove(0));
        }
    }

    /// From now on the level of common windows is this.
    pub fn fix(&mut self, level: f64) {
        self.field.windows.iter_mut().filter(|w| w.common).for_each(|w| w.level = level);
    }

    /// Holds those who cannot rise at their level; the least coverage of those who may, in
    /// what is fallen back on, if somebody is left.
    fn hold(&mut self) -> Option<f64> {
        let covered = self.safe_coverage();
        let told = self.told.iter().find(|told| told.speaks_of(Aim::Fair))?;
        let windows = &self.field.windows;
        let open = self.windows_of_demands().filter(|(_, of)| windows[of.start].common);
        let open: Vec<Range<usize>> = open.map(|(_, of)| of).collect();
        let asked = |of: &Range<usize>| told.windows()[of.clone()].iter().sum::<f64>();
        let size =
            |of: &Range<usize>| windows[of.clone()].iter().map(|w| w.size / w.beside).sum::<f64>();
        let mean = open.iter().map(asked).sum::<f64>() / open.iter().map(size).sum::<f64>();
        let risen = |w: usize| covered[w] > windows[w].level * (1.0 + RISEN);
        let holds =
            |of: &Range<usize>| asked(of) > OPEN * mean * size(of) && !of.clone().all(risen);
        let held: Vec<Range<usize>> = open.into_iter().filter(holds).collect();
        for window in held.into_iter().flatten() {
            let window = &mut self.field.windows[window];
            window.common = false;
            window.target = window.level;
            window.floor = window.level * (1.0 - GIVEN);
        }
        let left = self.field.windows.iter().zip(covered).filter(|(w, _)| w.common);
        left.map(|(_, covered)| covered).reduce(f64::min)
    }

    /// The level of common windows, `low` so far, as high as it goes with all others kept.
    fn raise_further(&mut self, low: f64, left: &mut usize, clock: &mut Clock) -> f64 {
        let gap = NEAR * asked(clock);
        let told = self.take_told(Aim::Fair);
        self.levels_told.extend(told);
        self.nearness = 1.0;
        if self.field.windows.iter().any(|w| w.common && w.drawn) {
            self.release();
        }
        let mut course = Course::from(low.min(1.0));
        let (mut gaps, mut still) = (Vec::new(), 0);
        while *left > 0 && !course.near(gap) && !clock.over() {
            *left -= 1;
            let before = course.low;
            self.raise(self.parts(ROUNDS), &mut course);
            self.say(clock, "fair", course.low, course.bound);
            // That no level is above 1 is no bound yet.
            if course.bound < 1.0 {
                gaps.push(course.bound - course.low);
            }
            let reached = course.low >= self.field.common_target() * (1.0 - REACHED);
            still = if reached && course.low <= before { still + 1 } else { 0 };
            if still > PATIENCE || idle(&gaps, PATIENCE, CLOSED) {
                break;
            }
        }
        course.low
    }

    /// By window: its coverage in what is fallen back on.
    fn safe_coverage(&mut self) -> Vec<f64> {
        let now = self.field.amount.clone();
        self.field.stand(self.field.safe.clone());
        let covered = self.field.windows.iter().map(|w| w.covered).collect();
        self.field.stand(now);
        covered
    }
}

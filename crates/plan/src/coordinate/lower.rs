//! What the stages loss and cost have in common: amounts move at prices of limits
//! and of danger, coverage kept.
//!
//! A round looks for new ways at the prices of now, then sweeps over all meals with
//! prices moving: of limits, of what is struck, of windows and of the total. What
//! it ends with overruns limits a little, and the next round goes on from there;
//! once its bound is near, amounts are hardened ([`super::harden`]) to see what they
//! are worth when limits hold.

use std::sync::Arc;

use safeconduct_model::check::bound;

use super::alarm::Alarm;
use super::course::{Course, SOFTER};
use super::field::keep;
use super::loss::Kept;
use super::lower_bound::Mean;
use super::pace::{LOSS_ROOM, YIELDING};
use super::peril::{Aim, Peril};
use super::sparse::side_by_side;
use super::struck::Struck;
use super::swap::Swap;
use super::{Ask, Coordinate, Part};
use crate::clock::Clock;

/// Sweeps between searches: prices have to come to rest between them. With 20, rounds cost
/// less and more were needed; losses of 800 sites were proved half a per cent less far.
const SWEEPS: usize = 48;

/// Sweeps between two moves of the weights.
const SETTLED: usize = 3;

/// Sweeps after which limits are looked over for those that may have filled.
pub const NARROW: usize = 16;

/// Sets of targets found in each period at first, and in every round.
const FIRST_SETS: usize = 6;
const NEW_SETS: usize = 3;

/// How far weights move where as much as the most exposed is exposed more.
const STIFFNESS: f64 = 4.0;

/// How fast multipliers follow live prices.
const PACE: f64 = 0.5;

/// How much of the mean of earlier rounds counts.
const FADED: f64 = 0.5;

/// Parts in which demands are loaded, and ways kept for a meal.
const PARTS: usize = 2;
const WAYS: usize = 3;

/// How hard penalties press, in units of what they did in the end of the stages
/// before.
#[derive(Clone, Copy)]
pub struct Pressing {
    /// At first.
    pub first: f64,
    /// At least.
    pub last: f64,
    /// Times as much on limits when amounts begin to be hardened.
    pub hard: f64,
    /// Times as hard on windows all along.
    pub levels: f64,
    /// Share of limits that may be used meanwhile.
    pub room: f64,
}

/// What is lowered, and what stays.
pub struct Stage {
    /// The stage.
    pub of: bound::Aim,
    /// The least coverage.
    pub kept: Kept,
    /// The most that may be lost, thousand USD.
    pub most: f64,
    /// Gap at which it ends.
    pub gap: f64,
    /// Rounds at most.
    pub rounds: usize,
    /// How fast the reward of a meal follows what the total is short of, as a share.
    pub total_pace: f64,
    /// How hard penalties press.
    pub pressing: Pressing,
}

/// What a stage works with.
pub struct Work {
    /// Weights of what is lowered and of what is kept.
    pub aim: Aim,
    /// What is struck.
    pub struck: Struck,
    /// Prices over the last rounds.
    pub mean: Mean,
    /// What is fallen back on.
    pub best: Best,
    /// Shares by which windows and the total are drawn further than they must be.
    pub ahead: Kept,
    /// Share of what may be lost that losses are drawn to.
    pub drawn: f64,
    /// Loss over what the sets known and their weights show of it.
    pub unseen: f64,
    /// By window: its level when the stage began.
    pub levels: Vec<f64>,
    /// Whether the weight of losses gives way to the total, rather than the total to it.
    pub yields: bool,
}

/// What amounts come to.
#[derive(Clone, Copy)]
pub struct Best {
    /// What the stage lowers, thousand USD.
    pub value: f64,
    /// Their coverage.
    pub kept: Kept,
    /// Their loss, thousand USD.
    pub lost: f64,
}

impl Coordinate<'_> {
    /// Rounds until the gap is closed or closes no more; the best amounts stand. What
    /// losses and costs weighed in the end.
    pub fn lower(&mut self, stage: &Stage, aim: Aim, clock: &mut Clock) -> Aim {
        let struck = self.struck.take().unwrap_or_else(|| self.unstruck());
        self.field.secure();
        self.forget_idle();
        let best = self.best_of_now(stage);
        let mut work = Work {
            aim,
            struck,
            mean: Mean::default(),
            best,
            ahead: self.ahead(stage),
            drawn: LOSS_ROOM,
            unseen: 1.0,
            levels: self.field.levels(1.0),
            yields: false,
        };
        let (before, levels) = (self.field.stiffness, stage.pressing.levels);
        self.field.soften(stage.pressing.first);
        self.field.press_windows(levels);
        let mut course = Course::of(stage, before);
        while course.rounds < stage.rounds && !course.done && !clock.over() {
            self.round(stage, &mut work, &mut course, clock);
        }
        if course.unhardened() {
            let at_least = (stage.kept, stage.most);
            self.prove_mean(stage.of, &work.mean, &work.struck, at_least);
            self.harden(stage, &mut work);
        }
        self.field.press_windows(1.0 / levels);
        self.field.soften(before / self.field.stiffness);
        self.struck = Some(work.struck);
        self.field.stand(self.field.safe.clone());
        work.aim
    }

    fn round(&mut self, stage: &Stage, work: &mut Work, course: &mut Course, clock: &mut Clock) {
        let few = if course.rounds == 0 { FIRST_SETS } else { NEW_SETS };
        course.rounds += 1;
        work.yields = !stage.keeps_losses() && course.rounds <= YIELDING;
        self.find_sets(&mut work.struck, few);
        let share = stage.kept.level * (1.0 + work.ahead.level);
        self.field.windows.iter_mut().for_each(|window| window.target = share * window.level);
        if self.field.stiffness > course.softest {
            self.field.soften(SOFTER);
        }
        self.load_in_danger(work);
        self.settle_in_danger(stage, work);
        let now = self.now(stage);
        if stage.keeps_losses() {
            let seen = self.expected_usd() + work.struck.taken();
            work.unseen = if seen > 0.0 { now.lost / seen } else { 1.0 };
        }
        let strays = self.strays(stage, course);
        if strays {
            work.mean = Mean::default();
        }
        let bound = (course.looks() && !strays).then(|| self.prove_now(stage, work, now));
        if let Some(bound) = bound {
            self.try_hard(stage, work, course, (now, bound));
        }
        let counts = (self.searches, self.field.chains.len());
        clock.report(stage.of.name(), counts, now.value.min(work.best.value), bound);
        self.forget_idle();
    }

    /// Forgets chains that carry nothing: most were never worth it, and a search
    /// finds again what is.
    fn forget_idle(&mut self) {
        let order = self.field.retain(&self.field.carries());
        keep(&mut self.perils, &order);
        side_by_side(self.perils.iter_mut().map(|peril| &mut peril.exposed).collect());
    }

    /// What the amounts of now come to.
    fn now(&self, stage: &Stage) -> Best {
        let (kept, lost) = (self.kept(), self.loss_usd());
        let value = if stage.of == bound::Aim::Cost { self.cost_usd() } else { lost };
        Best { value, kept, lost }
    }

    /// The amounts of now as something to fall back on; worth nothing where they
    /// do not keep what must be kept.
    pub fn best_of_now(&self, stage: &Stage) -> Best {
        let now = self.now(stage);
        let least = |now: f64, enough: f64| now >= enough * (1.0 - 1e-9);
        let keeps = least(now.kept.level, stage.kept.level)
            && least(now.kept.total, stage.enough())
            && now.lost <= stage.most * (1.0 + 1e-9);
        Best { value: if keeps { now.value } else { f64::INFINITY }, ..now }
    }

    /// Coverage as it stands.
    pub fn kept(&self) -> Kept {
        Kept { level: self.field.least(), total: self.field.total() }
    }

    /// New ways, part by part, each at the prices that the others left.
    fn load_in_danger(&mut self, work: &mut Work) {
        let periods = self.at.grid.len();
        for rest in 0..PARTS {
            let part = Part { rest, of: PARTS };
            self.swap(work).expose();
            work.struck.settle(STIFFNESS, false);
            self.alarm = Arc::new(self.alarm_at(work.aim, &work.struck, work.struck.weights()));
            self.search(Ask { live: true, waiting: true, kept: WAYS, part });
            self.meet_new(&work.struck);
            self.field.rouse();
            self.swap(work).sweep(periods, part);
        }
        self.alarm = Arc::new(Alarm::none());
        self.offer_beside();
        self.meet_new(&work.struck);
    }

    /// Looks up what new chains lose, expose and cost, and what known sets take.
    fn meet_new(&mut self, struck: &Struck) {
        let known = self.perils.len();
        self.know_perils();
        self.perils[known..].iter_mut().for_each(|peril| peril.meet(struck));
    }

    /// Sweeps with prices moving.
    fn settle_in_danger(&mut self, stage: &Stage, work: &mut Work) {
        self.field.rouse();
        work.mean.fade(FADED);
        for sweep in 0..SWEEPS {
            if sweep % NARROW == 0 {
                self.field.narrow();
            }
            self.sweep_in_danger(stage, work, sweep % SETTLED == 0);
            work.mean.count(&self.prices(false), &work.struck, work.aim);
        }
        self.field.widen();
    }

    /// One sweep, after which all prices move; those of what is struck from where
    /// they are kept.
    pub fn sweep_in_danger(&mut self, stage: &Stage, work: &mut Work, keep: bool) {
        let periods = self.at.grid.len();
        self.swap(work).expose();
        work.struck.settle(STIFFNESS, keep);
        self.swap(work).sweep(periods, Part::ALL);
        self.field.update(PACE);
        self.price_total(stage, work);
        if stage.keeps_losses() {
            self.price_losses(stage, work);
        }
    }

    fn swap<'s>(&'s mut self, work: &'s mut Work) -> Swap<'s> {
        let (field, perils, aim) = (&mut self.field, &self.perils, work.aim);
        Swap { field, perils, struck: &mut work.struck, aim }
    }

    /// Looks up what new chains lose, expose and cost.
    pub fn know_perils(&mut self) {
        for chain in &self.field.chains[self.perils.len()..] {
            self.perils.push(Peril::of(&self.at, &self.maker.corridors, chain));
        }
    }

    /// The best bound so far, for the coverage and the losses of now; hardened amounts keep
    /// the level, also where some window of soft ones is below it.
    fn prove_now(&mut self, stage: &Stage, work: &Work, now: Best) -> f64 {
        self.prove_mean(stage.of, &work.mean, &work.struck, (stage.kept, stage.most));
        let kept = Kept { level: now.kept.level.max(stage.kept.level), ..now.kept };
        self.least_at(stage.of, kept, now.lost)
    }
}

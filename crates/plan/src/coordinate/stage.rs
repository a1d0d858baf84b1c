//! The stages by price coordination: fair, then total.

use safeconduct_model::check::bound::Aim;

use super::field::BORNE;
use super::{Ask, Coordinate, MARGIN, Part, displace, fill};
use crate::clock::Clock;

/// Least gap at which a stage ends: what these stages can be trusted to reach.
const GAP: f64 = 0.005;

/// The same for the total, of which later stages give up less.
const TOTAL_GAP: f64 = 0.006;

/// Gap of a first bound on the total within which rounds go on from its prices.
const PROVED: f64 = 0.02;

/// Rounds that must close more than this share of the gap together, or the total
/// stage ends.
const PATIENCE: usize = 3;
const CLOSED: f64 = 0.1;

/// How far a later stage may fall below an earlier one, as a share of it.
pub const KEPT: f64 = 0.002;

/// Shares by which the total stage draws windows above the level reached, and
/// leaves limits unused: it costs less than what repairs take back when amounts
/// only just keep neither, for they come back above all levels at once.
const AHEAD: f64 = 0.002;

/// Overruns of a limit that penalties may leave in the total stage, whose prices
/// are near from the start.
const TOTAL_BORNE: f64 = 0.005;

/// How far the bound lies above the common level, as a share, where amounts are
/// not repaired to see how near they come.
const FAR: f64 = 0.02;

/// Rounds after which a stage ends with the gap it has.
const ROUNDS: usize = 40;

/// Sweeps between searches.
const SWEEPS: usize = 8;

/// Rounds in which goods may not wait yet: they spread purchases over days.
const FRESH_ROUNDS: usize = 2;

/// Ways kept for a meal: of as many commodities. With two, stages took nearly
/// twice as many rounds to find the mixtures that they end with.
const WAYS: usize = 5;

/// Ways kept while goods may not wait.
const FRESH_WAYS: usize = 4;

/// Parts in which demands are loaded in later rounds.
const PARTS: usize = 4;

/// Demands loaded at once in the first round.
const TOGETHER: usize = 12;

/// Rounds of the fair stage before windows have multipliers.
const DRAWN_ROUNDS: usize = 1;

/// How near to the prices of now a bound is looked for, from those of the best:
/// nearer while bounds fall by this share a round than once prices only swing.
const NEAR: f64 = 0.6;
const LESS_NEAR: f64 = 0.4;
const FALLS: f64 = 0.003;

/// How fast multipliers follow live prices.
const PACE: f64 = 0.7;

/// How hard penalties press in the end, and how fast they come to that: softer
/// ones let multipliers settle.
const SOFT: f64 = 0.06;
const SOFTER: f64 = 0.8;

/// Shares of the way to the common level by which the lowest are lifted, one
/// after the other.
const LIFTED: [f64; 3] = [0.5, 0.5, 0.5];

/// What a stage came to.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Value of amounts that keep every limit.
    pub value: f64,
    /// Whether the clock ended it.
    pub cut: bool,
}

/// The gap at which a stage ends, so that what later stages give up of it still
/// leaves the plan within the gap asked for.
fn asked(clock: &Clock) -> f64 {
    (clock.gap - 2.0 * KEPT).max(GAP)
}

/// Whether what should fall has fallen by less than a share in the last rounds.
pub fn idle(values: &[f64], rounds: usize, least: f64) -> bool {
    let Some(before) = values.len().checked_sub(rounds + 1) else { return false };
    values[values.len() - 1] > values[before] * (1.0 - least)
}

impl Coordinate<'_> {
    /// Presses less hard with every round, down to what penalties are in the end.
    pub fn ease(&mut self) {
        if self.field.stiffness > SOFT {
            self.field.soften(SOFTER);
        }
    }

    /// Loads demands part by part, each at the prices that the others left.
    fn load(&mut self, parts: usize, waiting: bool) {
        let periods = self.at.grid.len();
        for part in 0..parts {
            let kept = if waiting { WAYS } else { FRESH_WAYS };
            let part = Part { rest: part, of: parts };
            self.search(Ask { live: true, waiting, kept, part });
            self.field.sweep(periods, part);
        }
    }

    /// Parts in which a round loads demands: many at first, so that each finds
    /// prices that the others have moved.
    fn parts(&self, round: usize) -> usize {
        let first = (self.at.demands.len() / TOGETHER).clamp(16, 64);
        (first >> round.min(8)).max(PARTS)
    }

    /// Sweeps with multipliers moving.
    fn settle(&mut self) {
        let periods = self.at.grid.len();
        for _ in 0..SWEEPS {
            self.level();
            self.field.sweep(periods, Part::ALL);
            self.field.update(PACE);
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

    /// Looks for ways and for a better bound at prices between those of the best
    /// bound and those of now.
    fn look(&mut self, aim: Aim, parts: usize, best: f64) -> f64 {
        let (prices, windows) = self.between(aim, self.nearness);
        let ask = Ask { live: false, waiting: true, kept: WAYS, part: Part { rest: 0, of: parts } };
        let offered = self.search_at(prices, ask);
        let bound = self.prove(aim, offered, windows);
        self.nearness = if bound < best * (1.0 - FALLS) { NEAR } else { LESS_NEAR };
        bound
    }

    /// The least coverage of any window once amounts keep every limit, fallen back on
    /// where it is above `best`; the amounts of now stay.
    fn repaired(&mut self, best: f64) -> f64 {
        let kept = self.field.amount.clone();
        fill::repair(&mut self.field, 0.0);
        self.even();
        let value = self.field.least();
        if value > best {
            self.field.secure();
        }
        self.field.amount = kept;
        self.field.recount();
        value
    }

    /// Lifts the lowest windows towards the common level, step by step.
    fn even(&mut self) {
        let level = self.field.windows.iter().map(|w| w.target).fold(0.0, f64::max);
        for share in LIFTED {
            let least = self.field.least();
            displace::lift(&mut self.field, least + share * (level - least));
        }
    }

    /// Stage 1: the least coverage of any window, as high as it goes.
    ///
    /// At first everybody is drawn towards a level that is too high, the harder
    /// the further below. Then each window has a multiplier, and the common
    /// level is where their prices add up to what it is worth.
    pub fn fair(&mut self, clock: &mut Clock) -> Outcome {
        let gap = asked(clock);
        let (mut bound, mut low, mut rounds, mut near) = (1.0_f64, 0.0_f64, 0, false);
        self.aim(1.0, 1.0);
        self.begin();
        while rounds < ROUNDS && !near && !clock.over() {
            rounds += 1;
            if rounds <= DRAWN_ROUNDS {
                let short =
                    self.field.windows.iter().map(|w| w.target - w.covered).fold(0.0, f64::max);
                let level = bound.min(if low > 0.0 { low * 1.1 } else { 1.0 });
                self.aim(level, short.max(0.05 * level));
            } else if rounds == DRAWN_ROUNDS + 1 {
                self.release();
            }
            self.ease();
            let parts = self.parts(rounds + 1);
            bound = self.look(Aim::Fair, parts, bound).min(1.0);
            if parts > 1 {
                self.load(parts, true);
            }
            self.shift();
            self.settle();
            self.field.prune(MARGIN);
            // Repairs lift little: far from the bound, they show nothing.
            let level = self.field.windows.iter().map(|w| w.target).fold(0.0, f64::max);
            if low == 0.0 || bound <= level * (1.0 + FAR) {
                low = low.max(self.repaired(low));
            }
            self.say(clock, "fair", low, bound);
            near = bound - low <= gap * low;
        }
        if low > 0.0 {
            self.field.stand(self.field.safe.clone());
        }
        fill::repair(&mut self.field, 0.0);
        self.even();
        Outcome { value: self.field.least(), cut: !near && rounds < ROUNDS }
    }

    /// What the common level is worth: a reward of about 1 for every meal.
    fn worth_of_level(&self) -> f64 {
        let common = self.field.windows.iter().filter(|w| w.common);
        common.map(|w| w.size / w.beside.min(7.0)).sum()
    }

    /// Gives drawn windows a multiplier each, as large as they pull.
    fn release(&mut self) {
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
    fn level(&mut self) {
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

    /// Keeps the level of every window from now on.
    ///
    /// Meals were worth what their windows asked; from now on they have a reward
    /// of 1, and windows go on asking what is missing beside it.
    fn keep_levels(&mut self, level: f64) {
        let beside = self.beside_reward();
        for (window, share) in self.field.windows.iter_mut().zip(beside) {
            let asked = window.multiplier() * share;
            window.common = false;
            window.drawn = false;
            window.floor = level * (1.0 - KEPT);
            // No further than it has been: what cannot rise would ask without end.
            window.target = window.covered.clamp(level, level * (1.0 + AHEAD));
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
    pub fn total(&mut self, level: f64, clock: &mut Clock) -> Outcome {
        self.field.secure();
        self.keep_levels(level);
        self.field.reward = 1.0;
        self.field.leave_room(1.0 - AHEAD);
        self.field.borne = TOTAL_BORNE;
        let gap = asked(clock).max(TOTAL_GAP);
        let mut bound = self.prove_total(level * (1.0 - KEPT));
        let mut repaired = self.improve(level * (1.0 - KEPT));
        self.say(clock, "total", repaired * 1e3, bound * 1e3);
        let (mut rounds, mut near) = (0, bound - repaired <= gap * repaired);
        let mut gaps = vec![bound - repaired];
        if bound - repaired <= PROVED * repaired {
            self.begin_from_total();
        }
        self.nearness = NEAR;
        while rounds < ROUNDS && !near && !clock.over() {
            rounds += 1;
            let parts = self.parts(rounds + 1);
            bound = self.look(Aim::Total, parts, bound);
            if parts > 1 {
                self.load(parts, true);
            }
            self.settle();
            self.field.prune(MARGIN);
            // Far from the bound, amounts that keep all levels show nothing.
            if bound <= self.field.total() * (1.0 + FAR) {
                repaired = self.improve(level * (1.0 - KEPT));
            }
            self.say(clock, "total", repaired * 1e3, bound * 1e3);
            gaps.push(bound - repaired);
            near = bound - repaired <= gap * repaired
                || (bound - repaired <= PROVED * repaired && idle(&gaps, PATIENCE, CLOSED));
        }
        self.field.leave_room(1.0);
        self.field.borne = BORNE;
        self.field.windows.iter_mut().for_each(|window| window.target = window.floor);
        self.field.stand(self.field.safe.clone());
        self.begin_from_total();
        Outcome { value: self.field.total(), cut: !near && rounds < ROUNDS }
    }

    /// Makes the amounts of now keep limits and levels; what meets more than
    /// what is fallen back on takes its place. The people-days of that; the
    /// amounts of now stay.
    fn improve(&mut self, enough: f64) -> f64 {
        let soft = self.field.amount.clone();
        fill::repair(&mut self.field, f64::INFINITY);
        displace::lift(&mut self.field, enough);
        self.field.approach(enough, 0.0);
        fill::repair(&mut self.field, f64::INFINITY);
        let keeps = self.field.least() >= enough * (1.0 - 1e-9);
        if keeps && self.field.total() > self.field.safe_total() {
            self.field.secure();
        }
        self.field.stand(soft);
        self.field.safe_total()
    }

    fn say(&self, clock: &mut Clock, stage: &'static str, value: f64, bound: f64) {
        // As minimised, like every stage's objective.
        clock.report(stage, (self.searches, self.field.chains.len()), -value, Some(-bound));
    }
}

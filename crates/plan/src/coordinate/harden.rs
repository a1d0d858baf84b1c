//! From amounts that overrun limits a little to amounts that keep them.
//!
//! Repairs take back what overruns, and with it coverage that is dear to win back.
//! So first amounts are swept over under penalties that press harder step by step;
//! then repaired, which fills limits to the brim; then mixed with what is fallen back
//! on as far as coverage and loss are kept. Losses are convex and limits linear, so a
//! mixture keeps what both keep. Mixing is dear, so what hardened amounts fell short
//! of is asked for beforehand the next time.

use safeconduct_model::check::bound;

use super::loss::Kept;
use super::lower::{Best, NARROW, Stage, Work};
use super::meal::Window;
use super::pace::LOSS_ROOM;
use super::{Coordinate, displace, fill};

/// Sweeps under penalties of each step, and how much harder limits and windows are
/// pressed from one step to the next. One step alone lost a third more of the total.
const SWEEPS: usize = 20;
const STEPS: usize = 3;
const HARDER: f64 = 4.0;
const HARDER_ON_WINDOWS: f64 = 2.0;

/// Shares by which windows and the total are drawn further at first than they must be,
/// for repairs take some back.
const AHEAD: Kept = Kept { level: 0.0015, total: 0.0015 };

/// Part of the room that the bound on losses leaves below what may be lost which drawing
/// coverage further may take, and how many times as far it is drawn in the end. Where both
/// could not be had, the prices of losses and of the total rose against each other without
/// end: the costs of a world of 420 sites were within 1.2 % after 14 rounds, for 0.9 % after
/// five now.
const LEFT: f64 = 0.6;
const IN_THE_END: f64 = 1.5;

/// How many times what was missing is asked for beforehand the next time, and the
/// most by which windows and the total are drawn further than they must be, as
/// shares: hardened amounts follow soft ones by a third or less, and a window that cannot
/// be lifted would ask without end.
const MORE: Kept = Kept { level: 1.5, total: 3.0 };
const FURTHEST: Kept = Kept { level: 0.004, total: 0.008 };

/// Share of the people-days to be kept that hardened amounts may miss while losses are
/// lowered. As close to the most as can be, 0.02 % of them was 9 % of losses in a world of
/// 2,100 sites, and mixing for it put back what had been lost without a thought.
const MISSED: f64 = 0.001;

/// Share of its level that a demand may miss in hardened amounts, by the end of a stage.
/// Where a zone is nearly cut off, one week of one demand was 0.2 % short and could not be
/// lifted; mixing for it put 15 % on the losses of a world of 1,400 sites.
const GIVES_WAY: f64 = 0.003;

/// The least share of what losses are drawn to that is left where they were above
/// what they may be.
const LEAST_DRAWN: f64 = 0.99;

impl Coordinate<'_> {
    /// Hardens the amounts of now; what is better than what is fallen back on takes
    /// its place. Soft amounts and their prices come back. How far what is fallen
    /// back on may be from the best, as a share.
    pub fn harden(&mut self, stage: &Stage, work: &mut Work) -> f64 {
        let (mark, aim) = (self.field.mark(), work.aim);
        self.press(stage, work);
        fill::repair(&mut self.field, f64::INFINITY);
        let enough = self.field.levels(stage.kept.level);
        displace::lift(&mut self.field, &enough);
        fill::repair(&mut self.field, f64::INFINITY);
        let given_way = self.give_way(stage, work);
        let furthest = self.furthest(stage);
        work.ask_for(stage, self.kept(), furthest);
        self.field.approach(stage.kept.level, stage.enough());
        let (lost, before) = (self.loss_usd(), work.best.lost);
        if lost > stage.most {
            work.drawn *= (stage.most / lost).max(LEAST_DRAWN);
            self.field.mix(((stage.most - before) / (lost - before)).clamp(0.0, 1.0));
        }
        let now = self.best_of_now(stage);
        let better = self.beyond(stage, now) < self.beyond(stage, work.best);
        if better {
            work.best = now;
            self.field.secure();
        }
        self.field.back_to(mark);
        if better {
            given_way.into_iter().for_each(|(w, level)| self.field.windows[w].level = level);
        }
        work.aim = aim;
        self.beyond(stage, work.best) / work.best.value
    }

    /// Lowers the levels of demands that hardened amounts miss by little: windows, with
    /// the levels they have now.
    fn give_way(&mut self, stage: &Stage, work: &Work) -> Vec<(usize, f64)> {
        let mut changed = Vec::new();
        for (_, of_demand) in self.windows_of_demands() {
            let windows = &self.field.windows[of_demand.clone()];
            let least = windows.iter().map(Window::kept).fold(f64::INFINITY, f64::min);
            let share = (least / stage.kept.level).min(1.0);
            let levels = of_demand.map(|w| (w, self.field.windows[w].level * share));
            let levels: Vec<(usize, f64)> = levels.collect();
            let little = |&(w, level): &(usize, f64)| level >= work.levels[w] * (1.0 - GIVES_WAY);
            if share < 1.0 && levels.iter().all(little) {
                changed.extend(levels);
            }
        }
        changed.iter().for_each(|&(w, level)| self.field.windows[w].level = level);
        changed
    }

    /// How far amounts are above what their own coverage and losses come to at least: more
    /// coverage than must be kept, and less lost than may be, count for them.
    fn beyond(&self, stage: &Stage, best: Best) -> f64 {
        best.value - self.least_at(stage.of, best.kept, best.lost)
    }

    /// How far windows and the total are drawn further at first.
    pub fn ahead(&self, stage: &Stage) -> Kept {
        let share = self.feasible(stage);
        Kept { level: AHEAD.level * share, total: AHEAD.total * share }
    }

    /// How far they are in the end.
    fn furthest(&self, stage: &Stage) -> Kept {
        if stage.keeps_losses() {
            let total = IN_THE_END * self.ahead(stage).total;
            Kept { total, ..FURTHEST }
        } else {
            FURTHEST
        }
    }

    /// The share of what coverage is drawn further at which losses can still be what
    /// they may be, by the prices of the bound on losses.
    fn feasible(&self, stage: &Stage) -> f64 {
        if !stage.keeps_losses() {
            return 1.0;
        }
        let Kept { level, total } = stage.kept;
        let all = Kept { level: level * (1.0 + AHEAD.level), total: total * (1.0 + AHEAD.total) };
        let least = |kept: Kept| self.least_at(bound::Aim::Loss, kept, 0.0);
        let (now, all) = (least(stage.kept), least(all));
        let left = stage.most * LOSS_ROOM - now;
        if all > now { (LEFT * left / (all - now)).clamp(0.0, 1.0) } else { 1.0 }
    }

    fn press(&mut self, stage: &Stage, work: &mut Work) {
        self.field.leave_room(stage.pressing.room);
        self.field.soften(stage.pressing.hard);
        for step in 0..STEPS {
            if step > 0 {
                self.field.soften(HARDER);
                self.field.press_windows(HARDER_ON_WINDOWS);
            }
            self.field.rouse();
            for sweep in 0..SWEEPS {
                if sweep % NARROW == 0 {
                    self.field.narrow();
                }
                self.sweep_in_danger(stage, work, false);
            }
        }
        self.field.widen();
        self.field.leave_room(1.0);
    }
}

impl Stage {
    /// Whether losses are kept: where something else is lowered.
    pub fn keeps_losses(&self) -> bool {
        self.most.is_finite()
    }

    /// The least people-days that count as keeping them, thousands.
    pub fn enough(&self) -> f64 {
        let missed = if self.keeps_losses() { 0.0 } else { MISSED };
        self.kept.total * (1.0 - missed)
    }
}

impl Work {
    /// Draws soft amounts further by what hardened ones came to too little.
    fn ask_for(&mut self, stage: &Stage, came: Kept, furthest: Kept) {
        let short = |came: f64, enough: f64| (1.0 - came / enough).max(0.0);
        let more =
            |ahead: &mut f64, more: f64, most: f64| *ahead = (*ahead + more).min(most.max(*ahead));
        let level = MORE.level * short(came.level, stage.kept.level);
        let total = MORE.total * short(came.total, stage.kept.total);
        more(&mut self.ahead.level, level, furthest.level);
        more(&mut self.ahead.total, total, furthest.total);
    }
}

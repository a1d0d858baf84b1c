//! How a stage that lowers losses or costs comes to its end: how hard penalties press
//! from round to round, and when amounts are hardened.
//!
//! Soft amounts overrun limits, and what they promise is too good by what the overruns
//! are worth at their prices: that, and how far the bound is below, came within 0.1 % to
//! what hardened amounts ended with, in worlds of 100 to 800 sites. Whichever of
//! the two is larger is worked on: overruns by pressing harder, the bound by pressing
//! less hard, for then prices settle.

use safeconduct_model::check::bound;

use super::Coordinate;
use super::lower::{Best, Stage, Work};
use super::stage::idle;

/// A bound is looked for in every second round, until the gap is as small as this.
const SELDOM: usize = 2;
const CLOSE: f64 = 0.03;

/// Rounds that must close more than this share of the gap together, or no more is to
/// be had from soft penalties.
const PATIENCE: usize = 4;
const CLOSED: f64 = 0.1;

/// Times that amounts are hardened, and those of them that may be for want of a better
/// bound; the share of the gap then that is tried next, at most and at least (as far as
/// what hardening added may be made up for).
const TRIES: usize = 4;
const IDLE_TRIES: usize = 2;
const NEXT: f64 = 0.85;
const LEAST_NEXT: f64 = 0.3;

/// How much harder, and less hard, penalties press in the next round.
const HARDER: f64 = 1.5;
pub const SOFTER: f64 = 0.7;

/// How many times as hard as before the stage they press at most: amounts of a world of
/// 100 sites froze, and prices ran away from them.
const HARDEST: f64 = 3.0;

/// Share of the gap that limits are overrun and left unused by, together, below which
/// penalties press less hard.
const LITTLE: f64 = 0.3;

/// Gap from which on they may press less hard; before, prices have far to go.
const SETTLING: f64 = 0.1;

/// How much harder they press where people-days have strayed.
const HARDER_FOR_STRAYED: f64 = 2.0;

/// How much larger than it may be a gap is that rounds would not be worth closing.
pub const NEARLY: f64 = 1.1;

/// Share of what the total is drawn further that amounts have before they are hardened;
/// until they have it, the gap must be smaller by this factor.
const READY: f64 = 0.3;
const UNREADY: f64 = 0.5;

/// How near to what is kept people-days are settled, and how far away they have strayed.
const SETTLED_WITHIN: f64 = 0.004;
const STRAYED: f64 = 0.01;

/// How far a stage has come.
pub struct Course {
    /// Rounds so far.
    pub rounds: usize,
    /// How hard penalties press at least, and at most.
    pub softest: f64,
    hardest: f64,
    /// As they were found, overruns counted in.
    gaps: Vec<f64>,
    /// Gap at which amounts are hardened.
    next: f64,
    /// Times that they were, and those for want of a better bound.
    tries: usize,
    idle_tries: usize,
    /// Whether the gap is closed, or closes no more.
    pub done: bool,
    /// Whether people-days have been near what is kept.
    settled: bool,
}

impl Course {
    /// Of a stage that begins after penalties pressed so hard.
    pub fn of(stage: &Stage, before: f64) -> Self {
        Self {
            rounds: 0,
            softest: stage.pressing.last * before,
            hardest: HARDEST * before,
            gaps: Vec::new(),
            next: stage.gap,
            tries: 0,
            idle_tries: 0,
            done: false,
            settled: false,
        }
    }

    /// Whether a bound is looked for in this round.
    pub fn looks(&self) -> bool {
        self.gaps.last().is_some_and(|gap| *gap < CLOSE) || self.rounds.is_multiple_of(SELDOM)
    }

    /// Whether amounts were never hardened, or not since they changed.
    pub fn unhardened(&self) -> bool {
        self.tries == 0 || !self.done
    }
}

impl Coordinate<'_> {
    /// Chooses how hard penalties press from now on, and hardens amounts where the gap
    /// is as small as asked for, or closes no more; from what amounts come to `now` and
    /// the bound on it.
    pub fn try_hard(
        &mut self,
        stage: &Stage,
        work: &mut Work,
        course: &mut Course,
        (now, bound): (Best, f64),
    ) {
        let weight = if stage.of == bound::Aim::Cost { work.aim.cost } else { work.aim.loss };
        let (over, unused) = self.field.slack_worth();
        let share = |worth: f64| worth / weight / now.value;
        let below = 1.0 - bound / now.value;
        let gap = below.max(0.0) + share(over);
        self.balance(course, below, share(over), share(unused));
        course.gaps.push(gap);
        let idle = idle(&course.gaps, PATIENCE, CLOSED);
        let next = course.next * if ready(stage, work, now) { 1.0 } else { UNREADY };
        if gap > next && !idle {
            return;
        }
        course.tries += 1;
        if idle {
            course.idle_tries += 1;
            course.gaps.clear();
        }
        let hard = self.harden(stage, work);
        course.next = (gap + stage.gap - hard).max(LEAST_NEXT * gap).min(NEXT * gap);
        course.done =
            hard <= stage.gap * NEARLY || course.tries == TRIES || course.idle_tries == IDLE_TRIES;
    }

    /// Presses harder where overruns are more than what amounts are above the bound, less
    /// hard where prices fit nearly all limits.
    fn balance(&mut self, course: &mut Course, below: f64, over: f64, unused: f64) {
        if over > below {
            if self.field.stiffness < course.hardest {
                self.field.soften(HARDER);
                course.softest = self.field.stiffness;
            }
        } else if over + unused < LITTLE * below && below < SETTLING {
            course.softest *= SOFTER;
        }
    }

    /// Whether people-days that were near what is kept have left it within a round:
    /// under penalties too soft for so many sets of strikes, loads swing from sweep to
    /// sweep, and neither they nor their prices say anything. Penalties press harder then.
    pub fn strays(&mut self, stage: &Stage, course: &mut Course) -> bool {
        let away = (self.field.total() / stage.kept.total - 1.0).abs();
        course.settled |= away < SETTLED_WITHIN;
        let strays = course.settled && away > STRAYED;
        if strays {
            course.gaps.clear();
            self.field.soften(HARDER_FOR_STRAYED);
            course.softest *= HARDER_FOR_STRAYED;
        }
        strays
    }
}

/// Whether soft amounts keep what must be kept, and some of what they are drawn
/// further: hardening takes as much, and what falls short then is dear.
fn ready(stage: &Stage, work: &Work, now: Best) -> bool {
    let enough = stage.kept.total * (1.0 + READY * work.ahead.total);
    now.kept.total >= enough && now.lost <= stage.most
}

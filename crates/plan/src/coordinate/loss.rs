//! The stages loss and cost: what they lower, and what they keep.

use safeconduct_model::check::bound;

use super::Coordinate;
use super::course::NEARLY;
use super::lower::{Pressing, Stage};
use super::peril::Aim;
use crate::clock::Clock;

/// How far the cost stage may exceed the loss reached, as a share.
const KEPT: f64 = 0.0015;

/// By how much the gap of the loss stage grows in the cost stage, as a share: by what
/// may be lost more, and by what less coverage would save.
const GROWS: f64 = 0.003;

/// How far coverage may fall below what the stage before reached, as a share, by
/// the end of the loss stage, and of the cost stage. Little in the last: at the
/// price of coverage a thousandth of it is a hundredth of the loss.
const COVERED: Kept = Kept { level: 0.002, total: 0.002 };
const COVERED_LAST: Kept = Kept { level: 0.0015, total: 0.0004 };

/// By what share of losses less coverage, of the level and of the total each, may lower
/// the bound on them in the cost stage. Where a zone is nearly cut off, a level lower by
/// 0.15 % did so by 0.8 %.
const DEAR: f64 = 0.003;

/// What all losses weigh beside all meals, of which each is worth 1 in the total
/// stage, at first. A last meal costs about eight times what a meal loses on average; at
/// this weight the prices of limits that the total stage ends with are about
/// right from the start, and rounds keep what coverage they begin with.
const LOSSES: f64 = 0.12;

/// What all costs weigh beside all meals in the cost stage: a last meal costs about
/// twice what a meal does.
const COSTS: f64 = 0.2;

/// How large the prices of losses, limits and coverage are when the cost stage begins,
/// beside those of the loss stage. What may be lost and what must be kept leave each
/// other hardly any room, so their prices rise together and come to rest slowly: better
/// begun too high. Begun at half of this, amounts of a world of 130 sites fell short of
/// the people-days by a thousandth after 16 rounds still, and costs ended within 1.2 %
/// instead of 0.7 %.
const RAISED: f64 = 1.2;

/// What costs add to the reward of a meal when that stage begins.
const REWARD_FOR_COSTS: f64 = 0.6;

/// Where nothing was lost so far: the price of a thousand USD lost, in thousand USD of
/// costs, and the part of the prices of limits and coverage that is left.
const PRICE_OF_LOSS: f64 = 1.5;
const LEFT: f64 = 0.15;

/// Least gap at which a stage ends.
const GAP: f64 = 0.006;

/// Rounds of each stage, at most.
const ROUNDS: usize = 40;
const COST_ROUNDS: usize = 16;

/// How fast the price of the total follows what it is short of, in each stage. Where
/// coverage is scarce it must come to several times what it begins with: too slow,
/// and amounts never keep the total; but costs fall only where it moves slowly.
const ON_TOTAL: f64 = 5.0;
const ON_TOTAL_BESIDE_COSTS: f64 = 1.5;

/// Losses: danger asks much at once, and soft penalties let amounts overrun limits
/// so far that prices swing for rounds. In the end they must be soft: a loss is a
/// tenth of what meals are worth, so a bound within 1 % of it takes prices ten
/// times as exact as one on the total.
const ON_LOSSES: Pressing =
    Pressing { first: 20.0, last: 4.0, hard: 30.0, levels: 16.0, room: 0.9999 };

/// Costs: prices may be less exact, and amounts of cheap goods move slowly.
const ON_COSTS: Pressing =
    Pressing { first: 20.0, last: 8.0, hard: 2.0, levels: 4.0, room: 0.9996 };

/// Thousand USD that are nothing.
const LEAST: f64 = 1e-9;

/// Coverage that stays.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Least mean coverage of any window, as a share of its level.
    pub level: f64,
    /// People-days met, thousands.
    pub total: f64,
}

impl Kept {
    /// The least that counts as keeping it, to a share.
    fn lowered(self, given_up: Self) -> Self {
        let (level, total) = (1.0 - given_up.level, 1.0 - given_up.total);
        Self { level: self.level * level, total: self.total * total }
    }
}

impl Coordinate<'_> {
    /// Stage 3: worst case plus expected loss, coverage kept.
    pub fn loss(&mut self, kept: Kept, clock: &mut Clock) {
        self.know_perils();
        let (unit, now) = (self.field.total(), self.loss_usd());
        if now > LEAST {
            let aim = Aim { loss: LOSSES * unit / now, cost: 0.0 };
            let stage = Stage {
                of: bound::Aim::Loss,
                kept: kept.lowered(COVERED),
                most: f64::INFINITY,
                gap: (clock.gap - GROWS).max(GAP),
                rounds: ROUNDS,
                total_pace: ON_TOTAL,
                pressing: ON_LOSSES,
            };
            self.weight_of_loss = self.lower(&stage, aim, clock).loss;
        }
    }

    /// Stage 4: purchases plus truck-kilometres, coverage and loss kept.
    pub fn cost(&mut self, clock: &mut Clock) {
        self.know_perils();
        let kept = self.kept();
        let (lost, now) = (self.loss_usd(), self.cost_usd());
        if now > LEAST {
            let cost = COSTS * self.field.total() / now;
            let before = self.weight_of_loss;
            let (loss, left) =
                if before > 0.0 { (RAISED * before, RAISED) } else { (PRICE_OF_LOSS * cost, LEFT) };
            let aim = Aim { loss, cost };
            self.price_goods(cost, kept.total, left);
            let stage = Stage {
                of: bound::Aim::Cost,
                kept: kept.lowered(self.given_up(kept, lost)),
                most: lost * (1.0 + KEPT) + LEAST,
                gap: (clock.gap / NEARLY).max(GAP),
                rounds: COST_ROUNDS,
                total_pace: ON_TOTAL_BESIDE_COSTS,
                pressing: ON_COSTS,
            };
            self.lower(&stage, aim, clock);
        }
    }

    /// What the cost stage may give up of coverage: less than usual where that would
    /// lower the bound on losses by more than a share of them.
    fn given_up(&self, kept: Kept, lost: f64) -> Kept {
        let least = |kept: Kept| self.least_at(bound::Aim::Loss, kept, 0.0);
        let saved = |given_up: Kept| (least(kept) - least(kept.lowered(given_up))) / lost;
        let fitting = |most: f64, saved: f64| most * DEAR / saved.max(DEAR);
        let Kept { level, total } = COVERED_LAST;
        Kept {
            level: fitting(level, saved(Kept { level, total: 0.0 })),
            total: fitting(total, saved(Kept { level: 0.0, total })),
        }
    }

    /// Where prices begin: a part of those of the loss stage, and what cheap goods are
    /// worth beyond their own price.
    fn price_goods(&mut self, scale: f64, total: f64, left: f64) {
        let rents = self.rents(scale, total);
        let field = &mut self.field;
        field.shift.iter_mut().for_each(|shift| *shift *= left);
        field.windows.iter_mut().for_each(|window| window.shift *= left);
        for (i, rent) in rents.into_iter().enumerate() {
            if rent > 0.0 && field.weight[i] > 0.0 {
                field.shift[i] += rent * self.limits.capacity[i] / field.weight[i];
            }
        }
        field.ask_all();
        field.reward = left * field.reward + REWARD_FOR_COSTS;
    }
}

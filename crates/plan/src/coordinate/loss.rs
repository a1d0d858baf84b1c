//! The stages loss and cost: amounts move between ways to the same meals.
//!
//! New ways come from searches at the prices of limits and of danger. While
//! amounts move, limits have prices; then amounts are scaled back until limits
//! hold and mixed with the best so far. What gives up more coverage than
//! [`COVERED`] is not kept: the total stage's amounts stand until something
//! better keeps it.

use std::sync::Arc;

use safeconduct_model::check::bound;

use super::field::keep;
use super::loss_bound::Mean;
use super::peril::{Aim, Alarm, Peril};
use super::stage::idle;
use super::struck::Struck;
use super::swap::Swap;
use super::{Ask, Coordinate, Part, displace, fill};
use crate::clock::Clock;

/// Rounds of the loss stage, and of the cost stage, which gains little.
const ROUNDS: usize = 10;
const COST_ROUNDS: usize = 1;

/// Sweeps between searches.
const SWEEPS: usize = 12;

/// Sweeps between two moves of the weights.
const SETTLED: usize = 3;

/// Sets of targets found in each period at first, and in every round.
const FIRST_SETS: usize = 6;
const NEW_SETS: usize = 3;

/// How far weights move where as much as the most exposed is exposed more.
const STIFFNESS: f64 = 2.0;

/// Rounds that must gain more than [`GAIN`] together, or the stage ends.
const PATIENCE: usize = 2;

/// The least gain, as a share.
const GAIN: f64 = 0.005;

/// How far the cost stage may exceed the loss reached, as a share.
const KEPT: f64 = 0.01;

/// How far coverage may fall below what the total stage reached, as a share: by
/// the end of the loss stage, and of the cost stage.
const COVERED: f64 = 0.002;
const COVERED_LAST: f64 = 0.003;

/// Shares of new amounts that are tried beside the best so far.
const SHARES: [f64; 2] = [0.4, 0.12];

/// Rounds of the loss stage before mixtures are tried: until then prices move so
/// far that most of what is new would be thrown away.
const UNMIXED: usize = 1;

/// How much harder penalties press when the loss stage begins; they soften again
/// with every round. Danger asks much at once: at
/// soft penalties amounts overrun limits, and prices swing for rounds.
const HARDER: f64 = 20.0;

/// What all losses weigh beside all meals, of which each is worth 1 in the total
/// stage. A last meal costs about eight times what a meal loses on average; at
/// this weight the prices of limits that the total stage ends with are about
/// right from the start, and rounds keep what coverage they begin with.
const WEIGHED: f64 = 0.12;

/// How much more all losses weigh than all costs, in the cost stage. Losses weigh
/// what they did before, so that prices stay about right.
const PRESSED: f64 = 4.0;

/// Thousand USD that are nothing.
const LEAST: f64 = 1e-9;

/// What is lowered, and what stays.
struct Stage {
    of: bound::Aim,
    /// What the total stage reached.
    total: f64,
    /// The least coverage.
    kept: Kept,
    /// The most that may be lost, thousand USD.
    most: f64,
    rounds: usize,
    /// Rounds before mixtures are tried.
    unmixed: usize,
}

/// How fast multipliers follow live prices.
const PACE: f64 = 0.5;

/// Coverage that stays.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Least mean coverage of any window.
    pub level: f64,
    /// People-days met, thousands.
    pub total: f64,
}

impl Kept {
    /// The least that counts as keeping it, to a share.
    fn lowered(self, given_up: f64) -> Self {
        let share = 1.0 - given_up;
        Self { level: self.level * share, total: self.total * share }
    }
}

/// Parts in which demands are loaded, and ways kept for a meal.
const PARTS: usize = 4;
const WAYS: usize = 3;

impl Coordinate<'_> {
    /// Stage 3: worst case plus expected loss, coverage kept.
    pub fn loss(&mut self, kept: Kept, clock: &mut Clock) {
        self.know_perils();
        let (unit, now) = (self.field.total(), self.loss_usd());
        if now > LEAST {
            self.field.soften(HARDER);
            let aim = Aim { loss: WEIGHED * unit / now, cost: 0.0 };
            let most = f64::INFINITY;
            let (rounds, unmixed) = (ROUNDS, UNMIXED);
            let (total, kept) = (kept.total, kept.lowered(COVERED));
            let stage = Stage { of: bound::Aim::Loss, total, kept, most, rounds, unmixed };
            self.lower(&stage, aim, clock);
        }
    }

    /// Stage 4: purchases plus truck-kilometres, coverage and loss kept.
    pub fn cost(&mut self, kept: Kept, clock: &mut Clock) {
        self.know_perils();
        let (unit, lost, now) = (self.field.total(), self.loss_usd(), self.cost_usd());
        if now > LEAST {
            let unit = WEIGHED * unit;
            let aim = Aim { loss: unit / lost.max(LEAST), cost: unit / now / PRESSED };
            let most = lost * (1.0 + KEPT) + LEAST;
            let (rounds, unmixed) = (COST_ROUNDS, 0);
            let (total, kept) = (kept.total, kept.lowered(COVERED_LAST));
            let stage = Stage { of: bound::Aim::Cost, total, kept, most, rounds, unmixed };
            self.lower(&stage, aim, clock);
        }
    }

    /// Rounds until they gain next to nothing; the best amounts seen stand.
    fn lower(&mut self, stage: &Stage, aim: Aim, clock: &mut Clock) {
        let mut struck = self.struck.take().unwrap_or_else(|| self.unstruck());
        self.field.secure();
        self.forget_idle();
        let mut reached = vec![self.measure(stage).unwrap_or(f64::INFINITY)];
        // Mixtures gain little while prices still move: no sign that a stage is done.
        let (mut whole, mut mean) = (false, Mean::default());
        while reached.len() <= stage.rounds
            && !(whole && idle(&reached, PATIENCE, GAIN))
            && !clock.over()
        {
            self.find_sets(&mut struck, if reached.len() == 1 { FIRST_SETS } else { NEW_SETS });
            self.ease();
            let soft;
            (soft, mean) = self.round(stage, aim, &mut struck);
            let before = reached[reached.len() - 1];
            let own = self.measure(stage).filter(|now| *now < before);
            whole |= own.is_some();
            let now = match own {
                Some(now) => {
                    self.field.secure();
                    now
                }
                None if reached.len() <= stage.unmixed => before,
                None => self.blend(stage, before, (aim, &mut struck)).unwrap_or(before),
            };
            reached.push(now);
            clock.report(stage.of.name(), (self.searches, self.field.chains.len()), now, None);
            self.field.stand(soft);
            self.forget_idle();
        }
        match stage.of {
            bound::Aim::Cost => self.prove_cost(1.0, stage.kept),
            _ => self.prove_loss(mean, aim, &struck, stage.kept),
        }
        self.struck = Some(struck);
        self.field.stand(self.field.safe.clone());
    }

    /// Forgets chains that carry nothing: most were never worth it, and a search
    /// finds again what is.
    fn forget_idle(&mut self) {
        let order = self.field.retain(&self.field.carries());
        keep(&mut self.perils, &order);
    }

    /// Mixes the amounts of now with the best so far: limits are linear, so
    /// mixes keep them; coverage falls with the share of the new and losses with
    /// it too, faster at first. The value of the first mix that is better.
    fn blend(
        &mut self,
        stage: &Stage,
        least: f64,
        (aim, struck): (Aim, &mut Struck),
    ) -> Option<f64> {
        let (old, new) = (self.field.safe.clone(), self.field.amount.clone());
        for share in SHARES {
            let mixed = old.iter().zip(&new).map(|(old, new)| old + share * (new - old)).collect();
            self.field.stand(mixed);
            fill::repair(&mut self.field, stage.total);
            self.field.rouse();
            self.sweep(aim, struck, false, false);
            self.field.recount();
            if let Some(now) = self.measure(stage).filter(|now| *now < least) {
                self.field.secure();
                return Some(now);
            }
        }
        None
    }

    /// What a stage lowers, where what it keeps is kept.
    fn measure(&self, stage: &Stage) -> Option<f64> {
        let lost = self.loss_usd();
        let keeps = self.keeps(stage.kept) && lost <= stage.most;
        keeps.then(|| if stage.of == bound::Aim::Cost { self.cost_usd() } else { lost })
    }

    /// Coverage as it stands.
    pub fn kept(&self) -> Kept {
        Kept { level: self.field.least(), total: self.field.total() }
    }

    fn keeps(&self, kept: Kept) -> bool {
        let now = self.kept();
        now.level >= kept.level && now.total >= kept.total
    }

    /// New ways, then sweeps with weights and prices moving; then limits hold.
    ///
    /// The amounts that overrun limits a little come back: the next round goes
    /// on from there.
    fn round(&mut self, stage: &Stage, aim: Aim, struck: &mut Struck) -> (Vec<f64>, Mean) {
        for part in 0..PARTS {
            self.swap(aim, struck, true).expose();
            struck.settle(STIFFNESS, false);
            self.alarm =
                Arc::new(Alarm::at(self.at.grid.len(), aim, struck.by_target(struck.weights())));
            let ask =
                Ask { live: true, waiting: true, kept: WAYS, part: Part { rest: part, of: PARTS } };
            self.search(ask);
            self.know_perils();
            self.perils.iter_mut().filter(|p| p.exposed.is_empty()).for_each(|p| p.meet(struck));
            self.field.rouse();
            self.swap(aim, struck, true).sweep();
        }
        self.alarm = Arc::new(Alarm::none());
        self.field.rouse();
        let mut mean = Mean::default();
        for sweep in 0..SWEEPS {
            self.sweep(aim, struck, true, sweep % SETTLED == 0);
            self.field.update(PACE);
            mean.count(&self.prices(false), struck);
        }
        let soft = self.field.amount.clone();
        fill::repair(&mut self.field, stage.total);
        displace::lift(&mut self.field, stage.kept.level);
        fill::repair(&mut self.field, stage.total);
        (soft, mean)
    }

    fn sweep(&mut self, aim: Aim, struck: &mut Struck, soft: bool, keep: bool) {
        let mut swap = self.swap(aim, struck, soft);
        swap.expose();
        swap.struck.settle(STIFFNESS, keep);
        swap.sweep();
    }

    fn swap<'s>(&'s mut self, aim: Aim, struck: &'s mut Struck, soft: bool) -> Swap<'s> {
        Swap { field: &mut self.field, perils: &self.perils, struck, aim, soft }
    }

    /// Looks up what new chains lose, expose and cost.
    fn know_perils(&mut self) {
        for chain in &self.field.chains[self.perils.len()..] {
            self.perils.push(Peril::of(&self.at, &self.maker.corridors, chain));
        }
    }
}

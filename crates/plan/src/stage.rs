//! The lexicographic stages: fair, total, loss, cost, each a floor for the next.

use highs::HighsModelStatus;
use rustc_hash::FxHashMap;
use safeconduct_model::plan::Stage;

use crate::clock::{Clock, gap};
use crate::error::PlanError;
use crate::pricing::{self, Candidate};
use crate::program::{Key, Program, Var};

mod fair;
mod loss;

pub use fair::{LEVEL_COST, Round, fair};
pub use loss::loss;

/// How far a later stage may fall below an earlier one, as a share of it.
pub const KEPT: f64 = 1e-8;

/// The same where the solver's tolerance makes the next stage lose its footing.
const KEPT_LOOSELY: f64 = 1e-6;

/// Columns added in one round of pricing.
const COLUMNS_A_ROUND: usize = 4000;

/// Columns added in one round for one place and period.
const COLUMNS_A_PLACE: usize = 2;

/// What the whole of the floors costs: large, as for the common level.
pub const FLOORS_COST: f64 = 100.0;

/// What a priced solve came to.
pub struct Solved {
    /// The stage's objective as minimised.
    pub value: f64,
    /// What no corridor could lower it below, if that was proved.
    pub bound: Option<f64>,
    /// Linear programs solved.
    pub solves: usize,
    /// Whether it was time to stop first.
    pub cut: bool,
}

/// Solves and prices until no corridor improves, or what is reached is proved to
/// be `within` a share of the best.
pub fn solve(
    program: &mut Program,
    stage: &'static str,
    within: f64,
    clock: &mut Clock,
) -> Result<Solved, PlanError> {
    let (mut solves, mut firm) = (0, true);
    let mut bound: Option<f64> = None;
    program.lp.until = clock.until();
    loop {
        let value = match program.lp.solve(stage) {
            Err(PlanError::Solver { status: HighsModelStatus::Infeasible, .. }) if firm => {
                // What earlier stages reached is a hair out of the solver's
                // reach: once more with it a little lower.
                firm = false;
                program.loosen(KEPT_LOOSELY);
                program.lp.forget();
                continue;
            }
            answer => answer?,
        };
        let Some(value) = value.filter(|_| !clock.over()) else {
            if program.lp.primal.is_empty() {
                return Err(clock.too_late());
            }
            return Ok(Solved { value: program.lp.objective(), bound, solves, cut: true });
        };
        solves += 1;
        let priced = pricing::price(program);
        if priced.complete {
            let proved = value - shortfall(program, &priced.candidates);
            bound = Some(bound.map_or(proved, |before| before.max(proved)));
        }
        clock.report(stage, (solves, program.flows.len()), value, bound);
        let near = bound.is_some_and(|bound| gap(value, bound) <= within);
        let added = if near { 0 } else { add(program, &priced.candidates) };
        // Half of the gap for corridors, half for attacks.
        let spare = if stage == "loss" { within / 2.0 } else { 0.0 };
        if added == 0 && loss::separate(program, spare) == 0 {
            return Ok(Solved { value, bound, solves, cut: false });
        }
    }
}

/// Adds the best candidates, but few of each place and period: most others would
/// bring the same again. How many were new.
fn add(program: &mut Program, candidates: &[Candidate]) -> usize {
    let mut added = 0;
    let mut taken: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for candidate in candidates {
        let taken = taken.entry((candidate.corridor.to, candidate.period)).or_default();
        if added >= COLUMNS_A_ROUND || *taken >= COLUMNS_A_PLACE {
            continue;
        }
        let (fleet, commodity) = (candidate.fleet, candidate.commodity);
        // What is there already takes nobody's place.
        if program.add_flow(&candidate.corridor, fleet, commodity, candidate.period) {
            *taken += 1;
            added += 1;
        }
    }
    added
}

/// The most that all corridors together could lower the objective by: no fleet
/// moves more in a period than its trucks carry in all their rounds, and no
/// tonne of it gains more than its best candidate.
fn shortfall(program: &Program, candidates: &[Candidate]) -> f64 {
    let at = &program.at;
    let mut most: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for candidate in candidates {
        let gain = most.entry((candidate.fleet, candidate.period)).or_insert(0.0);
        *gain = gain.max(-candidate.reduced_cost);
    }
    let mut most: Vec<_> = most.into_iter().collect();
    most.sort_by_key(|(of, _)| *of);
    let lowered = most.into_iter().map(|((fleet, p), gain)| {
        let noun = &at.world.scenario.fleets[fleet];
        let loads = at.world.fleet_trucks[fleet][at.grid.day(p)] * noun.rounds_per_day.0;
        loads * at.grid.days(p) * noun.payload_t.0 * gain
    });
    lowered.sum()
}

/// Stage 2: as many people-days at full energy need as the fair levels allow.
pub fn total(program: &mut Program, clock: &mut Clock) -> Result<Stage, PlanError> {
    program.cost(Var::Total, -1.0);
    let solved = solve(program, "total", clock.gap, clock)?;
    let total = program.value(Var::Total);
    program.cost(Var::Total, 0.0);
    Ok(report(program, "total", total * 1000.0, ("people-days", -1000.0), &solved))
}

/// Stage 4: least purchases plus truck-kilometres, loss kept.
pub fn cost(program: &mut Program, clock: &mut Clock) -> Result<Stage, PlanError> {
    program.cost(Var::Cost, 1.0);
    let solved = solve(program, "cost", clock.gap, clock)?;
    let cost = program.value(Var::Cost);
    program.cost(Var::Cost, 0.0);
    Ok(report(program, "cost", cost * 1000.0, ("USD", 1000.0), &solved))
}

/// Keeps the total that stage 2 reached.
pub fn keep_total(program: &mut Program) {
    let total = program.value(Var::Total);
    program.keep_at_least(Var::Total, total, KEPT);
}

/// The floors of the framework: the largest share of all of them that can be
/// kept; none if the framework sets none.
pub fn floors(program: &mut Program, clock: &mut Clock) -> Result<Option<Stage>, PlanError> {
    if !program.lp.table.has(Key::Floor(0)) {
        return Ok(None);
    }
    program.cost(Var::Floors, -FLOORS_COST);
    let solved = solve(program, "floors", 0.0, clock)?;
    if solved.cut {
        return Err(clock.too_late());
    }
    let share = program.value(Var::Floors);
    program.cost(Var::Floors, 0.0);
    program.keep_at_least(Var::Floors, share, KEPT);
    // Beyond 1 lies only the margin for rounding.
    Ok(Some(report(program, "floors", share.min(1.0), ("share", -0.01), &solved)))
}

/// A stage for the record; one unit of what the solver lowers is `scale` of the
/// stage's own.
pub(crate) fn report(
    program: &Program,
    name: &str,
    value: f64,
    (unit, scale): (&str, f64),
    solved: &Solved,
) -> Stage {
    let exact = solved.bound == Some(solved.value);
    // Adding zero turns a negative zero into a zero.
    let bound = solved.bound.map(|bound| if exact { value } else { bound * scale } + 0.0);
    Stage {
        name: name.to_owned(),
        value: value + 0.0,
        unit: unit.to_owned(),
        bound,
        corridors: program.corridors.len(),
        solves: solved.solves,
        attack_sets: None,
        cut: solved.cut,
    }
}

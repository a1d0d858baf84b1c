//! The lexicographic stages: fair, total, loss, cost, each a floor for the next.

use highs::HighsModelStatus;
use safeconduct_model::plan::Stage;

use crate::clock::Clock;
use crate::error::PlanError;
use crate::pricing;
use crate::program::{Key, Program, Var};

mod fair;
mod loss;

pub use fair::{Round, fair};
pub use loss::loss;

/// How far a later stage may fall below an earlier one, as a share of it.
pub const KEPT: f64 = 1e-8;

/// The same where the solver's tolerance makes the next stage lose its footing.
const KEPT_LOOSELY: f64 = 1e-6;

/// Columns added in one round of pricing.
const COLUMNS_A_ROUND: usize = 4000;

/// What a priced solve came to.
pub struct Solved {
    /// The stage's objective as minimised.
    pub value: f64,
    /// Linear programs solved.
    pub solves: usize,
    /// Whether pricing proved that no other corridor helps.
    pub proved: bool,
}

/// Solves and prices until no corridor improves.
pub fn solve(
    program: &mut Program,
    stage: &'static str,
    clock: &mut Clock,
) -> Result<Solved, PlanError> {
    let (mut solves, mut firm) = (0, true);
    loop {
        if let Some(left) = clock.left() {
            program.lp.time_limit(left);
        }
        let value = match program.lp.solve(stage) {
            Err(PlanError::Solver { status: HighsModelStatus::Infeasible, .. }) if firm => {
                // What earlier stages reached is a hair out of the solver's
                // reach: once more with it a little lower.
                firm = false;
                program.loosen(KEPT_LOOSELY);
                program.lp.forget();
                continue;
            }
            answer => answer.map_err(|error| clock.blamed(error))?,
        };
        solves += 1;
        clock.report(stage, solves, program.flows.len(), value);
        let priced = pricing::price(program);
        let mut added = 0;
        for candidate in priced.candidates.iter().take(COLUMNS_A_ROUND) {
            let new = program.add_flow(
                &candidate.corridor,
                candidate.fleet,
                candidate.commodity,
                candidate.period,
            )?;
            added += usize::from(new);
        }
        if added == 0 {
            added = loss::separate(program)?;
        }
        if added == 0 {
            return Ok(Solved { value, solves, proved: priced.complete });
        }
    }
}

/// Stage 2: as many people-days at full energy need as the fair levels allow.
pub fn total(program: &mut Program, clock: &mut Clock) -> Result<Stage, PlanError> {
    program.cost(Var::Total, -1.0);
    let solved = solve(program, "total", clock)?;
    let total = program.value(Var::Total);
    program.cost(Var::Total, 0.0);
    Ok(report(program, "total", total * 1000.0, "people-days", &solved))
}

/// Stage 4: least purchases plus truck-kilometres, loss kept.
pub fn cost(program: &mut Program, clock: &mut Clock) -> Result<Stage, PlanError> {
    program.cost(Var::Cost, 1.0);
    let solved = solve(program, "cost", clock)?;
    let cost = program.value(Var::Cost);
    program.cost(Var::Cost, 0.0);
    Ok(report(program, "cost", cost * 1000.0, "USD", &solved))
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
    program.cost(Var::Floors, -100.0);
    let solved = solve(program, "floors", clock)?;
    let share = program.value(Var::Floors);
    program.cost(Var::Floors, 0.0);
    program.keep_at_least(Var::Floors, share, KEPT);
    // Beyond 1 lies only the margin for rounding.
    Ok(Some(report(program, "floors", share.min(1.0), "share", &solved)))
}

pub(crate) fn report(
    program: &Program,
    name: &str,
    value: f64,
    unit: &str,
    solved: &Solved,
) -> Stage {
    Stage {
        name: name.to_owned(),
        // Adding zero turns a negative zero into a zero.
        value: value + 0.0,
        unit: unit.to_owned(),
        bound: solved.proved.then_some(value + 0.0),
        corridors: program.corridors.len(),
        solves: solved.solves,
        attack_sets: None,
    }
}

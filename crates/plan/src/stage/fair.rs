//! Stage 1: raise the lowest, then the lowest of those who can still rise.

use safeconduct_model::plan::Stage;

use super::{KEPT, report, solve};
use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::{Key, Program, Var};

/// Cost of the common level: large, so that the solver's tolerance on prices
/// is small beside what a tonne is worth.
const LEVEL_COST: f64 = -1e4;

/// A demand whose level is priced above this share of the cost holds the others down.
const HOLDS: f64 = 1e-7;

/// Max-min coverage, then up to `rounds` rounds of leximin: those who cannot
/// rise are fixed at their level and leave the common one.
pub fn fair(program: &mut Program, rounds: usize, clock: &mut Clock) -> Result<Stage, PlanError> {
    let mut open: Vec<usize> =
        (0..program.at.demands.len()).filter(|&g| program.at.served[g]).collect();
    let mut first = None;
    let mut solves = 0;
    for _ in 0..=rounds {
        if open.is_empty() || clock.over() {
            break;
        }
        program.cost(Var::Theta, LEVEL_COST);
        let solved = solve(program, "fair", clock)?;
        solves += solved.solves;
        let theta = program.value(Var::Theta);
        first.get_or_insert_with(|| report(program, "fair", theta, "share", &solved));
        open = fix(program, open, theta);
    }
    program.cost(Var::Theta, 0.0);
    keep(program, &open);
    program.bounds(Var::Theta, 0.0, 1.0);
    let nobody = super::Solved { value: 0.0, solves: 0, proved: true };
    let mut stage = first.unwrap_or_else(|| report(program, "fair", 0.0, "share", &nobody));
    stage.solves = solves;
    stage.corridors = program.corridors.len();
    Ok(stage)
}

/// Fixes those who hold the level down; the rest stay open.
fn fix(program: &mut Program, open: Vec<usize>, theta: f64) -> Vec<usize> {
    let holds = |g: &usize| program.lp.price(Key::Level(*g)).abs() > HOLDS * -LEVEL_COST;
    let at_top = theta >= 1.0 - KEPT;
    // If nobody is seen to hold the level, all that are open keep it.
    let all = at_top || !open.iter().any(holds);
    let (held, free): (Vec<usize>, Vec<usize>) = open.into_iter().partition(|g| all || holds(g));
    for g in held {
        program.keep_at_least(Var::Level(g), theta, KEPT);
        program.bounds(Var::Released(g), 0.0, 1.0);
    }
    free
}

/// Keeps the level of those never fixed.
fn keep(program: &mut Program, open: &[usize]) {
    let theta = program.value(Var::Theta);
    let served: Vec<usize> =
        (0..program.at.demands.len()).filter(|&g| program.at.served[g]).collect();
    for g in served {
        if open.contains(&g) {
            program.keep_at_least(Var::Level(g), theta, KEPT);
        }
        program.bounds(Var::Released(g), 0.0, 1.0);
    }
}

//! Stage 1: raise the lowest, then the lowest of those who can still rise.

use safeconduct_model::plan::Stage;

use super::{KEPT, report, solve};
use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::{Program, Var};

/// Cost of the common level: large, so that the solver's tolerance on prices
/// is small beside what a tonne is worth.
pub const LEVEL_COST: f64 = 1e4;

/// How far those who can still rise are lifted to find them.
const LIFT: f64 = 1e-3;

/// The unit of a level, and what one of what the solver lowers is of it.
const UNIT: (&str, f64) = ("share", 1.0 / LEVEL_COST);

/// One round: whom it fixed, and at which prices the common level was reached.
pub struct Round {
    /// Demands that can rise no further.
    pub held: Vec<usize>,
    /// Dual prices: change of 10^4 levels per unit of each limit.
    pub prices: Vec<f64>,
}

impl Round {
    /// Levels that a price of 1 is worth.
    pub const LEVELS: f64 = 1.0 / LEVEL_COST;
}

/// What the fair stage came to.
pub struct Fair {
    /// For the record.
    pub stage: Stage,
    /// Its rounds in order.
    pub rounds: Vec<Round>,
}

/// Max-min coverage, then up to `rounds` rounds of leximin: those who cannot
/// rise are fixed at their level and leave the common one.
pub fn fair(program: &mut Program, rounds: usize, clock: &mut Clock) -> Result<Fair, PlanError> {
    let mut open: Vec<usize> =
        (0..program.at.demands.len()).filter(|&g| program.at.served[g]).collect();
    let mut first = None;
    let (mut solves, mut theta) = (0, 0.0);
    let mut seen: Vec<Round> = Vec::new();
    for _ in 0..=rounds {
        if open.is_empty() || clock.over() {
            break;
        }
        program.cost(Var::Theta, -LEVEL_COST);
        if !program.warm {
            program.lp.forget();
        }
        let solved = solve(program, "fair", clock.gap, clock)?;
        solves += solved.solves;
        theta = program.value(Var::Theta);
        program.cost(Var::Theta, 0.0);
        let stage = report(program, "fair", theta, UNIT, &solved);
        first.get_or_insert(stage).cut |= solved.cut;
        if solved.cut {
            break;
        }
        let prices = program.lp.prices();
        let raised = open.clone();
        (open, solves) = fix(program, open, theta, solves, clock)?;
        let held = raised.iter().copied().filter(|g| !open.contains(g)).collect();
        seen.push(Round { held, prices });
    }
    if program.lp.primal.is_empty() && clock.over() {
        return Err(clock.too_late());
    }
    for &g in &open {
        settle(program, g, theta);
    }
    let nobody = super::Solved { value: 0.0, bound: Some(0.0), solves: 0, cut: false };
    let mut stage = first.unwrap_or_else(|| report(program, "fair", 0.0, UNIT, &nobody));
    stage.bound = stage.bound.map(|bound| bound.min(1.0));
    stage.cut |= clock.over();
    stage.solves = solves;
    if let Some(last) = seen.last_mut() {
        last.held.extend(&open);
    }
    stage.corridors = program.corridors.len();
    Ok(Fair { stage, rounds: seen })
}

/// Fixes those who cannot rise above `theta` while nobody falls below it; the
/// rest stay open.
///
/// Any mean of plans is a plan: if each of some demands can rise alone, all
/// can rise a little together. So one program that lifts all of them a little
/// tells those who can from those who cannot.
fn fix(
    program: &mut Program,
    open: Vec<usize>,
    theta: f64,
    solves: usize,
    clock: &mut Clock,
) -> Result<(Vec<usize>, usize), PlanError> {
    let lift = LIFT / open.len() as f64;
    if theta + lift >= 1.0 || open.len() == 1 {
        for &g in &open {
            settle(program, g, theta);
        }
        return Ok((Vec::new(), solves));
    }
    for &g in &open {
        program.bounds(Var::Released(g), 0.0, 1.0);
        program.keep_at_least(Var::Level(g), theta, KEPT);
        program.bounds(Var::Level(g), theta * (1.0 - KEPT), theta + lift);
        program.cost(Var::Level(g), -LEVEL_COST);
    }
    let solved = solve(program, "fair", 0.0, clock)?;
    let risen: Vec<bool> =
        open.iter().map(|&g| program.value(Var::Level(g)) > theta + lift / 2.0).collect();
    let mut free = Vec::new();
    for (&g, risen) in open.iter().zip(risen) {
        program.cost(Var::Level(g), 0.0);
        if risen {
            program.bounds(Var::Released(g), 0.0, 0.0);
            program.keep_at_least(Var::Level(g), theta, KEPT);
            free.push(g);
        } else {
            settle(program, g, theta);
        }
    }
    Ok((free, solves + solved.solves))
}

/// Keeps a demand at a level and lets the common one leave it behind.
fn settle(program: &mut Program, g: usize, theta: f64) {
    program.keep_at_least(Var::Level(g), theta, KEPT);
    program.bounds(Var::Released(g), 0.0, 1.0);
}

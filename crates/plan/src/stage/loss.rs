//! Stage 3: least worst case plus expected loss, coverage kept.
//!
//! First with the additive bound, which one linear program holds; then exactly:
//! the worst attacks on the last solution become rows, corridors that avoid them
//! become columns, until what the worst attack takes is what the program says.

use safeconduct_model::interceptor::Budget;
use safeconduct_model::plan::Stage;

use super::{KEPT, Solved, report, solve};
use crate::attack::{self, Load};
use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::{Program, Set, Var, sizes};

/// How far the worst attack may exceed what the program says, as a share of the
/// stage's value.
const EXACT: f64 = 1e-6;

/// The same in thousand USD: the solver's own tolerance.
const LEAST: f64 = 1e-7;

/// How far beyond the additive bound, as a share of it, nothing has been gained.
const WORSE: f64 = 1e-4;

/// Attacks on a period that become rows in one round.
const ATTACKS: usize = 6;

/// The loss stage.
pub fn loss(program: &mut Program, clock: &mut Clock) -> Result<Stage, PlanError> {
    program.hold_additive();
    program.cost(Var::Loss, 1.0);
    let additive = solve(program, "loss", clock.gap, clock)?;
    let meet = program.strikes_may_meet() && !additive.cut;
    let solved = if meet { exact(program, additive, clock)? } else { additive };
    program.cost(Var::Loss, 0.0);
    let value = program.value(Var::Loss) + excess(program);
    // Sets found later must leave the program a point to stand on.
    let kept = if program.worst.by_sets() { EXACT } else { KEPT };
    program.keep_at_most(Var::Loss, value, kept);
    let mut stage = report(program, "loss", value * 1000.0, ("USD", 1000.0), &solved);
    stage.bound = solved.bound.map(|bound| bound.min(value) * 1000.0 + 0.0);
    if program.worst.by_sets() {
        stage.attack_sets = Some(program.worst.sets.len());
    }
    Ok(stage)
}

/// From the additive solution on; that one stands where time runs out, or where
/// so many strikes are asked for that the worst of them cannot be searched for.
fn exact(program: &mut Program, additive: Solved, clock: &mut Clock) -> Result<Solved, PlanError> {
    let (before, most) = (program.lp.primal.clone(), additive.value);
    program.hold_by_sets();
    let solved = solve(program, "loss", clock.gap, clock)?;
    let solves = additive.solves + solved.solves;
    let solved = Solved { solves, ..solved };
    let reached = program.value(Var::Loss) + excess(program);
    if solved.cut || reached > most * (1.0 + WORSE) + LEAST {
        program.hold_additive_again();
        program.lp.primal = before;
    }
    Ok(solved)
}

/// An attack that takes more than the program says.
struct Found {
    set: Set,
    excess: f64,
}

/// The worst attacks on a period beyond what the program says, worst first.
fn found(program: &Program, p: usize, loads: &[Load], few: usize) -> Vec<Found> {
    let singles = attack::singles(loads);
    let most = singles.len();
    let mut found = Vec::new();
    let mut look = |size: usize, strikes: usize, known: f64| {
        if !attack::searchable(most, size) {
            found.extend(unsearched(loads, p, size, strikes, known));
            return;
        }
        for attack in attack::worst_few(loads, size, few) {
            let excess = attack.value - known;
            if excess > 0.0 && !attack.targets.is_empty() {
                let set = Set { period: p, strikes, targets: attack.targets };
                found.push(Found { set, excess });
            }
        }
    };
    match program.at.world.scenario.interceptor.per {
        Budget::Day => {
            for (strikes, _) in sizes(program.at.gamma) {
                look(strikes.min(most), strikes, program.value(Var::Taken(p, strikes)));
            }
        }
        Budget::Horizon => {
            let (taken, strike) = (program.value(Var::Taken(p, 0)), program.value(Var::Strike));
            // The last strike of a set takes no more than it would alone, and the
            // set is not worth it below the price of a strike.
            let worth = singles.iter().filter(|single| **single > strike).count();
            for size in 1..=worth.min(program.at.gamma.ceil() as usize) {
                look(size, size, taken + strike * size as f64);
            }
        }
    }
    found.sort_by(|a, b| b.excess.total_cmp(&a.excess));
    found
}

/// What stands in for the worst of more strikes than can be searched for: the
/// targets that lose most alone, with their additive bound.
fn unsearched(
    loads: &[Load],
    period: usize,
    size: usize,
    strikes: usize,
    known: f64,
) -> Option<Found> {
    let excess = attack::additive(loads, size as f64) - known;
    let targets = attack::largest(loads, size);
    (excess > 0.0).then_some(Found { set: Set { period, strikes, targets }, excess })
}

/// How much more than the program says the worst attacks take, thousand USD.
fn excess(program: &Program) -> f64 {
    if !program.worst.by_sets() {
        return 0.0;
    }
    let periods = program.loads().into_iter().enumerate();
    periods.map(|(p, loads)| weighed(program, p, &found(program, p, &loads, 1))).sum()
}

/// The excess of the worst of each size, weighed as in the program.
fn weighed(program: &Program, p: usize, found: &[Found]) -> f64 {
    let days = program.at.grid.days(p);
    let worst = |fits: &dyn Fn(&Found) -> bool| {
        found.iter().filter(|f| fits(f)).map(|f| f.excess).fold(0.0, f64::max)
    };
    match program.at.world.scenario.interceptor.per {
        Budget::Day => {
            let each = sizes(program.at.gamma).into_iter();
            days * each.map(|(n, weight)| weight * worst(&|f| f.set.strikes == n)).sum::<f64>()
        }
        Budget::Horizon => days * worst(&|_| true),
    }
}

/// Adds the worst attacks on the last solution as rows, if they take more than
/// the program says by more than a share `spare` of the loss; how many.
pub fn separate(program: &mut Program, spare: f64) -> usize {
    if !program.worst.by_sets() {
        return 0;
    }
    let loads = program.loads();
    let mut all: Vec<Vec<Found>> = Vec::new();
    let mut excess = 0.0;
    for (p, loads) in loads.iter().enumerate() {
        let found = found(program, p, loads, ATTACKS);
        excess += weighed(program, p, &found);
        all.push(found);
    }
    if excess <= LEAST.max(EXACT.max(spare) * program.value(Var::Loss)) {
        return 0;
    }
    let mut added = 0;
    for found in all.into_iter().flat_map(|f| f.into_iter().take(ATTACKS)) {
        added += usize::from(program.add_set(found.set));
    }
    added
}

//! Which centres open, where a term limits their number.
//!
//! Branch and bound over the centres, each node a priced linear program, so
//! that the choice is made over all corridors and not over those generated
//! before it. Fairness counts a thousand times the total while choosing; the
//! stages then run with the choice fixed.

use safeconduct_model::plan::Stage;

use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::{Key, Program, Var};
use crate::stage;

/// Nodes after which the best choice so far is taken.
const NODES: usize = 400;

/// A centre counts as open or closed within this of 1 or 0.
const WHOLE: f64 = 1e-6;

/// A choice: for every (rule, centre), open or not, or still free.
type Choice = Vec<Option<bool>>;

/// Chooses centres and fixes them; none if no rule limits them.
pub fn choose(program: &mut Program, clock: &mut Clock) -> Result<Option<Stage>, PlanError> {
    let opens: Vec<Var> =
        program.vars.keys().filter(|v| matches!(v, Var::Open(_, _))).copied().collect();
    if opens.is_empty() {
        return Ok(None);
    }
    let need: f64 = (0..program.at.demands.len())
        .flat_map(|g| (0..program.at.grid.len()).map(move |p| (g, p)))
        .map(|(g, p)| program.at.need(g, p))
        .sum();
    program.cost(Var::Theta, -1e4);
    program.cost(Var::Total, -10.0 / need.max(1e-9));
    let chosen = branch_and_bound(program, &opens, clock)?;
    program.cost(Var::Theta, 0.0);
    program.cost(Var::Total, 0.0);
    fix(program, &opens, &chosen.choice);
    Ok(Some(Stage {
        name: "centres".to_owned(),
        value: chosen.choice.iter().filter(|open| **open == Some(true)).count() as f64,
        unit: "centres opened".to_owned(),
        bound: None,
        corridors: program.corridors.len(),
        solves: chosen.solves,
        attack_sets: None,
        cut: false,
    }))
}

struct Chosen {
    choice: Choice,
    solves: usize,
}

fn branch_and_bound(
    program: &mut Program,
    opens: &[Var],
    clock: &mut Clock,
) -> Result<Chosen, PlanError> {
    let mut best: Option<(f64, Choice)> = None;
    let mut todo: Vec<(f64, Choice)> = vec![(f64::NEG_INFINITY, vec![None; opens.len()])];
    let (mut nodes, mut solves) = (0, 0);
    while let Some((bound, choice)) = todo.pop() {
        let beaten = best.as_ref().is_some_and(|(value, _)| bound >= value - 1e-6);
        if beaten || nodes >= NODES || (clock.over() && best.is_some()) {
            continue;
        }
        fix(program, opens, &choice);
        let solved = stage::solve(program, "centres", 0.0, clock)?;
        if solved.cut && best.is_none() {
            return Err(clock.too_late());
        }
        if solved.cut {
            continue;
        }
        nodes += 1;
        solves += solved.solves;
        if best.as_ref().is_some_and(|(value, _)| solved.value >= value - 1e-6) {
            continue;
        }
        match most_torn(program, opens, &choice) {
            None => best = Some((solved.value, settled(program, opens))),
            Some(position) => {
                // The branch that opens is explored first: it ends in a plan.
                for open in [false, true] {
                    let mut child = choice.clone();
                    child[position] = Some(open);
                    todo.push((solved.value, child));
                }
            }
        }
    }
    let closed = vec![Some(false); opens.len()];
    Ok(Chosen { choice: best.map_or(closed, |(_, choice)| choice), solves })
}

fn fix(program: &mut Program, opens: &[Var], choice: &Choice) {
    for (var, open) in opens.iter().zip(choice) {
        let (low, high) = match open {
            Some(true) => (1.0, 1.0),
            Some(false) => (0.0, 0.0),
            None => (0.0, 1.0),
        };
        program.bounds(*var, low, high);
    }
}

/// The centre furthest from a whole answer, if any.
fn most_torn(program: &Program, opens: &[Var], choice: &Choice) -> Option<usize> {
    let torn = |position: &usize| {
        let value = program.value(opens[*position]);
        value.min(1.0 - value)
    };
    let free = (0..opens.len()).filter(|&i| choice[i].is_none() && torn(&i) > WHOLE);
    free.max_by(|a, b| torn(a).total_cmp(&torn(b)))
}

/// The open centres of a whole solution. One that hands nothing out is closed.
fn settled(program: &Program, opens: &[Var]) -> Choice {
    opens.iter().map(|var| Some(program.value(*var) > WHOLE)).collect()
}

/// By site and day: whether hand-outs may take place under the choice made.
pub fn open_days(program: &Program) -> Vec<Vec<bool>> {
    let world = program.at.world;
    let mut open = vec![vec![true; world.days]; program.at.sites()];
    for (i, rule) in world.centre_rules.iter().enumerate() {
        for s in program.at.centres() {
            if program.lp.table.has(Key::CentreOpen(i, s)) && program.value(Var::Open(i, s)) < 0.5 {
                for day in rule.days.clone().filter(|&d| d < world.days) {
                    open[s][day] = false;
                }
            }
        }
    }
    open
}

//! All minimal conflicts and all minimal moves (MUS and MCS).
//!
//! Lazy dualisation after MARCO (Liffiton, Previti, Malik and Marques-Silva
//! 2016): a map of what has been looked at proposes a set of demands; if it
//! holds together it is grown to a largest one, whose rest is a move; if not it
//! is shrunk to a smallest conflict. Each answer closes a part of the map.

use std::collections::BTreeSet;

use rustsat::solvers::{Solve as _, SolverResult};
use rustsat::types::{Clause, Lit, TernaryVal, Var};
use rustsat_batsat::BasicSolver;
use safeconduct_model::talks::Talks;

use crate::constraint::Constraints;
use crate::cover;
use crate::oracle::{Held, Oracle};

/// How far the search may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Questions to the solver; beyond it the answer says "not complete".
    pub questions: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { questions: 100_000 }
    }
}

/// Sets of demands by index, each rising.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflicts {
    /// Smallest sets that cannot hold together.
    pub conflicts: Vec<Vec<usize>>,
    /// Smallest sets whose giving up lets the rest hold together.
    pub moves: Vec<Vec<usize>>,
    /// Whether these are all.
    pub complete: bool,
    /// Whether the rules alone can hold.
    pub rules_hold: bool,
}

/// All minimal conflicts and moves of a file.
#[must_use]
pub fn conflicts(talks: &Talks, limits: &Limits) -> Conflicts {
    explore(&Constraints::of(talks), limits)
}

/// All minimal conflicts and moves.
pub fn explore(constraints: &Constraints, limits: &Limits) -> Conflicts {
    let count = constraints.demands.len();
    let mut oracle = Oracle::of(constraints);
    let mut found = Conflicts { complete: true, rules_hold: true, ..Conflicts::default() };
    if !oracle.together(&[]) {
        found.rules_hold = false;
        return found;
    }
    let mut map = Map::of(count);
    while let Some(seed) = map.unexplored() {
        if oracle.calls >= limits.questions {
            found.complete = false;
            break;
        }
        match oracle.ask(&seed, &[]) {
            Held::Together(package) => {
                let largest = grow(&mut oracle, &package, count);
                let rest: Vec<usize> = (0..count).filter(|d| !largest.contains(d)).collect();
                map.close(&rest, true);
                found.moves.push(rest);
            }
            Held::NotTogether(core) => {
                let smallest = shrink(&mut oracle, core);
                map.close(&smallest, false);
                found.conflicts.push(smallest);
            }
        }
    }
    for sets in [&mut found.conflicts, &mut found.moves] {
        sets.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    }
    if !found.complete {
        smallest_and_cheapest(constraints, &mut oracle, &mut found, limits);
    }
    found
}

/// Where not everything could be listed: still a smallest conflict and a
/// cheapest move, by implicit hitting sets.
fn smallest_and_cheapest(
    constraints: &Constraints,
    oracle: &mut Oracle,
    found: &mut Conflicts,
    limits: &Limits,
) {
    let count = constraints.demands.len();
    let weights: Vec<f64> = constraints.demands.iter().map(|d| d.weight).collect();
    let end = oracle.calls + limits.questions;
    while oracle.calls < end {
        let given = cover::cheapest(&found.conflicts, &weights);
        let rest: Vec<usize> = (0..count).filter(|d| !given.contains(d)).collect();
        match oracle.ask(&rest, &[]) {
            Held::Together(_) => {
                found.moves.retain(|m| *m != given);
                found.moves.insert(0, given);
                return;
            }
            Held::NotTogether(core) => found.conflicts.push(shrink(oracle, core)),
        }
    }
}

/// A largest set that holds together and holds all that the package keeps.
fn grow(oracle: &mut Oracle, package: &[usize], count: usize) -> BTreeSet<usize> {
    let mut kept: BTreeSet<usize> = oracle.kept(package).into_iter().collect();
    for demand in 0..count {
        if kept.contains(&demand) {
            continue;
        }
        let asked: Vec<usize> = kept.iter().copied().chain([demand]).collect();
        if let Held::Together(package) = oracle.ask(&asked, &[]) {
            kept.extend(oracle.kept(&package));
        }
    }
    kept
}

/// A smallest conflict within a set that cannot hold together: each member
/// left out lets the rest hold together.
pub fn shrink(oracle: &mut Oracle, set: Vec<usize>) -> Vec<usize> {
    shrink_with(oracle, set, &[])
}

/// The same with some options fixed.
pub fn shrink_with(
    oracle: &mut Oracle,
    mut set: Vec<usize>,
    fixed: &[(usize, usize)],
) -> Vec<usize> {
    let mut place = 0;
    while place < set.len() {
        let mut without = set.clone();
        let tried = without.remove(place);
        match oracle.ask(&without, fixed) {
            Held::Together(_) => place += 1,
            Held::NotTogether(core) => {
                // The core may drop more than was tried; keep the order.
                let before = set.iter().take(place).filter(|d| core.contains(d)).count();
                set.retain(|d| *d != tried && core.contains(d));
                place = before;
            }
        }
    }
    set.sort_unstable();
    set
}

/// Which sets of demands have been looked at.
struct Map {
    solver: BasicSolver,
    count: usize,
}

impl Map {
    fn of(count: usize) -> Self {
        Self { solver: BasicSolver::default(), count }
    }

    /// A set not looked at, as large as a few tries make it.
    fn unexplored(&mut self) -> Option<Vec<usize>> {
        if !matches!(self.solver.solve(), Ok(SolverResult::Sat)) {
            return None;
        }
        let lit = |d: usize| variable(d);
        // Demands that the map does not decide are taken in.
        let taken = |d: &usize| !matches!(self.solver.lit_val(lit(*d)), Ok(TernaryVal::False));
        Some((0..self.count).filter(taken).collect())
    }

    /// Closes all sets within the rest of a move (`within`), or all sets that
    /// hold a conflict.
    fn close(&mut self, set: &[usize], within: bool) {
        let lits = set.iter().map(|&d| if within { variable(d) } else { !variable(d) });
        let clause: Clause = lits.collect();
        let _ = self.solver.add_clause(clause);
    }
}

fn variable(demand: usize) -> Lit {
    Var::new(u32::try_from(demand).unwrap_or(u32::MAX >> 1)).pos_lit()
}

//! Conflicts and moves of a part with many packages, by asking a SAT solver.
//!
//! Lazy dualisation after MARCO (Liffiton, Previti, Malik and Marques-Silva
//! 2016): a map of what has been looked at proposes a set of demands; if it
//! holds together it is grown to a largest one, whose rest is a move; if not it
//! is shrunk to a smallest conflict. Each answer closes a part of the map.

use rustsat::solvers::{Solve as _, SolverResult};
use rustsat::types::{Clause, Lit, TernaryVal, Var};
use rustsat_batsat::BasicSolver;

use crate::blocks::{self, Settled};
use crate::constraint::Constraints;
use crate::extent::{grow, shrink};
use crate::found::{Found, Limits, in_order};
use crate::oracle::{Held, Oracle};
use crate::{cheapest, smallest};

/// Nothing if the rules cannot hold.
pub fn explore(local: &Constraints, limits: &Limits) -> Option<Found> {
    let count = local.demands.len();
    let mut oracle = Oracle::of(local);
    if !oracle.together(&[]) {
        return None;
    }
    let mut found = Found { complete: true, ..Found::default() };
    let all: Vec<usize> = (0..count).collect();
    if oracle.together(&all) {
        return Some(found);
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
                let rest: Vec<usize> =
                    (0..count).filter(|d| largest.binary_search(d).is_err()).collect();
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
    if !found.complete {
        if found.conflicts.is_empty() {
            // All together are known not to hold, so there is one among them.
            let conflict = shrink(&mut oracle, all);
            found.conflicts.push(conflict);
        }
        cheapest_of(local, limits, &mut found);
        smallest::conflict(local, limits, &mut oracle, &mut found);
    }
    in_order(&mut found.conflicts);
    in_order(&mut found.moves);
    Some(found)
}

/// Puts the cheapest move among those found, where not all could be listed; or
/// says how little it may cost.
fn cheapest_of(local: &Constraints, limits: &Limits, found: &mut Found) {
    let set = match blocks::cheapest(local, limits.entries) {
        Settled::Proved(package) => Some(cheapest::given(local, &mut Oracle::of(local), &package)),
        Settled::None => None,
        Settled::AtLeast(least) => {
            let asked = cheapest::cheapest(local, limits.questions);
            found.at_least = asked.is_err().then_some(least);
            asked.ok().flatten()
        }
    };
    if let Some(set) = set.filter(|set| !found.moves.contains(set)) {
        found.moves.push(set);
    }
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

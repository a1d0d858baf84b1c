//! Conflicts and moves of a part with many packages, by asking a SAT solver.
//!
//! Lazy dualisation after MARCO (Liffiton, Previti, Malik and Marques-Silva
//! 2016): a map of what has been looked at proposes a set of demands; if it
//! holds together it is grown to a largest one, whose rest is a move; if not it
//! is shrunk to a smallest conflict. Each answer closes a part of the map.

use rustsat::solvers::{Solve as _, SolverResult};
use rustsat::types::{Clause, Lit, TernaryVal, Var};
use rustsat_batsat::BasicSolver;

use crate::constraint::Constraints;
use crate::explore::{Found, Limits, in_order};
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
        // Where not everything could be listed: still a smallest conflict and
        // a cheapest move.
        let cheapest = cheapest::cheapest(local);
        if let Some(set) = cheapest.filter(|set| !found.moves.contains(set)) {
            found.moves.push(set);
        }
        smallest::conflict(&mut oracle, count, &mut found);
    }
    in_order(&mut found.conflicts);
    in_order(&mut found.moves);
    Some(found)
}

/// A largest set that holds together and holds all that the package keeps,
/// rising: as long as there is one, the next package keeps at least one more.
pub fn grow(oracle: &mut Oracle, package: &[usize], count: usize) -> Vec<usize> {
    let mut kept = oracle.kept(package);
    loop {
        let others: Vec<usize> =
            (0..count).filter(|demand| kept.binary_search(demand).is_err()).collect();
        if others.is_empty() {
            return kept;
        }
        match oracle.more(&kept, &others) {
            Some(package) => kept = oracle.kept(&package),
            None => return kept,
        }
    }
}

/// A smallest conflict within a set that cannot hold together: each member
/// left out lets the rest hold together.
pub fn shrink(oracle: &mut Oracle, mut set: Vec<usize>) -> Vec<usize> {
    let mut place = 0;
    while place < set.len() {
        let mut without = set.clone();
        let tried = without.remove(place);
        match oracle.ask(&without, &[]) {
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

//! A conflict of the fewest positions, where not all conflicts can be listed.
//!
//! Every conflict meets every move, so a conflict is a hitting set of moves
//! (Ignatiev, Previti, Liffiton and Marques-Silva 2015): the smallest that
//! meets the moves known either is a conflict or shows another move.

use crate::constraint::Constraints;
use crate::extent::{grow, shrink};
use crate::found::{Found, Limits};
use crate::hitting;
use crate::oracle::{Held, Oracle};
use crate::space::Space;

/// Moves looked at on the way; then the smallest conflict found has to do.
const MOST_MOVES: usize = 300;

/// Questions asked in any case.
const LEAST_QUESTIONS: usize = 2_000;

/// Puts a smallest conflict among those found, and says below which size there
/// is none.
pub fn conflict(local: &Constraints, limits: &Limits, oracle: &mut Oracle, found: &mut Found) {
    found.smallest = 1;
    let count = local.demands.len();
    let mut space = Space::of(local, limits.packages);
    let shortest = |found: &Found| found.conflicts.iter().map(Vec::len).min();
    // Most are of one or two positions, which needs no search.
    for demand in 0..count {
        if shortest(found) == Some(1) {
            return;
        }
        if !space.together(&[demand]) {
            found.conflicts.push(vec![demand]);
        }
    }
    found.smallest = if shortest(found) == Some(1) { 1 } else { 2 };
    if found.smallest == 1 || shortest(found) == Some(2) {
        return;
    }
    let alike = vec![1.0; count];
    let mut moves = found.moves.clone();
    let last = oracle.calls + limits.questions.max(LEAST_QUESTIONS);
    while moves.len() < found.moves.len() + MOST_MOVES && oracle.calls < last {
        let asked = hitting::cheapest(&moves, &alike);
        if asked.proved {
            // Every conflict meets all moves known, so none is smaller than this.
            found.smallest = found.smallest.max(asked.set.len());
        }
        if shortest(found).is_some_and(|size| size <= found.smallest) {
            return;
        }
        match oracle.ask(&asked.set, &[]) {
            Held::Together(package) => {
                let largest = grow(oracle, &package, count);
                moves.push((0..count).filter(|d| largest.binary_search(d).is_err()).collect());
            }
            Held::NotTogether(core) => {
                let conflict = shrink(oracle, core);
                if !found.conflicts.contains(&conflict) {
                    found.conflicts.push(conflict);
                }
            }
        }
        if !asked.proved {
            return;
        }
    }
}

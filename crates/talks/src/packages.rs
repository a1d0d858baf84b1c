//! Conflicts and moves of a part with few packages, by looking at each.
//!
//! What a package breaks is what must be given up for it; the smallest such
//! sets are the moves, and the smallest sets that meet every move are the
//! conflicts (Reiter 1987).

use crate::constraint::Constraints;
use crate::found::{Found, Limits, in_order};
use crate::grid::{Bits, Grid};
use crate::hitting;
use crate::narrow::narrowed;
use crate::part::Links;
use crate::transversal::transversals;

/// Nothing if there are too many packages; `Some(None)` if no package keeps
/// the rules.
#[allow(clippy::option_option)]
pub fn explore(local: &Constraints, limits: &Limits) -> Option<Option<Found>> {
    let Some(domains) = narrowed(local, &Links::of(local), &[]) else { return Some(None) };
    let grid = Grid::of(domains, limits.packages)?;
    let allowed = grid.allowed(local);
    if allowed.is_empty() {
        return Some(None);
    }
    let moves = moves(local, &grid, &allowed);
    let (mut conflicts, complete) = transversals(&moves, local.demands.len(), limits.listed);
    // Where nothing must be given up, there is no conflict, not an empty one.
    conflicts.retain(|conflict| !conflict.is_empty());
    if moves.iter().any(Vec::is_empty) {
        return Some(Some(Found { complete: true, has_cheapest: true, ..Found::default() }));
    }
    if !complete {
        let alike = vec![1.0; local.demands.len()];
        let smallest = hitting::cheapest(&moves, &alike).set;
        conflicts.retain(|conflict| *conflict != smallest);
        conflicts.insert(0, smallest);
    }
    in_order(&mut conflicts);
    Some(Some(Found { conflicts, moves, complete, has_cheapest: true }))
}

/// Smallest sets of demands that some package breaks.
fn moves(local: &Constraints, grid: &Grid, allowed: &Bits) -> Vec<Vec<usize>> {
    let count = local.demands.len();
    let mut broken: Vec<Bits> = vec![Bits::none(count); grid.size];
    for (d, demand) in local.demands.iter().enumerate() {
        let mut breaks = allowed.clone();
        breaks.drop(&grid.meeting(&demand.condition));
        breaks.each().for_each(|package| broken[package].put(d));
    }
    let mut sets: Vec<&Bits> = allowed.each().map(|package| &broken[package]).collect();
    sets.sort_unstable();
    sets.dedup();
    sets.sort_by_key(|set| set.count());
    let mut smallest: Vec<&Bits> = Vec::new();
    for set in sets {
        if !smallest.iter().any(|less| less.within(set)) {
            smallest.push(set);
        }
    }
    let mut moves: Vec<Vec<usize>> = smallest.iter().map(|set| set.each().collect()).collect();
    in_order(&mut moves);
    moves
}

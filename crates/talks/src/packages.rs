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
    let (mut conflicts, complete) =
        transversals(&moves, local.demands.len(), limits.listed, limits.entries);
    // Where nothing must be given up, there is no conflict, not an empty one.
    conflicts.retain(|conflict| !conflict.is_empty());
    if moves.iter().any(Vec::is_empty) {
        return Some(Some(Found { complete: true, ..Found::default() }));
    }
    let mut found = Found { complete, ..Found::default() };
    if !complete {
        let (smallest, least) = smallest(&moves, local.demands.len());
        found.smallest = least;
        conflicts.retain(|conflict| *conflict != smallest);
        conflicts.insert(0, smallest);
    }
    in_order(&mut conflicts);
    Some(Some(Found { conflicts, moves, ..found }))
}

/// A smallest set that meets every move, as far as it is found in time, and
/// below which size there is none; none of its members is needless.
fn smallest(moves: &[Vec<usize>], count: usize) -> (Vec<usize>, usize) {
    if let Some(few) = one_or_two(moves) {
        let size = few.len();
        return (few, size);
    }
    let found = hitting::cheapest(moves, &vec![1.0; count]);
    let mut set = found.set;
    for member in set.clone() {
        let others = |d: &usize| *d != member && set.contains(d);
        if moves.iter().all(|m| m.iter().any(others)) {
            set.retain(|d| *d != member);
        }
    }
    // One and two were ruled out above.
    let least = if found.proved { set.len() } else { 3 };
    (set, least)
}

/// One or two demands that meet every move; most conflicts are such.
fn one_or_two(moves: &[Vec<usize>]) -> Option<Vec<usize>> {
    let first = moves.first()?;
    let all = |d: &&usize| moves.iter().all(|m| m.binary_search(d).is_ok());
    if let Some(&one) = first.iter().find(all) {
        return Some(vec![one]);
    }
    first.iter().find_map(|one| {
        let mut rest = moves.iter().filter(|m| m.binary_search(one).is_err());
        let mut common = rest.next()?.clone();
        for other in rest {
            common.retain(|d| other.binary_search(d).is_ok());
        }
        common.first().map(|&other| vec![other.min(*one), other.max(*one)])
    })
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

//! All minimal conflicts and all minimal moves (MUS and MCS), part by part.

use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::SmallestConflict;

use crate::bank::banked;
use crate::constraint::Constraints;
use crate::found::{Found, Limits, in_order};
use crate::part::{Links, Part};
use crate::{packages, search};

/// What was found of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conflicts {
    /// Of each part with a conflict; no conflict reaches from one to another,
    /// and a move of the whole is one move of each.
    pub parts: Vec<Found>,
    /// Whether the rules alone can hold.
    pub rules_hold: bool,
}

impl Conflicts {
    /// Whether all conflicts and moves were found.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.parts.iter().all(|part| part.complete)
    }

    /// Where not all conflicts were found, how small the smallest is.
    #[must_use]
    pub fn smallest(&self) -> Option<SmallestConflict> {
        if self.complete() {
            return None;
        }
        let size = |part: &Found| part.conflicts.iter().map(Vec::len).min();
        let least = |part: &Found| {
            if part.complete { size(part) } else { Some(part.smallest.max(1)) }
        };
        let at_least = self.parts.iter().filter_map(least).min()?;
        let size = self.parts.iter().filter_map(size).min()?;
        Some(SmallestConflict { size, proved: size <= at_least, at_least })
    }

    /// Conflicts of all parts, the shortest first.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> =
            self.parts.iter().flat_map(|part| part.conflicts.clone()).collect();
        in_order(&mut all);
        all
    }

    /// Moves of the whole, one of each part, the shortest first; none if there
    /// are more than `most`.
    #[must_use]
    pub fn moves(&self, most: usize) -> Option<Vec<Vec<usize>>> {
        let moves: Vec<Vec<Vec<usize>>> = self.parts.iter().map(|p| p.moves.clone()).collect();
        product(&moves, most)
    }
}

/// One of each, in every combination, the shortest first; none if there are
/// more than `most`.
pub fn product(parts: &[Vec<Vec<usize>>], most: usize) -> Option<Vec<Vec<usize>>> {
    let size = parts.iter().map(Vec::len).fold(1, usize::saturating_mul);
    if size > most {
        return None;
    }
    let mut whole: Vec<Vec<usize>> = vec![Vec::new()];
    for part in parts {
        let longer = |before: &Vec<usize>| -> Vec<Vec<usize>> {
            part.iter().map(|m| [before.as_slice(), m.as_slice()].concat()).collect()
        };
        whole = whole.iter().flat_map(longer).collect();
    }
    for set in &mut whole {
        set.sort_unstable();
    }
    in_order(&mut whole);
    Some(whole)
}

/// All minimal conflicts and moves of a file.
#[must_use]
pub fn conflicts(talks: &Talks, limits: &Limits) -> Conflicts {
    explore(&banked(&Constraints::of(talks)).1, limits)
}

/// All minimal conflicts and moves.
pub fn explore(constraints: &Constraints, limits: &Limits) -> Conflicts {
    let links = Links::of(constraints);
    let mut found = Conflicts { parts: Vec::new(), rules_hold: true };
    found.rules_hold = links.rules_of_none().all(|r| constraints.rules[r].holds(&[]));
    let all: Vec<usize> = (0..constraints.demands.len()).collect();
    let impossible = |d: &&usize| {
        links.of_demand(**d).is_empty() && !constraints.demands[**d].condition.holds(&[])
    };
    for &demand in all.iter().filter(impossible) {
        let alone = vec![vec![demand]];
        let (conflicts, moves) = (alone.clone(), alone);
        found.parts.push(Found { conflicts, moves, complete: true, ..Found::default() });
    }
    for part in links.parts(&all, |_| true) {
        match explore_part(&constraints.only(&part), limits) {
            None => found.rules_hold = false,
            Some(local) if local.conflicts.is_empty() => {}
            Some(local) => found.parts.push(numbered(local, &part)),
        }
    }
    if !found.rules_hold {
        found.parts.clear();
    }
    found
}

/// What is found of one part; nothing if its rules cannot hold.
fn explore_part(local: &Constraints, limits: &Limits) -> Option<Found> {
    packages::explore(local, limits).unwrap_or_else(|| search::explore(local, limits))
}

/// The same sets by the numbers that demands have in the file.
fn numbered(mut found: Found, part: &Part) -> Found {
    for set in found.conflicts.iter_mut().chain(&mut found.moves) {
        set.iter_mut().for_each(|d| *d = part.demands[*d]);
    }
    if !found.complete {
        found.open.clone_from(&part.demands);
    }
    found
}

//! Demands that follow from another of the same party.
//!
//! Whether one demand brings another depends on the rules that reach the
//! elements they speak of, and on nothing else. Elements that rules tie are
//! grouped once; what speaks of the same groups stands on one ground, whose
//! packages that keep a demand are found once and then only compared.

use std::collections::BTreeMap;

use crate::constraint::Constraints;
use crate::grid::{Bits, Grid};
use crate::oracle::Oracle;
use crate::part::{Links, Part};

/// Pairs of demands of one party of which the first brings the second, by
/// index, in the order of parties. The rules must hold. Grounds of up to `most`
/// packages are looked at package by package; of others the solver is asked.
pub fn implied(constraints: &Constraints, most: usize) -> Vec<(usize, usize)> {
    let grounds = Grounds::of(constraints);
    let (kept, always) = grounds.alone(most);
    let mut found: Vec<(usize, usize)> = Vec::new();
    // By ground of two: pairs to be compared there.
    let mut asked: BTreeMap<Vec<usize>, Vec<(usize, usize)>> = BTreeMap::new();
    for party in constraints.on_record() {
        let demands = &constraints.demands;
        let own: Vec<usize> = (0..demands.len()).filter(|&d| demands[d].party == party).collect();
        // What cannot hold at all would bring everything.
        for &one in own.iter().filter(|d| kept[**d]) {
            for &other in own.iter().filter(|d| **d != one) {
                if always[other] {
                    found.push((one, other));
                } else if let Some(both) = grounds.shared(one, other) {
                    asked.entry(both).or_default().push((one, other));
                }
            }
        }
    }
    for (groups, pairs) in asked {
        let mut demands: Vec<usize> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        demands.sort_unstable();
        demands.dedup();
        let place = |d: usize| demands.partition_point(|other| *other < d);
        let local = grounds.local(&groups, &demands);
        let mut ground = Ground::of(&local, most);
        found.extend(pairs.iter().filter(|&&(a, b)| ground.brings(place(a), place(b))));
    }
    found.sort_unstable_by_key(|&(one, other)| (constraints.demands[one].party, one, other));
    found
}

/// Which demands stand on the same elements.
struct Grounds<'c> {
    constraints: &'c Constraints,
    /// By group of elements that rules tie: its elements, and its rules.
    groups: Vec<(Vec<usize>, Vec<usize>)>,
    /// By demand: the groups it speaks of, rising.
    of: Vec<Vec<usize>>,
}

impl<'c> Grounds<'c> {
    fn of(constraints: &'c Constraints) -> Self {
        let links = Links::of(constraints);
        let mut group = vec![usize::MAX; constraints.options.len()];
        let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for Part { elements, rules, .. } in links.parts(&[], |_| true) {
            elements.iter().for_each(|&e| group[e] = groups.len());
            groups.push((elements, rules));
        }
        for (element, group) in group.iter_mut().enumerate() {
            if *group == usize::MAX {
                *group = groups.len();
                groups.push((vec![element], Vec::new()));
            }
        }
        let spoken = |d: usize| {
            let mut of: Vec<usize> = links.of_demand(d).iter().map(|&e| group[e]).collect();
            of.sort_unstable();
            of.dedup();
            of
        };
        let of = (0..constraints.demands.len()).map(spoken).collect();
        Self { constraints, groups, of }
    }

    /// The groups of both, if they share any.
    fn shared(&self, one: usize, other: usize) -> Option<Vec<usize>> {
        let (one, other) = (&self.of[one], &self.of[other]);
        if !one.iter().any(|group| other.contains(group)) {
            return None;
        }
        let mut both = [one.as_slice(), other].concat();
        both.sort_unstable();
        both.dedup();
        Some(both)
    }

    /// The constraints of some groups alone, and of demands on them.
    fn local(&self, groups: &[usize], demands: &[usize]) -> Constraints {
        let mut part = Part { demands: demands.to_vec(), ..Part::default() };
        for &group in groups {
            part.elements.extend(&self.groups[group].0);
            part.rules.extend(&self.groups[group].1);
        }
        part.elements.sort_unstable();
        self.constraints.only(&part)
    }

    /// By demand: whether it can be kept at all, and whether it always is.
    fn alone(&self, most: usize) -> (Vec<bool>, Vec<bool>) {
        let mut on: BTreeMap<&[usize], Vec<usize>> = BTreeMap::new();
        for (demand, groups) in self.of.iter().enumerate() {
            on.entry(groups).or_default().push(demand);
        }
        let (mut kept, mut always) = (vec![false; self.of.len()], vec![false; self.of.len()]);
        for (groups, demands) in on {
            let local = self.local(groups, &demands);
            let mut ground = Ground::of(&local, most);
            for (place, demand) in demands.into_iter().enumerate() {
                kept[demand] = ground.can_keep(place);
                always[demand] = ground.always(place);
            }
        }
        (kept, always)
    }
}

/// The packages of a ground.
enum Ground<'c> {
    /// Those that keep the rules; by demand, those that keep it as well.
    Seen(Bits, Vec<Bits>),
    /// Too many to look at.
    Asked(Box<Oracle<'c>>),
}

impl<'c> Ground<'c> {
    fn of(local: &'c Constraints, most: usize) -> Self {
        let Some(grid) = Grid::whole(&local.options, most) else {
            return Self::Asked(Box::new(Oracle::of(local)));
        };
        let allowed = grid.allowed(local);
        let keeping = local.demands.iter().map(|demand| {
            let mut kept = grid.meeting(&demand.condition);
            kept.cut(&allowed);
            kept
        });
        let keeping = keeping.collect();
        Self::Seen(allowed, keeping)
    }

    fn can_keep(&mut self, demand: usize) -> bool {
        match self {
            Self::Seen(_, keeping) => !keeping[demand].is_empty(),
            Self::Asked(oracle) => oracle.together(&[demand]),
        }
    }

    fn always(&mut self, demand: usize) -> bool {
        match self {
            Self::Seen(allowed, keeping) => allowed.within(&keeping[demand]),
            Self::Asked(oracle) => oracle.implies(None, demand),
        }
    }

    fn brings(&mut self, one: usize, other: usize) -> bool {
        match self {
            Self::Seen(_, keeping) => keeping[one].within(&keeping[other]),
            Self::Asked(oracle) => oracle.implies(Some(one), other),
        }
    }
}

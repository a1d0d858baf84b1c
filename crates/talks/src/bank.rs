//! What can be banked now: options that break nobody's position.
//!
//! An option of an element is bankable if no rule or demand that holds with
//! some other option of it fails with this one, whatever else is chosen. It is
//! fixed, and the others are looked at again until nothing changes. Fixing such
//! an option leaves all conflicts and moves as they are.

use safeconduct_model::talks::{Condition, Talks};

use crate::constraint::Constraints;
use crate::grid::Grid;
use crate::narrow::Domains;
use crate::simplify::{Left, settle};

/// Packages of one condition's elements looked at; beyond this nothing is
/// banked on its account, which is safe.
const MOST_PACKAGES: usize = 200_000;

/// Element and option indices that can be fixed, in the order found.
#[must_use]
pub fn bank(talks: &Talks) -> Vec<(usize, usize)> {
    banked(&Constraints::of(talks)).0
}

/// What can be fixed, and the constraints with it fixed, less the options that
/// another of the same element is never worse than: no conflict and no move
/// needs them.
pub fn banked(constraints: &Constraints) -> (Vec<(usize, usize)>, Constraints) {
    let mut safe = Safe::of(constraints);
    let mut found = Vec::new();
    // Whether it was looked at since a condition that speaks of it changed.
    let mut looked = vec![false; constraints.options.len()];
    while let Some(element) = looked.iter().position(|looked| !looked) {
        looked[element] = true;
        let Some(option) = safe.option(element) else { continue };
        found.push((element, option));
        for changed in safe.fix(element, option) {
            looked[changed] = found.iter().any(|(fixed, _)| *fixed == changed);
        }
    }
    let mut left = safe.left(constraints);
    found.iter().for_each(|&(element, _)| left.options[element] = 1);
    safe.prune();
    for (element, options) in safe.options.into_iter().enumerate() {
        match options[..] {
            [only] if left.options[element] > 1 => left.fix(element, only),
            _ if options.len() < left.options[element] => {
                left.rules.push(Condition::Is { element, options });
            }
            _ => {}
        }
    }
    (found, left)
}

/// Conditions, and which of them speak of each element.
struct Safe {
    /// By element: its options, less those not needed.
    options: Domains,
    conditions: Vec<(Condition, Vec<usize>)>,
    speaking: Vec<Vec<usize>>,
}

impl Safe {
    fn of(constraints: &Constraints) -> Self {
        let demands = constraints.demands.iter().map(|d| &d.condition);
        let all = constraints.rules.iter().chain(demands);
        let conditions: Vec<_> = all.map(|c| (c.clone(), c.elements())).collect();
        let mut speaking = vec![Vec::new(); constraints.options.len()];
        for (place, (_, elements)) in conditions.iter().enumerate() {
            elements.iter().for_each(|&e| speaking[e].push(place));
        }
        let options = constraints.options.iter().map(|&count| (0..count).collect());
        Self { options: options.collect(), conditions, speaking }
    }

    /// The first option of an element that is never worse than another. Where
    /// nobody speaks of the element there is nothing to bank.
    fn option(&self, element: usize) -> Option<usize> {
        let options = &self.options[element];
        let others = |option: usize| options.iter().filter(move |other| **other != option);
        let good = |option: &&usize| {
            others(**option).all(|&other| self.never_worse(element, **option, other))
        };
        options.iter().find(good).copied().filter(|_| !self.speaking[element].is_empty())
    }

    /// The constraints as far as they are not settled.
    fn left(&self, constraints: &Constraints) -> Constraints {
        let mut left = constraints.clone();
        let (rules, demands) = self.conditions.split_at(left.rules.len());
        left.rules = rules.iter().map(|(condition, _)| condition.clone()).collect();
        for (demand, (condition, _)) in left.demands.iter_mut().zip(demands) {
            demand.condition.clone_from(condition);
        }
        left
    }

    /// Takes out options that another is never worse than, until none is left.
    fn prune(&mut self) {
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for element in 0..self.options.len() {
                let options = self.options[element].clone();
                let needless = options.iter().find(|&&option| {
                    let mut others = options.iter().filter(|&&other| other != option);
                    others.any(|&other| self.never_worse(element, other, option))
                });
                if let Some(&needless) = needless.filter(|_| !self.speaking[element].is_empty()) {
                    self.options[element].retain(|option| *option != needless);
                    changed = true;
                }
            }
        }
    }

    /// Whether every condition holds with `option` wherever it holds with
    /// `other`.
    fn never_worse(&self, element: usize, option: usize, other: usize) -> bool {
        self.speaking[element].iter().all(|&place| {
            let (condition, elements) = &self.conditions[place];
            let here = settle(condition, element, option);
            if here == Left::Holds {
                return true;
            }
            let there = settle(condition, element, other);
            there == Left::Fails || here == there || self.covers(&here, &there, elements)
        })
    }

    /// Whether `here` holds in every package of the elements in which `there`
    /// does.
    fn covers(&self, here: &Left, there: &Left, elements: &[usize]) -> bool {
        let options = elements.iter().map(|&e| self.options[e].clone());
        let Some(grid) = Grid::of(options.collect(), MOST_PACKAGES) else { return false };
        let bits = |left: &Left| match left {
            Left::Holds => grid.meeting(&Condition::All(Vec::new())),
            Left::Fails => grid.meeting(&Condition::Any(Vec::new())),
            Left::Depends(condition) => grid.meeting(&condition.renumbered(elements)),
        };
        bits(there).within(&bits(here))
    }

    /// Settles an element; elements of the conditions that changed.
    fn fix(&mut self, element: usize, option: usize) -> Vec<usize> {
        let mut changed = Vec::new();
        for place in std::mem::take(&mut self.speaking[element]) {
            let (condition, elements) = &mut self.conditions[place];
            changed.append(elements);
            *condition = match settle(condition, element, option) {
                Left::Depends(condition) => condition,
                Left::Holds => Condition::All(Vec::new()),
                Left::Fails => Condition::Any(Vec::new()),
            };
            *elements = condition.elements();
            for &gone in changed.iter().filter(|e| !elements.contains(e)) {
                self.speaking[gone].retain(|c| *c != place);
            }
        }
        changed.sort_unstable();
        changed.dedup();
        changed
    }
}

//! How many packages meet all of some conditions.
//!
//! Elements are settled one at a time; what falls apart into conditions that
//! share no element is counted apart and multiplied, and what was counted
//! before is not counted again. Exact; gives up after a number of steps.

use std::collections::HashMap;

use num_bigint::BigUint;
use safeconduct_model::talks::Condition;
use safeconduct_model::talks::answer::Count;

use crate::simplify::{Left, settle};

/// Steps after which counting is given up.
const MOST_STEPS: usize = 200_000;

/// Packages that meet all conditions, of elements with so many options each;
/// none if there are too many ways to look at.
pub fn count(options: &[usize], conditions: &[&Condition]) -> Option<BigUint> {
    let mut counter = Counter { options, known: HashMap::new(), steps: 0 };
    let conditions: Vec<Condition> = conditions.iter().map(|&c| c.clone()).collect();
    let mentioned = elements(&conditions);
    let free = (0..options.len()).filter(|e| !mentioned.contains(e));
    let free: BigUint = free.map(|e| BigUint::from(options[e])).product();
    Some(free * counter.parts(conditions)?)
}

/// A count as JSON readers take it.
pub fn counts(number: Option<BigUint>) -> Option<Count> {
    let number = number?;
    let small = u64::try_from(&number).ok().filter(|n| *n <= 1 << 53);
    Some(small.map_or_else(|| Count::Large(number.to_string()), Count::Number))
}

struct Counter<'o> {
    options: &'o [usize],
    known: HashMap<Vec<Condition>, BigUint>,
    steps: usize,
}

impl Counter<'_> {
    /// Product over parts that share no element; over the elements mentioned.
    fn parts(&mut self, conditions: Vec<Condition>) -> Option<BigUint> {
        let mut product = BigUint::from(1u32);
        for part in apart(conditions) {
            product *= self.part(part)?;
        }
        Some(product)
    }

    fn part(&mut self, conditions: Vec<Condition>) -> Option<BigUint> {
        if let Some(known) = self.known.get(&conditions) {
            return Some(known.clone());
        }
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        let mentioned = elements(&conditions);
        let often = |e: &usize| conditions.iter().filter(|c| c.elements().contains(e)).count();
        // The lowest of those mentioned most: the same way for the same input.
        let &element = mentioned.iter().max_by_key(|e| (often(e), usize::MAX - **e))?;
        let mut sum = BigUint::from(0u32);
        for option in 0..self.options[element] {
            let Some(left) = settled(&conditions, element, option) else { continue };
            let still = elements(&left);
            let freed = mentioned.iter().filter(|e| **e != element && !still.contains(e));
            let freed: BigUint = freed.map(|&e| BigUint::from(self.options[e])).product();
            sum += freed * self.parts(left)?;
        }
        self.known.insert(conditions, sum.clone());
        Some(sum)
    }
}

/// What is left of all conditions, or nothing if one fails.
pub fn settled(conditions: &[Condition], element: usize, option: usize) -> Option<Vec<Condition>> {
    let mut left = Vec::with_capacity(conditions.len());
    for condition in conditions {
        match settle(condition, element, option) {
            Left::Holds => {}
            Left::Fails => return None,
            Left::Depends(condition) => left.push(condition),
        }
    }
    Some(left)
}

/// Elements that conditions mention, rising.
pub fn elements(conditions: &[Condition]) -> Vec<usize> {
    let mut found: Vec<usize> = conditions.iter().flat_map(Condition::elements).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Conditions grouped so that no two groups share an element.
fn apart(conditions: Vec<Condition>) -> Vec<Vec<Condition>> {
    let mut groups: Vec<(Vec<usize>, Vec<Condition>)> = Vec::new();
    for condition in conditions {
        let mut merged = (condition.elements(), vec![condition]);
        let mut rest = Vec::with_capacity(groups.len());
        for group in groups {
            if group.0.iter().any(|e| merged.0.contains(e)) {
                merged.0.extend(group.0);
                merged.1.splice(0..0, group.1);
            } else {
                rest.push(group);
            }
        }
        rest.push(merged);
        groups = rest;
    }
    groups.into_iter().map(|(_, conditions)| conditions).collect()
}

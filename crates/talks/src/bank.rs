//! What can be banked now: options that break nobody's position.
//!
//! An option of an element is bankable if no rule or demand that holds with
//! some other option of it fails with this one, whatever else is chosen. It is
//! fixed, and the others are looked at again until nothing changes. Fixing such
//! an option leaves all conflicts and moves as they are.

use safeconduct_model::talks::{Condition, Talks};

use crate::constraint::Constraints;
use crate::count::{elements, settled};
use crate::simplify::{Left, settle};

/// Packages of one condition's elements looked at; beyond this nothing is
/// banked on its account, which is safe.
const MOST_PACKAGES: usize = 200_000;

/// Element and option indices that can be fixed, in the order found.
#[must_use]
pub fn bank(talks: &Talks) -> Vec<(usize, usize)> {
    banked(&Constraints::of(talks)).0
}

/// What can be fixed, and the constraints with it fixed.
pub fn banked(constraints: &Constraints) -> (Vec<(usize, usize)>, Constraints) {
    let mut left = constraints.clone();
    let mut open: Vec<usize> = (0..left.options.len()).collect();
    let mut found = Vec::new();
    loop {
        let next = open.iter().enumerate().find_map(|(place, &element)| {
            // Where nobody speaks of an element there is nothing to bank.
            let conditions = speaking(&left, element);
            let good = |option: &usize| {
                conditions.iter().all(|c| never_worse(c, &left.options, element, *option))
            };
            if conditions.is_empty() {
                return None;
            }
            (0..left.options[element]).find(good).map(|option| (place, element, option))
        });
        let Some((place, element, option)) = next else { return (found, left) };
        open.remove(place);
        found.push((element, option));
        fix(&mut left, element, option);
    }
}

fn speaking(constraints: &Constraints, element: usize) -> Vec<Condition> {
    let demands = constraints.demands.iter().map(|d| &d.condition);
    let all = constraints.rules.iter().chain(demands);
    all.filter(|c| c.elements().contains(&element)).cloned().collect()
}

/// Whether the condition holds with `option` wherever it holds with another.
fn never_worse(condition: &Condition, options: &[usize], element: usize, option: usize) -> bool {
    let others = condition.elements().into_iter().filter(|e| *e != element);
    let others: Vec<usize> = others.collect();
    let size: usize = others.iter().map(|&e| options[e]).fold(1, usize::saturating_mul);
    if size > MOST_PACKAGES {
        return false;
    }
    let here = settle(condition, element, option);
    if here == Left::Holds {
        return true;
    }
    (0..options[element]).filter(|other| *other != option).all(|other| {
        let there = settle(condition, element, other);
        there == Left::Fails || here == there || covers(&here, &there, options, &others)
    })
}

/// Whether `here` holds in every package in which `there` does.
fn covers(here: &Left, there: &Left, options: &[usize], others: &[usize]) -> bool {
    let mut package = vec![0; options.len()];
    loop {
        let holds = |left: &Left| match left {
            Left::Holds => true,
            Left::Fails => false,
            Left::Depends(condition) => condition.holds(&package),
        };
        if holds(there) && !holds(here) {
            return false;
        }
        let Some(&next) = others.iter().find(|&&e| package[e] + 1 < options[e]) else {
            return true;
        };
        for &element in others {
            if element == next {
                break;
            }
            package[element] = 0;
        }
        package[next] += 1;
    }
}

fn fix(constraints: &mut Constraints, element: usize, option: usize) {
    constraints.rules = match settled(&constraints.rules, element, option) {
        Some(rules) => rules,
        // Rules that cannot hold are found elsewhere; nothing is lost here.
        None => return,
    };
    for demand in &mut constraints.demands {
        demand.condition = match settle(&demand.condition, element, option) {
            Left::Depends(condition) => condition,
            Left::Holds => Condition::All(Vec::new()),
            Left::Fails => Condition::Any(Vec::new()),
        };
    }
    debug_assert!(!elements(&constraints.rules).contains(&element));
}

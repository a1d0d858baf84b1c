//! Packages that no other one is better than for everybody (the Pareto front),
//! by numbers that a user gave.
//!
//! Numbers add up over elements, so the front is built part by part: what is
//! dominated within some elements is dominated whatever the others take.
//! Elements that a rule ties together are taken at once.

use num_bigint::BigInt;
use safeconduct_model::talks::Talks;
use safeconduct_model::talks::front::{FrontAnswer, Point};

use crate::constraint::Constraints;
use crate::grid::Grid;
use crate::part::Links;
use crate::scale::Scaled;
use crate::space::Space;

/// Packages of elements that rules tie together, looked at one by one.
const MOST_PACKAGES: usize = 4_000_000;

/// Members of the front that are listed.
const MOST_LISTED: usize = 200;

/// The front; nothing if the file holds no numbers, no package keeps the
/// rules, or rules tie too many elements together.
#[must_use]
pub fn front(talks: &Talks) -> Option<FrontAnswer> {
    let scaled = Scaled::of(talks)?;
    let constraints = Constraints::of(talks);
    let mut steps = Vec::new();
    for group in groups(&constraints) {
        steps.push(step(&constraints, &scaled, &group)?);
    }
    let front = Front::over(&steps, scaled.parties.len());
    let mut order: Vec<usize> = (0..front.len()).collect();
    order.sort_by(|&a, &b| front.values(b).cmp(front.values(a)));
    let told = Told { talks, scaled: &scaled, steps: &steps, front: &front };
    let total = |&p: &usize| front.values(p).iter().map(|value| i128::from(*value)).sum::<i128>();
    let lowest = |&p: &usize| {
        let mut values = front.values(p).to_vec();
        values.sort_unstable();
        values
    };
    let product = |&p: &usize| front.values(p).iter().map(|v| BigInt::from(*v)).product::<BigInt>();
    // Of equals the first in order, which `max_by_key` would not give.
    let first = order.iter().rev().copied();
    let gains = first.clone().filter(|&p| front.values(p).iter().all(|value| *value >= 0));
    Some(FrontAnswer {
        parties: scaled.parties.iter().map(|&p| talks.parties[p].id.clone()).collect(),
        packages: Space::of(&constraints, MOST_PACKAGES).count(&[]),
        exact: scaled.exact,
        size: front.len(),
        front: order.iter().take(MOST_LISTED).map(|&p| told.point(p)).collect(),
        largest_product: gains.max_by_key(product).map(|p| told.point(p)),
        most_equal: told.point(first.clone().max_by_key(lowest)?),
        largest_total: told.point(first.max_by_key(total)?),
    })
}

/// Elements that rules tie together, each of the others by itself.
fn groups(constraints: &Constraints) -> Vec<Vec<usize>> {
    let parts = Links::of(constraints).parts(&[], |_| true);
    let mut groups: Vec<Vec<usize>> = parts.into_iter().map(|part| part.elements).collect();
    let tied: Vec<usize> = groups.concat();
    let alone = (0..constraints.options.len()).filter(|e| !tied.contains(e));
    groups.extend(alone.map(|e| vec![e]));
    groups
}

/// What a group of elements can add: its packages with their numbers, those
/// that others of the group dominate left out.
struct Step {
    elements: Vec<usize>,
    packages: Vec<Vec<usize>>,
    values: Vec<Vec<i64>>,
}

fn step(constraints: &Constraints, scaled: &Scaled, elements: &[usize]) -> Option<Step> {
    let options: Vec<usize> = elements.iter().map(|&e| constraints.options[e]).collect();
    let grid = Grid::whole(&options, MOST_PACKAGES)?;
    let links = Links::of(constraints);
    let mut bits = grid.meeting(&safeconduct_model::talks::Condition::All(Vec::new()));
    for (rule, condition) in constraints.rules.iter().enumerate() {
        let of = links.of_rule(rule);
        if of.first().is_some_and(|e| elements.contains(e)) {
            bits.cut(&grid.meeting(&condition.renumbered(elements)));
        } else if of.is_empty() && !condition.holds(&[]) {
            return None;
        }
    }
    let mut all = Front::empty(scaled.parties.len());
    let mut packages = Vec::new();
    for place in bits.each() {
        let mut rest = place;
        let mut package = Vec::with_capacity(options.len());
        for &count in &options {
            package.push(rest % count);
            rest /= count;
        }
        let mut values = vec![0; scaled.parties.len()];
        for (&element, &option) in elements.iter().zip(&package) {
            let own = &scaled.values[element][option];
            values.iter_mut().zip(own).for_each(|(sum, value)| *sum += value);
        }
        all.push(&values, packages.len(), 0);
        packages.push(package);
    }
    let kept = all.undominated();
    let values = (0..kept.len()).map(|p| kept.values(p).to_vec()).collect();
    let packages: Vec<Vec<usize>> =
        kept.came.last()?.iter().map(|(place, _)| packages[*place].clone()).collect();
    (!packages.is_empty()).then(|| Step { elements: elements.to_vec(), packages, values })
}

/// Points with the way each came.
struct Front {
    parties: usize,
    numbers: Vec<i64>,
    /// By step and point: the point before it, and the package it took.
    came: Vec<Vec<(usize, usize)>>,
}

impl Front {
    fn empty(parties: usize) -> Self {
        Self { parties, numbers: Vec::new(), came: vec![Vec::new()] }
    }

    /// Built step by step; the steps with most to choose come last.
    fn over(steps: &[Step], parties: usize) -> Self {
        let mut front = Self { parties, numbers: vec![0; parties], came: Vec::new() };
        let mut points = 1;
        for step in steps {
            let mut next = Self::empty(parties);
            let mut sums = vec![0; parties];
            for before in 0..points {
                for (package, add) in step.values.iter().enumerate() {
                    let own = front.values(before).iter().zip(add);
                    sums.iter_mut().zip(own).for_each(|(sum, (a, b))| *sum = a + b);
                    next.push(&sums, before, package);
                }
            }
            let next = next.undominated();
            points = next.len();
            front.numbers = next.numbers;
            front.came.extend(next.came);
        }
        front
    }

    fn len(&self) -> usize {
        self.numbers.len() / self.parties
    }

    fn values(&self, point: usize) -> &[i64] {
        &self.numbers[point * self.parties..(point + 1) * self.parties]
    }

    fn push(&mut self, values: &[i64], before: usize, package: usize) {
        self.numbers.extend_from_slice(values);
        if let Some(last) = self.came.last_mut() {
            last.push((before, package));
        }
    }

    /// Points that no other is at least as good as for everybody. Whatever
    /// dominates a point has a larger sum, so it comes before it.
    fn undominated(&self) -> Self {
        let sum = |p: usize| self.values(p).iter().map(|v| i128::from(*v)).sum::<i128>();
        let mut order: Vec<(i128, usize)> = (0..self.len()).map(|p| (-sum(p), p)).collect();
        order.sort_unstable();
        let mut kept = Self::empty(self.parties);
        for (_, point) in order {
            let values = self.values(point);
            let covers = |other: &[i64]| other.iter().zip(values).all(|(o, v)| o >= v);
            if !kept.numbers.chunks_exact(self.parties).any(covers) {
                let (before, package) = self.came[0][point];
                kept.push(values, before, package);
            }
        }
        kept
    }
}

/// Points in words.
struct Told<'t> {
    talks: &'t Talks,
    scaled: &'t Scaled,
    steps: &'t [Step],
    front: &'t Front,
}

impl Told<'_> {
    fn point(&self, point: usize) -> Point {
        let mut told = Point::default();
        let mut at = point;
        for (step, came) in self.steps.iter().zip(&self.front.came).rev() {
            let (before, package) = came[at];
            for (&element, &option) in step.elements.iter().zip(&step.packages[package]) {
                let element = &self.talks.elements[element];
                told.package.insert(element.id.clone(), element.options[option].clone());
            }
            at = before;
        }
        for (&party, value) in self.scaled.parties.iter().zip(self.front.values(point)) {
            let number = *value as f64 / self.scaled.scale;
            told.values.insert(self.talks.parties[party].id.clone(), number);
        }
        told
    }
}

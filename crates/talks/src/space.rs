//! Packages that keep the rules and some demands: how many, and what is left.
//!
//! Each part is looked at by itself and remembered. Where a part has few
//! packages they are looked at one by one; otherwise counting settles one
//! element after the other, and the SAT solver says what is left.

use std::collections::HashMap;

use num_bigint::BigUint;
use safeconduct_model::talks::Condition;
use safeconduct_model::talks::answer::Count;

use crate::constraint::Constraints;
use crate::count::{count, counts};
use crate::grid::Grid;
use crate::oracle::{Held, Oracle};
use crate::part::{Links, Part};

/// The packages of a file.
pub struct Space<'c> {
    /// What they must keep.
    pub constraints: &'c Constraints,
    links: Links,
    /// Packages of a part up to which they are looked at one by one.
    most: usize,
    /// By first element and demands of a part.
    seen: HashMap<(usize, Vec<usize>), Seen>,
    /// By element: the first of those that the rules alone tie it to.
    tied: Vec<usize>,
    /// By demand: whether the rules alone bring it.
    always: HashMap<usize, bool>,
}

/// What is known of a part.
struct Seen {
    /// Packages of its elements; none if there are too many ways to count.
    count: Option<BigUint>,
    /// Options left, by its elements in order.
    left: Vec<Vec<bool>>,
}

impl<'c> Space<'c> {
    /// Of these constraints.
    pub fn of(constraints: &'c Constraints, most: usize) -> Self {
        let links = Links::of(constraints);
        let mut tied: Vec<usize> = (0..constraints.options.len()).collect();
        for part in links.parts(&[]) {
            part.elements.iter().for_each(|&e| tied[e] = part.elements[0]);
        }
        let (seen, always) = (HashMap::new(), HashMap::new());
        Self { constraints, links, most, seen, tied, always }
    }

    /// Elements that a demand speaks of.
    pub fn spoken(&self, demand: usize) -> &[usize] {
        self.links.of_demand(demand)
    }

    /// How many packages keep the rules and the demands; none if there are too
    /// many ways to count.
    pub fn count(&mut self, demands: &[usize]) -> Option<Count> {
        if !self.constants(demands) {
            return counts(Some(BigUint::ZERO));
        }
        let parts = self.links.parts(demands);
        let mut said = vec![false; self.constraints.options.len()];
        let mut product = BigUint::from(1u32);
        let mut known = true;
        for part in &parts {
            part.elements.iter().for_each(|&e| said[e] = true);
            match &self.look(part).count {
                // Nothing times what cannot be counted is still nothing.
                Some(count) if *count == BigUint::ZERO => return counts(Some(BigUint::ZERO)),
                Some(count) => product *= count,
                None => known = false,
            }
        }
        let options = self.constraints.options.iter().zip(&said);
        let free = options.filter(|(_, said)| !**said).map(|(options, _)| *options);
        counts(known.then(|| free.fold(product, |product, options| product * options)))
    }

    /// By element: the options that the rules and the demands leave.
    pub fn left(&mut self, demands: &[usize]) -> Vec<Vec<usize>> {
        let options = &self.constraints.options;
        let nothing = || vec![Vec::new(); options.len()];
        if !self.constants(demands) {
            return nothing();
        }
        let mut left: Vec<Vec<usize>> = options.iter().map(|&o| (0..o).collect()).collect();
        for part in self.links.parts(demands) {
            let seen = self.look(&part);
            for (&element, options) in part.elements.iter().zip(&seen.left) {
                left[element].retain(|&option| options[option]);
                // A part that cannot be kept leaves nothing anywhere.
                if left[element].is_empty() {
                    return nothing();
                }
            }
        }
        left
    }

    /// Whether some package keeps the rules and the demands.
    pub fn together(&mut self, demands: &[usize]) -> bool {
        self.constants(demands)
            && self.links.parts(demands).iter().all(|part| {
                self.look(part).left.first().is_some_and(|options| options.contains(&true))
            })
    }

    /// Whether one demand, if it can be kept at all, brings another with it.
    pub fn implies(&mut self, one: usize, other: usize) -> bool {
        let tied = |d: usize| self.links.of_demand(d).iter().map(|&e| self.tied[e]);
        if tied(one).any(|group| tied(other).any(|own| own == group)) {
            return self.brings(Some(one), other);
        }
        if let Some(always) = self.always.get(&other) {
            return *always;
        }
        let always = self.brings(None, other);
        self.always.insert(other, always);
        always
    }

    /// Whether the rules, and a demand if there is one, bring another.
    fn brings(&self, one: Option<usize>, other: usize) -> bool {
        let constraints = self.constraints;
        let asked: Vec<usize> = one.into_iter().chain([other]).collect();
        let parts = self.links.parts(&asked);
        let Some(part) = parts.iter().find(|part| part.demands.contains(&other)) else {
            return constraints.demands[other].condition.holds(&[]);
        };
        let local = constraints.only(part);
        let place = |d: usize| part.demands.iter().position(|demand| *demand == d);
        let (one, other) = (one.and_then(place), place(other).unwrap_or_default());
        let Some(grid) = Grid::of(&local.options, self.most) else {
            return Oracle::of(&local).implies(one, other);
        };
        let mut bits = grid.allowed(&local);
        if let Some(one) = one {
            bits.cut(&grid.meeting(&local.demands[one].condition));
        }
        bits.within(&grid.meeting(&local.demands[other].condition))
    }

    /// Whether rules and demands that speak of no element hold.
    fn constants(&self, demands: &[usize]) -> bool {
        let holds = |condition: &Condition| condition.holds(&[]);
        let demands = demands.iter().filter(|&&d| self.links.of_demand(d).is_empty());
        let mut demands = demands.map(|&d| &self.constraints.demands[d].condition);
        self.links.rules_of_none().all(|r| holds(&self.constraints.rules[r])) && demands.all(holds)
    }

    fn look(&mut self, part: &Part) -> &Seen {
        let first = part.elements.first().copied().unwrap_or_default();
        let (constraints, most) = (self.constraints, self.most);
        let key = (first, part.demands.clone());
        self.seen.entry(key).or_insert_with(|| see(&constraints.only(part), most))
    }
}

fn see(local: &Constraints, most: usize) -> Seen {
    let Some(grid) = Grid::of(&local.options, most) else { return searched(local) };
    let mut bits = grid.allowed(local);
    local.demands.iter().for_each(|demand| bits.cut(&grid.meeting(&demand.condition)));
    let options = local.options.iter().enumerate();
    let left = options.map(|(e, &o)| (0..o).map(|o| bits.meets(&grid.taking(e, o))).collect());
    Seen { count: Some(BigUint::from(bits.count())), left: left.collect() }
}

/// The same of a part with too many packages. Every package found settles one
/// option of every element at once.
fn searched(local: &Constraints) -> Seen {
    let demands: Vec<usize> = (0..local.demands.len()).collect();
    let mut oracle = Oracle::of(local);
    let mut left: Vec<Vec<bool>> = local.options.iter().map(|&o| vec![false; o]).collect();
    for e in 0..left.len() {
        for o in 0..left[e].len() {
            if left[e][o] {
                continue;
            }
            if let Held::Together(package) = oracle.ask(&demands, &[(e, o)]) {
                for (options, &taken) in left.iter_mut().zip(&package) {
                    options[taken] = true;
                }
            }
        }
    }
    let conditions = local.demands.iter().map(|demand| &demand.condition);
    let conditions: Vec<&Condition> = local.rules.iter().chain(conditions).collect();
    Seen { count: count(&local.options, &conditions), left }
}

//! Packages that keep the rules and some demands: how many, and what is left.
//!
//! Each part is looked at by itself and remembered. Where a part has few
//! packages they are looked at one by one; otherwise counting settles one
//! element after the other, and the SAT solver says what is left.

use std::collections::HashMap;
use std::rc::Rc;

use num_bigint::BigUint;
use safeconduct_model::talks::Condition;
use safeconduct_model::talks::answer::Count;

use crate::constraint::Constraints;
use crate::count::{count, counts};
use crate::grid::Grid;
use crate::narrow::{Domains, narrowed};
use crate::oracle::{Held, Oracle};
use crate::part::{Links, Part};

/// The packages of a file.
pub struct Space<'c> {
    /// What they must keep.
    pub constraints: &'c Constraints,
    links: Links,
    /// Packages of a part up to which they are looked at one by one.
    most: usize,
    /// By demands of a part and options left to its elements.
    seen: HashMap<Key, Rc<Seen>>,
}

/// Demands of a part, and its elements with the options left to each.
type Key = (Vec<usize>, Vec<(usize, Vec<usize>)>);

/// What is known of a part.
struct Seen {
    /// Packages of its elements; none if there are too many ways to count.
    count: Option<BigUint>,
    /// Options left, by its elements in order.
    left: Domains,
}

/// Options left before parts are looked at, and the parts.
struct Look {
    domains: Domains,
    parts: Vec<(Part, Rc<Seen>)>,
}

impl Look {
    fn count(&self) -> Option<Count> {
        let mut free: Vec<bool> = vec![true; self.domains.len()];
        let mut product = BigUint::from(1u32);
        for (part, seen) in &self.parts {
            part.elements.iter().for_each(|&e| free[e] = false);
            product *= seen.count.as_ref()?;
        }
        let sizes = self.domains.iter().zip(free).filter(|(_, free)| *free);
        counts(Some(sizes.fold(product, |product, (options, _)| product * options.len())))
    }

    fn left(mut self) -> Domains {
        for (part, seen) in &self.parts {
            for (&element, options) in part.elements.iter().zip(&seen.left) {
                self.domains[element].clone_from(options);
            }
        }
        self.domains
    }
}

impl<'c> Space<'c> {
    /// Of these constraints.
    pub fn of(constraints: &'c Constraints, most: usize) -> Self {
        let links = Links::of(constraints);
        Self { constraints, links, most, seen: HashMap::new() }
    }

    /// Elements that a demand speaks of.
    pub fn spoken(&self, demand: usize) -> &[usize] {
        self.links.of_demand(demand)
    }

    /// How many packages keep the rules and the demands; none if there are too
    /// many ways to count.
    pub fn count(&mut self, demands: &[usize]) -> Option<Count> {
        self.look(demands).map_or(Some(Count::Number(0)), |look| look.count())
    }

    /// By element: the options that the rules and the demands leave.
    pub fn left(&mut self, demands: &[usize]) -> Domains {
        let none = vec![Vec::new(); self.constraints.options.len()];
        self.look(demands).map_or(none, Look::left)
    }

    /// Both at once.
    pub fn count_and_left(&mut self, demands: &[usize]) -> (Option<Count>, Domains) {
        let Some(look) = self.look(demands) else {
            return (Some(Count::Number(0)), vec![Vec::new(); self.constraints.options.len()]);
        };
        (look.count(), look.left())
    }

    /// Whether some package keeps the rules and the demands.
    pub fn together(&mut self, demands: &[usize]) -> bool {
        self.look(demands).is_some()
    }

    /// The parts of what must be kept; nothing if it cannot be.
    fn look(&mut self, demands: &[usize]) -> Option<Look> {
        let domains = narrowed(self.constraints, &self.links, demands)?;
        let mut parts = Vec::new();
        for part in self.links.parts(demands, |e| domains[e].len() > 1) {
            let seen = self.see(&part, &domains);
            // A part that cannot be kept leaves nothing anywhere.
            if seen.left.iter().any(Vec::is_empty) {
                return None;
            }
            parts.push((part, seen));
        }
        Some(Look { domains, parts })
    }

    fn see(&mut self, part: &Part, domains: &Domains) -> Rc<Seen> {
        let own = part.elements.iter().map(|&e| (e, domains[e].clone()));
        let key = (part.demands.clone(), own.collect::<Vec<_>>());
        let (constraints, most) = (self.constraints, self.most);
        let entry = self.seen.entry(key).or_insert_with_key(|(_, own)| {
            let domains = own.iter().map(|(_, options)| options.clone()).collect();
            Rc::new(see(&constraints.only(part), domains, most))
        });
        Rc::clone(entry)
    }
}

fn see(local: &Constraints, domains: Domains, most: usize) -> Seen {
    let Some(grid) = Grid::of(domains.clone(), most) else { return searched(local, &domains) };
    let mut bits = grid.allowed(local);
    local.demands.iter().for_each(|demand| bits.cut(&grid.meeting(&demand.condition)));
    let mut left = domains;
    for (element, options) in left.iter_mut().enumerate() {
        options.retain(|&option| bits.meets(&grid.taking(element, option)));
    }
    Seen { count: Some(BigUint::from(bits.count())), left }
}

/// The same of a part with too many packages. Every package found settles one
/// option of every element at once.
fn searched(local: &Constraints, domains: &Domains) -> Seen {
    let mut local = local.clone();
    for (element, options) in domains.iter().enumerate() {
        let left = Condition::Is { element, options: options.clone() };
        local.rules.push(left);
    }
    let demands: Vec<usize> = (0..local.demands.len()).collect();
    let mut oracle = Oracle::of(&local);
    let mut left: Domains = vec![Vec::new(); domains.len()];
    for (e, options) in domains.iter().enumerate() {
        for &o in options {
            if left[e].contains(&o) {
                continue;
            }
            if let Held::Together(package) = oracle.ask(&demands, &[(e, o)]) {
                for (options, &taken) in left.iter_mut().zip(&package) {
                    if !options.contains(&taken) {
                        options.push(taken);
                    }
                }
            }
        }
    }
    left.iter_mut().for_each(|options| options.sort_unstable());
    let conditions = local.demands.iter().map(|demand| &demand.condition);
    let conditions: Vec<&Condition> = local.rules.iter().chain(conditions).collect();
    Seen { count: count(&local.options, &conditions), left }
}

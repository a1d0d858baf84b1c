//! Parts: rules and demands that hang together by the elements they speak of.
//!
//! What shares no element can be looked at by itself: its packages multiply,
//! and no conflict reaches across.

use safeconduct_model::talks::Condition;

use crate::constraint::Constraints;

/// Rules and demands that share elements with one another and with no others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Indices of elements spoken of, rising; those that do not tie may be in
    /// several parts.
    pub elements: Vec<usize>,
    /// Indices of rules, rising.
    pub rules: Vec<usize>,
    /// Indices of demands, in the order asked for.
    pub demands: Vec<usize>,
}

/// Which elements each rule and demand speaks of.
pub struct Links {
    elements: usize,
    rules: Vec<Vec<usize>>,
    demands: Vec<Vec<usize>>,
}

impl Links {
    /// Looks through all conditions once.
    pub fn of(constraints: &Constraints) -> Self {
        Self {
            elements: constraints.options.len(),
            rules: constraints.rules.iter().map(Condition::elements).collect(),
            demands: constraints.demands.iter().map(|d| d.condition.elements()).collect(),
        }
    }

    /// Elements that a demand speaks of.
    pub fn of_demand(&self, demand: usize) -> &[usize] {
        &self.demands[demand]
    }

    /// Elements that a rule speaks of.
    pub fn of_rule(&self, rule: usize) -> &[usize] {
        &self.rules[rule]
    }

    /// Rules that speak of no element, as fixed ones may leave them.
    pub fn rules_of_none(&self) -> impl Iterator<Item = usize> {
        (0..self.rules.len()).filter(|&rule| self.rules[rule].is_empty())
    }

    /// The parts of all rules and some demands, by their first element. Only
    /// elements that `ties` says yes to tie; what speaks of none of them belongs
    /// to no part.
    pub fn parts(&self, demands: &[usize], ties: impl Fn(usize) -> bool) -> Vec<Part> {
        let mut roots: Vec<usize> = (0..self.elements).collect();
        let said = demands.iter().map(|&d| &self.demands[d]);
        for spoken in self.rules.iter().chain(said) {
            let mut tied = spoken.iter().copied().filter(|&e| ties(e));
            let Some(mut one) = tied.next().map(|e| root(&mut roots, e)) else { continue };
            for other in tied {
                let other = root(&mut roots, other);
                roots[one.max(other)] = one.min(other);
                one = one.min(other);
            }
        }
        let mut parts = Parts { of: vec![usize::MAX; self.elements], parts: Vec::new() };
        for (rule, spoken) in self.rules.iter().enumerate() {
            if let Some(&first) = spoken.iter().find(|&&e| ties(e)) {
                parts.of(root(&mut roots, first), spoken).rules.push(rule);
            }
        }
        for &demand in demands {
            let spoken = &self.demands[demand];
            if let Some(&first) = spoken.iter().find(|&&e| ties(e)) {
                parts.of(root(&mut roots, first), spoken).demands.push(demand);
            }
        }
        let mut parts = parts.parts;
        for part in &mut parts {
            part.elements.sort_unstable();
            part.elements.dedup();
        }
        parts.sort_by_key(|part| part.elements.first().copied());
        parts
    }
}

/// Parts being gathered.
struct Parts {
    /// By root of elements: place of the part.
    of: Vec<usize>,
    parts: Vec<Part>,
}

impl Parts {
    /// The part of a root, with these elements in it.
    fn of(&mut self, root: usize, spoken: &[usize]) -> &mut Part {
        if self.of[root] == usize::MAX {
            self.of[root] = self.parts.len();
            self.parts.push(Part::default());
        }
        let part = &mut self.parts[self.of[root]];
        part.elements.extend_from_slice(spoken);
        part
    }
}

fn root(roots: &mut [usize], mut element: usize) -> usize {
    while roots[element] != element {
        roots[element] = roots[roots[element]];
        element = roots[element];
    }
    element
}

impl Constraints {
    /// The constraints of a part alone, its elements and demands from 0.
    pub fn only(&self, part: &Part) -> Self {
        let demand = |&d: &usize| {
            let mut demand = self.demands[d].clone();
            demand.condition = demand.condition.renumbered(&part.elements);
            demand
        };
        Self {
            options: part.elements.iter().map(|&e| self.options[e]).collect(),
            rules: part.rules.iter().map(|&r| self.rules[r].renumbered(&part.elements)).collect(),
            demands: part.demands.iter().map(demand).collect(),
        }
    }
}

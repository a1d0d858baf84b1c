//! Parts: rules and demands that hang together by the elements they speak of.
//!
//! What shares no element can be looked at by itself: its packages multiply,
//! and no conflict reaches across.

use safeconduct_model::talks::Condition;

use crate::constraint::Constraints;

/// Rules and demands that share elements with one another and with no others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Indices of elements, rising.
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

    /// Rules that speak of no element, as fixed ones may leave them.
    pub fn rules_of_none(&self) -> impl Iterator<Item = usize> {
        (0..self.rules.len()).filter(|&rule| self.rules[rule].is_empty())
    }

    /// The parts of all rules and some demands, by their first element.
    /// Demands that speak of no element belong to none.
    pub fn parts(&self, demands: &[usize]) -> Vec<Part> {
        let mut roots: Vec<usize> = (0..self.elements).collect();
        let said = demands.iter().map(|&d| &self.demands[d]);
        for spoken in self.rules.iter().chain(said) {
            for pair in spoken.windows(2) {
                let (one, other) = (root(&mut roots, pair[0]), root(&mut roots, pair[1]));
                roots[one.max(other)] = one.min(other);
            }
        }
        let mut place = vec![usize::MAX; self.elements];
        let mut parts: Vec<Part> = Vec::new();
        let mut of = |element: usize, parts: &mut Vec<Part>| -> usize {
            let root = root(&mut roots, element);
            if place[root] == usize::MAX {
                place[root] = parts.len();
                parts.push(Part::default());
            }
            place[root]
        };
        let mut said = vec![false; self.elements];
        for (rule, spoken) in self.rules.iter().enumerate() {
            let Some(&first) = spoken.first() else { continue };
            spoken.iter().for_each(|&e| said[e] = true);
            let part = of(first, &mut parts);
            parts[part].rules.push(rule);
        }
        for &demand in demands {
            let Some(&first) = self.demands[demand].first() else { continue };
            self.demands[demand].iter().for_each(|&e| said[e] = true);
            let part = of(first, &mut parts);
            parts[part].demands.push(demand);
        }
        for element in (0..self.elements).filter(|&e| said[e]) {
            let part = of(element, &mut parts);
            parts[part].elements.push(element);
        }
        parts.sort_by_key(|part| part.elements.first().copied());
        parts
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

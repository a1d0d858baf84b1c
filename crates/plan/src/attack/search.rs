//! Branch and bound over sets of targets.
//!
//! At a node the targets left are sorted by what each would gain. Gains only
//! fall as targets are added, so the value so far plus the largest gains left
//! bounds everything below; with one strike left the gains are the answer. For
//! Γ = 2 this looks at the pairs in question once, for Γ = 3 at each pair that
//! might grow into a better triple.

use super::field::Field;

/// Two sets closer than this, relative to the loads, count as equal.
const EQUAL: f64 = 1e-12;

/// The search and the worst sets found so far.
pub struct Search<'a> {
    field: &'a Field,
    few: usize,
    /// Found so far, worst first, at most `few`.
    found: Vec<(f64, Vec<usize>)>,
    chosen: Vec<usize>,
    struck: Vec<bool>,
}

impl<'a> Search<'a> {
    /// A search for the `few` worst sets.
    pub fn new(field: &'a Field, few: usize) -> Self {
        let struck = vec![false; field.names.len()];
        Self { field, few: few.max(1), found: Vec::new(), chosen: Vec::new(), struck }
    }

    /// Looks at all sets of `gamma` targets (of all targets where there are fewer).
    pub fn run(&mut self, gamma: usize) {
        let gains = self.field.singles();
        let all: Vec<usize> = (0..gains.len()).collect();
        let gamma = gamma.min(all.len());
        if gamma == 0 {
            self.found.push((0.0, Vec::new()));
        } else {
            self.descend(0.0, &all, &gains, gamma);
        }
    }

    /// The sets found, worst first, in the field's numbers.
    pub fn found(self) -> Vec<Vec<usize>> {
        self.found.into_iter().map(|(_, set)| set).collect()
    }

    /// What a set must beat to be kept.
    fn bar(&self) -> f64 {
        let last = if self.found.len() < self.few { None } else { self.found.last() };
        last.map_or(f64::NEG_INFINITY, |&(value, _)| value + EQUAL * value.max(f64::MIN_POSITIVE))
    }

    fn descend(&mut self, value: f64, left: &[usize], gains: &[f64], strikes: usize) {
        let mut order = left.to_vec();
        order.sort_by(|&a, &b| gains[b].total_cmp(&gains[a]).then(a.cmp(&b)));
        for (position, &target) in order.iter().enumerate() {
            let Some(next) = order.get(position..position + strikes) else { return };
            let most = value + next.iter().map(|&t| gains[t].max(0.0)).sum::<f64>();
            if most <= self.bar() {
                return;
            }
            self.chosen.push(target);
            if strikes == 1 {
                self.keep(most);
            } else {
                let after = self.field.strike(target, &mut self.struck, gains);
                let value = value + gains[target].max(0.0);
                self.descend(value, &order[position + 1..], &after, strikes - 1);
                self.struck[target] = false;
            }
            self.chosen.pop();
        }
    }

    fn keep(&mut self, value: f64) {
        let place = self.found.partition_point(|&(other, _)| other >= value);
        self.found.insert(place, (value, self.chosen.clone()));
        self.found.truncate(self.few);
    }
}

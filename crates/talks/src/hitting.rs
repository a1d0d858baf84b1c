//! The cheapest set that meets every one of some sets (a hitting set).

use std::collections::HashSet;

/// Steps after which the best so far is taken.
const MOST_STEPS: usize = 2_000;

/// Members looked at after which it is as well.
const MOST_MEMBERS: usize = 100_000_000;

/// A hitting set.
pub struct Hitting {
    /// Its members, rising.
    pub set: Vec<usize>,
    /// Whether none is cheaper.
    pub proved: bool,
}

/// The cheapest hitting set, the first in order among equals; by branch and
/// bound on the smallest set that is not met.
pub fn cheapest(sets: &[Vec<usize>], weights: &[f64]) -> Hitting {
    let mut search = Search { sets, weights, best: None, taken: Vec::new(), steps: 0, members: 0 };
    search.branch(0.0);
    let proved = !search.late();
    let mut set = search.best.map(|(_, set)| set).unwrap_or_default();
    set.sort_unstable();
    Hitting { set, proved }
}

struct Search<'s> {
    sets: &'s [Vec<usize>],
    weights: &'s [f64],
    best: Option<(f64, Vec<usize>)>,
    taken: Vec<usize>,
    steps: usize,
    /// Members looked at.
    members: usize,
}

impl Search<'_> {
    fn branch(&mut self, cost: f64) {
        self.steps += 1;
        self.members += self.sets.iter().map(Vec::len).sum::<usize>();
        // The first way down always ends, so that there is some set.
        if self.best.is_some() && self.late() {
            return;
        }
        if self.best.as_ref().is_some_and(|(best, _)| cost + self.bound() >= *best) {
            return;
        }
        let Some(set) = self.open().min_by_key(|set| set.len()) else {
            self.best = Some((cost, self.taken.clone()));
            return;
        };
        let mut members = set.clone();
        members.sort_by(|a, b| self.weights[*a].total_cmp(&self.weights[*b]));
        for member in members {
            self.taken.push(member);
            self.branch(cost + self.weights[member]);
            self.taken.pop();
        }
    }

    fn late(&self) -> bool {
        self.steps > MOST_STEPS || self.members > MOST_MEMBERS
    }

    fn open(&self) -> impl Iterator<Item = &Vec<usize>> {
        self.sets.iter().filter(|set| !set.iter().any(|d| self.taken.contains(d)))
    }

    /// Sets that share nothing must each be paid for.
    fn bound(&self) -> f64 {
        let mut used: HashSet<usize> = HashSet::new();
        let mut sum = 0.0;
        for set in self.open() {
            if set.iter().all(|d| !used.contains(d)) {
                sum += set.iter().map(|&d| self.weights[d]).fold(f64::INFINITY, f64::min);
                used.extend(set);
            }
        }
        sum
    }
}

//! Answers by looking at every package and every set of demands: no solver.
#![allow(dead_code)]

use safeconduct_model::talks::{Package, Talks};

/// A demand: its id, party, weight, and whether it is firm.
pub struct Demand {
    pub id: String,
    pub party: usize,
    pub weight: f64,
    pub firm: bool,
    position: usize,
    step: usize,
}

/// Every package that keeps the rules, with the set of demands it keeps.
pub struct Brute {
    pub demands: Vec<Demand>,
    pub space: usize,
    pub packages: Vec<(Package, u32)>,
}

impl Brute {
    pub fn of(talks: &Talks) -> Self {
        let mut demands = Vec::new();
        for (position, row) in talks.positions.iter().enumerate() {
            for (step, asked) in row.steps.iter().enumerate() {
                let below = if step == 0 { String::new() } else { format!("/{}", step + 1) };
                let id = format!("{}{below}", row.id);
                let (party, weight, firm) = (row.party, asked.weight, row.firm);
                demands.push(Demand { id, party, weight, firm, position, step });
            }
        }
        let all = all_packages(talks);
        let space = all.len();
        let allowed =
            all.into_iter().filter(|p| talks.rules.iter().all(|r| r.is.condition.holds(p)));
        let kept = |package: Package| {
            let keeps = |d: &Demand| talks.positions[d.position].keeps(d.step, &package);
            let kept = demands.iter().enumerate().filter(|(_, d)| keeps(d));
            let mask = kept.map(|(place, _)| 1u32 << place).sum();
            (package, mask)
        };
        let packages = allowed.map(kept).collect();
        Self { demands, space, packages }
    }

    pub fn all(&self) -> u32 {
        (1u32 << self.demands.len()) - 1
    }

    pub fn together(&self, set: u32) -> bool {
        self.packages.iter().any(|(_, kept)| kept & set == set)
    }

    /// Packages that keep a set.
    pub fn keeping(&self, set: u32) -> Vec<&Package> {
        self.packages.iter().filter(|(_, kept)| kept & set == set).map(|(p, _)| p).collect()
    }

    /// Demands of a party.
    pub fn of_party(&self, party: usize) -> u32 {
        self.mask(|d| d.party == party)
    }

    pub fn mask(&self, which: impl Fn(&Demand) -> bool) -> u32 {
        self.demands.iter().enumerate().filter(|(_, d)| which(d)).map(|(p, _)| 1 << p).sum()
    }

    /// Smallest sets with a property that larger sets keep.
    fn smallest(&self, has: impl Fn(u32) -> bool) -> Vec<u32> {
        let members = |set: u32| (0..self.demands.len()).filter(move |d| set & (1 << d) != 0);
        let least = |set: u32| members(set).all(|d| !has(set & !(1 << d)));
        (0..=self.all()).filter(|&set| has(set) && least(set)).collect()
    }

    /// Minimal conflicts.
    pub fn conflicts(&self) -> Vec<u32> {
        self.smallest(|set| !self.together(set))
    }

    /// Minimal moves that leave firm demands alone.
    pub fn moves(&self) -> Vec<u32> {
        let firm = self.mask(|d| d.firm);
        self.smallest(|set| self.together(self.all() & !set))
            .into_iter()
            .filter(|set| set & firm == 0)
            .collect()
    }

    /// Ids of a set, in the order of the ids.
    pub fn ids(&self, set: u32) -> Vec<String> {
        let of = self.demands.iter().enumerate().filter(|(place, _)| set & (1 << place) != 0);
        let mut ids: Vec<String> = of.map(|(_, demand)| demand.id.clone()).collect();
        ids.sort();
        ids
    }

    /// The same for many sets, sorted.
    pub fn named(&self, sets: &[u32]) -> Vec<Vec<String>> {
        sorted(sets.iter().map(|&set| self.ids(set)).collect())
    }

    pub fn cost(&self, set: u32) -> f64 {
        let of = self.demands.iter().enumerate().filter(|(place, _)| set & (1 << place) != 0);
        of.map(|(_, demand)| demand.weight).sum::<f64>() + 0.0
    }
}

pub fn sorted(mut sets: Vec<Vec<String>>) -> Vec<Vec<String>> {
    sets.sort();
    sets
}

fn all_packages(talks: &Talks) -> Vec<Package> {
    talks.elements.iter().fold(vec![Vec::new()], |packages, element| {
        let longer = packages.iter().flat_map(|package: &Package| {
            (0..element.options.len()).map(move |o| package.iter().copied().chain([o]).collect())
        });
        longer.collect()
    })
}

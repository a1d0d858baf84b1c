//! The worst case, smoothed: weights of what is struck that follow what is exposed.
//!
//! W = max Σ w V over weights w of sets in [0, 1] that add up to 1 a day, where V
//! is what striking the set takes in a period: exact, once the sets that matter
//! are known. Or, where sets are not counted, over weights of single targets that
//! add up to Γ: the additive worst case. Weights are kept near
//! those of before, w = clamp(before + steep (V - ζ), 0, 1), with ζ chosen so that
//! they add up to Γ: the augmented Lagrangian of the maximum, whose slope moves
//! steadily where the maximum's jumps.

use crate::game::Strike;

/// Where a load may be struck, in driving order: target, what comes to it for a
/// unit of its chain, and the share that a strike takes.
pub type Stops = Vec<(u32, f64, f64)>;

/// Weights of sets of targets and how they move.
pub struct Struck {
    periods: usize,
    /// What the weights of a period's sets add up to, at most.
    most: f64,
    /// Strikes that a weight of 1 takes, by period, where all days share Γ.
    shared: Option<Vec<f64>>,
    /// Period and targets of each set.
    sets: Vec<(usize, Vec<usize>)>,
    /// By target x periods + period: sets that hold it.
    holding: Vec<Vec<u32>>,
    /// What striking a set takes.
    pub exposed: Vec<f64>,
    /// Weight of every set as it is exposed now.
    now: Vec<f64>,
    before: Vec<f64>,
    level: Vec<f64>,
    steep: Vec<f64>,
}

impl Struck {
    /// No set yet, one of which is struck on each day.
    pub fn sets(targets: usize, periods: usize) -> Self {
        Self {
            periods,
            most: 1.0,
            shared: None,
            sets: Vec::new(),
            holding: vec![Vec::new(); targets * periods],
            exposed: Vec::new(),
            now: Vec::new(),
            before: Vec::new(),
            level: vec![0.0; periods],
            steep: vec![0.0; periods],
        }
    }

    /// Every target alone, Γ of them at once: the additive worst case. `shared`
    /// has the days of each period where Γ is for the whole horizon.
    pub fn singles(targets: usize, periods: usize, gamma: f64, shared: Option<Vec<f64>>) -> Self {
        let mut struck = Self { most: gamma, shared, ..Self::sets(targets, periods) };
        for place in 0..targets * periods {
            struck.add(place % periods, vec![place / periods]);
        }
        struck
    }

    /// Adds a set, unless it is known.
    pub fn add(&mut self, p: usize, targets: Vec<usize>) {
        let Some(&first) = targets.first() else { return };
        let known = &self.holding[first * self.periods + p];
        if known.iter().any(|&set| self.sets[set as usize].1 == targets) {
            return;
        }
        for target in &targets {
            self.holding[target * self.periods + p].push(self.sets.len() as u32);
        }
        self.sets.push((p, targets));
        for list in [&mut self.exposed, &mut self.now, &mut self.before] {
            list.push(0.0);
        }
    }

    /// What striking each set takes of a load that leaves in a period, targets
    /// struck before counted in: set and value.
    pub fn takes(&self, p: usize, stops: &Stops) -> Vec<(u32, f64)> {
        // Set, share that its earlier strikes left, what they took.
        let mut met: Vec<(u32, f64, f64)> = Vec::new();
        for &(target, comes, exposure) in stops {
            for &set in &self.holding[target as usize * self.periods + p] {
                match met.iter_mut().find(|met| met.0 == set) {
                    Some(met) => {
                        met.2 += comes * exposure * met.1;
                        met.1 *= 1.0 - exposure;
                    }
                    None => met.push((set, 1.0 - exposure, comes * exposure)),
                }
            }
        }
        met.into_iter().map(|(set, _, taken)| (set, taken)).collect()
    }

    /// What is struck at these weights of sets, by period.
    pub fn strikes(&self, weights: &[f64]) -> impl Iterator<Item = (usize, Strike)> {
        let weighed = self.sets.iter().zip(weights).filter(|(_, often)| **often > 0.0);
        weighed.map(|((p, targets), &probability)| {
            (*p, Strike { targets: targets.clone(), probability })
        })
    }

    /// How often each target is struck at these weights of sets: by target x
    /// periods + period.
    pub fn by_target(&self, weights: &[f64]) -> Vec<f64> {
        let often = |sets: &Vec<u32>| sets.iter().map(|&set| weights[set as usize]).sum();
        self.holding.iter().map(often).collect()
    }

    /// Weight of a set where `more` is exposed than now.
    pub fn weight(&self, set: u32, more: f64) -> f64 {
        let (place, p) = (set as usize, self.sets[set as usize].0);
        let level = self.level[p] * self.days(p);
        let ahead = self.exposed[place] + more - level;
        (self.before[place] + self.steep[p] * ahead).clamp(0.0, 1.0)
    }

    /// Weights of now.
    pub fn weights(&self) -> &[f64] {
        &self.now
    }

    /// What strikes take of what is exposed, at the weights of now.
    pub fn taken(&self) -> f64 {
        self.now.iter().zip(&self.exposed).map(|(often, exposed)| often * exposed).sum()
    }

    /// Exposes more to a set.
    pub fn expose(&mut self, place: u32, more: f64) {
        self.exposed[place as usize] += more;
        self.now[place as usize] = self.weight(place, 0.0);
    }

    fn days(&self, p: usize) -> f64 {
        self.shared.as_ref().map_or(1.0, |days| days[p])
    }

    /// Sets of periods that share their strikes.
    fn groups(&self) -> Vec<Vec<usize>> {
        let counts = |i: usize| self.exposed[i] > 0.0 || self.before[i] > 0.0;
        let groups = if self.shared.is_some() { 1 } else { self.periods };
        let mut all = vec![Vec::new(); groups];
        for (i, (p, _)) in self.sets.iter().enumerate().filter(|(i, _)| counts(*i)) {
            all[p % groups].push(i);
        }
        all
    }

    /// Chooses levels for what is exposed now; keeps the weights if asked.
    pub fn settle(&mut self, stiffness: f64, keep: bool) {
        for (g, places) in self.groups().into_iter().enumerate() {
            let largest = places.iter().map(|&i| self.exposed[i]).fold(0.0, f64::max);
            if largest <= 0.0 || self.most <= 0.0 {
                continue;
            }
            let alike = if self.shared.is_some() { 0..self.periods } else { g..g + 1 };
            self.steep[alike.clone()].fill(stiffness / largest);
            let (mut low, mut high) = (-largest / stiffness, largest * (1.0 + 1.0 / stiffness));
            for _ in 0..40 {
                let middle = 0.5 * (low + high);
                self.level[alike.clone()].fill(middle);
                let sum =
                    places.iter().map(|&i| self.days(self.sets[i].0) * self.weight(i as u32, 0.0));
                if sum.sum::<f64>() > self.most { low = middle } else { high = middle }
            }
            self.level[alike].fill(high);
            if keep {
                let kept: Vec<f64> = places.iter().map(|&i| self.weight(i as u32, 0.0)).collect();
                for (i, weight) in places.into_iter().zip(kept) {
                    self.before[i] = weight;
                }
            }
        }
        for place in 0..self.now.len() {
            self.now[place] = self.weight(place as u32, 0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attack::{Load, Meeting, lost};
    use proptest::prelude::*;

    proptest! {
        /// What sets take of a load is what the search for the worst attack counts.
        #[test]
        fn what_sets_take_is_what_an_attack_takes(
            value in 0.1..50.0_f64,
            exposures in prop::collection::vec(0.01..1.0_f64, 1..6),
            chosen in prop::collection::vec(prop::collection::btree_set(0..6_usize, 1..4), 1..6),
        ) {
            let mut struck = Struck::sets(6, 1);
            let chosen: Vec<Vec<usize>> =
                chosen.into_iter().map(|set| set.into_iter().collect()).collect();
            for set in &chosen {
                struck.add(0, set.clone());
                struck.add(0, set.clone());
            }
            let entering = |i: usize| 0.95_f64.powi(i as i32);
            let stops: Stops = (0..exposures.len())
                .map(|i| (i as u32, value * entering(i), exposures[i]))
                .collect();
            let meeting = |(i, &exposure): (usize, &f64)| {
                Meeting { target: i, entering: entering(i), exposure }
            };
            let meetings = exposures.iter().enumerate().map(meeting).collect();
            let load = [Load { value, meetings }];
            let takes = struck.takes(0, &stops);
            for (i, (_, set)) in struck.sets.iter().enumerate() {
                let taken = takes.iter().find(|taken| taken.0 == i as u32).map_or(0.0, |t| t.1);
                prop_assert!((taken - lost(&load, set)).abs() <= 1e-9 * value, "{set:?}");
            }
        }
    }
}

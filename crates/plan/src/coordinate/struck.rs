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
    /// What striking a set takes, and how its weight follows from that.
    faced: Vec<Faced>,
    /// Weight of every set as it is exposed now.
    now: Vec<f64>,
    before: Vec<f64>,
}

/// What a set is exposed to, and how its weight follows: base + steep x exposed.
#[derive(Clone, Copy, Default)]
struct Faced {
    exposed: f64,
    base: f64,
    steep: f64,
}

impl Faced {
    /// The weight where `more` is exposed than now.
    fn weight(self, more: f64) -> f64 {
        (self.base + self.steep * (self.exposed + more)).clamp(0.0, 1.0)
    }
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
            faced: Vec::new(),
            now: Vec::new(),
            before: Vec::new(),
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
        self.faced.push(Faced::default());
        self.now.push(0.0);
        self.before.push(0.0);
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
        self.faced[set as usize].weight(more)
    }

    /// Weights of now.
    pub fn weights(&self) -> &[f64] {
        &self.now
    }

    /// What strikes take of what is exposed, at the weights of now.
    pub fn taken(&self) -> f64 {
        self.now.iter().zip(&self.faced).map(|(often, faced)| often * faced.exposed).sum()
    }

    /// Exposes more to a set.
    pub fn expose(&mut self, place: u32, more: f64) {
        let faced = &mut self.faced[place as usize];
        faced.exposed += more;
        self.now[place as usize] = faced.weight(0.0);
    }

    /// Counts anew what is exposed; weights stay as they are until they settle.
    pub fn recount(&mut self, exposed: impl Iterator<Item = (u32, f64)>) {
        self.faced.iter_mut().for_each(|faced| faced.exposed = 0.0);
        exposed.for_each(|(place, more)| self.faced[place as usize].exposed += more);
    }

    fn days(&self, p: usize) -> f64 {
        self.shared.as_ref().map_or(1.0, |days| days[p])
    }

    /// Sets of periods that share their strikes.
    fn groups(&self) -> Vec<Vec<usize>> {
        let groups = if self.shared.is_some() { 1 } else { self.periods };
        let mut all = vec![Vec::new(); groups];
        for (i, (p, _)) in self.sets.iter().enumerate() {
            all[p % groups].push(i);
        }
        all
    }

    /// Chooses levels for what is exposed now; keeps the weights if asked.
    pub fn settle(&mut self, stiffness: f64, keep: bool) {
        for places in self.groups() {
            let largest = places.iter().map(|&i| self.faced[i].exposed).fold(0.0, f64::max);
            if largest <= 0.0 || self.most <= 0.0 {
                continue;
            }
            let steep = stiffness / largest;
            let level = self.level(&places, steep, largest);
            for i in places {
                if keep {
                    self.before[i] = self.line(i, steep, level).weight(0.0);
                }
                self.faced[i] = self.line(i, steep, level);
            }
        }
        for (now, faced) in self.now.iter_mut().zip(&self.faced) {
            *now = faced.weight(0.0);
        }
    }

    /// How the weight of a set follows what it is exposed to, at a level.
    fn line(&self, i: usize, steep: f64, level: f64) -> Faced {
        let level = level * self.days(self.sets[i].0);
        Faced { steep, base: self.before[i] - steep * level, ..self.faced[i] }
    }

    /// The least level at which weights add up to no more than they may.
    fn level(&self, places: &[usize], steep: f64, largest: f64) -> f64 {
        let counts = |i: &usize| self.faced[*i].exposed > 0.0 || self.before[*i] > 0.0;
        let places: Vec<usize> = places.iter().copied().filter(counts).collect();
        let (mut low, mut high) = (-1.0 / steep, largest + 1.0 / steep);
        for _ in 0..40 {
            let middle = 0.5 * (low + high);
            let weight = |i: usize| self.line(i, steep, middle).weight(0.0);
            let sum = places.iter().map(|&i| self.days(self.sets[i].0) * weight(i));
            if sum.sum::<f64>() > self.most { low = middle } else { high = middle }
        }
        high
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

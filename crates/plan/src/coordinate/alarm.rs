//! What danger and money ask in searches.
//!
//! A load that a set of targets strikes twice loses less than at each alone: what
//! the first strike took is gone. So a label knows which targets its load has met
//! ([`super::search::danger`]), and what danger asks of it is exact for the way it
//! came. Only in areas, where exposure differs from segment to segment, what an
//! earlier strike took is told a little low.

use super::peril::Aim;
use super::struck::Struck;
use super::toll::Mode;
use crate::program::USD_PER_TRUCK_KM;
use crate::setting::Setting;
use crate::target::Stop;

/// Targets of a period that a load has met, one bit each.
pub type Met = u128;

/// No bit: a target that is in no set, or one too many.
const NO_BIT: u8 = u8::MAX;

/// What danger asks of a tonne on the way, at the weights of now.
pub struct Alarm {
    periods: usize,
    aim: Aim,
    /// How often each target is struck: by target x periods + period.
    weights: Vec<f64>,
    /// By period; empty where targets are struck one by one.
    together: Vec<Together>,
}

/// The sets that are struck in a period.
#[derive(Clone, Default)]
struct Together {
    /// By target: its bit.
    bits: Vec<u8>,
    /// By bit: targets that share a set with it, and itself.
    near: Vec<Met>,
    /// By bit: the sets that hold it.
    sets: Vec<Vec<Shared>>,
    /// By bit: whether a load that has met it may come by again. It is struck there
    /// once.
    again: Vec<bool>,
}

/// A set that holds a target.
#[derive(Clone)]
struct Shared {
    /// How often it is struck.
    often: f64,
    /// Share that a strike at this target takes.
    takes: f64,
    /// Bits of its other targets, and what a strike there leaves.
    others: Vec<(Met, f64)>,
}

/// What danger asks at a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Danger {
    /// Of a thousand USD that comes there having met nothing.
    pub asked: f64,
    /// Targets whose having been met lowers that.
    pub near: Met,
    /// Targets there.
    pub meets: Met,
}

impl Alarm {
    /// Nothing is asked: for the stages that do not look at losses.
    pub fn none() -> Self {
        Self::at(1, Aim::default(), Vec::new())
    }

    /// At these weights of targets, each struck alone.
    pub fn at(periods: usize, aim: Aim, struck: Vec<f64>) -> Self {
        Self { periods, aim, weights: struck, together: Vec::new() }
    }

    /// At these weights of sets.
    pub fn of_sets(at: &Setting, aim: Aim, struck: &Struck, weights: &[f64]) -> Self {
        let periods = at.grid.len();
        let targets = at.targets.len();
        let mut together = vec![Together::default(); periods];
        for (p, strike) in struck.strikes(weights) {
            let left = |target: usize| 1.0 - at.targets.exposure(at.world, target, at.grid.day(p));
            together[p].add(targets, &strike.targets, strike.probability, left);
        }
        for together in &mut together {
            together.recur(|target| at.targets.is_area(target));
        }
        Self { periods, aim, weights: struck.by_target(weights), together }
    }

    /// Whether anything is asked.
    pub fn rings(&self) -> bool {
        self.aim.loss > 0.0 || self.aim.cost > 0.0
    }

    /// Whether targets are struck in sets: what a load has met counts.
    pub fn in_sets(&self) -> bool {
        !self.together.is_empty()
    }

    /// On a segment: expected loss counts too.
    pub fn on(&self, at: &Setting, e: usize, p: usize) -> Danger {
        let asked = self.asked_on(at, e, p, 0);
        let road = &at.world.roads[e][at.grid.day(p)];
        self.danger(asked, Self::stops_on(at, e, road.exposure), p)
    }

    /// At a site that is come to, or set out from.
    pub fn at_site(&self, at: &Setting, site: usize, p: usize) -> Danger {
        self.danger(self.asked_at_site(at, site, p, 0), [at.targets.at_site(site, 0), None], p)
    }

    /// What danger asks on a segment of a load that has met these.
    pub fn asked_on(&self, at: &Setting, e: usize, p: usize, met: Met) -> f64 {
        if self.aim.loss <= 0.0 {
            return 0.0;
        }
        let road = &at.world.roads[e][at.grid.day(p)];
        let struck = self.struck(Self::stops_on(at, e, road.exposure), p, met);
        self.aim.loss * (road.loss.total() + struck)
    }

    /// The same at a site.
    pub fn asked_at_site(&self, at: &Setting, site: usize, p: usize, met: Met) -> f64 {
        if self.aim.loss <= 0.0 {
            return 0.0;
        }
        self.aim.loss * self.struck([at.targets.at_site(site, 0), None], p, met)
    }

    /// Of a tonne bought under a supply row.
    pub fn bought(&self, at: &Setting, row: usize) -> f64 {
        self.aim.cost * at.world.scenario.supply[row].price_usd_per_t.0 / 1000.0
    }

    /// Of a tonne that left the origin in a mode, for a segment.
    pub fn driven(&self, at: &Setting, mode: Mode, e: usize) -> f64 {
        let payload = at.world.scenario.fleets[mode.fleet].payload_t.0;
        let km = 2.0 * at.world.scenario.segments[e].length_km.0 / payload;
        self.aim.cost * km * USD_PER_TRUCK_KM / 1000.0
    }

    /// How much less a load that has met these can pay at places still to come, at
    /// most, than one that has met none of them but `others`.
    pub fn ahead(&self, p: usize, met: Met, others: Met) -> f64 {
        let (mut left, mut most) = (met & !others, 0.0);
        let Some(together) = self.together.get(p) else { return 0.0 };
        while left != 0 {
            most += together.ahead(left.trailing_zeros() as usize, met);
            left &= left - 1;
        }
        self.aim.loss * most
    }

    fn stops_on(at: &Setting, e: usize, exposure: f64) -> [Option<Stop>; 2] {
        [at.targets.on_segment(e, 0, exposure), at.targets.in_area(e, 0, exposure)]
    }

    fn danger(&self, asked: f64, stops: [Option<Stop>; 2], p: usize) -> Danger {
        let mut danger = Danger { asked, ..Danger::default() };
        let Some(together) = self.together.get(p) else { return danger };
        for (bit, near) in stops.iter().flatten().filter_map(|stop| together.bit(stop.target)) {
            danger.meets |= 1 << bit;
            danger.near |= near;
        }
        danger
    }

    /// What strikes take of a load that has met these and comes to targets.
    fn struck(&self, stops: [Option<Stop>; 2], p: usize, mut met: Met) -> f64 {
        let mut struck = 0.0;
        for stop in stops.iter().flatten() {
            let mut weight = self.weight(stop.target, p);
            let together = self.together.get(p);
            if let Some((together, (bit, _))) =
                together.and_then(|t| Some((t, t.bit(stop.target)?)))
            {
                let known = met >> bit & 1 == 1;
                weight = if known { 0.0 } else { weight - together.spared(bit, met) };
                met |= 1 << bit;
            }
            struck += stop.exposure * weight;
        }
        struck
    }

    fn weight(&self, target: usize, p: usize) -> f64 {
        self.weights.get(target * self.periods + p).copied().unwrap_or(0.0)
    }
}

impl Together {
    /// Marks targets that loads come by again.
    fn recur(&mut self, recurs: impl Fn(usize) -> bool) {
        self.again.resize(self.sets.len(), false);
        for (target, &bit) in self.bits.iter().enumerate().filter(|(_, bit)| **bit != NO_BIT) {
            self.again[bit as usize] = recurs(target);
        }
    }

    fn bit(&self, target: usize) -> Option<(u8, Met)> {
        let bit = self.bits.get(target).copied().filter(|bit| *bit != NO_BIT)?;
        Some((bit, self.near[bit as usize]))
    }

    fn add(&mut self, of: usize, targets: &[usize], often: f64, left: impl Fn(usize) -> f64) {
        self.bits.resize(of, NO_BIT);
        for &target in targets {
            let next = self.sets.len();
            if self.bits[target] == NO_BIT && next < Met::BITS as usize {
                self.bits[target] = next as u8;
                self.near.push(1 << next);
                self.sets.push(Vec::new());
            }
        }
        let known: Vec<(usize, u8)> = targets
            .iter()
            .map(|&target| (target, self.bits[target]))
            .filter(|(_, bit)| *bit != NO_BIT)
            .collect();
        for &(target, bit) in &known {
            let others = known.iter().filter(|other| other.1 != bit);
            let others: Vec<_> = others.map(|&(t, other)| (1 << other, left(t))).collect();
            let near = others.iter().fold(0, |near, other| near | other.0);
            self.near[bit as usize] |= near;
            self.sets[bit as usize].push(Shared { often, takes: 1.0 - left(target), others });
        }
    }

    /// What having met a target may save where it is met again, and at the others of
    /// its sets that a load has not met.
    fn ahead(&self, bit: usize, met: Met) -> f64 {
        let again = if self.again[bit] { 1.0 } else { 0.0 };
        let saves = |set: &Shared| {
            let others =
                set.others.iter().filter(|other| met & other.0 == 0 || self.recurs(other.0));
            set.often * set.takes * (again + others.map(|other| 1.0 - other.1).sum::<f64>())
        };
        self.sets[bit].iter().map(saves).sum()
    }

    fn recurs(&self, bit: Met) -> bool {
        self.again[bit.trailing_zeros() as usize]
    }

    /// How much less often a target counts for a load that has met these.
    fn spared(&self, bit: u8, met: Met) -> f64 {
        let spared = |set: &Shared| {
            let struck = set.others.iter().filter(|other| met & other.0 != 0);
            set.often * (1.0 - struck.map(|other| other.1).product::<f64>())
        };
        self.sets[bit as usize].iter().map(spared).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What danger asks of a way, stop by stop, is what its strikes take of it.
        #[test]
        fn a_way_pays_what_its_strikes_take(
            exposures in prop::collection::vec(0.01..1.0_f64, 1..7),
            sets in prop::collection::vec(
                (prop::collection::btree_set(0..8_usize, 1..4), 0.01..0.5_f64), 1..7),
        ) {
            let exposed = |target: usize| exposures.get(target).copied().unwrap_or(0.5);
            let mut together = Together::default();
            for (set, often) in &sets {
                let set: Vec<usize> = set.iter().copied().collect();
                together.add(8, &set, *often, |target| 1.0 - exposed(target));
            }
            let (mut met, mut paid) = (0, 0.0);
            for target in 0..exposures.len() {
                let holds = sets.iter().filter(|(set, _)| set.contains(&target));
                let weight: f64 = holds.map(|(_, often)| often).sum();
                let Some((bit, _)) = together.bit(target) else { continue };
                paid += exposed(target) * (weight - together.spared(bit, met));
                met |= 1 << bit;
            }
            let struck = sets.iter().map(|(set, often)| {
                let left: f64 = set.iter().filter(|t| **t < exposures.len()).map(|t| 1.0 - exposed(*t)).product();
                often * (1.0 - left)
            });
            prop_assert!((paid - struck.sum::<f64>()).abs() <= 1e-9, "{paid}");
        }
    }
}

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
    struck: Vec<f64>,
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
        Self { periods, aim, struck, together: Vec::new() }
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
        Self { periods, aim, struck: struck.by_target(weights), together }
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
        if self.aim.loss <= 0.0 {
            return Danger::default();
        }
        let road = &at.world.roads[e][at.grid.day(p)];
        let danger = self.danger(Self::stops_on(at, e, road.exposure), p);
        Danger { asked: danger.asked + self.aim.loss * road.loss.total(), ..danger }
    }

    /// At a site that is come to, or set out from.
    pub fn at_site(&self, at: &Setting, site: usize, p: usize) -> Danger {
        if self.aim.loss <= 0.0 {
            return Danger::default();
        }
        self.danger([at.targets.at_site(site, 0), None], p)
    }

    /// By how much less danger asks on a segment of a load that has met these.
    pub fn spared_on(&self, at: &Setting, e: usize, p: usize, met: Met) -> f64 {
        let road = &at.world.roads[e][at.grid.day(p)];
        self.spared(Self::stops_on(at, e, road.exposure), p, met)
    }

    /// The same at a site.
    pub fn spared_at_site(&self, at: &Setting, site: usize, p: usize, met: Met) -> f64 {
        self.spared([at.targets.at_site(site, 0), None], p, met)
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

    fn danger(&self, stops: [Option<Stop>; 2], p: usize) -> Danger {
        let mut danger = Danger::default();
        for stop in stops.iter().flatten() {
            danger.asked += self.aim.loss * stop.exposure * self.weight(stop.target, p);
            let together = self.together.get(p);
            if let Some((bit, near)) = together.and_then(|t| t.bit(stop.target)) {
                danger.meets |= 1 << bit;
                danger.near |= near;
            }
        }
        danger
    }

    fn spared(&self, stops: [Option<Stop>; 2], p: usize, met: Met) -> f64 {
        let Some(together) = self.together.get(p) else { return 0.0 };
        let mut spared = 0.0;
        for stop in stops.iter().flatten() {
            let Some((bit, _)) = together.bit(stop.target) else { continue };
            let weight = if met >> bit & 1 == 1 {
                self.weight(stop.target, p)
            } else {
                together.spared(bit, met)
            };
            spared += self.aim.loss * stop.exposure * weight;
        }
        spared
    }

    fn weight(&self, target: usize, p: usize) -> f64 {
        self.struck.get(target * self.periods + p).copied().unwrap_or(0.0)
    }
}

impl Together {
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

    /// What having met a target may save at the others of its sets that a load has
    /// not met.
    fn ahead(&self, bit: usize, met: Met) -> f64 {
        let saves = |set: &Shared| {
            let others = set.others.iter().filter(|other| met & other.0 == 0);
            set.often * set.takes * others.map(|other| 1.0 - other.1).sum::<f64>()
        };
        self.sets[bit].iter().map(saves).sum()
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

//! The frameworks between two: each valued once, and not at all where its value
//! follows from others.
//!
//! Frameworks that leave the same limits are one. And where one that is no easier
//! and one that is no harder come to the same, by group and in all, so does
//! whatever lies between: the plan of the harder one is a plan of it, and a plan
//! of it is one of the easier.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use safeconduct_model::apply::apply;
use safeconduct_model::fingerprint;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;
use safeconduct_model::worth::Counts;

use super::differ::{Mask, Sides};
use super::ease::no_harder;
use super::value::{Outcome, Valuer};
use crate::clock::Clock;
use crate::error::PlanError;

/// How far two figures may be apart and count as the same, as a share of the
/// larger: the solver's tolerance.
pub const SAME: f64 = 1e-7;

/// What is known of a framework.
#[derive(Clone, Debug)]
pub enum Known {
    /// What it comes to.
    Planned(Outcome),
    /// There is no plan, and why.
    NoPlan(String),
}

/// Frameworks from a hardest to an easiest one: every bit set in the first is set
/// in the second. Bits say what is easier here, not what is as in `to`.
struct Stretch {
    low: Mask,
    high: Mask,
}

impl Stretch {
    /// Terms in which its frameworks differ.
    fn bits(&self) -> Vec<Mask> {
        let free = self.high & !self.low;
        (0..Mask::BITS).map(|i| 1 << i).filter(|bit| free & bit != 0).collect()
    }
}

/// Everything between two frameworks of a scenario.
pub struct Lattice<'a> {
    scenario: &'a Scenario,
    sides: &'a Sides<'a>,
    valuer: Valuer<'a>,
    /// Bits that make it harder where they are set.
    harder: Mask,
    /// Bits that make it neither harder nor easier, as far as the ends tell.
    mixed: Mask,
    /// What is known, by position.
    known: Vec<Known>,
    of_mask: BTreeMap<Mask, usize>,
    of_limits: FxHashMap<[u8; 32], usize>,
    alike: u64,
    between: u64,
    refused: u64,
}

impl<'a> Lattice<'a> {
    /// Nothing is valued yet.
    pub fn new(scenario: &'a Scenario, sides: &'a Sides<'a>, valuer: Valuer<'a>) -> Self {
        let (harder, mixed) = directions(scenario, sides);
        Self {
            scenario,
            sides,
            valuer,
            harder,
            mixed,
            known: Vec::new(),
            of_mask: BTreeMap::new(),
            of_limits: FxHashMap::default(),
            alike: 0,
            between: 0,
            refused: 0,
        }
    }

    /// What a framework comes to.
    ///
    /// # Errors
    /// As for planning.
    pub fn find(&mut self, mask: Mask, clock: &mut Clock) -> Result<&Known, PlanError> {
        let at = match self.of_mask.get(&mask) {
            Some(&at) => at,
            None => {
                let at = self.settle(mask, clock)?;
                self.of_mask.insert(mask, at);
                at
            }
        };
        Ok(&self.known[at])
    }

    /// What a framework came to, if it was asked for.
    pub fn known(&self, mask: Mask) -> Option<&Known> {
        self.of_mask.get(&mask).and_then(|&at| self.known.get(at))
    }

    /// Every framework asked for, fewest bits first.
    pub fn masks(&self) -> Vec<Mask> {
        let mut masks: Vec<Mask> = self.of_mask.keys().copied().collect();
        masks.sort_by_key(|mask| (mask.count_ones(), *mask));
        masks
    }

    /// How they were valued.
    pub fn counts(&self) -> Counts {
        let none = |at: &&usize| matches!(self.known.get(**at), Some(Known::NoPlan(_)));
        Counts {
            frameworks: self.of_mask.len() as u64,
            alike: self.alike,
            between: self.between,
            solved: self.valuer.solved,
            linear_programs: self.valuer.programs,
            without_plan: self.of_mask.values().filter(none).count() as u64,
        }
    }

    /// Values every framework between the two: stretch by stretch, each from its
    /// hardest to its easiest framework, cut in two by a term where these differ.
    ///
    /// # Errors
    /// As for planning.
    pub fn find_all(&mut self, clock: &mut Clock) -> Result<(), PlanError> {
        let all = self.sides.all();
        // Terms that make it neither harder nor easier are tried both ways.
        let apart = (0..=all).filter(|mask| mask & !self.mixed == 0);
        let mut todo: Vec<Stretch> =
            apart.map(|mixed| Stretch { low: mixed, high: mixed | (all & !self.mixed) }).collect();
        while let Some(stretch) = todo.pop() {
            let Stretch { low, high } = stretch;
            self.find(low ^ self.harder, clock)?;
            self.find(high ^ self.harder, clock)?;
            if self.level(&stretch) {
                self.fill(&stretch, clock)?;
            } else if (high & !low).count_ones() > 1 {
                let bit = self.telling(&stretch, clock)?;
                todo.push(Stretch { low: low | bit, high });
                todo.push(Stretch { low, high: high & !bit });
            }
        }
        Ok(())
    }

    /// Whether the hardest and the easiest framework of a stretch come to the same.
    fn level(&self, stretch: &Stretch) -> bool {
        let known = |easy: Mask| self.known(easy ^ self.harder);
        matches!((known(stretch.low), known(stretch.high)), (Some(a), Some(b)) if same(a, b))
    }

    /// Gives every framework of a level stretch the value of its ends.
    fn fill(&mut self, stretch: &Stretch, clock: &mut Clock) -> Result<(), PlanError> {
        let low = self.world(stretch.low ^ self.harder);
        let high = self.world(stretch.high ^ self.harder);
        let at = self.of_mask.get(&(stretch.low ^ self.harder)).copied();
        let free = stretch.high & !stretch.low;
        let mut part = free;
        while part > 0 {
            part = (part - 1) & free;
            let mask = (stretch.low | part) ^ self.harder;
            if self.of_mask.contains_key(&mask) {
                continue;
            }
            let lies_between = match (&low, &high, self.world(mask)) {
                (Ok(low), Ok(high), Ok(world)) => no_harder(high, &world) && no_harder(&world, low),
                _ => false,
            };
            match at.filter(|_| lies_between) {
                Some(at) => {
                    self.between += 1;
                    self.of_mask.insert(mask, at);
                }
                None => drop(self.find(mask, clock)?),
            }
        }
        Ok(())
    }

    /// The term that tells most of a stretch apart: where none is known to, each
    /// is tried alone at the hard end, and then at the easy one.
    fn telling(&mut self, stretch: &Stretch, clock: &mut Clock) -> Result<Mask, PlanError> {
        let bits = stretch.bits();
        for end in [stretch.low, stretch.high] {
            let best = bits.iter().map(|&bit| (self.told(stretch, bit), bit));
            let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            if let Some((_, bit)) = best.filter(|(told, _)| *told > 0.0) {
                return Ok(bit);
            }
            for bit in &bits {
                self.find(end ^ bit ^ self.harder, clock)?;
            }
        }
        let most = |bit: &&Mask| self.told(stretch, **bit);
        let best = bits.iter().max_by(|a, b| most(a).total_cmp(&most(b)));
        Ok(best.copied().unwrap_or(stretch.high & !stretch.low))
    }

    /// The most that a term changes between known frameworks of a stretch.
    fn told(&self, stretch: &Stretch, bit: Mask) -> f64 {
        let inside = |mask: &Mask| {
            let easy = mask ^ self.harder;
            stretch.low & !easy == 0 && easy & !stretch.high == 0
        };
        let pair = |mask: &Mask| {
            let (one, other) = (self.known(*mask)?, self.known(mask ^ bit)?);
            Some(match (one, other) {
                _ if same(one, other) => 0.0,
                (Known::Planned(a), Known::Planned(b)) => {
                    (a.value - b.value).abs().max(f64::MIN_POSITIVE)
                }
                _ => f64::MAX,
            })
        };
        self.of_mask.keys().filter(|mask| inside(mask)).filter_map(pair).fold(0.0, f64::max)
    }

    fn world(&self, mask: Mask) -> Result<World, String> {
        world(self.scenario, self.sides, mask)
    }

    fn settle(&mut self, mask: Mask, clock: &mut Clock) -> Result<usize, PlanError> {
        let world = match self.world(mask) {
            Ok(world) => world,
            Err(why) => {
                self.refused += 1;
                return Ok(self.learn(Known::NoPlan(why)));
            }
        };
        let limits = fingerprint::limits(&world);
        if let Some(&at) = self.of_limits.get(&limits) {
            self.alike += 1;
            return Ok(at);
        }
        let at = match self.follows(mask, &world) {
            Some(at) => {
                self.between += 1;
                at
            }
            None => {
                let valued = self.valuer.value(&world, clock)?;
                let none = || Known::NoPlan("no plan keeps every floor".to_owned());
                let known = valued.map_or_else(none, Known::Planned);
                clock.report("worth", (self.valuer.solved as usize, 0), 0.0, None);
                self.learn(known)
            }
        };
        self.of_limits.insert(limits, at);
        Ok(at)
    }

    fn learn(&mut self, known: Known) -> usize {
        self.known.push(known);
        self.known.len() - 1
    }

    /// What the framework must come to, given others: the position of what is
    /// known of one that comes to the same.
    fn follows(&self, mask: Mask, world: &World) -> Option<usize> {
        let easy = |mask: Mask| mask ^ self.harder;
        let comparable = |other: &Mask| (other ^ mask) & self.mixed == 0;
        let others = || self.of_mask.iter().filter(|(other, _)| comparable(other));
        let below = others().filter(|(other, _)| easy(**other) & !easy(mask) == 0);
        let below: Vec<(Mask, usize)> = below.map(|(mask, at)| (*mask, *at)).collect();
        let above = others().filter(|(other, _)| easy(mask) & !easy(**other) == 0);
        for (&over, &high) in above {
            let same = |low: usize| same(&self.known[low], &self.known[high]);
            let Some(&(under, low)) = below.iter().find(|(_, low)| same(*low)) else { continue };
            let (Ok(over), Ok(under)) = (self.world(over), self.world(under)) else { continue };
            if no_harder(&over, world) && no_harder(world, &under) {
                return Some(low);
            }
        }
        None
    }
}

/// The world of a framework between the two; why there is none where its terms
/// contradict one another.
pub fn world(scenario: &Scenario, sides: &Sides, mask: Mask) -> Result<World, String> {
    apply(scenario, Some(&sides.between(mask))).map_err(|findings| {
        let first = findings.0.first().map_or_else(String::new, |finding| finding.what.clone());
        format!("its terms contradict one another: {first}")
    })
}

/// Bits that make a framework harder where they are set, and those that do
/// neither always, both as seen from the two ends. Only a guess where to look:
/// what follows from it is checked.
fn directions(scenario: &Scenario, sides: &Sides) -> (Mask, Mask) {
    let (mut harder, mut mixed) = (0, 0);
    let all = sides.all();
    for bit in (0..sides.count()).map(|i| 1 << i) {
        let (mut up, mut down) = (true, true);
        for (without, with) in [(0, bit), (all & !bit, all)] {
            let worlds = (world(scenario, sides, without), world(scenario, sides, with));
            let (Ok(without), Ok(with)) = worlds else { continue };
            up &= no_harder(&with, &without);
            down &= no_harder(&without, &with);
        }
        match (up, down) {
            (true, _) => {}
            (false, true) => harder |= bit,
            (false, false) => mixed |= bit,
        }
    }
    (harder, mixed)
}

/// Whether two frameworks come to the same, by group and in all.
fn same(a: &Known, b: &Known) -> bool {
    match (a, b) {
        (Known::Planned(a), Known::Planned(b)) => {
            near(a.value, b.value)
                && a.levels.len() == b.levels.len()
                && a.levels.iter().zip(&b.levels).all(|(a, b)| near(*a, *b))
        }
        (Known::NoPlan(_), Known::NoPlan(_)) => true,
        _ => false,
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs()).max(1e-3)
}

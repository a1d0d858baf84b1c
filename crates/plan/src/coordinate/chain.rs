//! Chains: one way from purchase to meal.
//!
//! A chain feeds one demand in one period with one commodity: bought (or there
//! from the start), driven over one or more corridors with waiting between,
//! handed out, eaten. Its unit is a thousand person-days of energy eaten.

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::limits::Limits;
use super::search::{Came, Reached, START, Trail};
use super::sparse::gather;
use super::toll::Mode;
use crate::corridor::Corridor;
use crate::program::{Key, flow_entries};
use crate::setting::Setting;

/// Where a chain's goods come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Bought under a supply row in a period.
    Bought(u32, u32),
    /// At a site from the start.
    Initial(u32),
}

/// A load of a chain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// Position among the corridors.
    pub corridor: u32,
    /// Fleet index.
    pub fleet: u32,
    /// Period of leaving.
    pub period: u32,
    /// Tonnes leaving for a unit of the chain.
    pub tonnes: f64,
}

/// One way from purchase to meal.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Demand index.
    pub demand: u32,
    /// Period of the meal.
    pub eaten: u32,
    /// Commodity index.
    pub commodity: u32,
    /// Where it begins.
    pub source: Source,
    /// Tonnes there for a unit.
    pub tonnes: f64,
    /// Loads in order.
    pub legs: Vec<Leg>,
    /// Site that hands out.
    pub site: u32,
    /// Period in which it hands out.
    pub handed: u32,
    /// Use of shared limits for a unit, as a share of each limit: in single
    /// precision, as sweeps wait for memory. It errs by less than limits are
    /// drawn in.
    pub uses: Box<[(u32, f32)]>,
}

impl Chain {
    /// A chain of tests that uses so much of limits, and lies ready where it is eaten.
    #[cfg(test)]
    pub fn using(demand: usize, uses: Box<[(u32, f32)]>) -> Self {
        Self {
            demand: demand as u32,
            eaten: 0,
            commodity: 0,
            source: Source::Initial(0),
            tonnes: 1.0,
            legs: Vec::new(),
            site: 0,
            handed: 0,
            uses,
        }
    }

    /// Whether it goes this way.
    pub fn goes(&self, way: &Way) -> bool {
        let legs = self.legs.iter().map(|leg| (leg.corridor, leg.fleet, leg.period));
        self.source == way.source
            && self.commodity as usize == way.end.commodity
            && self.site as usize == way.end.site
            && self.handed as usize == way.end.handed
            && legs.eq(way.legs.iter().copied())
    }
}

/// Makes chains and keeps the corridors they use.
#[derive(Default)]
pub struct Maker {
    /// Corridors in use.
    pub corridors: Vec<Corridor>,
    known: FxHashMap<Corridor, u32>,
    /// By load: what a tonne that leaves uses, for many chains share it; none if
    /// it cannot be driven.
    loads: FxHashMap<Load, Option<Uses>>,
    /// As they come: limits may repeat.
    draft: Vec<(u32, f64)>,
}

/// Use of shared limits, as a share of each.
type Uses = Rc<[(u32, f64)]>;

/// A tonne of a commodity leaving on a corridor.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Load {
    corridor: u32,
    fleet: u32,
    commodity: u32,
    period: u32,
}

/// Where a chain ends.
#[derive(Clone, Copy, Debug)]
pub struct End {
    /// Demand index.
    pub demand: usize,
    /// Period of the meal.
    pub eaten: usize,
    /// Commodity index.
    pub commodity: usize,
    /// Site that hands out.
    pub site: usize,
    /// Period in which it hands out.
    pub handed: usize,
}

/// A chain as it is told: what it uses follows from it.
#[derive(Clone, Debug)]
pub struct Way {
    /// Where it begins.
    pub source: Source,
    /// Corridor, fleet and period of each load, in order.
    pub legs: Vec<(u32, u32, u32)>,
    /// Where it ends.
    pub end: End,
}

impl Maker {
    /// The way that a search found to an end.
    pub fn trace(
        &mut self,
        at: &Setting,
        modes: &[Mode],
        reached: &Reached,
        end: End,
    ) -> Option<Way> {
        let mut legs = Vec::new();
        let (mut site, mut p) = (end.site, end.handed);
        let source = loop {
            match reached.came[p * at.sites() + site] {
                Came::Never => return None,
                Came::Initial => break Source::Initial(site as u32),
                Came::Bought(row) => break Source::Bought(row, p as u32),
                Came::Waited => p -= 1,
                Came::Arrived(m) => {
                    let mode = modes[m as usize];
                    let corridor =
                        walk(at, modes.len(), reached, (m as usize, mode.track), (site, p));
                    site = corridor.from;
                    legs.push((self.position(corridor), mode.fleet as u32, p as u32));
                }
            }
        };
        legs.reverse();
        Some(Way { source, legs, end })
    }

    /// The chain that goes a way; none if a trip takes too long or a limit on
    /// the way is zero.
    pub fn compose(&mut self, at: &Setting, limits: &Limits, way: Way) -> Option<Chain> {
        let mut draft = Draft { limits, uses: std::mem::take(&mut self.draft) };
        draft.uses.clear();
        let chain = self.count(at, way, &mut draft);
        self.draft = draft.uses;
        chain
    }

    fn count(&mut self, at: &Setting, way: Way, draft: &mut Draft) -> Option<Chain> {
        let Way { source, legs, end } = way;
        let k = end.commodity;
        let cycle = f64::from(at.world.scenario.need.ration_cycle_days);
        draft.add(Key::People(end.site, end.handed), 1.0 / cycle)?;
        for p in end.handed..end.eaten {
            draft.add(Key::Cycle(end.demand, p), 1.0)?;
        }
        let mut made = Vec::with_capacity(legs.len());
        let (mut site, mut p, mut tonnes) = (end.site, end.handed, 1.0 / at.energy_per_t(k));
        for (number, fleet, left) in legs.into_iter().rev() {
            draft.wait(site, left as usize..p, tonnes)?;
            p = left as usize;
            let corridor = &self.corridors[number as usize];
            tonnes /= corridor.survival(at.world, at.grid.day(p))[corridor.segments.len()];
            site = corridor.from;
            let load = Load { corridor: number, fleet, commodity: k as u32, period: left };
            let uses = self.uses_of(at, draft.limits, load)?;
            draft.uses.extend(uses.iter().map(|&(i, share)| (i, share * tonnes)));
            made.push(Leg { corridor: number, fleet, period: left, tonnes });
        }
        let limits = draft.limits;
        let (position, begun) = match source {
            Source::Initial(_) => (limits.initial(site, k), 0),
            Source::Bought(row, b) => (limits.offer(row as usize, b as usize), b as usize),
        };
        draft.wait(site, begun..p, tonnes)?;
        draft.at_position(position, tonnes)?;
        made.reverse();
        Some(draft.finish(end, source, tonnes, made))
    }

    /// What a tonne that leaves uses, looked up once.
    fn uses_of(&mut self, at: &Setting, limits: &Limits, load: Load) -> Option<Uses> {
        if let Some(known) = self.loads.get(&load) {
            return known.clone();
        }
        let corridor = &self.corridors[load.corridor as usize];
        let (fleet, k, p) = (load.fleet as usize, load.commodity as usize, load.period as usize);
        let uses = flow_entries(at, corridor, fleet, k, p).and_then(|entries| {
            let mut draft = Draft { limits, uses: Vec::new() };
            entries.into_iter().try_for_each(|(key, value)| draft.add(key, value))?;
            Some(draft.uses.into())
        });
        self.loads.entry(load).or_insert(uses).clone()
    }

    /// The position of a corridor, new or known.
    pub fn position(&mut self, corridor: Corridor) -> u32 {
        let corridors = &mut self.corridors;
        *self.known.entry(corridor).or_insert_with_key(|corridor| {
            corridors.push(corridor.clone());
            corridors.len() as u32 - 1
        })
    }
}

/// The corridor of a road label back to where it set out.
fn walk(
    at: &Setting,
    modes: usize,
    reached: &Reached,
    (mode, track): (usize, usize),
    (to, p): (usize, usize),
) -> Corridor {
    if let Some(trail) = &reached.trail {
        return back(at, trail, track, (to, p));
    }
    let base = (p * modes + mode) * at.sites();
    let (mut site, mut segments) = (to, Vec::new());
    while reached.by[base + site] != START {
        segments.push(reached.by[base + site] as usize);
        site = reached.before[base + site] as usize;
    }
    segments.reverse();
    Corridor { track, from: site, to, segments }
}

/// The same where danger counts.
fn back(at: &Setting, trail: &Trail, track: usize, (to, p): (usize, usize)) -> Corridor {
    let (mut site, mut segments) = (to, Vec::new());
    let mut label = trail.rests[p * at.sites() + to];
    while let Some(&(segment, from, before)) = trail.steps.get(label as usize) {
        segments.push(segment as usize);
        (site, label) = (from as usize, before);
    }
    segments.reverse();
    Corridor { track, from: site, to, segments }
}

struct Draft<'d> {
    limits: &'d Limits,
    uses: Vec<(u32, f64)>,
}

impl Draft<'_> {
    /// Counts an entry; none if its limit is zero.
    fn add(&mut self, key: Key, value: f64) -> Option<()> {
        match self.limits.position(key) {
            Some(position) => self.at_position(position, value),
            None => Some(()),
        }
    }

    /// Counts what lies at a site at the end of each of these periods.
    fn wait(&mut self, site: usize, periods: Range<usize>, tonnes: f64) -> Option<()> {
        periods.into_iter().try_for_each(|p| self.add(Key::Storage(site, p), tonnes).map(|_| ()))
    }

    fn at_position(&mut self, position: usize, value: f64) -> Option<()> {
        let capacity = self.limits.capacity[position];
        if capacity <= 0.0 && value > 0.0 {
            return None;
        }
        if capacity.is_finite() && value > 0.0 {
            self.uses.push((position as u32, value / capacity));
        }
        Some(())
    }

    fn finish(&mut self, end: End, source: Source, tonnes: f64, legs: Vec<Leg>) -> Chain {
        gather(&mut self.uses);
        Chain {
            demand: end.demand as u32,
            eaten: end.eaten as u32,
            commodity: end.commodity as u32,
            source,
            tonnes,
            legs,
            site: end.site as u32,
            handed: end.handed as u32,
            uses: self.uses.iter().map(|&(i, share)| (i, share as f32)).collect(),
        }
    }
}

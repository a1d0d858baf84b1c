//! Lanes and ways of a plan: what is sent from one place to another on one
//! track with one fleet, and the corridors it is mixed over.

use std::collections::BTreeMap;
use std::ops::Range;

use safeconduct_model::id::AreaId;
use safeconduct_model::index::Index;
use safeconduct_model::plan::{Corridor, Grams, Plan};
use safeconduct_model::units::GRAMS_PER_TONNE;
use safeconduct_model::world::World;

use super::Table;
use super::roads::Roads;
use crate::error::Error;

/// Relative error that sums of a few decimals may carry.
const ROUNDING: f64 = 1e-9;

/// From one site to another, on one track, with one fleet.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Site index.
    pub from: usize,
    /// Site index.
    pub to: usize,
    /// Track index.
    pub track: usize,
    /// Fleet index.
    pub fleet: usize,
    /// Net load of a truck, grams.
    pub payload: Grams,
    /// Mass for which no truck leaves: a ten-thousandth of a load, as draws have it.
    pub crumb: Grams,
    /// Index into the ways.
    pub ways: Range<usize>,
    /// Commodities that it ever carries.
    pub goods: Vec<usize>,
    /// Shares of missions facilitated, impeded, denied and cancelled.
    pub outcomes: [f64; 4],
    /// Share of an impeded mission's trucks that go on.
    pub impeded_arrives: f64,
    /// Whether any chance is in its missions.
    pub uncertain: bool,
}

/// A corridor of a lane.
#[derive(Clone, Debug)]
pub struct Way {
    /// Index into the lanes.
    pub lane: usize,
    /// Index into the plan's corridors.
    pub corridor: usize,
    /// Days from leaving to arriving.
    pub lead: usize,
    /// Driving time.
    pub hours: f64,
    /// Truck-days that a trip takes.
    pub trip_days: f64,
    /// Index into the steps.
    pub steps: Range<usize>,
    /// Target at the crossing it leaves from.
    pub origin: Option<usize>,
}

type Key = (usize, usize, usize, usize);

/// Lanes by key, each with its corridors and fleets' rows.
struct Named<'a> {
    plan: &'a Plan,
    world: &'a World,
    index: &'a Index,
}

/// The lanes and rows of a plan.
pub fn table(plan: &Plan, world: &World, index: &Index, roads: &mut Roads) -> Result<Table, Error> {
    let named = Named { plan, world, index };
    let mut corridors: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for movement in plan.movements.iter().filter(|m| m.grams > 0) {
        let key = named.key(movement.corridor, movement.fleet.as_str())?;
        let known = corridors.entry(key).or_default();
        if !known.contains(&movement.corridor) {
            known.push(movement.corridor);
        }
    }
    let mut table = Table { lanes: Vec::new(), ways: Vec::new(), rows: Vec::new() };
    let mut place: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (key, mut used) in corridors {
        used.sort_unstable();
        let lane = table.lanes.len();
        let first = table.ways.len();
        for &corridor in &used {
            place.insert((corridor, key.3), table.ways.len());
            table.ways.push(named.way((corridor, lane), key, roads)?);
        }
        table.lanes.push(named.lane(key, first..table.ways.len(), &named.areas(&used)));
    }
    for movement in plan.movements.iter().filter(|m| m.grams > 0) {
        let fleet = named.fleet(movement.fleet.as_str())?;
        let good = index.commodities.get(movement.commodity.as_str()).copied();
        let good = good.ok_or_else(|| Error::unknown("commodity", movement.commodity.as_str()))?;
        let day = movement.day.index();
        if let (Some(&way), true) = (place.get(&(movement.corridor, fleet)), day < world.days) {
            table.rows.push((day, way, good, movement.grams));
            let goods = &mut table.lanes[table.ways[way].lane].goods;
            if let Err(at) = goods.binary_search(&good) {
                goods.insert(at, good);
            }
        }
    }
    Ok(table)
}

impl Named<'_> {
    fn corridor(&self, at: usize) -> Result<&Corridor, Error> {
        self.plan.corridors.get(at).ok_or_else(|| Error::unknown("corridor", &at.to_string()))
    }

    fn site(&self, id: &str) -> Result<usize, Error> {
        self.index.sites.get(id).copied().ok_or_else(|| Error::unknown("site", id))
    }

    fn fleet(&self, id: &str) -> Result<usize, Error> {
        self.index.fleets.get(id).copied().ok_or_else(|| Error::unknown("fleet", id))
    }

    fn key(&self, corridor: usize, fleet: &str) -> Result<Key, Error> {
        let noun = self.corridor(corridor)?;
        let track = self.index.tracks.get(noun.track.as_str()).copied();
        let track = track.ok_or_else(|| Error::unknown("track", noun.track.as_str()))?;
        let (from, to) = (self.site(noun.from.as_str())?, self.site(noun.to.as_str())?);
        Ok((from, to, track, self.fleet(fleet)?))
    }

    fn way(
        &self,
        (corridor, lane): (usize, usize),
        (from, _, _, fleet): Key,
        roads: &mut Roads,
    ) -> Result<Way, Error> {
        let scenario = &self.world.scenario;
        let noun = self.corridor(corridor)?;
        let named = |id: &safeconduct_model::id::SegmentId| {
            let found = self.index.segments.get(id.as_str()).copied();
            found.ok_or_else(|| Error::unknown("segment", id.as_str()))
        };
        let segments = noun.segments.iter().map(named).collect::<Result<Vec<_>, _>>()?;
        let hours: f64 = segments.iter().map(|&s| scenario.segments[s].hours.0).sum();
        let fleet = &scenario.fleets[fleet];
        let days = hours / fleet.hours_per_day.0;
        let lead = ((days - ROUNDING).ceil().max(1.0) as usize) - 1;
        let trip_days = 1.0 / fleet.rounds_per_day.0 + 2.0 * days;
        let (origin, steps) = roads.walk(self.world, self.index, from, &segments);
        Ok(Way { lane, corridor, lead, hours, trip_days, steps, origin })
    }

    /// Areas that any of these corridors passes.
    fn areas(&self, corridors: &[usize]) -> Vec<AreaId> {
        let corridors = corridors.iter().filter_map(|&at| self.plan.corridors.get(at));
        let segments = corridors.flat_map(|corridor| &corridor.segments);
        let found = segments.filter_map(|id| self.index.segments.get(id.as_str()));
        found.filter_map(|&at| self.world.scenario.segments[at].area.clone()).collect()
    }

    fn lane(&self, (from, to, track, fleet): Key, ways: Range<usize>, areas: &[AreaId]) -> Lane {
        let scenario = &self.world.scenario;
        let payload = scenario.fleets[fleet].payload_t.0 * GRAMS_PER_TONNE;
        let payload = ((payload + ROUNDING).floor() as Grams).max(1);
        let (site, track_id) = (&scenario.sites[from].id, &scenario.tracks[track].id);
        let framework = self.plan.framework.as_ref();
        let row = scenario.simulation.mission(framework, track_id.as_str(), site.as_str(), areas);
        let outcomes = row.map_or([1.0, 0.0, 0.0, 0.0], |row| row.shares());
        Lane {
            from,
            to,
            track,
            fleet,
            payload,
            crumb: payload / 10_000,
            ways,
            goods: Vec::new(),
            outcomes,
            impeded_arrives: row.map_or(1.0, |row| row.impeded_arrives()),
            uncertain: outcomes[0] < 1.0,
        }
    }
}

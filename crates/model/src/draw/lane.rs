//! Lanes: what is due to leave from one place to another with one fleet, and
//! the ways there that the plan mixes.

use std::collections::BTreeMap;

use crate::finding::{Code, Findings};
use crate::index::Index;
use crate::plan::{Corridor, Grams, Movement, Plan};
use crate::world::World;

/// From one site to another, on one track, with one fleet.
#[derive(Clone, Debug)]
pub(super) struct Lane {
    /// Site index.
    pub from: usize,
    /// Site index.
    pub to: usize,
    /// Track index.
    pub track: usize,
    /// Fleet index.
    pub fleet: usize,
    /// The four names: what numbers of this lane are drawn for.
    pub label: String,
    /// Net load of one truck, in grams.
    pub payload: Grams,
    /// The corridors that the plan uses.
    pub ways: Vec<Way>,
}

/// A corridor of a lane.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Index into the plan's corridors.
    pub corridor: usize,
    /// Segment indices in driving order.
    pub segments: Vec<usize>,
    /// Driving time.
    pub hours: f64,
    /// Length.
    pub km: f64,
    /// Days from leaving to arriving, as the contract of [`crate::world`] counts them.
    pub lead: usize,
    /// Mass due to leave by commodity index: held from before, and planned for the day.
    pub due: BTreeMap<usize, Grams>,
}

impl Lane {
    /// Mass that is not worth a truck: one ten-thousandth of a full one. Plans
    /// round to the gram and leave such crumbs.
    pub fn crumb(&self) -> Grams {
        self.payload / 10_000
    }

    /// Mass due on the ways named, by commodity.
    pub fn due(&self, ways: &[usize]) -> BTreeMap<usize, Grams> {
        let mut sums = BTreeMap::new();
        for (&commodity, &grams) in ways.iter().flat_map(|&way| &self.ways[way].due) {
            *sums.entry(commodity).or_default() += grams;
        }
        sums.retain(|_, grams| *grams > 0);
        sums
    }
}

impl Way {
    /// Mass due in all commodities.
    pub fn total(&self) -> Grams {
        self.due.values().sum()
    }

    /// Whether loads of `track` may leave this way on `day` and arrive in time.
    pub fn open(&self, world: &World, track: usize, day: usize) -> bool {
        let last = day.saturating_add(self.lead);
        let passes = |segment: &usize| {
            world.roads[*segment]
                .get(day..=last)
                .is_some_and(|d| d.iter().all(|r| r.open_to(track)))
        };
        world.track_allowed[track][day] && last < world.days && self.segments.iter().all(passes)
    }
}

/// A movement of the plan by positions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planned {
    /// Index into the lanes.
    pub lane: usize,
    /// Index into its ways.
    pub way: usize,
    /// Commodity index.
    pub commodity: usize,
    /// Mass.
    pub grams: Grams,
}

/// All lanes of a plan, nothing due yet, and what is planned by day.
pub(super) fn lanes(
    plan: &Plan,
    world: &World,
) -> Result<(Vec<Lane>, Vec<Vec<Planned>>), Findings> {
    let mut table = Table { world, index: Index::of(&world.scenario), lanes: BTreeMap::new() };
    let mut rows = Vec::new();
    let mut findings = Findings::default();
    for (number, movement) in plan.movements.iter().enumerate().filter(|(_, m)| m.grams != 0) {
        match table.row(plan, movement) {
            Some(row) => rows.push(row),
            None => {
                let what = format!("row {} of `movements` names what is not there", number + 1);
                findings.add(Code::PlanMalformed, None, what, "verify the plan before drawing");
            }
        }
    }
    if findings.any_error() {
        return Err(findings);
    }
    let order: BTreeMap<Key, usize> = table.lanes.keys().copied().zip(0..).collect();
    let mut days = vec![Vec::new(); world.days];
    for (key, way, day, commodity, grams) in rows {
        if let (Some(day), Some(&lane)) = (days.get_mut(day), order.get(&key)) {
            day.push(Planned { lane, way, commodity, grams });
        }
    }
    Ok((table.lanes.into_values().collect(), days))
}

type Key = (usize, usize, usize, usize);

struct Table<'a> {
    world: &'a World,
    index: Index,
    lanes: BTreeMap<Key, Lane>,
}

impl Table<'_> {
    /// A movement by lane, way, day, commodity and mass.
    fn row(&mut self, plan: &Plan, m: &Movement) -> Option<(Key, usize, usize, usize, Grams)> {
        let corridor = plan.corridors.get(m.corridor)?;
        let site = |id: &str| self.index.sites.get(id).copied();
        let fleet = *self.index.fleets.get(m.fleet.as_str())?;
        let track = *self.index.tracks.get(corridor.track.as_str())?;
        let key = (site(corridor.from.as_str())?, site(corridor.to.as_str())?, track, fleet);
        let commodity = *self.index.commodities.get(m.commodity.as_str())?;
        let day = m.day.index();
        if day >= self.world.days || m.grams < 0 {
            return None;
        }
        let new = self.way(m.corridor, corridor, fleet)?;
        let lane = match self.lanes.entry(key) {
            std::collections::btree_map::Entry::Occupied(found) => found.into_mut(),
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert(lane(self.world, corridor, key)?)
            }
        };
        let known = lane.ways.iter().position(|way| way.corridor == m.corridor);
        let way = known.unwrap_or_else(|| {
            lane.ways.push(new);
            lane.ways.len() - 1
        });
        Some((key, way, day, commodity, m.grams))
    }

    fn way(&self, position: usize, corridor: &Corridor, fleet: usize) -> Option<Way> {
        let scenario = &self.world.scenario;
        let named = corridor.segments.iter().map(|s| self.index.segments.get(s.as_str()).copied());
        let segments: Vec<usize> = named.collect::<Option<_>>()?;
        let hours: f64 = segments.iter().map(|&s| scenario.segments[s].hours.0).sum();
        let km = segments.iter().map(|&s| scenario.segments[s].length_km.0).sum();
        let days = hours / scenario.fleets[fleet].hours_per_day.0;
        // A sum of hours that should fill its days exactly must not spill into the next.
        let lead = ((days - ROUNDING).ceil() as usize).saturating_sub(1);
        Some(Way { corridor: position, segments, hours, km, lead, due: BTreeMap::new() })
    }
}

/// Relative error that sums of a few decimals may carry.
const ROUNDING: f64 = 1e-9;

fn lane(world: &World, corridor: &Corridor, (from, to, track, fleet): Key) -> Option<Lane> {
    let noun = &world.scenario.fleets[fleet];
    let payload = (noun.payload_t.0 * crate::units::GRAMS_PER_TONNE + ROUNDING).floor() as Grams;
    let label = format!("{}>{}>{}>{}", corridor.from, corridor.to, corridor.track, noun.id);
    let drives = payload > 0 && noun.hours_per_day.0 > 0.0 && noun.rounds_per_day.0 > 0.0;
    drives.then_some(Lane { from, to, track, fleet, label, payload, ways: Vec::new() })
}

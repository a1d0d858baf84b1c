//! Shared limits as one list: rows of the program that several groups touch.
//!
//! Positions are computed rather than looked up, since the search reads a
//! price for every segment and period. A limit nobody set has no capacity and
//! its position is never used.

use crate::program::Key;
use crate::setting::Setting;

/// Limits are drawn in by this share, as in the program.
const MARGIN: f64 = 1e-7;

/// Blocks of positions, each with one run of periods for every member.
pub struct Limits {
    periods: usize,
    starts: [usize; 12],
    commodities: usize,
    /// Capacity by position; infinite where there is no limit.
    pub capacity: Vec<f64>,
}

const SEGMENT: usize = 0;
const CROSSING: usize = 1;
const ENTRY: usize = 2;
const COMMODITY: usize = 3;
const FLEET: usize = 4;
const FUEL: usize = 5;
const THROUGHPUT: usize = 6;
const STORAGE: usize = 7;
const PEOPLE: usize = 8;
const OFFER: usize = 9;
const CYCLE: usize = 10;
const INITIAL: usize = 11;

impl Limits {
    /// The limits of a setting.
    pub fn of(at: &Setting) -> Self {
        let (sites, world, periods) = (at.sites(), at.world, at.grid.len());
        let members = [
            world.roads.len(),
            sites,
            world.entry_caps.len(),
            world.commodity_caps.len(),
            world.scenario.fleets.len(),
            world.scenario.fleets.len(),
            sites,
            sites,
            sites,
            world.scenario.supply.len(),
            at.demands.len(),
        ];
        let mut starts = [0; 12];
        for (block, members) in members.iter().enumerate() {
            starts[block + 1] = starts[block] + members * periods;
        }
        let commodities = at.commodities();
        let all = starts[INITIAL] + sites * commodities;
        let mut limits = Self { periods, starts, commodities, capacity: vec![f64::INFINITY; all] };
        for p in 0..periods {
            limits.fill(at, p);
        }
        for s in 0..sites {
            for k in 0..commodities {
                let position = limits.initial(s, k);
                limits.capacity[position] = at.initial_t(s, k);
            }
        }
        limits
    }

    fn at(&self, block: usize, member: usize, p: usize) -> usize {
        self.starts[block] + member * self.periods + p
    }

    /// Position of a limit; none for rows that are no shared limits.
    pub fn position(&self, key: Key) -> Option<usize> {
        let (block, member, p) = match key {
            Key::Segment(e, p) => (SEGMENT, e, p),
            Key::Crossing(s, p) => (CROSSING, s, p),
            Key::Entry(i, p) => (ENTRY, i, p),
            Key::CommodityCap(i, p) => (COMMODITY, i, p),
            Key::Fleet(f, p) => (FLEET, f, p),
            Key::Fuel(f, p) => (FUEL, f, p),
            Key::Throughput(s, p) => (THROUGHPUT, s, p),
            Key::Storage(s, p) => (STORAGE, s, p),
            Key::People(s, p) => (PEOPLE, s, p),
            Key::Cycle(g, p) => (CYCLE, g, p),
            _ => return None,
        };
        let position = self.at(block, member, p);
        self.capacity[position].is_finite().then_some(position)
    }

    /// The row that stands at a position; none for what is bought or there from
    /// the start.
    pub fn key(&self, position: usize) -> Option<Key> {
        let block = self.starts.partition_point(|start| *start <= position) - 1;
        let within = position - self.starts[block];
        let (member, p) = (within / self.periods, within % self.periods);
        Some(match block {
            SEGMENT => Key::Segment(member, p),
            CROSSING => Key::Crossing(member, p),
            ENTRY => Key::Entry(member, p),
            COMMODITY => Key::CommodityCap(member, p),
            FLEET => Key::Fleet(member, p),
            FUEL => Key::Fuel(member, p),
            THROUGHPUT => Key::Throughput(member, p),
            STORAGE => Key::Storage(member, p),
            PEOPLE => Key::People(member, p),
            CYCLE => Key::Cycle(member, p),
            _ => return None,
        })
    }

    /// Position of what a supply row offers in a period.
    pub fn offer(&self, row: usize, p: usize) -> usize {
        self.at(OFFER, row, p)
    }

    /// Position of what lies at a site at the start.
    pub fn initial(&self, site: usize, commodity: usize) -> usize {
        self.starts[INITIAL] + site * self.commodities + commodity
    }

    fn fill(&mut self, at: &Setting, p: usize) {
        let (day, d, world) = (at.grid.day(p), at.grid.days(p), at.world);
        let mut set = |block: usize, member: usize, limit: Option<f64>| {
            if let Some(limit) = limit {
                let position = self.starts[block] + member * self.periods + p;
                self.capacity[position] = limit * (1.0 - MARGIN);
            }
        };
        for (e, days) in world.roads.iter().enumerate() {
            set(SEGMENT, e, days[day].trucks.map(|t| t * d));
        }
        for (s, site) in world.scenario.sites.iter().enumerate() {
            set(CROSSING, s, world.crossing_trucks[s][day].map(|t| t * d));
            set(THROUGHPUT, s, site.throughput_t_per_day.map(|t| t.0 * d));
            set(STORAGE, s, site.storage_t.map(|t| t.0));
            set(PEOPLE, s, world.people_per_day[s][day].map(|n| n * d / 1000.0));
        }
        for (i, rule) in world.entry_caps.iter().enumerate() {
            set(ENTRY, i, rule.days.contains(&day).then_some(rule.trucks_per_day * d));
        }
        for (i, rule) in world.commodity_caps.iter().enumerate() {
            set(COMMODITY, i, rule.days.contains(&day).then_some(rule.tonnes_per_day * d));
        }
        for f in 0..world.scenario.fleets.len() {
            set(FLEET, f, Some(world.fleet_trucks[f][day] * d));
            set(FUEL, f, world.fleet_fuel_l[f][day].map(|l| l * d));
        }
        for offer in &at.offers {
            let tonnes = if offer.days.contains(&day) { offer.tonnes_per_day * d } else { 0.0 };
            set(OFFER, offer.row, Some(tonnes));
        }
        let cycle = f64::from(world.scenario.need.ration_cycle_days);
        for (g, demand) in at.demands.iter().enumerate() {
            set(CYCLE, g, Some(demand.people(world, &at.grid, p) / 1000.0 * cycle));
        }
    }
}

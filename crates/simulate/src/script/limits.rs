//! Limits on what a run sends beyond the script: the room that the script leaves
//! on roads, in fleets and at sites, day by day.
//!
//! The script itself keeps every limit in the mean, as a plan is checked for it.
//! A rule that puts trucks on other corridors than the plan's may not: its lanes
//! are cut until roads take them.

use safeconduct_model::plan::Grams;
use safeconduct_model::site::SiteKind;
use safeconduct_model::units::GRAMS_PER_TONNE;
use safeconduct_model::world::World;

use super::mix::Mix;
use super::roads::Roads;
use super::stocks::Stocks;
use super::{Rule, Table};

/// Most times that lanes are cut to fit roads.
const MOST_CUTS: usize = 1_000;

/// Room beyond the script.
#[derive(Debug)]
pub struct Limits {
    /// By day and segment: trucks.
    pub road_trucks: Vec<f64>,
    /// By day and fleet: truck-days.
    pub fleet_days: Vec<f64>,
    /// By day and fleet: truck-days that the script uses.
    pub fleet_used: Vec<f64>,
    /// By day and site: grams that arrive (leave, at a crossing).
    pub site_grams: Vec<f64>,
    /// By day and site: grams that may lie there in the morning, so that its store
    /// takes what the script brings and leaves.
    pub store_grams: Vec<f64>,
    /// By day and lane: share of what the script sends that may leave.
    pub cut: Vec<f64>,
    /// By day and site: trucks that may leave; `None` is no limit.
    pub crossing_trucks: Vec<Option<f64>>,
    /// By day and commodity: whether a term caps it; nothing on days without.
    capped: Vec<Vec<bool>>,
    lanes: usize,
}

impl Limits {
    /// By commodity, where there are any on a day: whether a term caps it, so that
    /// nothing late of it goes beyond the script.
    #[must_use]
    pub fn capped(&self, day: usize) -> Option<&[bool]> {
        Some(self.capped[day].as_slice()).filter(|capped| !capped.is_empty())
    }

    /// Share of what the script sends on a lane that may leave.
    #[must_use]
    pub fn cut(&self, day: usize, lane: usize) -> f64 {
        self.cut[day * self.lanes + lane]
    }
}

/// The room that a mix leaves.
pub fn limits(
    table: &Table,
    (mix, stocks): (&Mix, &Stocks),
    roads: &Roads,
    world: &World,
    rule: Rule,
) -> Limits {
    let lanes = table.lanes.len();
    let goods = world.scenario.commodities.len();
    let mut limits = Limits {
        road_trucks: Vec::new(),
        fleet_days: Vec::new(),
        fleet_used: Vec::new(),
        site_grams: Vec::new(),
        store_grams: store_grams(stocks, world),
        cut: vec![1.0; world.days * lanes],
        crossing_trucks: Vec::new(),
        capped: vec![Vec::new(); world.days],
        lanes,
    };
    for cap in &world.commodity_caps {
        for day in cap.days.clone() {
            limits.capped[day].resize(goods, false);
            limits.capped[day][cap.commodity] = true;
        }
    }
    for day in 0..world.days {
        let at = Day { table, mix, roads, world, day };
        if rule != Rule::Mix {
            at.cut(&mut limits.cut[day * lanes..(day + 1) * lanes]);
        }
        let used = at.used(&limits.cut[day * lanes..(day + 1) * lanes]);
        let room =
            |cap: Option<f64>, used: f64| cap.map_or(f64::INFINITY, |cap| (cap - used).max(0.0));
        let roads = world.roads.iter().zip(&used.roads);
        limits.road_trucks.extend(roads.map(|(road, used)| room(road[day].trucks, *used)));
        let fleets = world.fleet_trucks.iter().zip(&used.fleets);
        limits.fleet_days.extend(fleets.map(|(trucks, used)| room(Some(trucks[day]), *used)));
        limits.fleet_used.extend(&used.fleets);
        let sites = world.scenario.sites.iter().zip(&used.sites);
        let grams = |cap: f64| cap * GRAMS_PER_TONNE;
        limits.site_grams.extend(
            sites.map(|(site, used)| room(site.throughput_t_per_day.map(|t| grams(t.0)), *used)),
        );
        limits.crossing_trucks.extend(world.crossing_trucks.iter().map(|caps| caps[day]));
    }
    limits
}

/// What may lie at each site in the morning, day by day: what its store holds, less
/// what the script adds until the evening.
fn store_grams(stocks: &Stocks, world: &World) -> Vec<f64> {
    let sites = world.scenario.sites.len();
    let goods = world.scenario.commodities.len();
    let mut grams = vec![f64::INFINITY; world.days * sites];
    for &(site, limit) in &stocks.stores {
        let sum = |places: &[Grams]| places[site * goods..][..goods].iter().sum::<Grams>();
        let mut before = sum(&stocks.start);
        for day in 0..world.days {
            let after = sum(stocks.keep(day));
            grams[day * sites + site] = (limit - (after - before)) as f64;
            before = after;
        }
    }
    grams
}

struct Day<'a> {
    table: &'a Table,
    mix: &'a Mix,
    roads: &'a Roads,
    world: &'a World,
    day: usize,
}

/// What the script uses on a day.
struct Used {
    roads: Vec<f64>,
    fleets: Vec<f64>,
    sites: Vec<f64>,
}

impl Day<'_> {
    /// Mass that the script sends on a way.
    fn mass(&self, lane: usize, way: usize) -> f64 {
        let due = self.mix.due(self.day, lane).iter();
        due.zip(self.mix.share(self.day, way)).map(|(due, share)| *due as f64 * share).sum()
    }

    fn used(&self, cut: &[f64]) -> Used {
        let scenario = &self.world.scenario;
        let mut used = Used {
            roads: vec![0.0; scenario.segments.len()],
            fleets: vec![0.0; scenario.fleets.len()],
            sites: vec![0.0; scenario.sites.len()],
        };
        for (at, lane) in self.table.lanes.iter().enumerate() {
            for way in lane.ways.clone() {
                let mut mass = self.mass(at, way) * cut[at];
                let trucks = mass / lane.payload as f64;
                used.fleets[lane.fleet] += trucks * self.table.ways[way].trip_days;
                if scenario.sites[lane.from].kind == SiteKind::Crossing {
                    used.sites[lane.from] += mass;
                }
                for step in &self.roads.steps[self.table.ways[way].steps.clone()] {
                    used.roads[step.segment] += mass / lane.payload as f64;
                    mass *= 1.0 - self.lost(step.segment);
                }
                used.sites[lane.to] += mass;
            }
        }
        used
    }

    fn lost(&self, segment: usize) -> f64 {
        let segments = self.world.roads.len();
        self.roads.loss[self.day * segments + segment].iter().sum()
    }

    /// Cuts lanes until no road takes more than it may.
    fn cut(&self, cut: &mut [f64]) {
        for _ in 0..MOST_CUTS {
            let used = self.used(cut);
            let over = |segment: usize| {
                let cap = self.world.roads[segment][self.day].trucks?;
                (used.roads[segment] > cap + 1e-6).then(|| (segment, cap / used.roads[segment]))
            };
            let worst = (0..used.roads.len()).filter_map(over);
            let Some((segment, factor)) = worst.min_by(|a, b| a.1.total_cmp(&b.1)) else { return };
            for (at, lane) in self.table.lanes.iter().enumerate() {
                let meets = |way: usize| {
                    let steps = &self.roads.steps[self.table.ways[way].steps.clone()];
                    self.mass(at, way) > 0.0 && steps.iter().any(|step| step.segment == segment)
                };
                if lane.ways.clone().any(meets) {
                    cut[at] *= factor;
                }
            }
        }
    }
}

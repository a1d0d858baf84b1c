//! What each chain loses, exposes and costs, whatever the others do.

use super::chain::{Chain, Source};
use super::sparse::gather;
use super::struck::{Stops, Struck};
use super::toll::Mode;
use crate::corridor::Corridor;
use crate::program::USD_PER_TRUCK_KM;
use crate::setting::Setting;

/// Of a unit of a chain, thousand USD.
#[derive(Clone, Debug, Default)]
pub struct Peril {
    /// Expected loss.
    pub lost: f64,
    /// Purchases and truck-kilometres.
    pub cost: f64,
    /// By load: period of leaving, and where it may be struck.
    pub stops: Vec<(u32, Stops)>,
    /// By set, ascending: what striking it takes.
    pub exposed: Vec<(u32, f64)>,
}

/// Weights of what a stage lowers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Aim {
    /// Of a thousand USD of worst case and expected loss.
    pub loss: f64,
    /// Of a thousand USD of purchases and truck-kilometres.
    pub cost: f64,
}

impl Peril {
    /// The peril of a chain.
    pub fn of(at: &Setting, corridors: &[Corridor], chain: &Chain) -> Self {
        let world = at.world;
        let k = chain.commodity as usize;
        let value = world.scenario.commodities[k].value_usd_per_t.0 / 1000.0;
        let mut peril = Self::default();
        if let Source::Bought(row, _) = chain.source {
            let price = world.scenario.supply[row as usize].price_usd_per_t.0;
            peril.cost += chain.tonnes * price / 1000.0;
        }
        for leg in &chain.legs {
            let corridor = &corridors[leg.corridor as usize];
            let p = leg.period as usize;
            let left = corridor.survival(world, at.grid.day(p));
            let payload = world.scenario.fleets[leg.fleet as usize].payload_t.0;
            let worth = leg.tonnes * value;
            peril.lost += worth * (1.0 - left[corridor.segments.len()]);
            peril.cost += leg.tonnes * kilometres(at, corridor, payload) / 1000.0;
            let stops = at.targets.stops(world, corridor.from, &corridor.segments, at.grid.day(p));
            let mut met: Stops = Vec::with_capacity(stops.len());
            for stop in stops {
                if met.iter().all(|met| met.0 as usize != stop.target) {
                    met.push((stop.target as u32, worth * left[stop.driven], stop.exposure));
                }
            }
            peril.stops.push((leg.period, met));
        }
        peril
    }

    /// Looks up what the sets that are known now take.
    pub fn meet(&mut self, struck: &Struck) {
        self.exposed.clear();
        for (p, stops) in &self.stops {
            self.exposed.extend(struck.takes(*p as usize, stops));
        }
        gather(&mut self.exposed);
    }
}

/// Truck-kilometres there and back for a tonne, in USD.
fn kilometres(at: &Setting, corridor: &Corridor, payload: f64) -> f64 {
    2.0 * corridor.drive(at.world).km / payload * USD_PER_TRUCK_KM
}

/// What danger asks of a tonne on the way, at the weights of now.
pub struct Alarm {
    periods: usize,
    aim: Aim,
    struck: Vec<f64>,
}

impl Alarm {
    /// Nothing is asked: for the stages that do not look at losses.
    pub fn none() -> Self {
        Self { periods: 1, aim: Aim::default(), struck: Vec::new() }
    }

    /// At these weights of targets.
    pub fn at(periods: usize, aim: Aim, struck: Vec<f64>) -> Self {
        Self { periods, aim, struck }
    }

    /// Whether anything is asked.
    pub fn rings(&self) -> bool {
        self.aim.loss > 0.0 || self.aim.cost > 0.0
    }

    /// Of a thousand USD that enters a segment and survives its expected loss or not.
    pub fn on(&self, at: &Setting, e: usize, p: usize) -> f64 {
        if self.aim.loss <= 0.0 {
            return 0.0;
        }
        let road = &at.world.roads[e][at.grid.day(p)];
        let stops =
            [at.targets.on_segment(e, 0, road.exposure), at.targets.in_area(e, 0, road.exposure)];
        let struck = stops.iter().flatten().map(|stop| stop.exposure * self.weight(stop.target, p));
        self.aim.loss * (road.loss.total() + struck.sum::<f64>())
    }

    /// Of a thousand USD that comes to a site, or sets out from it.
    pub fn at_site(&self, at: &Setting, site: usize, p: usize) -> f64 {
        if self.aim.loss <= 0.0 {
            return 0.0;
        }
        let stop = at.targets.at_site(site, 0);
        self.aim.loss * stop.map_or(0.0, |stop| stop.exposure * self.weight(stop.target, p))
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

    fn weight(&self, target: usize, p: usize) -> f64 {
        self.struck.get(target * self.periods + p).copied().unwrap_or(0.0)
    }
}

//! What each chain loses, exposes and costs, whatever the others do.

use super::chain::{Chain, Source};
use super::sparse::gather;
use super::struck::{Stops, Struck};
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
    /// By set, ascending: what striking it takes; in single precision, as sweeps
    /// wait for memory.
    pub exposed: Box<[(u32, f32)]>,
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
        let mut exposed: Vec<(u32, f64)> = Vec::new();
        for (p, stops) in &self.stops {
            exposed.extend(struck.takes(*p as usize, stops));
        }
        gather(&mut exposed);
        self.exposed = exposed.into_iter().map(|(set, taken)| (set, taken as f32)).collect();
    }
}

/// Truck-kilometres there and back for a tonne, in USD.
fn kilometres(at: &Setting, corridor: &Corridor, payload: f64) -> f64 {
    2.0 * corridor.drive(at.world).km / payload * USD_PER_TRUCK_KM
}

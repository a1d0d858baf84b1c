//! What the limits of one day still allow.

use std::collections::HashMap;

use safeconduct_model::plan::Grams;
use safeconduct_model::world::World;

use super::MARGIN;

/// Room under every limit of a day; `None` is no limit.
#[derive(Clone, Debug, Default)]
pub struct Room {
    /// Trucks leaving, by site.
    pub crossing: Vec<Option<f64>>,
    /// Trucks, by entry cap.
    pub entry: Vec<Option<f64>>,
    /// Grams, by commodity cap.
    pub commodity: Vec<Option<f64>>,
    /// Trucks, by segment.
    pub segment: Vec<Option<f64>>,
    /// Truck-days, by fleet.
    pub fleet: Vec<Option<f64>>,
    /// Litres, by fleet.
    pub fuel: Vec<Option<f64>>,
    /// Rations, by site.
    pub people: Vec<Option<f64>>,
    /// Grams on offer, by crossing and commodity.
    pub supply: HashMap<(usize, usize), Grams>,
}

impl Room {
    /// The room of a whole day.
    pub fn of(world: &World, day: usize) -> Self {
        let at = |limit: Option<f64>| limit.map(|l| l * (1.0 - MARGIN));
        let on =
            |days: &std::ops::Range<usize>, limit: f64| at(days.contains(&day).then_some(limit));
        Self {
            crossing: world.crossing_trucks.iter().map(|days| at(days[day])).collect(),
            entry: world.entry_caps.iter().map(|r| on(&r.days, r.trucks_per_day)).collect(),
            commodity: world
                .commodity_caps
                .iter()
                .map(|r| on(&r.days, r.tonnes_per_day * 1e6))
                .collect(),
            segment: world.roads.iter().map(|days| at(days[day].trucks)).collect(),
            fleet: world.fleet_trucks.iter().map(|days| at(Some(days[day]))).collect(),
            fuel: world.fleet_fuel_l.iter().map(|days| at(days[day])).collect(),
            people: world.people_per_day.iter().map(|days| at(days[day])).collect(),
            supply: supply(world, day),
        }
    }
}

fn supply(world: &World, day: usize) -> HashMap<(usize, usize), Grams> {
    let scenario = &world.scenario;
    let mut supply = HashMap::new();
    for row in &scenario.supply {
        if !row.window.indices(scenario.days).contains(&day) {
            continue;
        }
        let site = scenario.sites.iter().position(|s| s.id == row.crossing);
        let commodity = scenario.commodities.iter().position(|c| c.id == row.commodity);
        if let (Some(site), Some(commodity)) = (site, commodity) {
            let grams = (row.tonnes_per_day.0 * 1e6 * (1.0 - MARGIN)).floor() as Grams;
            *supply.entry((site, commodity)).or_insert(0) += grams;
        }
    }
    supply
}

//! What the limits of one day still allow.

use std::collections::HashMap;

use safeconduct_model::plan::Grams;
use safeconduct_model::world::World;

use super::MARGIN;
use crate::offer::Offer;

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
    pub fn of(world: &World, offers: &[Offer], day: usize) -> Self {
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
            supply: supply(offers, day),
        }
    }
}

fn supply(offers: &[Offer], day: usize) -> HashMap<(usize, usize), Grams> {
    let mut supply = HashMap::new();
    for offer in offers.iter().filter(|o| o.days.contains(&day)) {
        let grams = (offer.tonnes_per_day * 1e6 * (1.0 - MARGIN)).floor() as Grams;
        *supply.entry((offer.crossing, offer.commodity)).or_insert(0) += grams;
    }
    supply
}

//! Supply rows with their places answered: what is on offer where and when.

use std::ops::Range;

use safeconduct_model::index::Index;
use safeconduct_model::world::World;

/// One row of the supply table, by index.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Position of the row in the scenario's supply table.
    pub row: usize,
    /// Crossing, as a site index.
    pub crossing: usize,
    /// Commodity index.
    pub commodity: usize,
    /// Day indices on which it can be bought.
    pub days: Range<usize>,
    /// Tonnes on each of those days.
    pub tonnes_per_day: f64,
}

/// Every offer of a world, in the order of its supply table.
pub fn offers(world: &World) -> Vec<Offer> {
    let scenario = &world.scenario;
    let index = Index::of(scenario);
    let rows = scenario.supply.iter().enumerate();
    rows.filter_map(|(row, supply)| {
        Some(Offer {
            row,
            crossing: *index.sites.get(supply.crossing.as_str())?,
            commodity: *index.commodities.get(supply.commodity.as_str())?,
            days: supply.window.indices(scenario.days),
            tonnes_per_day: supply.tonnes_per_day.0,
        })
    })
    .collect()
}

//! Bounds on rations, where a plan is to choose its basket.
//!
//! A group is given some number of rations a day, and what it eats of each
//! bound's goods lies between the least and the greatest mass in them.

use safeconduct_model::world::World;

/// A bound, in tonnes in a thousand rations.
#[derive(Clone, Debug)]
pub struct Ration {
    /// By commodity: whether it counts.
    pub counts: Vec<bool>,
    /// Least mass; none where there is no such bound.
    pub least: Option<f64>,
    /// Greatest mass; none where there is no such bound.
    pub most: Option<f64>,
}

/// The bounds of a scenario.
pub fn of(world: &World) -> Vec<Ration> {
    let goods = &world.scenario.commodities;
    let ration = |bound: &safeconduct_model::basket::RationBound| Ration {
        counts: goods.iter().map(|c| bound.counts(c)).collect(),
        // A thousand rations of so many grams are so many kilograms.
        least: Some(bound.at_least_g.0 / 1000.0).filter(|least| *least > 0.0),
        most: bound.at_most_g.map(|most| most.0 / 1000.0),
    };
    world.scenario.basket.iter().map(ration).collect()
}

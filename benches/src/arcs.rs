//! The whole planning problem as one linear program on nodes and arcs, for
//! solvers that know nothing of corridors.
//!
//! Loads of a fleet, track and commodity flow from arc to arc on the day they
//! leave; they are the planner's problem exactly where nothing is expected to be
//! lost on the road and no drive is longer than the working day. It is written
//! from the world alone and shares no code with the planner, so an equal optimum
//! is evidence for both. Units: tonnes, thousand person-days, thousand USD.

mod drive;
mod feed;
mod place;
mod strike;
mod table;

use safeconduct_model::world::World;

use place::Place;
pub use table::{Column, Table};

/// What is asked of the program, and what earlier stages reached.
#[derive(Clone, Copy, Debug)]
pub enum Stage {
    /// Raise the least-covered week of any group.
    Fair,
    /// Feed the most people, every week at least at `level`.
    Total {
        /// Mean coverage of a week.
        level: f64,
    },
    /// Lose least in the (additive) worst case.
    Loss {
        /// Mean coverage of a week.
        level: f64,
        /// Thousand person-days.
        total: f64,
        /// Segments struck in a day.
        gamma: f64,
    },
}

/// Why a world is no flow on arcs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Losses shrink a load, but trucks and fuel count it as it left.
    #[error("loads are expected to be lost on the road")]
    Losses,
    /// Freshness follows batches, not flows.
    #[error("goods perish within the horizon")]
    Perishes,
    /// The additive worst case is written for segments struck in a day.
    #[error("the interceptor strikes sites or areas, or over the whole horizon")]
    Interceptor,
    /// Terms that are not written here.
    #[error("the framework sets shares, centres, floors or caps over several crossings")]
    Terms,
}

/// The program of a stage. Its optimum is minus the level, minus the thousand
/// person-days, or the thousand USD.
///
/// # Errors
/// The world is no flow on arcs.
pub fn program(world: &World, stage: Stage) -> Result<Table, Unfit> {
    fit(world)?;
    let place = Place::of(world);
    let mut table = Table::default();
    let feed = feed::rows(&place, stage, &mut table);
    let strike = strike::rows(&place, stage, &mut table);
    drive::add(&place, &feed, &strike, &mut table);
    feed::columns(&place, stage, &feed, &mut table);
    strike::columns(stage, &strike, &mut table);
    Ok(table)
}

/// About how many columns the program of a world has: those of flows.
#[must_use]
pub fn columns_about(world: &World) -> usize {
    let place = Place::of(world);
    place.arcs.len() * place.pairs.len() * place.energy.len() * world.days
}

fn fit(world: &World) -> Result<(), Unfit> {
    let lasts = |c: &safeconduct_model::commodity::Commodity| {
        c.shelf_life_days.is_none_or(|days| days >= world.scenario.days)
    };
    let no_terms = world.share_rules.is_empty()
        && world.centre_rules.is_empty()
        && world.floors.is_empty()
        && world.entry_caps.is_empty()
        && world.commodity_caps.is_empty();
    if world.roads.iter().flatten().any(|road| road.loss.total() > 0.0) {
        Err(Unfit::Losses)
    } else if !world.scenario.commodities.iter().all(lasts) {
        Err(Unfit::Perishes)
    } else if !world.scenario.interceptor.is_usual() {
        Err(Unfit::Interceptor)
    } else if no_terms {
        Ok(())
    } else {
        Err(Unfit::Terms)
    }
}

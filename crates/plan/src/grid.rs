//! The time grid: runs of days on which nothing in the world changes.
//!
//! Days of one run are planned alike. Where every trip ends on the day it
//! begins this loses nothing but the freedom to treat equal days unequally;
//! where a trip takes longer, or goods perish within the horizon, every day
//! stands alone.

use std::ops::Range;

use safeconduct_model::world::World;

/// Periods in order; together they cover the horizon.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Days of each period.
    pub periods: Vec<Range<usize>>,
    /// Period of each day.
    pub period_of: Vec<usize>,
}

impl Grid {
    /// The grid of a world; `merge` joins days with the same data.
    pub fn of(world: &World, merge: bool) -> Self {
        let mut periods: Vec<Range<usize>> = Vec::new();
        let mut period_of = Vec::with_capacity(world.days);
        for day in 0..world.days {
            match periods.last_mut() {
                Some(last) if merge && alike(world, day - 1, day) => last.end = day + 1,
                _ => periods.push(day..day + 1),
            }
            period_of.push(periods.len() - 1);
        }
        Self { periods, period_of }
    }

    /// Number of periods.
    pub fn len(&self) -> usize {
        self.periods.len()
    }

    /// Days in period `p` (d_p).
    pub fn days(&self, p: usize) -> f64 {
        self.periods[p].len() as f64
    }

    /// A day of period `p`; all its days are alike.
    pub fn day(&self, p: usize) -> usize {
        self.periods[p].start
    }
}

/// Whether two days have the same data in every table of the world.
fn alike(world: &World, a: usize, b: usize) -> bool {
    tables_alike(world, a, b) && rules_alike(world, a, b) && supply_alike(world, a, b)
}

fn tables_alike(world: &World, a: usize, b: usize) -> bool {
    let same = |table: &[Vec<Option<f64>>]| table.iter().all(|row| row[a] == row[b]);
    same(&world.crossing_trucks)
        && same(&world.people_per_day)
        && same(&world.fleet_fuel_l)
        && world.roads.iter().all(|row| row[a] == row[b])
        && world.track_allowed.iter().all(|row| row[a] == row[b])
        && world.hand_out_allowed.iter().all(|row| row[a] == row[b])
        && world.fleet_trucks.iter().all(|row| row[a] == row[b])
        && world.population.iter().all(|row| row[a] == row[b])
}

fn rules_alike(world: &World, a: usize, b: usize) -> bool {
    let same = |days: &Range<usize>| days.contains(&a) == days.contains(&b);
    world.entry_caps.iter().all(|r| same(&r.days))
        && world.share_rules.iter().all(|r| same(&r.days))
        && world.centre_rules.iter().all(|r| same(&r.days))
        && world.commodity_caps.iter().all(|r| same(&r.days))
        && world.floors.iter().all(|r| same(&r.days))
}

fn supply_alike(world: &World, a: usize, b: usize) -> bool {
    world.scenario.supply.iter().all(|row| {
        let days = row.window.indices(world.scenario.days);
        days.contains(&a) == days.contains(&b)
    })
}

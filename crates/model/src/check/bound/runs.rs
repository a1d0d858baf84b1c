//! Runs of days on which nothing in the world changes.

use std::ops::Range;

use crate::world::World;

/// The longest runs, in order; together they cover the horizon.
pub fn runs(world: &World) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for day in 0..world.days {
        match runs.last_mut() {
            Some(run) if same(world, day - 1, day) => run.end = day + 1,
            _ => runs.push(day..day + 1),
        }
    }
    runs
}

fn same(world: &World, a: usize, b: usize) -> bool {
    figures(world, a, b) && windows(world, a, b)
}

fn figures(world: &World, a: usize, b: usize) -> bool {
    fn equal<T: PartialEq>(rows: &[Vec<T>], a: usize, b: usize) -> bool {
        rows.iter().all(|row| row[a] == row[b])
    }
    equal(&world.crossing_trucks, a, b)
        && equal(&world.roads, a, b)
        && equal(&world.track_allowed, a, b)
        && equal(&world.hand_out_allowed, a, b)
        && equal(&world.people_per_day, a, b)
        && equal(&world.fleet_trucks, a, b)
        && equal(&world.fleet_fuel_l, a, b)
        && equal(&world.population, a, b)
}

/// Whether every window holds both days or neither.
fn windows(world: &World, a: usize, b: usize) -> bool {
    let supply = world.scenario.supply.iter().map(|s| s.window.indices(world.scenario.days));
    let mut windows = supply
        .chain(world.entry_caps.iter().map(|r| r.days.clone()))
        .chain(world.share_rules.iter().map(|r| r.days.clone()))
        .chain(world.centre_rules.iter().map(|r| r.days.clone()))
        .chain(world.commodity_caps.iter().map(|r| r.days.clone()))
        .chain(world.floors.iter().map(|r| r.days.clone()));
    windows.all(|days| days.contains(&a) == days.contains(&b))
}

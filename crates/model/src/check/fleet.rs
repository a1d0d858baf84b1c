//! Fleets: truck-days and fuel, counted on the day a load leaves.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;

use super::number::{Column, Decimal, nearest};
use super::report::{Report, beside, day};
use super::rows::Rows;
use super::trucks::Payloads;
use crate::world::World;

/// What each fleet drives, by fleet and day of leaving.
#[derive(Debug)]
pub(super) struct Driven {
    /// Sums by fleet and day.
    pub days: BTreeMap<(usize, usize), Trips>,
    hours_unit: BigInt,
    /// Parts in one kilometre of [`Trips::gram_km`].
    pub km_unit: BigInt,
}

/// All trips of a fleet that leave on one day.
#[derive(Debug, Default)]
pub(super) struct Trips {
    /// Mass.
    pub grams: i128,
    /// Mass times driving hours of its corridor, in parts.
    gram_hours: BigInt,
    /// Mass times length of its corridor, in parts.
    pub gram_km: BigInt,
}

impl Driven {
    /// Sums the trips of all loads at the mass that leaves.
    pub fn of(rows: &Rows, world: &World) -> Self {
        let mut days: BTreeMap<(usize, usize), Trips> = BTreeMap::new();
        for load in &rows.loads {
            let (way, trips) =
                (&rows.ways[load.way], days.entry((load.fleet, load.day)).or_default());
            trips.grams += load.grams;
            trips.gram_hours += &way.hours * load.grams;
            trips.gram_km += &way.km * load.grams;
        }
        Self {
            days,
            hours_unit: Column::of(world.scenario.segments.iter().map(|s| s.hours.0)).unit,
            km_unit: Column::of(world.scenario.segments.iter().map(|s| s.length_km.0)).unit,
        }
    }
}

/// Holds fleets to their trucks and fuel.
pub(super) fn check(driven: &Driven, payloads: &Payloads, world: &World, report: &mut Report) {
    for (&(fleet, on), trips) in driven.days.iter().filter(|(_, trips)| trips.grams > 0) {
        let a_gram = BigRational::new(payloads.weight(fleet).clone(), payloads.unit().clone());
        trucks(fleet, on, &(&a_gram * truck_days(fleet, trips, driven, world)), world, report);
        let km = BigRational::new(&trips.gram_km * 2, driven.km_unit.clone()) * a_gram;
        fuel(fleet, on, km, world, report);
    }
}

/// Grams times `1/rounds_per_day + 2 hours/hours_per_day`.
fn truck_days(fleet: usize, trips: &Trips, driven: &Driven, world: &World) -> BigRational {
    let noun = &world.scenario.fleets[fleet];
    let rounds = Decimal::of(noun.rounds_per_day.0).fraction();
    let in_a_day = Decimal::of(noun.hours_per_day.0).fraction();
    let loading = BigRational::from(BigInt::from(trips.grams)) / rounds;
    loading + BigRational::new(&trips.gram_hours * 2, driven.hours_unit.clone()) / in_a_day
}

fn trucks(fleet: usize, on: usize, kept: &BigRational, world: &World, report: &mut Report) {
    let limit = world.fleet_trucks[fleet][on];
    if *kept > Decimal::of(limit).fraction() {
        let (amount, limit) = beside(nearest(kept), limit);
        let (name, when) = (&world.scenario.fleets[fleet].id, day(world, on));
        let what = format!("fleet `{name}`: {amount} trucks kept busy on {when}, limit {limit}");
        report.broken(what, "send less, with another fleet or on another day");
    }
}

fn fuel(fleet: usize, on: usize, km: BigRational, world: &World, report: &mut Report) {
    let Some(limit) = world.fleet_fuel_l[fleet][on] else {
        return;
    };
    let (name, when) = (&world.scenario.fleets[fleet].id, day(world, on));
    let Some(rate) = world.scenario.fleets[fleet].fuel_l_per_km else {
        let what =
            format!("fleet `{name}`: fuel is limited on {when}, what it burns is not recorded");
        report.broken(what, "give the fleet's fuel_l_per_km in the scenario");
        return;
    };
    let burnt = km * Decimal::of(rate.0).fraction();
    if burnt > Decimal::of(limit).fraction() {
        let (amount, limit) = beside(nearest(&burnt), limit);
        let what = format!("fleet `{name}`: {amount} l of fuel on {when}, limit {limit} l");
        report.broken(what, "send less, by a shorter corridor or on another day");
    }
}

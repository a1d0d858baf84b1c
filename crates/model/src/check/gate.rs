//! Crossings: trucks, entry caps, commodity caps, mass through, and supply.

use std::collections::BTreeMap;

use super::number::whole_grams;
use super::report::{Report, beside, commodity, day, site, tonnes};
use super::rows::Rows;
use super::trucks::Payloads;
use crate::site::SiteKind;
use crate::world::World;

/// What leaves the crossings, by crossing and day.
#[derive(Debug, Default)]
pub(super) struct Gates(pub BTreeMap<(usize, usize), Leaving>);

/// What leaves one crossing on one day.
#[derive(Debug)]
pub(super) struct Leaving {
    /// Mass by fleet.
    pub fleets: Vec<i128>,
    /// Mass by commodity.
    pub commodities: Vec<i128>,
}

impl Gates {
    /// Sums what leaves every crossing.
    pub fn of(rows: &Rows, world: &World) -> Self {
        let mut gates = BTreeMap::new();
        for load in &rows.loads {
            let from = rows.ways[load.way].from;
            if world.scenario.sites[from].kind != SiteKind::Crossing {
                continue;
            }
            let leaving = gates.entry((from, load.day)).or_insert_with(|| Leaving {
                fleets: vec![0; world.scenario.fleets.len()],
                commodities: vec![0; world.scenario.commodities.len()],
            });
            leaving.fleets[load.fleet] += load.grams;
            leaving.commodities[load.commodity] += load.grams;
        }
        Self(gates)
    }
}

/// Holds crossings to their limits.
pub(super) fn check(
    rows: &Rows,
    gates: &Gates,
    payloads: &Payloads,
    world: &World,
    report: &mut Report,
) {
    each(gates, payloads, world, report);
    entries(gates, payloads, world, report);
    commodities(gates, world, report);
    supply(rows, world, report);
}

fn each(gates: &Gates, payloads: &Payloads, world: &World, report: &mut Report) {
    for (&(crossing, leaving_on), leaving) in &gates.0 {
        let (name, when) = (site(world, crossing), || day(world, leaving_on));
        if let Some(limit) = world.crossing_trucks[crossing][leaving_on] {
            let units = payloads.units(&leaving.fleets);
            if payloads.exceed(&units, limit) {
                let (amount, limit) = beside(payloads.trucks(&units), limit);
                let when = when();
                let what =
                    format!("crossing `{name}`: {amount} trucks leave on {when}, limit {limit}");
                report.broken(what, "send less, through another crossing or on another day");
            }
        }
        if let Some(limit) = world.scenario.sites[crossing].throughput_t_per_day {
            let (mass, limit) = (leaving.commodities.iter().sum(), whole_grams(limit.0));
            if mass > limit {
                let (mass, limit, when) = (tonnes(mass), tonnes(limit), when());
                let what = format!("crossing `{name}`: {mass} leave on {when}, limit {limit}");
                report.broken(what, "send less, through another crossing or on another day");
            }
        }
    }
}

fn entries(gates: &Gates, payloads: &Payloads, world: &World, report: &mut Report) {
    for cap in &world.entry_caps {
        for on in cap.days.clone() {
            let mut fleets = vec![0; world.scenario.fleets.len()];
            for leaving in cap.crossings.iter().filter_map(|&c| gates.0.get(&(c, on))) {
                fleets.iter_mut().zip(&leaving.fleets).for_each(|(sum, grams)| *sum += grams);
            }
            let units = payloads.units(&fleets);
            if payloads.exceed(&units, cap.trucks_per_day) {
                let (amount, limit) = beside(payloads.trucks(&units), cap.trucks_per_day);
                let (term, when) = (&cap.term, day(world, on));
                let what = format!("term `{term}`: {amount} trucks enter on {when}, limit {limit}");
                report.broken(what, "send less or on another day");
            }
        }
    }
}

fn commodities(gates: &Gates, world: &World, report: &mut Report) {
    for cap in &world.commodity_caps {
        let limit = whole_grams(cap.tonnes_per_day);
        for on in cap.days.clone() {
            let leaving = cap.crossings.iter().filter_map(|&c| gates.0.get(&(c, on)));
            let mass: i128 = leaving.map(|l| l.commodities[cap.commodity]).sum();
            if mass > limit {
                let (term, name) = (&cap.term, commodity(world, cap.commodity));
                let (mass, limit, when) = (tonnes(mass), tonnes(limit), day(world, on));
                let what =
                    format!("term `{term}`: {mass} of `{name}` leave on {when}, limit {limit}");
                report.broken(what, "send less of it or on another day");
            }
        }
    }
}

/// Purchases by crossing, commodity and day.
pub(super) fn bought(rows: &Rows) -> BTreeMap<(usize, usize, usize), i128> {
    let mut bought = BTreeMap::new();
    for lot in &rows.purchases {
        *bought.entry((lot.site, lot.commodity, lot.day)).or_insert(0) += lot.grams;
    }
    bought
}

/// What can be bought on a day: grams (exact to the last digit, so as tonnes
/// in `f64`) with their price, cheapest first.
pub(super) fn offers(world: &World) -> BTreeMap<(&str, &str), Vec<&crate::supply::Supply>> {
    let mut offers: BTreeMap<(&str, &str), Vec<_>> = BTreeMap::new();
    for supply in &world.scenario.supply {
        offers
            .entry((supply.crossing.as_str(), supply.commodity.as_str()))
            .or_default()
            .push(supply);
    }
    for rows in offers.values_mut() {
        rows.sort_by(|a, b| a.price_usd_per_t.0.total_cmp(&b.price_usd_per_t.0));
    }
    offers
}

/// Whether a supply row can be bought from on this day.
pub(super) fn offered(supply: &crate::supply::Supply, world: &World, on: usize) -> bool {
    supply.window.indices(world.scenario.days).contains(&on)
}

fn supply(rows: &Rows, world: &World, report: &mut Report) {
    let offers = offers(world);
    for ((crossing, what, on), grams) in bought(rows) {
        let names = (site(world, crossing), commodity(world, what));
        let here = offers.get(&names).into_iter().flatten();
        let tonnes_each = here.filter(|s| offered(s, world, on)).map(|s| s.tonnes_per_day.0);
        let column = super::number::Column::of(tonnes_each);
        let limit = column.parts.iter().sum::<num_bigint::BigInt>() * 1_000_000;
        if &column.unit * grams > limit {
            let (mass, when) = (tonnes(grams), day(world, on));
            let limit = super::number::quotient(&limit, &(column.unit * 1_000_000));
            let (crossing, name) = names;
            let what = format!(
                "crossing `{crossing}`: {mass} of `{name}` bought on {when}, supply {limit} t"
            );
            report.broken(what, "buy less, elsewhere or on another day");
        }
    }
}

//! Recounting what a plan claims, from its rows.

use std::collections::BTreeMap;

use super::book::Book;
use crate::plan::{Claims, Grams, Plan};
use crate::world::World;

mod coverage;
mod money;
mod road;
mod worst;

/// Every claim, from exact sums to the nearest `f64`.
pub(super) fn claims(book: &Book, plan: &Plan, world: &World) -> Claims {
    let worst = worst::count(book, plan, world);
    let people = coverage::overall(book, world);
    let by_nutrient = coverage::by_nutrient(book, world);
    let mut bought_grams = BTreeMap::new();
    for lot in &book.rows.purchases {
        let id = world.scenario.commodities[lot.commodity].id.clone();
        *bought_grams.entry(id).or_insert(0) += grams(lot.grams);
    }
    Claims {
        least_coverage: people.least,
        coverage: people.coverage,
        people_days: people.days,
        people_days_needed: people.days_needed,
        people_days_below: people.days_below,
        nutritional_value: by_nutrient.values().sum(),
        by_nutrient,
        groups: coverage::groups(book, world),
        bought_grams,
        handed_out_grams: grams(book.rows.handouts.iter().map(|h| h.grams).sum()),
        loss: money::loss(book, world),
        self_distributed_people_days: money::self_distributed(book),
        worst_case_usd: worst.exact,
        additive_worst_case_usd: worst.additive,
        shipped_usd: money::shipped(book, world),
        crossings: road::crossings(book, world),
        segments: road::segments(book, world),
        corridors: road::corridors(book),
        truck_km: road::truck_km(book),
        trucks: road::trucks(book),
        purchase_usd: money::purchases(book, world),
    }
}

/// Sums that [`super::resolve`] has found to fit.
fn grams(sum: i128) -> Grams {
    Grams::try_from(sum).unwrap_or(Grams::MAX)
}

//! What a finished book comes to: the figures a plan claims.
//!
//! Counted here in floating point from whole grams; the checker counts the
//! same figures exactly and by its own code.

use std::collections::BTreeMap;

use safeconduct_model::plan::{Claims, Grams};

use crate::book::Book;

mod coverage;
mod road;
mod worst;

/// The claims of a book, worst case with `gamma` strikes.
pub fn claims(book: &Book, gamma: f64) -> Claims {
    let road = road::count(book, gamma);
    let coverage = coverage::count(book, &road.arrived_by_track);
    let energy = |k: usize| book.person_days_per_gram(k);
    let self_distributed = road.self_distributed.iter().enumerate().map(|(k, g)| g * energy(k));
    Claims {
        least_coverage: coverage.least,
        coverage: coverage.share,
        people_days: coverage.people_days,
        people_days_needed: coverage.needed,
        people_days_below: coverage.below,
        nutritional_value: coverage.by_nutrient.values().sum(),
        by_nutrient: coverage.by_nutrient,
        groups: coverage.groups,
        bought_grams: bought(book),
        handed_out_grams: book.record.handed_out.iter().map(|h| h.4).sum(),
        self_distributed_people_days: self_distributed.sum(),
        loss: road.loss,
        worst_case_usd: road.worst_case.exact,
        additive_worst_case_usd: road.worst_case.additive,
        shipped_usd: road.shipped_usd,
        crossings: road.crossings,
        segments: road.segments,
        corridors: road.corridors,
        truck_km: road.truck_km,
        trucks: road.trucks,
        purchase_usd: purchase_usd(book),
    }
}

fn bought(book: &Book) -> BTreeMap<safeconduct_model::id::CommodityId, Grams> {
    let mut bought = BTreeMap::new();
    for &(_, k, _, grams) in &book.record.bought {
        *bought.entry(book.world.scenario.commodities[k].id.clone()).or_insert(0) += grams;
    }
    bought
}

/// Spent on purchases; where several rows offer the same, the cheapest goes first.
fn purchase_usd(book: &Book) -> f64 {
    let scenario = &book.world.scenario;
    let mut by_day: BTreeMap<(usize, usize, usize), Grams> = BTreeMap::new();
    for &(s, k, day, grams) in &book.record.bought {
        *by_day.entry((s, k, day)).or_insert(0) += grams;
    }
    let mut spent = 0.0;
    for ((s, k, day), grams) in by_day {
        let (site, commodity) = (&scenario.sites[s].id, &scenario.commodities[k].id);
        let mut rows: Vec<_> = scenario
            .supply
            .iter()
            .filter(|r| r.crossing == *site && r.commodity == *commodity)
            .filter(|r| r.window.indices(scenario.days).contains(&day))
            .map(|r| (r.price_usd_per_t.0, r.tonnes_per_day.0))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut left = grams as f64 / 1e6;
        for (price, tonnes) in rows {
            let taken = left.min(tonnes);
            spent += taken * price;
            left -= taken;
        }
    }
    spent
}

//! What is assumed in every scenario made from a conflict network.

use super::Options;
use super::figures::rounded;
use crate::import::notes::Notes;

const NOT_HELD: &str = "the source does not hold it";

/// How many rows carry each assumption.
pub(super) struct Counts {
    pub zones: usize,
    pub segments: usize,
    pub conditions: usize,
    pub closures: usize,
    pub chances: usize,
    pub hubs: usize,
    pub sites: usize,
    pub supply: usize,
}

/// Notes what is assumed about roads and people.
pub(super) fn roads_and_people(counts: &Counts, options: &Options, notes: &mut Notes) {
    let figures = &options.figures;
    let mut note = |field: &str, assumed: String, reason: &str, rows: usize| {
        notes.assumed(field, assumed, reason, Some(rows));
    };
    let speed = format!("{} km/h on every road", figures.speed_kmh);
    note("segments.hours", speed, NOT_HELD, counts.segments);
    note("segments.trucks_per_day", "no limit".to_owned(), NOT_HELD, counts.segments);
    let calm = (figures.calm_loss.total(), figures.calm_exposure);
    let calm = format!("loss {} and exposure {} without conflict", rounded(calm.0), calm.1);
    note("segments.loss", calm, NOT_HELD, counts.segments);
    let full = (figures.conflict_loss.total(), figures.conflict_exposure);
    let full = format!(
        "loss {} and exposure {} on a road that touches a place in full conflict, in proportion below",
        rounded(full.0),
        full.1
    );
    note(
        "conditions.loss",
        full,
        "the source says where there is conflict, not what it costs",
        counts.conditions,
    );
    let reason = "closures are recorded for people; whether trucks pass is not";
    note(
        "conditions.trucks_per_day",
        "closed to trucks as well".to_owned(),
        reason,
        counts.closures,
    );
    let closed = format!(
        "closed on a day with chance {} where it touches a place in full conflict, in proportion \
         below; each day by itself",
        figures.conflict_closure
    );
    let reason = "the source says where there is conflict, not whether trucks were stopped";
    note("simulation.closure.chance", closed, reason, counts.chances);
    let walk = figures.cannot_walk_share.to_string();
    note("zones.cannot_walk_share", walk, NOT_HELD, counts.zones);
}

/// Notes what is assumed about sites, supply and trucks.
pub(super) fn goods_and_trucks(counts: &Counts, trucks: f64, options: &Options, notes: &mut Notes) {
    let figures = &options.figures;
    let mut note = |field: &str, assumed: String, reason: &str, rows: usize| {
        notes.assumed(field, assumed, reason, Some(rows));
    };
    let hubs = "a hub at each of the largest places, 1 km from its delivery point".to_owned();
    note("sites.kind", hubs, NOT_HELD, counts.hubs);
    let limits = "no limit on trucks, mass, storage or people a day".to_owned();
    note("sites.*", limits, NOT_HELD, counts.sites);
    let stocks = "none on day 0, so that nobody is served before the first drive".to_owned();
    note("stocks.tonnes", stocks, NOT_HELD, counts.zones);
    let supply = format!("{} of full need at each crossing", figures.supply_over_need);
    note("supply.tonnes_per_day", supply, NOT_HELD, counts.supply);
    let price = format!("{} USD/t, valued at {}", figures.price_usd_per_t, figures.value_usd_per_t);
    let price = if options.six_foods { "round prices".to_owned() } else { price };
    note("supply.price_usd_per_t", price, NOT_HELD, counts.supply);
    let fleet = format!("{trucks} trucks of {} t", figures.payload_t);
    note("fleets.trucks", fleet, "sized to need by the quickest roads", 1);
    let cycle = format!("{} days", figures.ration_cycle_days);
    note("need.ration_cycle_days", cycle, NOT_HELD, 1);
}

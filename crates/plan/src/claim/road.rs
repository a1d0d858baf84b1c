//! What happens on the road: use, loss, worst case.

use std::collections::BTreeMap;

use safeconduct_model::id::{SiteId, TrackId};
use safeconduct_model::plan::{CorridorUse, CrossingUse, Grams, LossByKind, SegmentUse};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::site::SiteKind;
use safeconduct_model::stock::Stock;

use super::worst::Worst;
use crate::book::{Book, left_after};

/// Figures counted over all loads.
#[derive(Default)]
pub struct Road {
    pub loss: LossByKind,
    /// Self-distributed grams by commodity.
    pub self_distributed: Vec<f64>,
    pub worst_case: Worst,
    pub shipped_usd: f64,
    pub crossings: Vec<CrossingUse>,
    pub segments: Vec<SegmentUse>,
    pub corridors: Vec<CorridorUse>,
    pub truck_km: f64,
    pub trucks: f64,
    /// Grams arrived by site and track.
    pub arrived_by_track: BTreeMap<usize, BTreeMap<usize, Grams>>,
}

/// Tallies that are turned into nouns at the end.
struct Tally {
    segment_grams: Vec<BTreeMap<TrackId, Grams>>,
    segment_trucks: Vec<f64>,
    segment_lost: Vec<Grams>,
    crossing_grams: Vec<Grams>,
    crossing_trucks: Vec<Vec<f64>>,
    /// By day and corridor: value that enters each segment, and what arrives.
    entering: Vec<BTreeMap<usize, Vec<f64>>>,
}

pub fn count(book: &Book, gamma: f64) -> Road {
    let world = book.world;
    let (sites, segments) = (world.scenario.sites.len(), world.roads.len());
    let mut tally = Tally {
        segment_grams: vec![BTreeMap::new(); segments],
        segment_trucks: vec![0.0; segments],
        segment_lost: vec![0; segments],
        crossing_grams: vec![0; sites],
        crossing_trucks: vec![vec![0.0; world.days]; sites],
        entering: vec![BTreeMap::new(); world.days],
    };
    let nothing = CorridorUse { sent_grams: 0, arrived_grams: 0, trucks: 0.0 };
    let mut road = Road {
        shipped_usd: stocked_usd(&world.scenario),
        self_distributed: vec![0.0; world.scenario.commodities.len()],
        corridors: vec![nothing; book.corridors.len()],
        ..Road::default()
    };
    for load in &book.record.left {
        one(book, *load, &mut road, &mut tally);
    }
    road.worst_case = super::worst::count(book, &tally.entering, gamma);
    road.crossings = crossings(book, &tally);
    road.segments = segment_uses(book, tally);
    road
}

fn one(book: &Book, load: (usize, usize, usize, usize, Grams), road: &mut Road, tally: &mut Tally) {
    let (position, fleet, k, day, sent) = load;
    let scenario = &book.world.scenario;
    let corridor = &book.corridors[position];
    let payload = scenario.fleets[fleet].payload_t.0 * 1e6;
    let usd_per_gram = scenario.commodities[k].value_usd_per_t.0 / 1e6;
    let track = &scenario.tracks[corridor.track].id;
    let trucks = sent as f64 / payload;
    let mut entering = sent;
    let value = tally.entering[day].entry(position);
    let value = value.or_insert_with(|| vec![0.0; corridor.segments.len() + 1]);
    for (driven, &e) in corridor.segments.iter().enumerate() {
        let at = &book.world.roads[e][day];
        let leaving = left_after(entering, at.loss);
        *tally.segment_grams[e].entry(track.clone()).or_insert(0) += entering;
        tally.segment_trucks[e] += entering as f64 / payload;
        tally.segment_lost[e] += entering - leaving;
        value[driven] += entering as f64 * usd_per_gram;
        lose(road, k, (entering - leaving) as f64, at.loss, usd_per_gram);
        entering = leaving;
    }
    value[corridor.segments.len()] += entering as f64 * usd_per_gram;
    if scenario.sites[corridor.from].kind == SiteKind::Crossing {
        tally.crossing_grams[corridor.from] += sent;
        tally.crossing_trucks[corridor.from][day] += trucks;
        road.shipped_usd += sent as f64 * usd_per_gram;
    }
    let by_track = road.arrived_by_track.entry(corridor.to).or_default();
    *by_track.entry(corridor.track).or_insert(0) += entering;
    let used = &mut road.corridors[position];
    used.sent_grams += sent;
    used.arrived_grams += entering;
    used.trucks += trucks;
    road.trucks += trucks;
    road.truck_km += trucks * 2.0 * corridor.drive(book.world).km;
}

/// Value of what is on hand at the start beyond the crossings; what lies at a
/// crossing counts when it leaves.
fn stocked_usd(scenario: &Scenario) -> f64 {
    let beyond =
        |id: &SiteId| scenario.sites.iter().any(|s| s.id == *id && s.kind != SiteKind::Crossing);
    let worth = |stock: &Stock| {
        let commodity = scenario.commodities.iter().find(|c| c.id == stock.commodity);
        // Whole grams, as everywhere in a book.
        let tonnes = (stock.tonnes.0 * 1e6).floor() / 1e6;
        commodity.map_or(0.0, |c| tonnes * c.value_usd_per_t.0)
    };
    scenario.stocks.iter().filter(|stock| beyond(&stock.site)).map(worth).sum()
}

/// Splits a loss by the kinds' shares.
fn lose(
    road: &mut Road,
    k: usize,
    lost: f64,
    loss: safeconduct_model::loss::Loss,
    usd_per_gram: f64,
) {
    let total = loss.total();
    if total <= 0.0 {
        return;
    }
    road.loss.seized_grams += lost * loss.seized.0 / total;
    road.loss.self_distributed_grams += lost * loss.self_distributed.0 / total;
    road.loss.refused_grams += lost * loss.refused.0 / total;
    road.loss.value_usd += lost * usd_per_gram;
    road.self_distributed[k] += lost * loss.self_distributed.0 / total;
}

fn crossings(book: &Book, tally: &Tally) -> Vec<CrossingUse> {
    let sites = book.world.scenario.sites.iter().enumerate();
    sites
        .filter(|(_, s)| s.kind == SiteKind::Crossing)
        .map(|(i, site)| CrossingUse {
            crossing: site.id.clone(),
            grams: tally.crossing_grams[i],
            trucks: tally.crossing_trucks[i].iter().sum(),
            busiest_day_trucks: tally.crossing_trucks[i].iter().copied().fold(0.0, f64::max),
        })
        .collect()
}

fn segment_uses(book: &Book, tally: Tally) -> Vec<SegmentUse> {
    let segments = book.world.scenario.segments.iter();
    let rows = segments.zip(tally.segment_grams).zip(tally.segment_trucks).zip(tally.segment_lost);
    rows.filter(|(((_, grams), _), _)| !grams.is_empty())
        .map(|(((segment, grams), trucks), lost_grams)| SegmentUse {
            segment: segment.id.clone(),
            grams,
            trucks,
            lost_grams,
        })
        .collect()
}

//! A drawn day held against its world, sharing nothing with the drawing.

use std::collections::BTreeMap;

use safeconduct_model::draw::Seed;
use safeconduct_model::schedule::{Convoy, Schedule};
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

/// A corridor by track, fleet and segments.
pub type Way = (String, String, Vec<String>);

/// Some seed.
pub fn seed(number: u32) -> Seed {
    let mut state = u64::from(number) + 1;
    let mut byte = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:02x}", state >> 56)
    };
    let text: String = (0..40).map(|_| byte()).collect();
    Seed::read("seed", text.as_bytes()).unwrap()
}

/// Trucks by corridor.
pub fn counts(drawn: &Schedule) -> BTreeMap<Way, u32> {
    let mut counts = BTreeMap::new();
    for convoy in &drawn.convoys {
        let segments = convoy.segments.iter().map(|s| s.0.clone()).collect();
        let way = (convoy.track.0.clone(), convoy.fleet.0.clone(), segments);
        *counts.entry(way).or_default() += u32::try_from(convoy.trucks.len()).unwrap();
    }
    counts
}

/// Holds whole trucks, part-loaded ones too, to every limit of their day.
pub fn kept(drawn: &Schedule, world: &World) {
    let day = drawn.day.index();
    let scenario = &world.scenario;
    let mut gates: BTreeMap<usize, f64> = BTreeMap::new();
    let mut roads: BTreeMap<usize, f64> = BTreeMap::new();
    let mut fleets: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for convoy in &drawn.convoys {
        let trucks = convoy.trucks.len() as f64;
        let from = scenario.sites.iter().position(|s| s.id == convoy.from).unwrap();
        *gates.entry(from).or_default() += trucks;
        let (hours, km) = drive(convoy, world, day, trucks, &mut roads);
        let at = scenario.fleets.iter().position(|f| f.id == convoy.fleet).unwrap();
        let fleet = &scenario.fleets[at];
        let (busy, driven) = fleets.entry(at).or_default();
        *busy += trucks * (1.0 / fleet.rounds_per_day.0 + 2.0 * hours / fleet.hours_per_day.0);
        *driven += trucks * 2.0 * km;
        let payload = (fleet.payload_t.0 * 1e6) as i64;
        let loads = convoy.trucks.iter().map(|t| t.grams.values().sum::<i64>());
        assert!(loads.clone().all(|load| (1..=payload).contains(&load)), "{:?}", loads.max());
    }
    for (gate, trucks) in &gates {
        let site = &scenario.sites[*gate];
        within(*trucks, world.crossing_trucks[*gate][day], site.id.as_str());
        assert!(site.kind == SiteKind::Crossing || world.crossing_trucks[*gate][day].is_none());
    }
    for cap in world.entry_caps.iter().filter(|cap| cap.days.contains(&day)) {
        let trucks: f64 = cap.crossings.iter().filter_map(|c| gates.get(c)).sum();
        within(trucks, Some(cap.trucks_per_day), &cap.term);
    }
    for (road, trucks) in &roads {
        within(*trucks, world.roads[*road][day].trucks, scenario.segments[*road].id.as_str());
    }
    for (fleet, (busy, km)) in &fleets {
        let noun = &scenario.fleets[*fleet];
        within(*busy, Some(world.fleet_trucks[*fleet][day]), noun.id.as_str());
        let burnt = noun.fuel_l_per_km.map_or(0.0, |rate| rate.0) * km;
        within(burnt, world.fleet_fuel_l[*fleet][day], noun.id.as_str());
    }
}

/// Drives a convoy's road, open to its track, and counts expected trucks.
fn drive(
    convoy: &Convoy,
    world: &World,
    day: usize,
    trucks: f64,
    roads: &mut BTreeMap<usize, f64>,
) -> (f64, f64) {
    let scenario = &world.scenario;
    let track = scenario.tracks.iter().position(|t| t.id == convoy.track).unwrap();
    assert!(world.track_allowed[track][day]);
    let (mut entering, mut hours, mut km) = (trucks, 0.0, 0.0);
    for segment in &convoy.segments {
        let at = scenario.segments.iter().position(|s| s.id == *segment).unwrap();
        assert!(world.roads[at][day].open_to(track), "{segment} is closed on day {day}");
        *roads.entry(at).or_default() += entering;
        entering *= 1.0 - world.roads[at][day].loss.total();
        hours += scenario.segments[at].hours.0;
        km += scenario.segments[at].length_km.0;
    }
    (hours, km)
}

fn within(amount: f64, limit: Option<f64>, name: &str) {
    assert!(limit.is_none_or(|limit| amount <= limit + 1e-9), "{name}: {amount} of {limit:?}");
}

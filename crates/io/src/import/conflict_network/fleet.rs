//! A fleet sized to need: no source says how many trucks there are.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use safeconduct_model::figure::{Certainty, Provenance};
use safeconduct_model::fleet::Fleet;
use safeconduct_model::units::{Hours, RoundsPerDay, Tonnes, Trucks};

use super::Figures;
use super::routes::Route;

/// Trucks that need takes by the quickest roads, times
/// [`Figures::fleet_over_need`].
///
/// `demand` is (place, tonnes a day); a place that no road reaches takes none.
pub(super) fn fleet(
    routes: &[Route],
    places: usize,
    crossings: &[usize],
    demand: &[(usize, f64)],
    figures: &Figures,
) -> Fleet {
    let km = quickest_km(routes, places, crossings);
    let trips = demand.iter().filter_map(|&(place, tonnes)| {
        let km = km.get(place).copied().filter(|km| km.is_finite())?;
        Some((tonnes, km / figures.speed_kmh))
    });
    sized(trips, figures)
}

/// A fleet for so many tonnes a day over so many hours of driving one way, each.
pub(in crate::import) fn sized(
    trips: impl Iterator<Item = (f64, f64)>,
    figures: &Figures,
) -> Fleet {
    let trip_days = |hours: f64| 1.0 / figures.rounds_per_day + 2.0 * hours / figures.hours_per_day;
    let truck_days: f64 =
        trips.map(|(tonnes, hours)| tonnes / figures.payload_t * trip_days(hours)).sum();
    Fleet {
        id: "trucks".into(),
        name: "Trucks".to_owned(),
        operator: "agencies".into(),
        trucks: Trucks((truck_days * figures.fleet_over_need).ceil()),
        payload_t: Tonnes(figures.payload_t),
        rounds_per_day: RoundsPerDay(figures.rounds_per_day),
        hours_per_day: Hours(figures.hours_per_day),
        tracks: Vec::new(),
        fuel_l_per_km: None,
        provenance: Provenance {
            source: Some("assumption: sized to need".to_owned()),
            certainty: Some(Certainty::Low),
        },
    }
}

/// Kilometres from the nearest crossing to every place (Dijkstra); infinite
/// where no road leads.
fn quickest_km(routes: &[Route], places: usize, crossings: &[usize]) -> Vec<f64> {
    let mut roads = vec![Vec::new(); places];
    for route in routes {
        roads[route.from].push((route.to, route.km));
        roads[route.to].push((route.from, route.km));
    }
    let mut km = vec![f64::INFINITY; places];
    let mut open = BinaryHeap::new();
    for &crossing in crossings {
        km[crossing] = 0.0;
        open.push(Reverse((0, crossing)));
    }
    while let Some(Reverse((metres, place))) = open.pop() {
        if metres > whole_metres(km[place]) {
            continue;
        }
        for &(next, length) in &roads[place] {
            let there = km[place] + length;
            if there < km[next] {
                km[next] = there;
                open.push(Reverse((whole_metres(there), next)));
            }
        }
    }
    km
}

/// A key that orders; lengths are finite and below 20,000 km a road.
fn whole_metres(km: f64) -> u64 {
    (km * 1000.0).ceil() as u64
}

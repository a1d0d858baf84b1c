//! Trucks: loads leave a site, flow from arc to arc, and arrive.

use safeconduct_model::site::SiteKind;

use super::feed::Feed;
use super::place::Place;
use super::strike::Strike;
use super::table::{Entries, Table};

/// Rows of one day's roads and trucks.
struct Day {
    segments: Vec<Option<usize>>,
    crossings: Vec<Option<usize>>,
    fleets: Vec<usize>,
    fuel: Vec<Option<usize>>,
}

/// Adds rows and columns of every day.
pub fn add(place: &Place, feed: &Feed, strike: &Strike, table: &mut Table) {
    for day in 0..place.world.days {
        let rows = rows(place, day, table);
        for &(fleet, track) in &place.pairs {
            let allowed = place.world.track_allowed[track][day];
            if allowed && place.world.fleet_trucks[fleet][day] > 0.0 {
                for commodity in 0..place.energy.len() {
                    let load = Load { day, fleet, track, commodity };
                    flow(place, (feed, strike, &rows), load, table);
                }
            }
        }
    }
}

fn rows(place: &Place, day: usize, table: &mut Table) -> Day {
    let world = place.world;
    let fleets = 0..world.scenario.fleets.len();
    let mut cap = |limit: Option<f64>| limit.map(|most| table.limit(most));
    let segments = world.roads.iter().map(|road| cap(road[day].trucks)).collect();
    let gate = |s: usize| {
        let crossing = place.kind(s) == SiteKind::Crossing;
        world.crossing_trucks[s][day].filter(|_| crossing)
    };
    let crossings = (0..world.scenario.sites.len()).map(|s| cap(gate(s))).collect();
    let fuel = fleets.clone().map(|f| cap(world.fleet_fuel_l[f][day])).collect();
    let fleets = fleets.map(|f| table.limit(world.fleet_trucks[f][day])).collect();
    Day { segments, crossings, fleets, fuel }
}

/// What flows: one commodity with one fleet on one track and day.
#[derive(Clone, Copy)]
struct Load {
    day: usize,
    fleet: usize,
    track: usize,
    commodity: usize,
}

fn flow(
    place: &Place,
    (feed, strike, rows): (&Feed, &Strike, &Day),
    load: Load,
    table: &mut Table,
) {
    let Load { day, fleet, track, commodity: k } = load;
    let sites = place.world.scenario.sites.len();
    let noun = &place.world.scenario.fleets[fleet];
    let payload = place.payload(fleet);
    // What comes to a site or leaves its stock goes on or ends there.
    let passing: Vec<usize> = (0..sites).map(|_| table.row(0.0, 0.0)).collect();
    for (site, &passes) in passing.iter().enumerate() {
        if place.kind(site).dispatches() {
            let mut leaves: Entries = vec![(feed.stock[day][site][k], 1.0), (passes, 1.0)];
            leaves.push((rows.fleets[fleet], 1.0 / noun.rounds_per_day.0 / payload));
            if place.kind(site) == SiteKind::Crossing {
                leaves.extend(feed.throughput[day][site].map(|row| (row, 1.0)));
                leaves.extend(rows.crossings[site].map(|row| (row, 1.0 / payload)));
            }
            table.column(0.0, f64::INFINITY, leaves);
        }
        if place.may_end(track, site) {
            let mut ends: Entries = vec![(feed.stock[day][site][k], -1.0), (passes, -1.0)];
            ends.extend(feed.throughput[day][site].map(|row| (row, 1.0)));
            table.column(0.0, f64::INFINITY, ends);
        }
    }
    for arc in &place.arcs {
        let road = &place.world.roads[arc.segment][day];
        if !road.open_to(track) {
            continue;
        }
        let segment = &place.world.scenario.segments[arc.segment];
        let mut entries: Entries = vec![(passing[arc.from], -1.0), (passing[arc.to], 1.0)];
        entries.extend(rows.segments[arc.segment].map(|row| (row, 1.0 / payload)));
        let days = 2.0 * segment.hours.0 / noun.hours_per_day.0;
        entries.push((rows.fleets[fleet], days / payload));
        let litres = noun.fuel_l_per_km.map_or(0.0, |l| l.0 * 2.0 * segment.length_km.0);
        entries.extend(rows.fuel[fleet].map(|row| (row, litres / payload)));
        let value = place.value(k) * road.exposure;
        entries.extend(strike[day][arc.segment].map(|row| (row, -value)));
        table.column(0.0, f64::INFINITY, entries);
    }
}

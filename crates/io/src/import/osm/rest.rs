//! What a scenario needs beside sites, people and roads, where the user gave
//! no scenario: goods, trucks and supply, all assumed and listed.

use std::collections::HashMap;

use safeconduct_model::id::ZoneId;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::site::SiteKind;
use safeconduct_model::track::Track;

use super::Options;
use super::joined::Joined;
use crate::import::conflict_network::{Figures, fleet, ration, supply};
use crate::import::contract::least_us;
use crate::import::notes::Notes;

const NOT_HELD: &str = "neither the map nor the tables hold it";

/// Fills in the rest.
pub(super) fn fill(scenario: &mut Scenario, joined: &Joined, options: &Options, notes: &mut Notes) {
    let figures = Figures::default();
    let portions = ration::general(&figures);
    let people: f64 = scenario.zones.iter().map(|zone| zone.population.0).sum();
    let crossings: Vec<_> = scenario
        .sites
        .iter()
        .filter(|s| s.kind == SiteKind::Crossing)
        .map(|s| s.id.clone())
        .collect();
    scenario.name = options.name.clone();
    scenario.title = format!("{}: roads of OpenStreetMap, imported", options.name);
    scenario.note = Some(NOTE.to_owned());
    (scenario.start, scenario.days) = (options.start, options.days);
    scenario.gamma = figures.gamma;
    scenario.need = ration::need(&figures, false);
    scenario.tracks = tracks(scenario);
    scenario.supply = supply::supply(&crossings, &portions, people, figures.supply_over_need);
    scenario.fleets = vec![fleet::sized(trips(scenario, joined, &portions).into_iter(), &figures)];
    scenario.commodities = portions.into_iter().map(|p| p.commodity).collect();
    let trucks = scenario.fleets.first().map_or(0.0, |f| f.trucks.0);
    let mut note = |field: &str, assumed: String, rows: usize| {
        notes.assumed(field, assumed, NOT_HELD, Some(rows));
    };
    note("start", format!("{}, {} days", options.start, options.days), 1);
    note("commodities", "one general ration, the WFP reference".to_owned(), 1);
    note("need.ration_cycle_days", format!("{} days", figures.ration_cycle_days), 1);
    let share = figures.supply_over_need;
    note(
        "supply.tonnes_per_day",
        format!("{share} of full need at each crossing"),
        crossings.len(),
    );
    let price = format!("{} USD/t, valued at {}", figures.price_usd_per_t, figures.value_usd_per_t);
    note("supply.price_usd_per_t", price, crossings.len());
    let fleet = format!("{trucks} trucks of {} t, enough by the quickest roads", figures.payload_t);
    note("fleets.trucks", fleet, 1);
    note("gamma", format!("{} segment struck in a day", figures.gamma), 1);
}

/// A track for each kind of site that hands out.
fn tracks(scenario: &Scenario) -> Vec<Track> {
    let track = |id: &str, name: &str, kind| Track {
        id: id.into(),
        name: name.to_owned(),
        serves: vec![kind],
    };
    let both = [
        track("centres", "Supplies to distribution centres", SiteKind::DistributionCentre),
        track("corridors", "Corridors to delivery points", SiteKind::DeliveryPoint),
    ];
    let served = |track: &Track| scenario.sites.iter().any(|s| track.serves.contains(&s.kind));
    both.into_iter().filter(served).collect()
}

/// Tonnes a day and hours from the nearest crossing of every zone that a
/// delivery point stands in.
fn trips(scenario: &Scenario, joined: &Joined, portions: &[ration::Portion]) -> Vec<(f64, f64)> {
    let mut hours: HashMap<&ZoneId, f64> = HashMap::new();
    let nodes = || scenario.sites.iter().zip(&joined.node_of);
    for (_, origin) in nodes().filter(|(s, _)| s.kind == SiteKind::Crossing) {
        let Some(origin) = origin else { continue };
        let least = least_us(&joined.graph, *origin);
        for (site, node) in nodes().filter(|(s, _)| s.kind.hands_out()) {
            let us = node.and_then(|n| least.get(n as usize).copied().flatten());
            if let (Some(zone), Some(us)) = (&site.zone, us) {
                let here = us as f64 / 3.6e9;
                hours.entry(zone).and_modify(|h| *h = h.min(here)).or_insert(here);
            }
        }
    }
    let longest = hours.values().copied().fold(0.0, f64::max);
    // A zone without a site of its own is counted as the farthest.
    let trip = |people: f64, hours: f64| (supply::tonnes(people, portions), hours);
    let zones = scenario.zones.iter();
    zones.map(|z| trip(z.population.0, hours.get(&z.id).copied().unwrap_or(longest))).collect()
}

const NOTE: &str = "Sites and people are the user's, roads are OpenStreetMap's; speeds, goods, \
                    supply and trucks are assumptions and are listed as such. Loss and exposure \
                    are not known. Not a description of any operation.";

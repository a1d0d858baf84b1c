//! The world as the scenario has it, before any term.

use crate::index::Index;
use crate::plan::Group;
use crate::reach::great_circle_km;
use crate::scenario::Scenario;
use crate::site::SiteKind;
use crate::world::{GroupAt, Road, World};

/// The world of a scenario without a framework.
pub(super) fn world(scenario: &Scenario, index: &Index) -> World {
    let days = scenario.days as usize;
    let sites = &scenario.sites;
    let hands_out = |kind: SiteKind| kind.hands_out();
    World {
        framework: None,
        days,
        crossing_trucks: sites.iter().map(|s| vec![s.trucks_per_day.map(|t| t.0); days]).collect(),
        entry_caps: Vec::new(),
        roads: roads(scenario, index),
        track_allowed: vec![vec![true; days]; scenario.tracks.len()],
        share_rules: Vec::new(),
        hand_out_allowed: sites.iter().map(|s| vec![hands_out(s.kind); days]).collect(),
        people_per_day: sites.iter().map(|s| vec![s.people_per_day.map(|p| p.0); days]).collect(),
        centre_rules: Vec::new(),
        commodity_caps: Vec::new(),
        fleet_trucks: scenario.fleets.iter().map(|f| vec![f.trucks.0; days]).collect(),
        fleet_fuel_l: vec![vec![None; days]; scenario.fleets.len()],
        floors: Vec::new(),
        population: population(scenario, index),
        groups: groups(scenario, index),
        effects: Vec::new(),
        scenario: scenario.clone(),
    }
}

fn roads(scenario: &Scenario, index: &Index) -> Vec<Vec<Road>> {
    let days = scenario.days as usize;
    let mut roads: Vec<Vec<Road>> =
        scenario.segments.iter().map(|s| vec![road(s, index); days]).collect();
    for condition in &scenario.conditions {
        let Some(&segment) = index.segments.get(condition.segment.as_str()) else {
            continue;
        };
        for day in condition.window.indices(scenario.days) {
            let road = &mut roads[segment][day];
            if let Some(trucks) = condition.trucks_per_day {
                road.trucks = Some(trucks.0);
            }
            road.loss = condition.loss.unwrap_or(road.loss);
            road.exposure = condition.exposure.map_or(road.exposure, |e| e.0);
        }
    }
    roads
}

fn road(segment: &crate::segment::Segment, index: &Index) -> Road {
    let bit = |id: &crate::id::TrackId| index.tracks.get(id.as_str()).map_or(0, |t| 1u64 << t);
    let tracks = if segment.tracks.is_empty() {
        u64::MAX
    } else {
        segment.tracks.iter().map(bit).fold(0, |all, one| all | one)
    };
    Road {
        trucks: segment.trucks_per_day.map(|t| t.0),
        loss: segment.loss,
        exposure: segment.exposure.0,
        tracks,
    }
}

fn population(scenario: &Scenario, index: &Index) -> Vec<Vec<f64>> {
    let days = scenario.days as usize;
    let mut people: Vec<Vec<f64>> =
        scenario.zones.iter().map(|z| vec![z.population.0; days]).collect();
    let mut changes: Vec<_> = scenario.populations.iter().collect();
    changes.sort_by_key(|c| c.from_day);
    for change in changes {
        let Some(&zone) = index.zones.get(change.zone.as_str()) else {
            continue;
        };
        let from = change.from_day.index().min(days);
        people[zone][from..].fill(change.population.0);
    }
    people
}

fn groups(scenario: &Scenario, index: &Index) -> Vec<GroupAt> {
    let mut groups = Vec::new();
    for (zone, noun) in scenario.zones.iter().enumerate() {
        let stays = noun.cannot_walk_share.0;
        for (group, share) in [(Group::Walking, 1.0 - stays), (Group::NotWalking, stays)] {
            if share > 0.0 {
                let sites = sites_in_reach(scenario, index, zone, group);
                groups.push(GroupAt { zone, group, share, sites });
            }
        }
    }
    groups
}

/// Sites a group can collect at, nearest first.
///
/// A delivery point in the group's own zone is always in reach; those who
/// cannot walk reach nothing else.
fn sites_in_reach(scenario: &Scenario, index: &Index, zone: usize, group: Group) -> Vec<usize> {
    let mut near = Vec::new();
    for (position, site) in scenario.sites.iter().enumerate() {
        let own = site.zone.as_ref().and_then(|z| index.zones.get(z.as_str())) == Some(&zone);
        let home = own && site.kind == SiteKind::DeliveryPoint;
        let km = walk_km(scenario, zone, position);
        let walkable = group == Group::Walking && km <= scenario.walking.at_most_km.0;
        if site.kind.hands_out() && (home || walkable) {
            near.push((if home { 0.0 } else { km }, position));
        }
    }
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.into_iter().map(|(_, site)| site).collect()
}

/// The walk from a zone to a site by index, in kilometres: measured, or straight
/// line times detour.
#[must_use]
pub fn walk_km(scenario: &Scenario, zone: usize, site: usize) -> f64 {
    let (zone, site) = (&scenario.zones[zone], &scenario.sites[site]);
    let measured = scenario.reach.iter().find(|r| r.zone == zone.id && r.site == site.id);
    measured.map_or_else(
        || {
            great_circle_km((zone.lon.0, zone.lat.0), (site.lon.0, site.lat.0))
                * scenario.walking.detour
        },
        |reach| reach.walk_km.0,
    )
}

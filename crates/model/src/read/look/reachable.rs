//! Zones whose people can collect at no site that trucks can reach.

use std::collections::{HashMap, HashSet};

use crate::finding::Code;
use crate::need::Walking;
use crate::reach::great_circle_km;
use crate::read::Gather;
use crate::read::shown::quote;
use crate::read::tables::Tables;
use crate::site::{Site, SiteKind};
use crate::track::Track;
use crate::zone::Zone;

/// Kilometres in a degree of latitude, rounded down so that nothing in reach
/// is passed over.
const KM_PER_DEGREE: f64 = 110.0;

pub(super) fn check(tables: &Tables, walking: &Walking, gather: &mut Gather) {
    let served = served(tables);
    let walks: HashMap<(&str, &str), f64> = tables
        .reach
        .iter()
        .map(|(r, _)| ((r.zone.as_str(), r.site.as_str()), r.walk_km.0))
        .collect();
    let people = tables.zones.iter().filter(|(zone, _)| zone.population.0 > 0.0);
    for (zone, at) in people {
        let collects = |site: &&Site| walkable(zone, site, walking, &walks);
        if !served.iter().any(collects) {
            let what = format!("nothing reaches the zone {}", quote(zone.id.as_str()));
            let km = walking.at_most_km.0;
            let mend = format!(
                "add a delivery point in it, a centre within {km} km, or the roads from a crossing"
            );
            gather.add(Code::Unreachable, *at, what, mend);
        }
    }
}

fn walkable(
    zone: &Zone,
    site: &Site,
    walking: &Walking,
    walks: &HashMap<(&str, &str), f64>,
) -> bool {
    if site.kind == SiteKind::DeliveryPoint && site.zone.as_ref() == Some(&zone.id) {
        return true;
    }
    let most = walking.at_most_km.0;
    if zone.cannot_walk_share.0 >= 1.0 {
        return false;
    }
    if let Some(km) = walks.get(&(zone.id.as_str(), site.id.as_str())) {
        return *km <= most;
    }
    let near = (zone.lat.0 - site.lat.0).abs() * KM_PER_DEGREE * walking.detour <= most;
    let (from, to) = ((zone.lon.0, zone.lat.0), (site.lon.0, site.lat.0));
    near && great_circle_km(from, to) * walking.detour <= most
}

/// Sites at which some track hands out what it brought by road.
fn served(tables: &Tables) -> Vec<&Site> {
    let mut served = HashSet::new();
    for (track, _) in &tables.tracks {
        let may = |tracks: &[crate::id::TrackId]| tracks.is_empty() || tracks.contains(&track.id);
        if tables.fleets.iter().any(|(f, _)| may(&f.tracks) && f.trucks.0 > 0.0) {
            served.extend(brought_by(tables, track));
        }
    }
    let sites = tables.sites.iter().map(|(site, _)| site);
    sites.filter(|site| served.contains(site.id.as_str())).collect()
}

/// Sites that a track serves and that its roads join to a crossing or a stock.
fn brought_by<'t>(tables: &'t Tables, track: &Track) -> Vec<&'t str> {
    let mut roads: HashMap<&str, Vec<&str>> = HashMap::new();
    for (segment, _) in &tables.segments {
        if segment.tracks.is_empty() || segment.tracks.contains(&track.id) {
            let (from, to) = (segment.from.as_str(), segment.to.as_str());
            roads.entry(from).or_default().push(to);
            if !segment.one_way {
                roads.entry(to).or_default().push(from);
            }
        }
    }
    let crossings = tables.sites.iter().filter(|(s, _)| s.kind == SiteKind::Crossing);
    let stocks = tables.stocks.iter().map(|(s, _)| s.site.as_str());
    let mut open: Vec<&str> = crossings.map(|(s, _)| s.id.as_str()).chain(stocks).collect();
    let mut reached: HashSet<&str> = open.iter().copied().collect();
    while let Some(site) = open.pop() {
        let next = roads.get(site).into_iter().flatten();
        open.extend(next.filter(|to| reached.insert(to)));
    }
    let serves = |site: &&Site| track.serves.contains(&site.kind);
    let sites = tables.sites.iter().map(|(site, _)| site).filter(serves);
    sites.map(|site| site.id.as_str()).filter(|id| reached.contains(id)).collect()
}

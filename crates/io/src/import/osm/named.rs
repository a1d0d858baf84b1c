//! Junctions and segments of the corridor graph, with identifiers and names.

use std::collections::{BTreeMap, HashMap, HashSet};

use safeconduct_model::figure::{Certainty, Provenance};
use safeconduct_model::id::{SegmentId, SiteId};
use safeconduct_model::loss::Loss;
use safeconduct_model::segment::Segment;
use safeconduct_model::site::{Site, SiteKind};
use safeconduct_model::units::{Degrees, Hours, Kilometres, Share};

use super::joined::Joined;
use super::network::Network;
use crate::import::contract::{Contracted, Stretch};

/// Identifiers that come from a map begin like this.
pub(super) const PREFIX: &str = "osm:";
/// A longer identifier is not repeated within another.
const LONGEST_PART: usize = 80;
/// Roads named in a source or in a junction's name.
const MOST_NAMES: usize = 3;

/// What stands for the corridor graph in a scenario.
pub(super) struct Named {
    /// Places where roads meet.
    pub junctions: Vec<Site>,
    /// The segments.
    pub segments: Vec<Segment>,
    /// The nodes that each of them passes.
    pub nodes: Vec<Vec<u32>>,
}

/// Names the corridor graph.
pub(super) fn name(
    network: &Network,
    joined: &Joined,
    sites: &[Site],
    contracted: &Contracted,
) -> Named {
    let mut site_at: HashMap<u32, SiteId> = HashMap::new();
    for (site, node) in sites.iter().zip(&joined.node_of) {
        if let Some(node) = node {
            site_at.insert(*node, site.id.clone());
        }
    }
    let mut meeting: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for stretch in &contracted.stretches {
        let ends =
            [(stretch.link.from, stretch.roads.first()), (stretch.link.to, stretch.roads.last())];
        for (node, road) in ends.into_iter().filter(|(node, _)| !site_at.contains_key(node)) {
            meeting.entry(node).or_default().extend(road.and_then(|r| network.name_of(*r)));
        }
    }
    let taken: HashSet<&SiteId> = sites.iter().map(|s| &s.id).collect();
    let mut junctions = Vec::new();
    for (node, names) in meeting {
        let Some((lon, lat)) = network.place(node) else { continue };
        let mut id = SiteId(format!("{PREFIX}{}", network.id(node).unwrap_or_default()));
        while taken.contains(&id) {
            id.0.push('.');
        }
        site_at.insert(node, id.clone());
        junctions.push(junction(id, &names, lon, lat));
    }
    let mut ids = HashSet::new();
    let segment = |s: &Stretch| Some((segment(s, network, &site_at, &mut ids)?, s.nodes.clone()));
    let (segments, nodes) = contracted.stretches.iter().filter_map(segment).unzip();
    Named { junctions, segments, nodes }
}

fn junction(id: SiteId, names: &[&str], lon: f64, lat: f64) -> Site {
    let mut seen: Vec<&str> = names.to_vec();
    seen.sort_unstable();
    seen.dedup();
    seen.truncate(MOST_NAMES);
    let name = if seen.is_empty() { "junction".to_owned() } else { seen.join(" / ") };
    Site {
        id,
        name,
        kind: SiteKind::Junction,
        lon: Degrees(lon),
        lat: Degrees(lat),
        zone: None,
        trucks_per_day: None,
        throughput_t_per_day: None,
        storage_t: None,
        people_per_day: None,
        exposure: Share::default(),
        provenance: mapped("OpenStreetMap contributors (ODbL)".to_owned()),
    }
}

fn mapped(source: String) -> Provenance {
    Provenance { source: Some(source), certainty: Some(Certainty::Medium) }
}

fn segment(
    stretch: &Stretch,
    network: &Network,
    site_at: &HashMap<u32, SiteId>,
    ids: &mut HashSet<String>,
) -> Option<Segment> {
    let (from, to) = (site_at.get(&stretch.link.from)?, site_at.get(&stretch.link.to)?);
    let (length_km, hours) = figures(stretch);
    Some(Segment {
        id: SegmentId(fresh(from, to, ids)),
        from: from.clone(),
        to: to.clone(),
        length_km: Kilometres(length_km),
        hours: Hours(hours),
        trucks_per_day: None,
        loss: Loss::default(),
        exposure: Share(0.0),
        area: None,
        tracks: Vec::new(),
        one_way: stretch.link.one_way,
        provenance: mapped(source(stretch, network)),
    })
}

/// Kilometres to the metre, and hours to the millionth (four milliseconds). No
/// stretch is shorter than a metre: a segment has some length.
fn figures(stretch: &Stretch) -> (f64, f64) {
    let metres = (stretch.link.mm as f64 / 1e3).round().max(1.0);
    let hours = (stretch.link.us as f64 / 3.6e3).round() / 1e6;
    // Where rounding makes more of the length, it must not make a racing truck.
    (metres / 1e3, hours.max((metres / 0.1).round() / 1e6))
}

/// An identifier that no segment has yet.
fn fresh(from: &SiteId, to: &SiteId, ids: &mut HashSet<String>) -> String {
    let part = |id: &SiteId| {
        let id = id.as_str().strip_prefix(PREFIX).unwrap_or(id.as_str());
        id.get(..LONGEST_PART).unwrap_or(id).to_owned()
    };
    let plain = format!("{PREFIX}{}--{}", part(from), part(to));
    let numbered = (2..).map(|n: u32| format!("{plain}.{n}"));
    let mut all = std::iter::once(plain.clone()).chain(numbered);
    let id = all.find(|id| !ids.contains(id)).unwrap_or(plain.clone());
    ids.insert(id.clone());
    id
}

/// The map, and the roads that most of the stretch runs on.
fn source(stretch: &Stretch, network: &Network) -> String {
    let mut mm: BTreeMap<&str, u64> = BTreeMap::new();
    for road in &stretch.roads {
        if let (Some(name), Some(link)) =
            (network.name_of(*road), network.graph.links.get(*road as usize))
        {
            *mm.entry(name).or_default() += link.mm;
        }
    }
    let mut names: Vec<(&str, u64)> = mm.into_iter().collect();
    names.sort_by_key(|(_, mm)| std::cmp::Reverse(*mm));
    let names: Vec<&str> = names.into_iter().take(MOST_NAMES).map(|(name, _)| name).collect();
    let roads = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
    format!("OpenStreetMap contributors (ODbL){roads}")
}

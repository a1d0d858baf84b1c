//! Sites joined to the road network.

use std::collections::HashMap;

use safeconduct_model::finding::Code;
use safeconduct_model::site::Site;

use super::network::{Network, microseconds};
use crate::import::contract::{Link, Nearest, Places, RoadGraph, strong_components};
use crate::import::notes::Notes;

/// A site this near to a road stands on it, kilometres.
pub(super) const ON_ROAD_KM: f64 = 0.05;
/// Speed between a site and the road it is joined to, km/h.
pub(super) const ACCESS_KMH: f64 = 10.0;
/// A set of roads that can all be driven to from one another counts from so
/// many kilometres on: what is smaller is a yard, or cut off by the extract.
pub(super) const LEAST_KM: f64 = 5.0;

/// A road of the largest set is taken before one of another set that is nearer by
/// less than this, kilometres: the drive there may be private, or no road on the map.
pub(super) const RATHER_KM: f64 = 1.0;

/// The graph with its sites.
pub(super) struct Joined {
    /// The roads, and a link to each site that stands off them.
    pub graph: RoadGraph,
    /// The node of every site, none where it is too far from a road.
    pub node_of: Vec<Option<u32>>,
    /// How many sites have a link of their own.
    pub access: usize,
    /// The farthest distance of a joined site from its road, kilometres.
    pub farthest_km: f64,
}

/// Joins sites to their nearest roads; one that is farther than `most_km` stays apart.
pub(super) fn join(network: &Network, sites: &[Site], most_km: f64, notes: &mut Notes) -> Joined {
    let (main, all) = usable(network);
    let mut joined = Joined {
        graph: network.graph.clone(),
        node_of: Vec::with_capacity(sites.len()),
        access: 0,
        farthest_km: 0.0,
    };
    let mut taken = std::collections::HashSet::new();
    for site in sites {
        let at = (site.lon.0, site.lat.0);
        let (on_main, nearest) = (main.nearest(at), all.nearest(at));
        let near = |m: &Nearest| nearest.is_none_or(|n| m.km <= n.km + RATHER_KM);
        let nearest = on_main.filter(near).or(nearest);
        let Some(nearest) = nearest.filter(|n| n.km <= most_km) else {
            let away = nearest.map_or_else(
                || "no road was read".to_owned(),
                |n| format!("the nearest road is {:.1} km away", n.km),
            );
            let what = format!("site `{}` is not joined to a road: {away}", site.id);
            let mend =
                format!("at most {most_km} km are allowed (--max-snap-km); check lon and lat");
            notes.findings.add(Code::ImportFar, None, what, mend);
            joined.node_of.push(None);
            continue;
        };
        joined.farthest_km = joined.farthest_km.max(nearest.km);
        if nearest.km <= ON_ROAD_KM && taken.insert(nearest.node) {
            joined.node_of.push(Some(nearest.node));
            continue;
        }
        joined.access += 1;
        let node = joined.graph.nodes;
        joined.graph.nodes += 1;
        joined.graph.links.push(access(node, nearest.node, nearest.km));
        joined.node_of.push(Some(node));
    }
    joined
}

/// The way from a site to the road.
fn access(site: u32, road: u32, km: f64) -> Link {
    // Two sites on one spot are not the same site.
    let km = km.max(0.01);
    let mm = (km * 1e6).round() as u64;
    Link { from: site, to: road, us: microseconds(km, ACCESS_KMH), mm, one_way: false }
}

/// Nodes of roads that lead somewhere: those of the largest strong component, and
/// those of every one of at least [`LEAST_KM`].
fn usable(network: &Network) -> (Places, Places) {
    let component = strong_components(&network.graph);
    let of = |node: u32| component.get(node as usize).copied();
    let mut mm: HashMap<u32, u64> = HashMap::new();
    for link in &network.graph.links {
        if let (Some(from), Some(to)) = (of(link.from), of(link.to))
            && from == to
        {
            *mm.entry(from).or_default() += link.mm;
        }
    }
    let largest = mm.iter().max_by_key(|(component, mm)| (**mm, **component)).map(|(c, _)| *c);
    let enough = (LEAST_KM * 1e6) as u64;
    let leads = |c: u32| Some(c) == largest || mm.get(&c).is_some_and(|mm| *mm >= enough);
    let places = |test: &dyn Fn(u32) -> bool| {
        let nodes = (0..network.graph.nodes).filter(|node| of(*node).is_some_and(test));
        Places::new(nodes.filter_map(|node| Some((node, network.place(node)?))))
    };
    (places(&|c| Some(c) == largest), places(&leads))
}

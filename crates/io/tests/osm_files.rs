//! Real extracts of OpenStreetMap: read, contracted, held against plain Dijkstra.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use safeconduct_io::import::contract::{Asked, RoadGraph, contract, least_us, strong_components};
use safeconduct_io::import::osm::{self, Network};

/// The folder of extracts beside the repository, if it is there.
fn extract(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/osm");
    let path = folder.join(name);
    if !path.exists() {
        eprintln!("skipped: no ../shared/data");
        return None;
    }
    Some(path)
}

fn network(name: &str) -> Option<Network> {
    let path = extract(name)?;
    Some(osm::read(&mut std::fs::File::open(path).unwrap(), false).unwrap())
}

/// Nodes spread over the largest component, the same in every run.
fn spread(graph: &RoadGraph, count: usize) -> Vec<u32> {
    let component = strong_components(graph);
    let mut sizes = std::collections::HashMap::<u32, usize>::new();
    component.iter().for_each(|c| *sizes.entry(*c).or_default() += 1);
    let largest = *sizes.iter().max_by_key(|(c, size)| (**size, **c)).unwrap().0;
    let within: Vec<u32> = (0..graph.nodes).filter(|n| component[*n as usize] == largest).collect();
    (0..count).map(|at| within[at * within.len() / count]).collect()
}

/// The least times between all these nodes are the same before and after.
fn stays_exact(name: &str, sites: usize, alternatives: u32) {
    let Some(network) = network(name) else { return };
    let graph = &network.graph;
    let sites = spread(graph, sites);
    let asked = Asked {
        exact_from: sites.clone(),
        mixed_from: sites.clone(),
        sites: sites.clone(),
        alternatives,
    };
    let contracted = contract(graph, &asked);
    eprintln!("{name}: {:?}", contracted.steps);
    let links = contracted.stretches.iter().map(|s| s.link).collect();
    let few = RoadGraph { nodes: graph.nodes, links };
    for &from in &sites {
        let (whole, few) = (least_us(graph, from), least_us(&few, from));
        for &to in &sites {
            assert!(whole[to as usize].is_some());
            assert_eq!(whole[to as usize], few[to as usize], "{from} to {to}");
        }
    }
}

#[test]
fn andorra_stays_exact() {
    stays_exact("andorra.osm.pbf", 50, 0);
    stays_exact("andorra.osm.pbf", 20, 2);
}

#[test]
fn liechtenstein_stays_exact() {
    stays_exact("liechtenstein.osm.pbf", 50, 0);
    stays_exact("liechtenstein.osm.pbf", 20, 2);
}

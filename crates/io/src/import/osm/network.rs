//! The road network of a file.

use std::fs::File;
use std::io::{BufReader, Seek};

use safeconduct_model::reach::great_circle_km;

use super::direction::Direction;
use super::left_out::{LeftOut, Reason};
use super::nodes::Nodes;
use super::pbf::{Blobs, Block, Broken, Cause, Kind, check_header};
pub use super::ways::Road;
use super::ways::Ways;
use crate::import::contract::{Link, RoadGraph};

/// Roads as a graph, and what the graph's numbers stand for.
#[derive(Debug)]
pub struct Network {
    /// The graph: a node for every point of a road.
    pub graph: RoadGraph,
    /// The road that each link of the graph is a part of.
    pub road_of: Vec<u32>,
    /// The roads.
    pub roads: Vec<Road>,
    /// Names and numbers of roads.
    pub names: Vec<String>,
    /// What was left out.
    pub left_out: LeftOut,
    nodes: Nodes,
}

impl Network {
    /// Longitude and latitude of a node in degrees; none of one that the file
    /// does not hold.
    #[must_use]
    pub fn place(&self, node: u32) -> Option<(f64, f64)> {
        self.nodes.place(node as usize)
    }

    /// The number of a node in the file.
    #[must_use]
    pub fn id(&self, node: u32) -> Option<i64> {
        self.nodes.ids.get(node as usize).copied()
    }

    /// The name of the road that a link is a part of.
    #[must_use]
    pub fn name_of(&self, link: u32) -> Option<&str> {
        let road = self.roads.get(*self.road_of.get(link as usize)? as usize)?;
        self.names.get(road.name? as usize).map(String::as_str)
    }
}

/// Reads the roads of an open `.osm.pbf` file.
///
/// # Errors
/// Where and why the file cannot be read.
pub fn read(file: &mut File, with_tracks: bool) -> Result<Network, Broken> {
    let mut ways = Ways::new(with_tracks);
    each_block(file, |block| ways.add(block))?;
    let mut nodes = Nodes::of(&ways.points);
    each_block(file, |block| nodes.add(block, &mut ways.left_out))?;
    Ok(network(ways, nodes))
}

/// Gives every block of the file.
fn each_block(
    file: &mut File,
    mut each: impl FnMut(&Block) -> Result<(), Cause>,
) -> Result<(), Broken> {
    let unreadable = |_| Broken { cause: Cause::Unreadable, offset: 0 };
    let size = file.metadata().map_err(unreadable)?.len();
    file.rewind().map_err(unreadable)?;
    let mut blobs = Blobs::new(BufReader::new(file), size);
    let mut first = true;
    while let Some((kind, bytes)) = blobs.next()? {
        let done = match kind {
            Kind::Header => check_header(bytes),
            // A file begins with what it demands of its reader.
            Kind::Data if first => Err(Cause::NoBlob),
            Kind::Data => Block::parse(bytes).and_then(|block| each(&block)),
        };
        done.map_err(|cause| blobs.broken(cause))?;
        first = false;
    }
    if first { Err(blobs.broken(Cause::NoBlob)) } else { Ok(()) }
}

fn network(ways: Ways, nodes: Nodes) -> Network {
    let Ways { roads, points, names, mut left_out, .. } = ways;
    let mut graph = RoadGraph { nodes: nodes.ids.len() as u32, links: Vec::new() };
    let mut road_of = Vec::new();
    for (at, road) in roads.iter().enumerate() {
        let points = points.get(road.points.clone()).unwrap_or_default();
        for pair in points.windows(2) {
            let [from, to] = pair else { continue };
            match link(road, (*from, *to), &nodes) {
                Ok(Some(link)) => {
                    graph.links.push(link);
                    road_of.push(at as u32);
                }
                Ok(None) => {}
                Err(reason) => left_out.count(reason),
            }
        }
    }
    Network { graph, road_of, roads, names, left_out, nodes }
}

/// The link between two points of a road; none where a barrier, counted
/// already, shuts it or where it leads nowhere.
fn link(road: &Road, (from, to): (i64, i64), nodes: &Nodes) -> Result<Option<Link>, Reason> {
    let (Some(from), Some(to)) = (nodes.position(from), nodes.position(to)) else {
        return Err(Reason::CutAtEdge);
    };
    let (Some(start), Some(end)) = (nodes.place(from), nodes.place(to)) else {
        return Err(Reason::CutAtEdge);
    };
    if from == to || nodes.is_shut(from) || nodes.is_shut(to) {
        return Ok(None);
    }
    let (from, to) = match road.direction {
        Direction::Back => (to, from),
        _ => (from, to),
    };
    let km = great_circle_km(start, end);
    Ok(Some(Link {
        from: from as u32,
        to: to as u32,
        us: microseconds(km, road.kmh),
        mm: (km * 1e6).round() as u64,
        one_way: road.direction != Direction::Both,
    }))
}

/// Driving time in microseconds.
pub(super) fn microseconds(km: f64, kmh: f64) -> u64 {
    (km / kmh * 3.6e9).round() as u64
}

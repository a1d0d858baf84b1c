//! Where the nodes on roads are, and which of them carry a barrier.

use super::access::{Barrier, barrier};
use super::left_out::{LeftOut, Reason};
use super::pbf::{Block, Cause, Node};

/// Ten-millionths in a degree.
const PER_DEGREE: f64 = 1e7;
/// A longitude that stands for a node the file does not hold.
const NOWHERE: i32 = i32::MAX;

/// The nodes that roads pass.
#[derive(Debug)]
pub(super) struct Nodes {
    /// Their numbers, in order.
    pub ids: Vec<i64>,
    /// Longitude and latitude in ten-millionths of a degree.
    places: Vec<(i32, i32)>,
    shut: Vec<bool>,
}

impl Nodes {
    /// The nodes named by the points of roads.
    pub fn of(points: &[i64]) -> Self {
        let mut ids = points.to_vec();
        ids.sort_unstable();
        ids.dedup();
        ids.shrink_to_fit();
        let (places, shut) = (vec![(NOWHERE, 0); ids.len()], vec![false; ids.len()]);
        Self { ids, places, shut }
    }

    /// The position of a node.
    pub fn position(&self, id: i64) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// Takes the places of nodes from a block.
    pub fn add(&mut self, block: &Block, left_out: &mut LeftOut) -> Result<(), Cause> {
        block.nodes(|node, tags| {
            let Some(at) = self.position(node.id) else { return Ok(()) };
            let Some(place) = place(node) else { return Ok(()) };
            self.places[at] = place;
            match barrier(tags) {
                Barrier::None => {}
                Barrier::Opens => left_out.count(Reason::Gates),
                Barrier::Shuts => {
                    left_out.count(Reason::Barriers);
                    self.shut[at] = true;
                }
            }
            Ok(())
        })
    }

    /// Longitude and latitude in degrees, if the file holds the node.
    pub fn place(&self, at: usize) -> Option<(f64, f64)> {
        let (lon, lat) = self.places.get(at).copied().filter(|(lon, _)| *lon != NOWHERE)?;
        Some((f64::from(lon) / PER_DEGREE, f64::from(lat) / PER_DEGREE))
    }

    /// Whether a barrier shuts the road here.
    pub fn is_shut(&self, at: usize) -> bool {
        self.shut.get(at).copied().unwrap_or(false)
    }
}

/// The place of a node; none where it is not on Earth.
fn place(node: Node) -> Option<(i32, i32)> {
    let on_earth =
        node.lon.unsigned_abs() <= 1_800_000_000 && node.lat.unsigned_abs() <= 900_000_000;
    on_earth.then(|| Some((i32::try_from(node.lon).ok()?, i32::try_from(node.lat).ok()?)))?
}

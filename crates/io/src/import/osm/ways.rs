//! Ways that trucks can drive.

use std::collections::HashMap;

use super::access::{for_trucks, value};
use super::class::{self, CLASSES, Known};
use super::direction::{self, Direction};
use super::left_out::{LeftOut, Reason};
use super::pbf::{Block, Cause, Tags, Thing};
use super::speed::{self, Limit};

/// Points of all roads together; more would not fit into a laptop.
const MOST_POINTS: usize = 16_000_000;
/// A name longer than this is none, bytes.
const LONGEST_NAME: usize = 200;

/// A road as the file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Road {
    /// The number of its way.
    pub way: i64,
    /// Its class, by position in [`CLASSES`].
    pub class: usize,
    /// Speed of a loaded truck, km/h.
    pub kmh: f64,
    /// Its name or number, by position in the names of the network.
    pub name: Option<u32>,
    pub(super) direction: Direction,
    /// Its points among all.
    pub(super) points: std::ops::Range<usize>,
}

/// Roads, gathered block by block.
#[derive(Debug, Default)]
pub(super) struct Ways {
    /// Whether tracks are used.
    with_tracks: bool,
    /// The roads.
    pub roads: Vec<Road>,
    /// Numbers of the nodes of all roads, one road after the other.
    pub points: Vec<i64>,
    /// Names of roads.
    pub names: Vec<String>,
    known: HashMap<String, u32>,
    /// What was left out.
    pub left_out: LeftOut,
}

impl Ways {
    /// No roads yet.
    pub fn new(with_tracks: bool) -> Self {
        Self { with_tracks, ..Self::default() }
    }

    /// Takes the roads of a block.
    pub fn add(&mut self, block: &Block) -> Result<(), Cause> {
        block.ways(|way| self.way(way))?;
        block.relations(|relation| {
            let kind = value(&relation.tags, "type");
            if kind.is_some_and(|kind| kind == "restriction" || kind.starts_with("restriction:")) {
                self.left_out.count(Reason::Turns);
            }
            Ok(())
        })
    }

    fn way(&mut self, way: &Thing) -> Result<(), Cause> {
        let tags = &way.tags;
        let Some(highway) = tags.iter().find(|(key, _)| *key == b"highway") else {
            if value(tags, "route") == Some("ferry") {
                self.left_out.count(Reason::Ferries);
            }
            return Ok(());
        };
        let highway = std::str::from_utf8(highway.1).unwrap_or("");
        let class = match self.usable(highway, tags) {
            Ok(class) => class,
            Err(reason) => {
                self.left_out.count(reason);
                return Ok(());
            }
        };
        let first = self.points.len();
        for node in way.refs() {
            self.points.push(node?);
            if self.points.len() > MOST_POINTS {
                return Err(Cause::TooMany);
            }
        }
        let road = Road {
            way: way.id,
            class,
            kmh: self.kmh(tags, class),
            name: self.name(tags),
            direction: direction::of(tags, highway),
            points: first..self.points.len(),
        };
        self.roads.push(road);
        self.note_limits(tags);
        Ok(())
    }

    /// The class of a way that is used; otherwise why it is not.
    fn usable(&self, highway: &str, tags: &Tags) -> Result<usize, Reason> {
        let class = match class::look_up(highway) {
            Known::Used(class) => class,
            Known::NotForTrucks => return Err(Reason::NotForTrucks),
            Known::NotThere => return Err(Reason::NotThere),
            Known::Unknown => return Err(Reason::UnknownClass),
        };
        let may = for_trucks(tags);
        if may == Some(false) {
            Err(Reason::Shut)
        } else if CLASSES[class].on_request && !self.with_tracks {
            Err(Reason::Tracks)
        } else if value(tags, "area") == Some("yes") {
            Err(Reason::Areas)
        } else if value(tags, "service").is_some_and(class::is_yard) {
            Err(Reason::Yards)
        } else if direction::of(tags, highway) == Direction::Changes {
            Err(Reason::Reversible)
        } else {
            Ok(class)
        }
    }

    fn kmh(&mut self, tags: &Tags, class: usize) -> f64 {
        let kmh = CLASSES[class].kmh;
        match speed::limit(tags) {
            Limit::None => kmh,
            Limit::Kmh(limit) => kmh.min(limit),
            Limit::Unread => {
                self.left_out.count(Reason::SpeedUnread);
                kmh
            }
        }
    }

    /// The number of a road, or else its name.
    fn name(&mut self, tags: &Tags) -> Option<u32> {
        let name = value(tags, "ref").or_else(|| value(tags, "name"))?;
        let plain = !name.trim().is_empty() && !name.contains(char::is_control);
        if !plain || name.len() > LONGEST_NAME {
            return None;
        }
        if let Some(known) = self.known.get(name) {
            return Some(*known);
        }
        let next = u32::try_from(self.names.len()).ok()?;
        self.names.push(name.to_owned());
        self.known.insert(name.to_owned(), next);
        Some(next)
    }

    fn note_limits(&mut self, tags: &Tags) {
        let keys = ["maxweight", "maxaxleload", "maxheight", "maxwidth", "maxlength"];
        let limited = |key: &str| value(tags, key).is_some_and(|v| v != "none" && v != "default");
        if keys.into_iter().any(limited) {
            self.left_out.count(Reason::Limits);
        }
    }
}

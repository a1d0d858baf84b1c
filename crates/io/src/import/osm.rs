//! OpenStreetMap roads (`.osm.pbf`) as the corridors between the sites of a scenario.
//!
//! The file is read twice: once for the ways that trucks can drive, once for
//! the places and barriers of the nodes on them ([`read`]). Sites are joined to
//! the nearest road, and the whole is contracted to the corridors between them
//! ([`import`]). Nothing is ignored silently: what is left out is counted, with
//! the reason, and what is assumed is a row of the scenario.
//!
//! The format is read here and not by a library: those there are expand a block
//! of the file before anyone can limit it, so that 29 kB can ask for more than a
//! gibibyte. [`pbf`] gives slices of one block at a time.

use std::path::Path;

use jiff::civil::Date;
use safeconduct_model::finding::Findings;
use safeconduct_model::scenario::Scenario;

use super::contract::Step;

mod access;
mod assumed;
mod build;
mod class;
mod direction;
mod given;
mod joined;
mod left_out;
mod named;
mod network;
mod nodes;
mod pbf;
mod rest;
mod shape;
mod speed;
mod ways;

pub use class::{CLASSES, Class};
pub use given::Given;
pub use left_out::{LeftOut, Reason};
pub use network::{Network, Road, read};
pub use pbf::{Broken, Cause};

/// What the user may choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The scenario's name, where none is given.
    pub name: String,
    /// Date of day 0, where no scenario is given.
    pub start: Date,
    /// Days in the horizon, where no scenario is given.
    pub days: u32,
    /// Alternatives to look for beside the quickest way from every crossing and hub.
    pub alternatives: u32,
    /// Farthest distance of a site from its road, kilometres.
    pub farthest_km: f64,
    /// Whether tracks are roads.
    pub with_tracks: bool,
    /// Whether least times stay exact only from crossings and hubs.
    pub supply_only: bool,
}

/// A scenario with the corridors between its sites.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The scenario, its assumptions listed.
    pub scenario: Scenario,
    /// What was assumed and what was left out.
    pub findings: Findings,
    /// The size of the road graph after each step of the contraction.
    pub steps: Vec<Step>,
    /// Segments that were added.
    pub segments: usize,
    /// Files to write beside the scenario's own: name and text.
    pub beside: Vec<(String, String)>,
}

/// Reads the roads of `file` and makes them the segments between given sites.
///
/// # Errors
/// All findings, if a file cannot be read.
pub fn import(file: &Path, given: &Given, options: &Options) -> Result<Imported, Findings> {
    build::import(file, given, options)
}

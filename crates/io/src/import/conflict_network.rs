//! Conflict networks: places, routes, closures and days of conflict, as
//! published for the simulation of displacement (the FLEE format), read into a
//! scenario.
//!
//! The folder holds `locations.csv`, `routes.csv`, `closures.csv`,
//! `conflicts.csv` and `sim_period.csv`. It knows nothing of supply, trucks,
//! losses or speed: all of that is assumed, from [`Figures`], and every
//! assumption is a row of the scenario and a finding.
//!
//! * Every place with people in the country concerned becomes a zone with a
//!   delivery point. A place whose population is missing or 0 stays a junction
//!   unless [`Options::missing_population`] says otherwise.
//! * Crossings are those that the user names. Otherwise: every place abroad on a
//!   route into the country, and the country's largest place.
//! * A route becomes a segment; a day of conflict at either end raises its loss
//!   and exposure on that day; a closed border or place closes its segments.

use std::path::Path;

use safeconduct_model::finding::Findings;
use safeconduct_model::scenario::Scenario;

use super::notes::Notes;
use super::table::Table;

mod assumed;
mod build;
mod closures;
mod conflicts;
mod entry;
mod figures;
pub(in crate::import) mod fleet;
mod period;
mod places;
pub(in crate::import) mod ration;
mod roads;
mod routes;
mod sites;
pub(in crate::import) mod supply;
mod zones;

pub use figures::Figures;

/// What the user may choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Places to enter by, as named in `locations.csv`; the rule where empty.
    pub crossings: Vec<String>,
    /// Day of the source that becomes day 0.
    pub from_day: u32,
    /// Days in the horizon, if the source goes on as long.
    pub days: u32,
    /// People to assume in a place of the country whose population is missing.
    pub missing_population: Option<f64>,
    /// Whether camps abroad are zones; their population is a capacity in most
    /// of these files.
    pub camps_abroad: bool,
    /// Whether stretches marked as walked only are roads all the same.
    pub on_foot: bool,
    /// Hubs, at the places with most people.
    pub hubs: usize,
    /// Six foods in place of one general ration.
    pub six_foods: bool,
    /// Figures that the source does not hold.
    pub figures: Figures,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            crossings: Vec::new(),
            from_day: 0,
            days: 28,
            missing_population: None,
            camps_abroad: false,
            on_foot: false,
            hubs: 3,
            six_foods: false,
            figures: Figures::default(),
        }
    }
}

/// A scenario read from a conflict network.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The scenario, its assumptions listed.
    pub scenario: Scenario,
    /// What was assumed and what was left out.
    pub findings: Findings,
}

/// Reads the conflict network in `folder`.
///
/// # Errors
/// All findings, if a file cannot be read or holds nothing to build on.
pub fn read(folder: &Path, options: &Options) -> Result<Imported, Findings> {
    let mut notes = Notes::default();
    let read = |name: &str, notes: &mut Notes| Table::read(folder, name, &mut notes.findings);
    let locations = read("locations.csv", &mut notes);
    let routes = read("routes.csv", &mut notes);
    let closures = read("closures.csv", &mut notes);
    let conflicts = read("conflicts.csv", &mut notes);
    let period = read("sim_period.csv", &mut notes);
    let (Some(locations), Some(routes), Some(closures), Some(conflicts), Some(period)) =
        (locations, routes, closures, conflicts, period)
    else {
        return Err(notes.findings);
    };
    let tables = build::Tables { locations, routes, closures, conflicts, period };
    let name = folder.file_name().and_then(|n| n.to_str()).unwrap_or("network");
    match build::scenario(name, &tables, options, &mut notes) {
        Some(scenario) if !notes.findings.any_error() => {
            Ok(Imported { scenario, findings: notes.findings })
        }
        _ => Err(notes.findings),
    }
}

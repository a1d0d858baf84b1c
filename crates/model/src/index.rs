//! Positions of nouns in their tables, by identifier.

use std::collections::HashMap;

use crate::scenario::Scenario;

/// Positions by identifier in every table of a scenario that has identifiers.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Commodities.
    pub commodities: HashMap<String, usize>,
    /// Tracks.
    pub tracks: HashMap<String, usize>,
    /// Fleets.
    pub fleets: HashMap<String, usize>,
    /// Sites.
    pub sites: HashMap<String, usize>,
    /// Zones.
    pub zones: HashMap<String, usize>,
    /// Segments.
    pub segments: HashMap<String, usize>,
}

impl Index {
    /// The index of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            commodities: positions(scenario.commodities.iter().map(|c| c.id.as_str())),
            tracks: positions(scenario.tracks.iter().map(|t| t.id.as_str())),
            fleets: positions(scenario.fleets.iter().map(|f| f.id.as_str())),
            sites: positions(scenario.sites.iter().map(|s| s.id.as_str())),
            zones: positions(scenario.zones.iter().map(|z| z.id.as_str())),
            segments: positions(scenario.segments.iter().map(|s| s.id.as_str())),
        }
    }
}

fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    ids.enumerate().map(|(position, id)| (id.to_owned(), position)).collect()
}

//! Display names by identifier, made safe to show.

use std::collections::HashMap;

use safeconduct_model::scenario::Scenario;

use crate::report::visible;

/// Display names of everything a plan refers to.
pub(crate) struct Names {
    sites: HashMap<String, String>,
    zones: HashMap<String, String>,
    tracks: HashMap<String, (usize, String)>,
    fleets: HashMap<String, String>,
    segments: HashMap<String, String>,
}

impl Names {
    /// The names of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let sites: HashMap<_, _> =
            scenario.sites.iter().map(|s| (s.id.0.clone(), shown(&s.name, &s.id.0))).collect();
        let end = |id: &str| sites.get(id).cloned().unwrap_or_else(|| visible::name(id));
        let segments = scenario.segments.iter().map(|s| {
            (s.id.0.clone(), format!("{} – {}", end(s.from.as_str()), end(s.to.as_str())))
        });
        Self {
            segments: segments.collect(),
            zones: scenario
                .zones
                .iter()
                .map(|z| (z.id.0.clone(), shown(&z.name, &z.id.0)))
                .collect(),
            tracks: (scenario.tracks.iter().enumerate())
                .map(|(i, t)| (t.id.0.clone(), (i, shown(&t.name, &t.id.0))))
                .collect(),
            fleets: (scenario.fleets.iter())
                .map(|f| (f.id.0.clone(), shown(&f.name, &f.id.0)))
                .collect(),
            sites,
        }
    }

    /// A site's name.
    pub fn site(&self, id: &str) -> String {
        self.sites.get(id).cloned().unwrap_or_else(|| visible::name(id))
    }

    /// A zone's name.
    pub fn zone(&self, id: &str) -> String {
        self.zones.get(id).cloned().unwrap_or_else(|| visible::name(id))
    }

    /// A track's name.
    pub fn track(&self, id: &str) -> String {
        self.tracks.get(id).map_or_else(|| visible::name(id), |t| t.1.clone())
    }

    /// A track's position in the scenario, for its colour.
    pub fn track_position(&self, id: &str) -> usize {
        self.tracks.get(id).map_or(self.tracks.len(), |t| t.0)
    }

    /// What a cap is a cap of: a site, zone, fleet, track or stretch of road,
    /// or the words of the plan itself.
    pub fn anything(&self, id: &str) -> String {
        let found =
            self.sites.get(id).or_else(|| self.fleets.get(id)).or_else(|| self.zones.get(id));
        let found = found.or_else(|| self.segments.get(id)).cloned();
        found.unwrap_or_else(|| visible::name(id))
    }
}

fn shown(name: &str, id: &str) -> String {
    visible::name(if name.trim().is_empty() { id } else { name })
}

//! References that terms make: each must be answered by the scenario.

use std::collections::HashMap;

use crate::finding::{Code, Findings};
use crate::index::Index;
use crate::scenario::Scenario;
use crate::site::SiteKind;
use crate::term::{Clause, Term};

/// Adds a finding for every name in `term` that nothing answers to.
pub(super) fn references(term: &Term, scenario: &Scenario, index: &Index, findings: &mut Findings) {
    let mut look = Look { term: &term.id, findings };
    match &term.clause {
        Clause::Crossing { crossings, .. } | Clause::Entry { crossings, .. } => {
            look.crossings(crossings, scenario, index);
        }
        Clause::Road { segments, areas, tracks, .. } => {
            look.roads(segments, areas, scenario, index);
            let named = tracks.iter().flatten().map(crate::id::TrackId::as_str);
            look.names("track", named, &index.tracks);
        }
        Clause::Loss { segments, areas, .. } => look.roads(segments, areas, scenario, index),
        Clause::Notified { track, segments, areas } => {
            look.names("track", [track.as_str()].into_iter(), &index.tracks);
            look.roads(segments, areas, scenario, index);
        }
        Clause::Track { track, .. } => {
            look.names("track", [track.as_str()].into_iter(), &index.tracks);
        }
        Clause::Floor { zones, .. } => {
            look.names("zone", zones.iter().map(|z| z.as_str()), &index.zones);
        }
        Clause::Centres { zones, sites, .. } => {
            look.names("zone", zones.iter().map(|z| z.as_str()), &index.zones);
            look.names("site", sites.iter().map(|s| s.as_str()), &index.sites);
        }
        Clause::Commodity { commodities, crossings, .. } => {
            let named = commodities.iter().map(|c| c.as_str());
            look.names("commodity", named, &index.commodities);
            look.crossings(crossings, scenario, index);
        }
        Clause::Fleet { fleet, fuel_l_per_day, .. } => {
            look.names("fleet", [fleet.as_str()].into_iter(), &index.fleets);
            if fuel_l_per_day.is_some() {
                look.fuel(fleet, scenario, index);
            }
        }
        Clause::Deliverers { operators } => {
            let known: HashMap<String, usize> =
                scenario.fleets.iter().map(|f| (f.operator.0.clone(), 0)).collect();
            look.names("operator", operators.iter().map(|o| o.as_str()), &known);
        }
    }
}

struct Look<'a> {
    term: &'a str,
    findings: &'a mut Findings,
}

impl Look<'_> {
    fn names<'n>(
        &mut self,
        noun: &str,
        names: impl Iterator<Item = &'n str>,
        known: &HashMap<String, usize>,
    ) {
        for name in names.filter(|n| !known.contains_key(*n)) {
            let what =
                format!("term `{}` names the {noun} `{name}`, which is not defined", self.term);
            self.findings.add(
                Code::UnknownRef,
                None,
                what,
                format!("add the {noun} or mend the name"),
            );
        }
    }

    /// A cap on fuel needs a fleet whose use of fuel is known.
    fn fuel(&mut self, fleet: &crate::id::FleetId, scenario: &Scenario, index: &Index) {
        let Some(&position) = index.fleets.get(fleet.as_str()) else { return };
        if scenario.fleets[position].fuel_l_per_km.is_none() {
            let what = format!(
                "term `{}` caps the fuel of `{fleet}`, whose fuel_l_per_km is not given",
                self.term
            );
            self.findings.add(Code::MissingField, None, what, "give the fleet its fuel_l_per_km");
        }
    }

    fn crossings(&mut self, named: &[crate::id::SiteId], scenario: &Scenario, index: &Index) {
        self.names("site", named.iter().map(|s| s.as_str()), &index.sites);
        for id in named {
            let Some(&site) = index.sites.get(id.as_str()) else {
                continue;
            };
            if scenario.sites[site].kind != SiteKind::Crossing {
                let what =
                    format!("term `{}` treats `{id}` as a crossing, which it is not", self.term);
                self.findings.add(Code::WrongSiteKind, None, what, "name a crossing");
            }
        }
    }

    fn roads(
        &mut self,
        segments: &[crate::id::SegmentId],
        areas: &[crate::id::AreaId],
        scenario: &Scenario,
        index: &Index,
    ) {
        self.names("segment", segments.iter().map(|s| s.as_str()), &index.segments);
        let known: HashMap<String, usize> = scenario
            .segments
            .iter()
            .filter_map(|s| s.area.as_ref())
            .map(|a| (a.0.clone(), 0))
            .collect();
        self.names("area", areas.iter().map(|a| a.as_str()), &known);
    }
}

//! The scenario that a conflict network makes, with everything assumed listed.

use safeconduct_model::condition::Condition;
use safeconduct_model::interceptor::Interceptor;
use safeconduct_model::need::Walking;
use safeconduct_model::scenario::{SCHEMA, Scenario};
use safeconduct_model::segment::Segment;
use safeconduct_model::simulation::Simulation;
use safeconduct_model::site::SiteKind;
use safeconduct_model::track::Track;

use super::assumed::{self, Counts};
use super::closures::Closure;
use super::conflicts::Conflicts;
use super::figures::Figures;
use super::period::{self, Period};
use super::places::{self, Places, slug};
use super::routes::Route;
use super::{
    Options, closures, conflicts, entry, fleet, ration, roads, routes, sites, supply, zones,
};
use crate::import::notes::Notes;
use crate::import::table::Table;

/// The files of a conflict network.
pub(super) struct Tables {
    pub locations: Table,
    pub routes: Table,
    pub closures: Table,
    pub conflicts: Table,
    pub period: Table,
}

/// Builds the scenario; none, with findings, where there is nothing to build on.
pub(super) fn scenario(
    name: &str,
    tables: &Tables,
    options: &Options,
    notes: &mut Notes,
) -> Option<Scenario> {
    let period = period::read(&tables.period, options, notes)?;
    let places = places::read(&tables.locations, notes)?;
    let routes = routes::read(&tables.routes, &places, options.on_foot, notes)?;
    let crossings = entry::crossings(&places, &routes, options, notes)?;
    let closures = closures::read(&tables.closures, &places, period, notes);
    let conflicts = conflicts::read(&tables.conflicts, &places, period, notes);
    let figures = &options.figures;

    let zones = zones::zones(&places, options, notes);
    let hubs = entry::largest(&places, options.hubs);
    let is_zone = |place: usize| zones.iter().any(|(p, _)| *p == place);
    let sites = sites::sites(&places, is_zone, &crossings, &hubs);
    let mut segments: Vec<Segment> =
        routes.iter().map(|r| roads::segment(r, &places, figures)).collect();
    let differs = (&conflicts, closures.as_slice());
    let (conditions, simulation) =
        by_day((&routes, &segments), &places, differs, (period.days, figures));

    let portions = if options.six_foods { ration::six_foods() } else { ration::general(figures) };
    let people: f64 = zones.iter().map(|(_, z)| z.population.0).sum();
    let demand: Vec<(usize, f64)> =
        zones.iter().map(|(p, z)| (*p, supply::tonnes(z.population.0, &portions))).collect();
    let trucks = fleet::fleet(&routes, places.all.len(), &crossings, &demand, figures);
    let supply = supply::supply(&sites.entries, &portions, people, figures.supply_over_need);
    let counts = Counts {
        zones: zones.len(),
        segments: routes.len(),
        conditions: conditions.len(),
        closures: closures.len(),
        chances: simulation.closures.iter().filter(|c| c.chance.0 < 1.0).count(),
        hubs: hubs.len(),
        sites: sites.sites.len(),
        supply: supply.len(),
    };
    assumed::roads_and_people(&counts, options, notes);
    assumed::goods_and_trucks(&counts, trucks.trucks.0, options, notes);
    segments.extend(sites.segments);
    Some(Scenario {
        name: slug(name),
        title: format!("{}: a conflict network, imported", places.country.replace('_', " ")),
        commodities: portions.into_iter().map(|p| p.commodity).collect(),
        fleets: vec![trucks],
        sites: sites.sites,
        zones: zones.into_iter().map(|(_, zone)| zone).collect(),
        segments,
        conditions,
        supply,
        assumptions: notes.assumptions.clone(),
        simulation,
        ..bare(period, options)
    })
}

/// What differs on roads by day: for the plan, and for simulations.
fn by_day(
    (routes, segments): (&[Route], &[Segment]),
    places: &Places,
    differs: (&Conflicts, &[Closure]),
    days: (u32, &Figures),
) -> (Vec<Condition>, Simulation) {
    let (mut conditions, mut simulation) = (Vec::new(), Simulation::default());
    for (route, segment) in routes.iter().zip(segments) {
        let by_day = roads::by_day(route, segment, places, differs, days);
        conditions.extend(by_day.0);
        simulation.closures.extend(by_day.1);
    }
    (conditions, simulation)
}

/// What does not depend on places: days, need, the one track.
fn bare(period: Period, options: &Options) -> Scenario {
    Scenario {
        schema: SCHEMA,
        name: String::new(),
        title: String::new(),
        note: Some(NOTE.to_owned()),
        start: period.start,
        days: period.days,
        gamma: options.figures.gamma,
        interceptor: Interceptor::default(),
        need: ration::need(&options.figures, options.six_foods),
        walking: Walking::default(),
        commodities: Vec::new(),
        tracks: vec![Track {
            id: "corridors".into(),
            name: "Corridors to delivery points".to_owned(),
            serves: vec![SiteKind::DeliveryPoint],
        }],
        fleets: Vec::new(),
        sites: Vec::new(),
        zones: Vec::new(),
        populations: Vec::new(),
        segments: Vec::new(),
        conditions: Vec::new(),
        supply: Vec::new(),
        stocks: Vec::new(),
        reach: Vec::new(),
        basket: Vec::new(),
        assumptions: Vec::new(),
        alternates: Vec::new(),
        frameworks: Vec::new(),
        simulation: Simulation::default(),
    }
}

const NOTE: &str = "Imported from a published conflict network: places, roads, closures and days \
                    of conflict are the source's; supply, trucks, losses and speed are assumptions \
                    and are listed as such. Not a description of any operation.";

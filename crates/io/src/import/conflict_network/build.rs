//! The scenario that a conflict network makes, with everything assumed listed.

use safeconduct_model::id::{SiteId, ZoneId};
use safeconduct_model::need::Walking;
use safeconduct_model::scenario::{SCHEMA, Scenario};
use safeconduct_model::segment::Segment;
use safeconduct_model::site::{Site, SiteKind};
use safeconduct_model::supply::Supply;
use safeconduct_model::track::Track;
use safeconduct_model::units::{Degrees, People, Share, TonnesPerDay, UsdPerTonne};
use safeconduct_model::zone::Zone;

use super::figures::rounded;
use super::places::{Place, Places, slug};
use super::ration::Portion;
use super::roads::published;
use super::{Options, closures, conflicts, entry, fleet, period, places, ration, roads, routes};
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
    let routes = routes::read(&tables.routes, &places, notes)?;
    let crossings = entry::crossings(&places, &routes, options, notes)?;
    let closures = closures::read(&tables.closures, &places, period, notes);
    let conflicts = conflicts::read(&tables.conflicts, &places, period, notes);
    let figures = &options.figures;

    let zones = zones(&places, options, notes);
    let hubs = entry::largest(&places, options.hubs);
    let is_zone = |place: usize| zones.iter().any(|(p, _)| *p == place);
    let mut sites: Vec<Site> = (0..places.all.len())
        .map(|p| place_site(&places.all[p], is_zone(p), crossings.contains(&p)))
        .collect();
    let mut segments: Vec<Segment> =
        routes.iter().map(|r| roads::segment(r, &places, figures)).collect();
    let mut conditions = Vec::new();
    for (route, segment) in routes.iter().zip(&segments) {
        let days = (period.days, figures);
        conditions.extend(roads::conditions(
            route,
            segment,
            &places,
            (&conflicts, &closures),
            days,
        ));
    }
    let mut entries: Vec<SiteId> = Vec::new();
    for &place in &crossings {
        let at = &places.all[place];
        if is_zone(place) {
            let entry = inner_site(at, "entry", SiteKind::Crossing);
            segments.push(roads::within_place(entry.id.as_str(), &at.id));
            entries.push(entry.id.clone());
            sites.push(entry);
        } else {
            entries.push(at.id.as_str().into());
        }
    }
    for &place in &hubs {
        let at = &places.all[place];
        let hub = inner_site(at, "hub", SiteKind::Hub);
        segments.push(roads::within_place(hub.id.as_str(), &at.id));
        sites.push(hub);
    }

    let portions = if options.six_foods { ration::six_foods() } else { ration::general(figures) };
    let people: f64 = zones.iter().map(|(_, z)| z.population.0).sum();
    let demand: Vec<(usize, f64)> =
        zones.iter().map(|(p, z)| (*p, tonnes(z.population.0, &portions))).collect();
    let trucks = fleet::fleet(&routes, places.all.len(), &crossings, &demand, figures);
    let supply = supply(&entries, &portions, people, options);
    let counts = Counts {
        zones: zones.len(),
        segments: routes.len(),
        conditions: conditions.len(),
        closures: closures.len(),
        hubs: hubs.len(),
        supply: supply.len(),
    };
    assumptions(&counts, trucks.trucks.0, options, notes);
    Some(Scenario {
        schema: SCHEMA,
        name: slug(name),
        title: format!("{}: a conflict network, imported", places.country.replace('_', " ")),
        note: Some(NOTE.to_owned()),
        start: period.start,
        days: period.days,
        gamma: figures.gamma,
        need: ration::need(figures, options.six_foods),
        walking: Walking::default(),
        commodities: portions.into_iter().map(|p| p.commodity).collect(),
        tracks: vec![Track {
            id: "corridors".into(),
            name: "Corridors to delivery points".to_owned(),
            serves: vec![SiteKind::DeliveryPoint],
        }],
        fleets: vec![trucks],
        sites,
        zones: zones.into_iter().map(|(_, zone)| zone).collect(),
        populations: Vec::new(),
        segments,
        conditions,
        supply,
        stocks: Vec::new(),
        reach: Vec::new(),
        assumptions: notes.assumptions.clone(),
        alternates: Vec::new(),
        frameworks: Vec::new(),
    })
}

const NOTE: &str = "Imported from a published conflict network: places, roads, closures and days \
                    of conflict are the source's; supply, trucks, losses and speed are assumptions \
                    and are listed as such. Not a description of any operation.";

/// Zones with the position of their place.
fn zones(places: &Places, options: &Options, notes: &mut Notes) -> Vec<(usize, Zone)> {
    let mut zones = Vec::new();
    let (mut missing, mut abroad, mut camps) = (0, 0, 0);
    for (position, place) in places.all.iter().enumerate() {
        let home = places.at_home(position);
        if !home && !(options.camps_abroad && place.is_camp()) {
            abroad += usize::from(place.population.is_some());
            continue;
        }
        missing += usize::from(place.population.is_none() && home);
        let assumed = options.missing_population.filter(|_| home);
        let Some(people) = place.population.or(assumed).filter(|p| *p > 0.0) else { continue };
        camps += usize::from(place.is_camp());
        zones.push((position, zone(place, people, options)));
    }
    let what = options.missing_population.map_or_else(
        || "places without a population are junctions, not zones".to_owned(),
        |people| format!("{people} people in each place without a population"),
    );
    let reason = "the source gives none or 0 for these places of the country";
    notes.assumed("zones.population", what, reason, Some(missing));
    let reason =
        "the scenario is about the people of one country; a camp's figure is often a capacity";
    notes.assumed("zones.population", "nobody abroad is planned for", reason, Some(abroad));
    let reason = "the source does not say whether a camp's figure is people or capacity";
    notes.assumed("zones.population", "camps hold the people written there", reason, Some(camps));
    zones
}

fn zone(place: &Place, people: f64, options: &Options) -> Zone {
    Zone {
        id: ZoneId(place.id.clone()),
        name: place.name.clone(),
        pcode: None,
        lon: Degrees(place.lon),
        lat: Degrees(place.lat),
        population: People(people),
        cannot_walk_share: Share(options.figures.cannot_walk_share),
        provenance: published(place.source.clone()),
    }
}

/// The site of a place itself.
fn place_site(place: &Place, zone: bool, crossing: bool) -> Site {
    let kind = match (zone, crossing) {
        (true, _) => SiteKind::DeliveryPoint,
        (false, true) => SiteKind::Crossing,
        (false, false) => SiteKind::Junction,
    };
    Site {
        id: SiteId(place.id.clone()),
        name: place.name.clone(),
        kind,
        lon: Degrees(place.lon),
        lat: Degrees(place.lat),
        zone: zone.then(|| ZoneId(place.id.clone())),
        trucks_per_day: None,
        throughput_t_per_day: None,
        storage_t: None,
        people_per_day: None,
        provenance: published(place.source.clone()),
    }
}

/// A hub or entry within a place that is a zone.
fn inner_site(place: &Place, role: &str, kind: SiteKind) -> Site {
    Site {
        id: SiteId(format!("{}.{role}", place.id)),
        name: format!("{} ({role})", place.name),
        kind,
        zone: None,
        ..place_site(place, false, false)
    }
}

/// Tonnes a day of full need for so many people.
fn tonnes(people: f64, portions: &[Portion]) -> f64 {
    people * portions.iter().map(|p| p.grams).sum::<f64>() / 1e6
}

fn supply(entries: &[SiteId], portions: &[Portion], people: f64, options: &Options) -> Vec<Supply> {
    let over = options.figures.supply_over_need;
    let at = |crossing: &SiteId, portion: &Portion| Supply {
        crossing: crossing.clone(),
        commodity: portion.commodity.id.clone(),
        window: safeconduct_model::calendar::Window::default(),
        tonnes_per_day: TonnesPerDay(rounded(people * portion.grams / 1e6 * over)),
        price_usd_per_t: UsdPerTonne(portion.price),
        provenance: safeconduct_model::figure::Provenance {
            source: Some("assumption: sized to need".to_owned()),
            certainty: Some(safeconduct_model::figure::Certainty::Low),
        },
    };
    entries.iter().flat_map(|c| portions.iter().map(move |p| at(c, p))).collect()
}

struct Counts {
    zones: usize,
    segments: usize,
    conditions: usize,
    closures: usize,
    hubs: usize,
    supply: usize,
}

/// Notes what is assumed in every such scenario.
fn assumptions(counts: &Counts, trucks: f64, options: &Options, notes: &mut Notes) {
    let figures = &options.figures;
    let none = "the source does not hold it";
    let mut note = |field: &str, assumed: String, reason: &str, rows: usize| {
        notes.assumed(field, assumed, reason, Some(rows));
    };
    let speed = format!("{} km/h on every road", figures.speed_kmh);
    note("segments.hours", speed, none, counts.segments);
    note("segments.trucks_per_day", "no limit".to_owned(), none, counts.segments);
    let calm = (figures.calm_loss.total(), figures.calm_exposure);
    let calm = format!("loss {} and exposure {} without conflict", rounded(calm.0), calm.1);
    note("segments.loss", calm, none, counts.segments);
    let full = (figures.conflict_loss.total(), figures.conflict_exposure);
    let full = format!(
        "loss {} and exposure {} on a road that touches a place in full conflict, in proportion below",
        rounded(full.0),
        full.1
    );
    note(
        "conditions.loss",
        full,
        "the source says where there is conflict, not what it costs",
        counts.conditions,
    );
    let reason = "closures are recorded for people; whether trucks pass is not";
    note(
        "conditions.trucks_per_day",
        "closed to trucks as well".to_owned(),
        reason,
        counts.closures,
    );
    let walk = figures.cannot_walk_share.to_string();
    note("zones.cannot_walk_share", walk, none, counts.zones);
    let hubs = "a hub at each of the largest places, 1 km from its delivery point".to_owned();
    note("sites.kind", hubs, none, counts.hubs);
    let supply = format!("{} of full need at each crossing", figures.supply_over_need);
    note("supply.tonnes_per_day", supply, none, counts.supply);
    let price = format!("{} USD/t, valued at {}", figures.price_usd_per_t, figures.value_usd_per_t);
    let price = if options.six_foods { "round prices".to_owned() } else { price };
    note("supply.price_usd_per_t", price, none, counts.supply);
    let fleet = format!("{trucks} trucks of {} t", figures.payload_t);
    note("fleets.trucks", fleet, "sized to need by the quickest roads", 1);
    let cycle = format!("{} days", figures.ration_cycle_days);
    note("need.ration_cycle_days", cycle, none, 1);
}

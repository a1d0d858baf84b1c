//! The plan as GeoJSON (RFC 7946: longitude first), for any map program.
//!
//! Features stand in the scenario's order; nothing is ranked.

use std::collections::HashMap;

use geojson::{Feature, FeatureCollection, GeoJson, Geometry, GeometryValue, JsonObject, Position};
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;
use serde_json::{Value, json};

use super::figures::Figures;
use super::figures::flow::Passage;

/// Sites and zones as points, segments as lines between their sites.
#[must_use]
pub fn plan(world: &World, plan: &Plan) -> String {
    let f = Figures::of(world, plan);
    let mut features = sites(&f);
    features.extend(zones(&f));
    features.extend(segments(&f));
    let collection = FeatureCollection { bbox: None, features, foreign_members: None };
    GeoJson::FeatureCollection(collection).to_string()
}

fn feature(id: String, shape: GeometryValue, properties: Value) -> Feature {
    let properties: Option<JsonObject> = match properties {
        Value::Object(map) => Some(map),
        _ => None,
    };
    Feature {
        bbox: None,
        geometry: Some(Geometry::new(shape)),
        id: Some(geojson::feature::Id::String(id)),
        properties,
        foreign_members: None,
    }
}

fn point(lon: f64, lat: f64) -> GeometryValue {
    GeometryValue::Point { coordinates: Position::from([lon, lat]) }
}

fn sites(f: &Figures<'_>) -> Vec<Feature> {
    let sites = f.world.scenario.sites.iter().map(|site| {
        let properties = json!({
            "layer": "site", "id": site.id, "name": site.name, "kind": site.kind,
            "zone": site.zone,
        });
        feature(format!("site/{}", site.id), point(site.lon.0, site.lat.0), properties)
    });
    sites.collect()
}

fn zones(f: &Figures<'_>) -> Vec<Feature> {
    let zones = f.zones.iter().map(|z| {
        let coverage: HashMap<_, _> =
            z.groups.iter().filter(|g| g.people > 0.0).map(|g| (g.group, g.coverage)).collect();
        let group = |group| coverage.get(&group).copied();
        let properties = json!({
            "layer": "zone", "id": z.zone.id, "name": z.zone.name, "pcode": z.zone.pcode,
            "people": z.people, "coverage": z.coverage, "kcal_per_person_day": z.kcal,
            "coverage_can_walk": group(safeconduct_model::plan::Group::Walking),
            "coverage_cannot_walk": group(safeconduct_model::plan::Group::NotWalking),
        });
        feature(format!("zone/{}", z.zone.id), point(z.zone.lon.0, z.zone.lat.0), properties)
    });
    zones.collect()
}

fn segments(f: &Figures<'_>) -> Vec<Feature> {
    let scenario = &f.world.scenario;
    let at: HashMap<_, _> = scenario.sites.iter().map(|s| (&s.id, [s.lon.0, s.lat.0])).collect();
    let mut features = Vec::new();
    for (position, segment) in scenario.segments.iter().enumerate() {
        let (Some(from), Some(to)) = (at.get(&segment.from), at.get(&segment.to)) else {
            continue;
        };
        let used = f.plan.claims.segments.iter().find(|u| u.segment == segment.id);
        let tonnes: serde_json::Map<String, Value> = used
            .into_iter()
            .flat_map(|u| &u.grams)
            .map(|(track, grams)| (track.to_string(), json!(*grams as f64 / 1e6)))
            .collect();
        let days_closed = match f.passage(position) {
            Passage::Open => 0,
            Passage::ClosedSome(days) => days,
            Passage::Closed => f.world.days,
        };
        let properties = json!({
            "layer": "segment", "id": segment.id, "from": segment.from, "to": segment.to,
            "length_km": segment.length_km, "days_closed": days_closed,
            "tonnes_by_track": tonnes, "trucks": used.map_or(0.0, |u| u.trucks),
            "lost_tonnes": used.map_or(0.0, |u| u.lost_grams as f64 / 1e6),
            "exposure": segment.exposure,
        });
        let line = GeometryValue::LineString {
            coordinates: vec![Position::from(*from), Position::from(*to)],
        };
        features.push(feature(format!("segment/{}", segment.id), line, properties));
    }
    features
}

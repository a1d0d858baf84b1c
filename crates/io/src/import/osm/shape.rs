//! The shapes of segments, for maps: `roads.geojson` beside the tables.
//!
//! Its properties are the fields of a segment, so that the file can stand in
//! place of segments.csv under the name segments.geojson.

use geojson::{Feature, FeatureCollection, GeoJson, Geometry, GeometryValue, JsonObject, Position};
use safeconduct_model::segment::Segment;
use serde_json::Value;

/// The name of the file.
pub(super) const FILE: &str = "roads.geojson";

/// Segments as GeoJSON text; `lines` are their points as (lon, lat).
pub(super) fn text(segments: &[Segment], lines: Vec<Vec<(f64, f64)>>) -> String {
    let features = segments.iter().zip(lines).map(|(segment, line)| feature(segment, &line));
    let features = features.collect();
    let collection = FeatureCollection { bbox: None, features, foreign_members: None };
    GeoJson::FeatureCollection(collection).to_string()
}

fn feature(segment: &Segment, line: &[(f64, f64)]) -> Feature {
    let coordinates = line.iter().map(|(lon, lat)| Position::from([*lon, *lat])).collect();
    let properties = match serde_json::to_value(segment) {
        Ok(Value::Object(fields)) => fields,
        _ => JsonObject::new(),
    };
    Feature {
        bbox: None,
        geometry: Some(Geometry::new(GeometryValue::LineString { coordinates })),
        id: None,
        properties: Some(properties),
        foreign_members: None,
    }
}

//! `segments.geojson` as rows: LineString features whose properties are fields.
//!
//! A segment keeps no shape, so coordinates are checked and then let go; its
//! length stands in `length_km`, as it was measured along the road.

use super::Gather;
use super::number::{self, LATITUDE, LONGITUDE, shown};
use crate::document::{Kind, Span, Table, Value};
use crate::finding::Code;

/// The rows of a GeoJSON document.
pub(super) fn rows<'a>(document: Value<'a>, gather: &mut Gather) -> Vec<Value<'a>> {
    let at = document.span;
    let features = match document.kind {
        Kind::Table(mut top) if word(&top, "type") == Some("FeatureCollection") => {
            match top.get_mut("features").map(|f| std::mem::replace(&mut f.kind, Kind::Null)) {
                Some(Kind::List(features)) => features,
                _ => return refuse(at, "`features` is no list", gather),
            }
        }
        Kind::Table(_) => return refuse(at, "the file is no FeatureCollection", gather),
        other => return refuse(at, &format!("the file is {}", shown(&other)), gather),
    };
    features.into_iter().filter_map(|feature| row(feature, gather)).collect()
}

fn refuse<'a>(at: Span, what: &str, gather: &mut Gather) -> Vec<Value<'a>> {
    let at = Span { end: at.start + 1, ..at };
    let mend = "write a GeoJSON FeatureCollection of LineString features";
    gather.add(Code::WrongType, at, what, mend);
    Vec::new()
}

fn row<'a>(feature: Value<'a>, gather: &mut Gather) -> Option<Value<'a>> {
    let at = feature.span;
    let Kind::Table(mut fields) = feature.kind else {
        refuse(at, "this is no feature", gather);
        return None;
    };
    match fields.get("geometry") {
        Some(geometry) => check(geometry, gather),
        None => drop(refuse(at, "the feature has no `geometry`", gather)),
    }
    let Some(properties) = fields.get_mut("properties") else {
        refuse(at, "the feature has no `properties`", gather);
        return None;
    };
    Some(Value { span: at, kind: std::mem::replace(&mut properties.kind, Kind::Null) })
}

fn word<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    match &table.get(key)?.kind {
        Kind::Text(text) => Some(text),
        _ => None,
    }
}

fn check(geometry: &Value, gather: &mut Gather) {
    let line = match &geometry.kind {
        Kind::Table(shape) if word(shape, "type") == Some("LineString") => shape,
        Kind::Table(shape) => {
            let kind = word(shape, "type").unwrap_or("nothing");
            let what =
                format!("a segment is a LineString, here it is {}", super::shown::quote(kind));
            return drop(refuse(geometry.span, &what, gather));
        }
        other => {
            let what = format!("a segment is a LineString, here it is {}", shown(other));
            return drop(refuse(geometry.span, &what, gather));
        }
    };
    let points = match line.get("coordinates").map(|c| &c.kind) {
        Some(Kind::List(points)) if points.len() >= 2 => points,
        _ => {
            return drop(refuse(geometry.span, "a line needs two points or more", gather));
        }
    };
    let places: Vec<_> = points.iter().filter_map(|point| place(point, gather)).collect();
    let moves = places.windows(2).any(|pair| pair.first() != pair.last());
    if places.len() == points.len() && !moves {
        let mend = "draw the road, or join the two sites";
        gather.add(Code::ZeroLength, geometry.span, "all points of the line are one place", mend);
    }
}

/// Longitude and latitude of a position; further numbers are heights.
fn place(point: &Value, gather: &mut Gather) -> Option<(f64, f64)> {
    let Kind::List(parts) = &point.kind else {
        refuse(point.span, "a position is a list of longitude and latitude", gather);
        return None;
    };
    let (Some(lon), Some(lat)) = (parts.first(), parts.get(1)) else {
        refuse(point.span, "a position is a list of longitude and latitude", gather);
        return None;
    };
    let mut read = |value: &Value, name: &str, bounds| match number::read(value, name, bounds) {
        Ok(number) => Some(number),
        Err((code, what, mend)) => {
            gather.add(code, value.span, what, mend);
            None
        }
    };
    let (lon, lat) = (read(lon, "longitude", LONGITUDE), read(lat, "latitude", LATITUDE));
    Some((lon?, lat?))
}

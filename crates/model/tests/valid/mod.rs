//! A small valid scenario, and ways of spoiling it.
#![allow(dead_code)]

use safeconduct_model::finding::Code;
use safeconduct_model::read::{self, Format, Read};
use serde_json::{Value, json};

/// A valid scenario of every table, as a JSON document.
pub fn document() -> Value {
    json!({
        "schema": 1, "name": "small", "title": "Small", "start": "2025-06-01", "days": 10,
        "gamma": 1,
        "need": { "per_person_day": { "energy_kcal": 2100.0 }, "ration_cycle_days": 5 },
        "commodities": [{
            "id": "flour", "name": "Flour", "nutrients_per_kg": { "energy_kcal": 3640.0 },
            "value_usd_per_t": 500.0
        }],
        "tracks": [{ "id": "centres", "name": "Centres", "serves": ["distribution_centre"] }],
        "fleets": [{
            "id": "trucks", "name": "Trucks", "operator": "agency", "trucks": 20,
            "payload_t": 10.0, "rounds_per_day": 4.0, "hours_per_day": 12.0
        }],
        "sites": [
            { "id": "gate", "name": "Gate", "kind": "crossing", "lon": 34.0, "lat": 31.0 },
            { "id": "mid", "name": "Mid", "kind": "junction", "lon": 34.1, "lat": 31.0 },
            { "id": "centre", "name": "Centre", "kind": "distribution_centre", "lon": 34.2, "lat": 31.0 }
        ],
        "zones": [{
            "id": "north", "name": "North", "lon": 34.2, "lat": 31.01, "population": 10000,
            "cannot_walk_share": 0.1
        }],
        "populations": [{ "zone": "north", "from_day": 5, "population": 9000 }],
        "segments": [
            { "id": "a", "from": "gate", "to": "mid", "length_km": 10.0, "hours": 0.5, "area": "east",
              "loss": { "seized": 0.0 } },
            { "id": "b", "from": "mid", "to": "centre", "length_km": 10.0, "hours": 0.5,
              "loss": { "refused": 0.1 } }
        ],
        "conditions": [{ "segment": "a", "from_day": 0, "to_day": 3, "exposure": 0.5 }],
        "supply": [{
            "crossing": "gate", "commodity": "flour", "tonnes_per_day": 100.0,
            "price_usd_per_t": 500.0
        }],
        "stocks": [{ "site": "gate", "commodity": "flour", "tonnes": 5.0 }],
        "reach": [{ "site": "centre", "zone": "north", "walk_km": 2.0 }],
        "assumptions": [{ "field": "segments.hours", "assumed": "20 km/h", "reason": "none given" }],
        "alternates": [{ "figure": "zones.north.population", "value": 12000, "source": "another" }],
        "frameworks": [{ "id": "now", "name": "Now", "terms": [
            { "id": "t1", "kind": "crossing", "crossings": ["gate"], "trucks_per_day": 10 }
        ] }]
    })
}

/// The document with the value at a JSON pointer replaced; `null` removes it.
pub fn with(pointer: &str, value: Value) -> Value {
    let mut document = document();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = document.pointer_mut(parent).expect("the parent exists");
    match (parent, value) {
        (Value::Object(map), Value::Null) => drop(map.remove(key)),
        (Value::Object(map), value) => drop(map.insert(key.to_owned(), value)),
        (Value::Array(list), value) if key == "-" => list.push(value),
        (Value::Array(list), value) => list[key.parse::<usize>().expect("a position")] = value,
        (other, _) => panic!("{other} has no {key}"),
    }
    document
}

/// Reads a JSON document.
pub fn read_json(document: &Value) -> Read {
    let text = serde_json::to_string_pretty(document).expect("JSON");
    read::text("small.json", &text, Format::Json)
}

/// The codes found in a JSON document, in order.
pub fn codes(document: &Value) -> Vec<Code> {
    list(&read_json(document))
}

/// The codes of what was found, in order.
pub fn list(read: &Read) -> Vec<Code> {
    read.findings.0.iter().map(|f| f.code).collect()
}

/// What was found, as a user reads it.
pub fn shown(read: &Read) -> String {
    read.findings.0.iter().map(|f| format!("{f}\n")).collect()
}

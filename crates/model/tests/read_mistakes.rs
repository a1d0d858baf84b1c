//! Every mistake that reading knows, one at a time: only its code, at its place.
#![allow(clippy::expect_used)]

use safeconduct_model::finding::Code::{self, *};
use safeconduct_model::read::Format;
use serde_json::{Value, json};

mod valid;

#[test]
fn the_valid_document_has_no_findings() {
    let read = valid::read_json(&valid::document());
    assert_eq!(valid::shown(&read), "");
    assert!(read.scenario.is_some());
}

fn one(pointer: &str, value: Value, code: Code) {
    let read = valid::read_json(&valid::with(pointer, value.clone()));
    let codes = valid::list(&read);
    assert_eq!(codes, [code], "{pointer} = {value}:\n{}", valid::shown(&read));
    let usable = code.severity() == safeconduct_model::finding::Severity::Warning;
    assert_eq!(read.scenario.is_some(), usable);
    for finding in &read.findings.0 {
        assert!(finding.at.is_some(), "no place: {finding}");
    }
}

#[test]
fn numbers_out_of_bounds() {
    for (pointer, value) in [
        ("/days", json!(0)),
        ("/days", json!(1_000_000_000)),
        ("/days", json!(2.5)),
        ("/gamma", json!(-1)),
        ("/gamma", json!(1001)),
        ("/interceptor", json!({ "strikes": [] })),
        ("/sites/0/exposure", json!(1.5)),
        ("/sites/0/lat", json!(91)),
        ("/sites/0/lon", json!(181)),
        ("/zones/0/population", json!(-1)),
        ("/zones/0/population", json!(1e11)),
        ("/zones/0/cannot_walk_share", json!(1.2)),
        ("/segments/0/length_km", json!(-3)),
        ("/segments/0/hours", json!(-1)),
        ("/segments/0/exposure", json!(1.2)),
        ("/supply/0/tonnes_per_day", json!(1e308)),
        ("/fleets/0/payload_t", json!(0)),
        ("/fleets/0/rounds_per_day", json!(0)),
        ("/fleets/0/hours_per_day", json!(25)),
        ("/commodities/0/nutrients_per_kg/energy_kcal", json!(-1)),
        ("/need/per_person_day/energy_kcal", json!(0)),
        ("/need/ration_cycle_days", json!(0)),
        ("/conditions/0/from_day", json!(10)),
        ("/populations/0/from_day", json!(10)),
        ("/walking", json!({ "detour": 0.5 })),
        ("/alternates/0/value", json!(1e300)),
    ] {
        one(pointer, value, OutOfRange);
    }
}

#[test]
fn values_of_another_kind() {
    for (pointer, value) in [
        ("/gamma", json!("NaN")),
        ("/days", json!("10")),
        ("/days", json!(true)),
        ("/title", json!(5)),
        ("/sites/0/lat", json!("31")),
        ("/sites/0/name", json!(["x"])),
        ("/segments/0/one_way", json!("yes")),
        ("/tracks/0/serves", json!("distribution_centre")),
        ("/assumptions/0", json!("a text")),
        ("/need/fair", json!("energy_kcal")),
        ("/schema", json!("1")),
    ] {
        one(pointer, value, WrongType);
    }
}

#[test]
fn people_are_counted_in_whole_numbers() {
    one("/zones/0/population", json!(100_000.5), WrongType);
    one("/populations/0/population", json!(0.5), WrongType);
    assert_eq!(valid::codes(&valid::with("/zones/0/population", json!(10_000.0))), []);
    let text = serde_json::to_string(&valid::with("/zones/0/population", json!(98_765)));
    let text = text.expect("JSON").replace("98765", "100.000");
    let read = safeconduct_model::read::text("a.json", &text, Format::Json);
    assert_eq!(valid::list(&read), [WrongType], "{}", valid::shown(&read));
    assert_eq!(read.findings.0[0].mend, "did you mean 100000? write it without a separator");
}

#[test]
fn supply_that_stands_twice_is_a_warning() {
    let row = |price: u32, from: u32| {
        json!({ "crossing": "gate", "commodity": "flour", "tonnes_per_day": 40,
            "price_usd_per_t": price, "from_day": from, "to_day": 9 })
    };
    one("/supply/-", row(500, 7), SupplyRepeated);
    assert_eq!(valid::codes(&valid::with("/supply/-", row(510, 7))), []);
    let mut apart = valid::with("/supply/0/to_day", json!(6));
    assert_eq!(valid::codes(&apart), []);
    apart["supply"].as_array_mut().expect("rows").push(row(500, 7));
    assert_eq!(valid::codes(&apart), []);
}

#[test]
fn segments_without_any_loss_are_counted_in_one_warning() {
    one("/segments/0/loss", Value::Null, LossUnstated);
    let mut document = valid::with("/segments/0/loss", Value::Null);
    document["segments"][1].as_object_mut().expect("a row").remove("loss");
    let read = valid::read_json(&document);
    assert_eq!(valid::list(&read), [LossUnstated]);
    assert!(read.findings.0[0].what.starts_with("2 of 2 segments"), "{}", read.findings.0[0]);
    assert!(read.scenario.is_some());
}

#[test]
fn a_repeated_id_says_where_it_stands_first() {
    let again = json!({ "id": "mid", "name": "Mid", "kind": "hub", "lon": 34.0, "lat": 31.0 });
    let read = valid::read_json(&valid::with("/sites/-", again));
    let text = serde_json::to_string_pretty(&valid::document()).expect("JSON");
    let line = 1 + text.lines().position(|l| l.contains("\"id\": \"mid\"")).expect("a line");
    let what = &read.findings.0[0].what;
    assert!(what.ends_with(&format!("(first in line {line})")), "{what}, not {line}");
}

#[test]
fn names() {
    one("/segments/0/to", json!("midd"), UnknownRef);
    one("/zones/0/id", json!("north-\u{410}"), BadIdentifier);
    let again = json!({ "id": "mid", "name": "Mid", "kind": "hub", "lon": 34.0, "lat": 31.0 });
    one("/sites/-", again, DuplicateId);
    one("/sites/0/kind", json!("gate"), UnknownName);
    one("/sites/0/colour", json!("red"), UnknownField);
    one("/sites/1/lat", Value::Null, MissingField);
    one("/zones", Value::Null, MissingField);
    one("/schema", Value::Null, MissingField);
    one("/schema", json!(2), SchemaTooNew);
    one("/supply/0/crossing", json!("centre"), WrongSiteKind);
    one("/reach/0/site", json!("mid"), WrongSiteKind);
    one("/sites/2/kind", json!("delivery_point"), MissingField);
    one("/alternates/0/figure", json!("zones.nroth.population"), UnknownRef);
    one("/alternates/0/figure", json!("zones.north.name.x"), UnknownRef);
    one("/need/fair", json!(["protein_g"]), UnknownRef);
    one("/need/fair", json!([]), OutOfRange);
}

#[test]
fn days_and_windows() {
    one("/start", json!("2025-02-30"), BadDate);
    one("/start", json!("2025-06-01T00:00:00"), BadDate);
    one("/conditions/0/from_day", json!("2025-05-31"), BadDate);
    one("/conditions/0/from_day", json!("01/06/2025"), BadDate);
    one("/conditions/0/from_day", json!(4), WindowBackwards);
    let again = json!({ "segment": "a", "from_day": 3, "exposure": 0.1 });
    one("/conditions/-", again, WindowOverlap);
    let other = json!({ "segment": "a", "from_day": 3, "trucks_per_day": 4 });
    assert_eq!(valid::codes(&valid::with("/conditions/-", other)), []);
    let twice = json!({ "zone": "north", "from_day": 5, "population": 8000 });
    one("/populations/-", twice, WindowOverlap);
    one("/segments/0/loss", json!({ "seized": 0.7, "refused": 0.4 }), LossOverOne);
}

#[test]
fn likely_slips_are_warnings() {
    one("/segments/0/length_km", json!(0), ZeroLength);
    one("/segments/0/hours", json!(0.01), SpeedUnlikely);
    one("/segments/0/hours", json!(0), SpeedUnlikely);
    one("/sites/0/lon", json!(94.0), FarFromRest);
    one("/commodities/0/nutrients_per_kg/energy_kcal", json!(0), NoEnergy);
    let ring = json!({ "id": "ring", "from": "mid", "to": "mid", "length_km": 1, "hours": 0.1,
        "loss": { "seized": 0 } });
    one("/segments/-", ring, SelfLoop);
    let idle = json!({ "id": "salt", "name": "Salt", "value_usd_per_t": 1,
        "nutrients_per_kg": { "energy_kcal": 1 } });
    one("/commodities/-", idle, UnusedRow);
    let idle = json!({ "id": "doors", "name": "Doors", "serves": ["delivery_point"] });
    one("/tracks/-", idle, UnusedRow);
}

#[test]
fn swapped_coordinates_are_told_from_far_ones() {
    let mut document = valid::with("/sites/1/lon", json!(31.0));
    document["sites"][1]["lat"] = json!(34.1);
    let read = valid::read_json(&document);
    assert_eq!(valid::list(&read), [SwappedCoordinates], "{}", valid::shown(&read));
    assert!(read.findings.0[0].mend.contains("lon 34.1, lat 31"));
}

#[test]
fn a_zone_nobody_can_reach_is_a_warning() {
    // The road is one way, the wrong one.
    let mut document = valid::with("/segments/1/one_way", json!(true));
    document["segments"][1]["from"] = json!("centre");
    document["segments"][1]["to"] = json!("mid");
    assert_eq!(valid::codes(&document), [Unreachable]);
    // The measured walk is too long.
    one("/reach/0/walk_km", json!(12), Unreachable);
    // No roads at all: said as well.
    let mut document = valid::with("/segments", Value::Null);
    document["conditions"] = json!([]);
    assert_eq!(valid::codes(&document), [EmptyTable, Unreachable]);
}

#[test]
fn nobody_in_a_zone_is_a_warning_and_stays_zero() {
    let mut document = valid::with("/zones/0/population", json!(0));
    document["populations"] = json!([]);
    let read = valid::read_json(&document);
    assert_eq!(valid::list(&read), [NoPopulation]);
    assert_eq!(read.scenario.expect("usable").zones[0].population.0, 0.0);
}

#[test]
fn more_than_64_tracks_are_refused() {
    let tracks: Vec<Value> = (0..65)
        .map(|n| json!({ "id": format!("t{n}"), "name": "T", "serves": ["distribution_centre"] }))
        .collect();
    assert_eq!(valid::codes(&valid::with("/tracks", json!(tracks))), [OutOfRange]);
}

#[test]
fn a_row_that_fails_does_not_make_references_to_it_fail() {
    // `mid` is referred to twice; its bad latitude is the only mistake.
    one("/sites/1/lat", json!(200), OutOfRange);
    let mut document = valid::with("/sites/1/id", json!("m\u{443}d"));
    document["segments"][0]["to"] = json!("m\u{443}d");
    document["segments"][1]["from"] = json!("m\u{443}d");
    assert_eq!(valid::codes(&document), [BadIdentifier]);
}

fn mended(pointer: &str, value: Value) -> String {
    let read = valid::read_json(&valid::with(pointer, value));
    assert_eq!(read.findings.0.len(), 1, "{}", valid::shown(&read));
    read.findings.0[0].mend.clone()
}

#[test]
fn the_date_meant_is_offered() {
    let from = |text: &str| mended("/conditions/0/from_day", json!(text));
    assert_eq!(from("01/06/2025"), "write 2025-06-01, or 2025-01-06 if the month stands first");
    assert_eq!(from("3.6.2025"), "write 2025-06-03, or 2025-03-06 if the month stands first");
    assert_eq!(from("13/06/2025"), "write 2025-06-13, if that is the day meant");
    assert_eq!(from("2025/6/1"), "write 2025-06-01, if that is the day meant");
    assert_eq!(from("2025-06-01T00:00:00"), "write 2025-06-01, if that is the day meant");
    assert_eq!(from("June"), "write an existing date as YYYY-MM-DD, without a time");
}

#[test]
fn figures_have_a_source_and_names_have_none() {
    assert_eq!(mended("/frameworks/0/name", Value::Null), "write `name`");
    let figure = mended("/zones/0/cannot_walk_share", Value::Null);
    assert_eq!(figure, "write `cannot_walk_share`, with its source");
}

#[test]
fn losses_add_up_in_plain_decimals() {
    let loss = json!({ "seized": 0.8, "self_distributed": 0.3, "refused": 0.2 });
    let read = valid::read_json(&valid::with("/segments/0/loss", loss));
    assert_eq!(read.findings.0[0].what, "the kinds of loss add up to 1.3");
}

#[test]
fn the_nearest_name_is_offered() {
    let read = valid::read_json(&valid::with("/segments/0/to", json!("midd")));
    assert_eq!(read.findings.0[0].mend, "did you mean `mid`?");
    let read = valid::read_json(&valid::with("/segments/0/length", json!(3)));
    assert_eq!(read.findings.0[0].mend, "did you mean `length_km`?");
    let read = valid::read_json(&valid::with("/segments/0/to", json!("elsewhere")));
    assert_eq!(read.findings.0[0].mend, "known: centre, gate, mid");
}

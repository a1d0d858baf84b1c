//! Terms: every clause is read; one that names nothing or says nothing is not.
#![allow(clippy::expect_used)]

use safeconduct_model::finding::Code::{self, *};
use serde_json::{Value, json};

mod valid;

fn term(fields: Value) -> Vec<Code> {
    let mut term = json!({ "id": "t2" });
    let map = term.as_object_mut().expect("a map");
    map.extend(fields.as_object().expect("a map").clone());
    let read = valid::read_json(&valid::with("/frameworks/0/terms/-", term));
    if valid::list(&read).is_empty() {
        let scenario = read.scenario.as_ref().expect("usable");
        assert_eq!(scenario.frameworks[0].terms.len(), 2);
    }
    valid::list(&read)
}

#[test]
fn every_clause_is_read() {
    for fields in [
        json!({ "kind": "crossing", "crossings": ["gate"], "open": false }),
        json!({ "kind": "entry", "trucks_per_day": 5 }),
        json!({ "kind": "road", "areas": ["east"], "hours_per_day": 12, "tracks": [] }),
        json!({ "kind": "road", "segments": ["a"], "open": true, "escorted_exposure_factor": 0.5 }),
        json!({ "kind": "loss", "loss": { "seized": 0.1 } }),
        json!({ "kind": "track", "track": "centres", "min_share": 0.1, "max_share": 0.9 }),
        json!({ "kind": "centres", "at_most": 1, "zones": ["north"], "sites": ["centre"] }),
        json!({ "kind": "commodity", "commodities": ["flour"], "refused": true }),
        json!({ "kind": "notified", "track": "centres", "segments": ["a", "b"] }),
        json!({ "kind": "fleet", "fleet": "trucks", "trucks": 5, "fuel_l_per_day": 100 }),
        json!({ "kind": "floor", "coverage": 0.5, "zones": ["north"] }),
        json!({ "kind": "deliverers", "operators": ["agency"], "from_day": 2, "to_day": "2025-06-05" }),
    ] {
        assert_eq!(term(fields.clone()), [], "{fields}");
    }
}

#[test]
fn a_term_that_names_or_says_nothing_is_refused() {
    for fields in [
        json!({ "kind": "crossing", "crossings": [], "open": false }),
        json!({ "kind": "crossing", "crossings": ["gate"] }),
        json!({ "kind": "road", "open": false }),
        json!({ "kind": "road", "segments": ["a"] }),
        json!({ "kind": "loss" }),
        json!({ "kind": "track", "track": "centres" }),
        json!({ "kind": "centres" }),
        json!({ "kind": "commodity", "commodities": [], "refused": true }),
        json!({ "kind": "commodity", "commodities": ["flour"] }),
        json!({ "kind": "notified", "track": "centres" }),
        json!({ "kind": "fleet", "fleet": "trucks" }),
        json!({ "kind": "deliverers", "operators": [] }),
    ] {
        assert_eq!(term(fields.clone()), [TermNothing], "{fields}");
    }
}

#[test]
fn contradictions_within_a_term_are_refused() {
    for fields in [
        json!({ "kind": "crossing", "crossings": ["gate"], "open": false, "trucks_per_day": 5 }),
        json!({ "kind": "road", "segments": ["a"], "open": false, "trucks_per_day": 5 }),
        json!({ "kind": "track", "track": "centres", "min_share": 0.6, "max_share": 0.5 }),
        json!({ "kind": "track", "track": "centres", "allowed": false, "min_share": 0.5 }),
        json!({ "kind": "commodity", "commodities": ["flour"], "refused": true, "tonnes_per_day": 5 }),
    ] {
        assert_eq!(term(fields.clone()), [TermContradiction], "{fields}");
    }
}

#[test]
fn references_of_terms_are_answered_at_their_place() {
    for (fields, code) in [
        (json!({ "kind": "crossing", "crossings": ["mid"], "open": true }), WrongSiteKind),
        (json!({ "kind": "crossing", "crossings": ["gat"], "open": true }), UnknownRef),
        (json!({ "kind": "road", "areas": ["west"], "open": true }), UnknownRef),
        (json!({ "kind": "fleet", "fleet": "lorries", "trucks": 1 }), UnknownRef),
        (json!({ "kind": "deliverers", "operators": ["nobody"] }), UnknownRef),
        (json!({ "kind": "floor", "zones": ["south"], "coverage": 0.1 }), UnknownRef),
        (json!({ "kind": "floor", "coverage": 1.1 }), OutOfRange),
        (json!({ "kind": "floor" }), MissingField),
        (json!({ "kind": "flor", "coverage": 0.1 }), UnknownName),
        (json!({ "kind": "floor", "coverage": 0.1, "open": true }), UnknownField),
        (
            json!({ "kind": "entry", "trucks_per_day": 5, "from_day": 3, "to_day": 2 }),
            WindowBackwards,
        ),
        (json!({ "id": "t1", "kind": "entry", "trucks_per_day": 5 }), DuplicateId),
        (json!({ "kind": "centres", "sites": ["gate"] }), WrongSiteKind),
    ] {
        assert_eq!(term(fields.clone()), [code], "{fields}");
    }
}

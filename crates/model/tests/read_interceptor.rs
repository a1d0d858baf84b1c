//! What a scenario may say of the interceptor.
#![allow(clippy::expect_used)]

use safeconduct_model::finding::Code;
use safeconduct_model::interceptor::{Budget, Interceptor, Struck};
use serde_json::{Value, json};

mod valid;

fn with(interceptor: Value, site_exposure: f64) -> Value {
    let mut document = valid::with("/interceptor", interceptor);
    document["sites"][0]["exposure"] = json!(site_exposure);
    document
}

#[test]
fn nothing_said_means_segments_every_day() {
    let scenario = valid::read_json(&valid::document()).scenario.expect("a scenario");
    assert_eq!(scenario.interceptor, Interceptor::default());
    let text = serde_json::to_string(&scenario).expect("JSON");
    assert!(text.contains("\"gamma\":1,") && !text.contains("interceptor"), "{text}");
}

#[test]
fn strikes_may_be_a_fraction() {
    let read = valid::read_json(&valid::with("/gamma", json!(1.5)));
    let scenario = read.scenario.expect("a scenario");
    assert_eq!(scenario.gamma, 1.5);
    assert!(serde_json::to_string(&scenario).expect("JSON").contains("\"gamma\":1.5,"));
}

#[test]
fn a_budget_and_kinds_of_target() {
    let said = json!({ "per": "horizon", "strikes": ["sites", "segments"] });
    let read = valid::read_json(&with(said, 0.25));
    assert!(!valid::list(&read).contains(&Code::UnusedExposure), "{}", valid::shown(&read));
    let scenario = read.scenario.expect("a scenario");
    let strikes = vec![Struck::Segments, Struck::Sites];
    assert_eq!(scenario.interceptor, Interceptor { per: Budget::Horizon, strikes });
    assert_eq!(scenario.sites[0].exposure.0, 0.25);
}

#[test]
fn words_it_does_not_know_are_refused() {
    for (said, code) in [
        (json!({ "per": "week" }), Code::UnknownName),
        (json!({ "strikes": ["roads"] }), Code::UnknownName),
        (json!({ "strikes": ["sites", "sites"] }), Code::DuplicateId),
        (json!({ "strikes": "sites" }), Code::WrongType),
        (json!({ "strike": ["sites"] }), Code::UnknownField),
    ] {
        let read = valid::read_json(&with(said.clone(), 0.0));
        assert!(valid::list(&read).contains(&code), "{said}: {}", valid::shown(&read));
    }
}

#[test]
fn an_exposure_that_nobody_may_strike_is_not_passed_over() {
    for (said, exposure) in [
        (json!({}), 0.25),
        (json!({ "strikes": ["segments", "sites"] }), 0.0),
        (json!({ "strikes": ["areas"] }), 0.25),
    ] {
        let read = valid::read_json(&with(said.clone(), exposure));
        assert!(valid::list(&read).contains(&Code::UnusedExposure), "{said}");
        assert!(read.scenario.is_some());
    }
}

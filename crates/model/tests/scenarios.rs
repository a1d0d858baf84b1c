//! The scenarios of the project: clean to read, every term does what is
//! expected of it, and what is expected can be looked up in a plan.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use safeconduct_model::apply::apply;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::Claims;
use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;

const NAMES: [&str; 4] = ["two-gates", "four-foods", "dual-track", "gaza-june-2025"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name)
}

fn scenario(name: &str) -> Scenario {
    let read = read::path(&folder(name));
    assert!(read.findings.0.is_empty(), "{name}: {:#?}", read.findings);
    read.scenario.unwrap()
}

/// `expected/NAME.toml`, if there is one.
fn expected(scenario: &str, name: &str) -> Option<toml::Table> {
    let path = folder(scenario).join("expected").join(format!("{name}.toml"));
    let text = std::fs::read_to_string(path).ok()?;
    Some(text.parse().unwrap())
}

#[test]
fn every_scenario_reads_without_a_finding() {
    for name in NAMES {
        assert!(!scenario(name).frameworks.is_empty(), "{name}");
    }
}

#[test]
fn every_term_has_an_effect_unless_it_is_meant_to_have_none() {
    for name in NAMES {
        let scenario = scenario(name);
        for framework in &scenario.frameworks {
            let expected = expected(name, framework.id.as_str()).unwrap();
            let none = expected.get("terms").and_then(|t| t.get("no_effect"));
            let none: Vec<&str> = none
                .and_then(toml::Value::as_array)
                .map(|terms| terms.iter().filter_map(toml::Value::as_str).collect())
                .unwrap_or_default();
            let world = apply(&scenario, Some(framework)).unwrap();
            let idle: Vec<&str> =
                world.effects.iter().filter(|e| !e.applied).map(|e| e.term.as_str()).collect();
            assert_eq!(idle, none, "{name} under {}", framework.id);
        }
    }
}

#[test]
fn expected_figures_are_claims_of_a_plan() {
    let claims = serde_json::to_value(Claims::default()).unwrap();
    let is_claim = |figure: &str| {
        // Maps are empty where nothing is claimed.
        if let Some((map, key)) = figure.split_once('.')
            && claims[map].as_object().is_some_and(serde_json::Map::is_empty)
        {
            return map == "bought_grams" || Nutrient::from_field(key).is_some();
        }
        let path = format!("/{}", figure.replace('.', "/"));
        claims.pointer(&path).is_some_and(serde_json::Value::is_number)
    };
    for name in NAMES {
        for framework in &scenario(name).frameworks {
            let expected = expected(name, framework.id.as_str()).unwrap();
            assert_eq!(expected["framework"].as_str(), Some(framework.id.as_str()));
            let figures = expected.get("figures").and_then(toml::Value::as_table);
            for (figure, range) in figures.into_iter().flatten() {
                assert!(is_claim(figure), "{name}: {figure}");
                assert!(range.get("value").is_some() && range.get("tolerance").is_some());
            }
        }
        let relations = expected(name, "relations").unwrap_or_default();
        let rows = relations.get("relations").and_then(toml::Value::as_array);
        for relation in rows.into_iter().flatten() {
            assert!(is_claim(relation["figure"].as_str().unwrap()), "{name}: {relation}");
            for side in ["less", "more"] {
                let framework = relation[side].as_str().unwrap();
                assert!(scenario(name).framework(framework).is_some(), "{name}: {framework}");
            }
        }
    }
}

//! The scenarios of the ladder: figures, orders and refusals they must show.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::plan::Plan;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::{check, read};
use safeconduct_plan::{Settings, plan};
use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name)
}

fn scenario(name: &str) -> Scenario {
    let read = read::path(&folder(name));
    read.scenario.unwrap_or_else(|| panic!("{name}: {:#?}", read.findings))
}

fn answer(scenario: &Scenario, framework: &str) -> Answer {
    with_basket(scenario, framework, false)
}

fn with_basket(scenario: &Scenario, framework: &str, basket: bool) -> Answer {
    let framework = Some(scenario.framework(framework).unwrap());
    let world = apply(scenario, framework).unwrap();
    plan(&world, &Settings { basket, ..Settings::default() }, &mut |_| {}).unwrap()
}

/// A figure of the claims by its dotted name.
fn figure(plan: &Plan, name: &str) -> f64 {
    let claims = serde_json::to_value(&plan.claims).unwrap();
    let found = name.split('.').fold(&claims, |at, key| &at[key]);
    found.as_f64().unwrap_or_else(|| panic!("claims have no figure `{name}`"))
}

fn expected(name: &str) -> BTreeMap<String, Value> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder(name).join("expected")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let value: Value = toml::from_str(&text).unwrap();
        files.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), value);
    }
    files
}

fn holds(name: &str) {
    let scenario = scenario(name);
    let mut plans: BTreeMap<String, Plan> = BTreeMap::new();
    let expected = expected(name);
    for (file, want) in
        expected.iter().filter(|(file, _)| *file != "relations" && *file != "scarcity")
    {
        let framework = want["framework"].as_str().unwrap();
        let basket = want.get("basket").is_some_and(|basket| basket == true);
        match with_basket(&scenario, framework, basket) {
            Answer::Planned(plan) => {
                assert_eq!(want["status"], "planned", "{name}/{file}");
                let findings = check::verify(&plan, &scenario);
                assert!(findings.0.is_empty(), "{name}/{file}: {findings:#?}");
                figures(name, file, want, &plan);
                plans.insert(framework.to_owned(), *plan);
            }
            Answer::Infeasible(why) => {
                assert_eq!(want["status"], "infeasible", "{name}/{file}: {why:#?}");
                for term in want["terms"]["named"].as_array().unwrap() {
                    let named = why.floors.iter().any(|f| f.term == term.as_str().unwrap());
                    assert!(named, "{name}/{file}: {term} is not named in {why:#?}");
                }
            }
        }
    }
    if let Some(relations) = expected.get("relations") {
        orders(name, relations, &plans);
    }
}

fn figures(name: &str, file: &str, want: &Value, plan: &Plan) {
    for (key, range) in want["figures"].as_object().unwrap() {
        let (value, tolerance) =
            (range["value"].as_f64().unwrap(), range["tolerance"].as_f64().unwrap());
        let claimed = figure(plan, key);
        let near = (claimed - value).abs() <= tolerance;
        assert!(near, "{name}/{file}: {key} is {claimed}, expected {value} within {tolerance}");
    }
    let unused = want.get("terms").and_then(|t| t.get("no_effect"));
    for term in unused.and_then(Value::as_array).into_iter().flatten() {
        let effect = plan.terms.iter().find(|t| t.term == term.as_str().unwrap()).unwrap();
        assert!(!effect.applied, "{name}/{file}: {term} was to have no effect");
    }
}

fn orders(name: &str, relations: &Value, plans: &BTreeMap<String, Plan>) {
    for relation in relations["relations"].as_array().unwrap() {
        let key = relation["figure"].as_str().unwrap();
        let of = |side: &str| figure(&plans[relation[side].as_str().unwrap()], key);
        let gap = relation["by_at_least"].as_f64().unwrap();
        assert!(
            of("more") >= of("less") + gap,
            "{name}: {relation} but {} and {}",
            of("less"),
            of("more")
        );
    }
}

#[test]
fn two_gates_is_what_the_hand_says() {
    holds("two-gates");
}

#[test]
fn four_foods_is_what_the_hand_says() {
    holds("four-foods");
}

#[test]
fn dual_track_shows_what_it_is_for() {
    holds("dual-track");
}

#[test]
fn gaza_june_2025_keeps_its_orders() {
    holds("gaza-june-2025");
}

#[test]
fn the_same_input_gives_the_same_plan_at_any_thread_count() {
    let scenario = scenario("dual-track");
    let world = apply(&scenario, scenario.framework("both")).unwrap();
    let with = |threads| {
        let settings = Settings { threads, ..Settings::default() };
        serde_json::to_string(&plan(&world, &settings, &mut |_| {}).unwrap()).unwrap()
    };
    assert_eq!(with(1), with(2));
}

#[test]
fn the_binding_cap_of_the_short_fleet_is_the_fleet() {
    let scenario = scenario("two-gates");
    let Answer::Planned(plan) = answer(&scenario, "few-trucks") else { panic!("no plan") };
    assert!(!plan.unserved.is_empty());
    for unserved in &plan.unserved {
        assert_eq!(unserved.cap, safeconduct_model::plan::Cap::Fleet, "{}", unserved.sentence);
        // README section 7: 10 truck-days a day would give full coverage, so one
        // more truck on one of five days lifts 300,000 people by a fiftieth.
        let gain = unserved.people_days_per_unit.unwrap();
        assert!((gain - 30_000.0).abs() < 30.0, "{gain}");
    }
}

/// What a price says one truck more is worth is what planning anew gains.
#[test]
fn one_truck_more_is_worth_what_planning_anew_gains() {
    let mut scenario = scenario("gaza-june-2025");
    for framework in ["dual-track", "as-before"] {
        let Answer::Planned(before) = answer(&scenario, framework) else { panic!("no plan") };
        let name = "Kerem Shalom";
        let named = before.unserved.iter().find(|u| u.name == name).unwrap();
        let gate = scenario.sites.iter().position(|s| s.name == name).unwrap();
        let trucks = scenario.sites[gate].trucks_per_day.unwrap();
        scenario.sites[gate].trucks_per_day = Some((trucks.0 + 0.5).into());
        let Answer::Planned(after) = answer(&scenario, framework) else { panic!("no plan") };
        scenario.sites[gate].trucks_per_day = Some(trucks);
        let gained = (after.claims.people_days - before.claims.people_days) / 14.0;
        let priced = named.people_days_per_unit.unwrap();
        assert!(
            (gained / priced - 1.0).abs() < 0.02,
            "{framework}: {gained} gained, {priced} priced"
        );
    }
}

/// A centre that hands out a ration for a week is worth a week a person, and
/// lifts nobody whom other limits hold.
#[test]
fn one_person_more_at_a_full_centre_is_worth_one_ration() {
    let scenario = scenario("gaza-june-2025");
    let Answer::Planned(plan) = answer(&scenario, "centres-only") else { panic!("no plan") };
    let named = plan.unserved.iter().find(|u| u.zone.as_str() == "deir-al-balah").unwrap();
    assert_eq!(named.cap, safeconduct_model::plan::Cap::PeoplePerDay, "{}", named.sentence);
    assert!((named.people_days_per_unit.unwrap() - 7.0).abs() < 0.1, "{}", named.sentence);
}

//! The worst case of a plan: worlds solved by hand, and relations that hold in
//! any world.
#![allow(clippy::unwrap_used)]

mod random;

use random::Shape;
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::check;
use safeconduct_model::interceptor::{Budget, Interceptor, Struck};
use safeconduct_model::plan::Plan;
use safeconduct_model::read::{self, Format};
use safeconduct_model::scenario::Scenario;
use safeconduct_plan::{Settings, plan};
use serde_json::{Value, json};

/// Value of what 10,000 people need in a day, USD: 6 t at 1,000.
const DAY: f64 = 6_000.0;

/// One gate and one point, 10,000 people, two days; roads are (from, to,
/// exposure, area) by way of the junctions `a` and `b`.
fn field(roads: &[(&str, &str, f64, &str)], gamma: f64, interceptor: Value) -> Scenario {
    let site = |id: &str, kind: &str, exposure: f64| {
        json!({ "id": id, "name": id, "kind": kind, "lon": 30.0, "lat": 30.0,
            "exposure": exposure, "zone": (kind == "delivery_point").then_some("z") })
    };
    let mut sites = vec![
        site("gate", "crossing", 0.2),
        site("a", "junction", 0.25),
        site("b", "junction", 0.3),
        site("point", "delivery_point", 0.1),
    ];
    for site in &mut sites {
        site.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    }
    let road = |&(from, to, exposure, area): &(&str, &str, f64, &str)| {
        json!({ "id": format!("{from}-{to}"), "from": from, "to": to, "length_km": 1.0,
            "hours": 0.1, "loss": {}, "exposure": exposure, "area": area })
    };
    let document = json!({
        "schema": 1, "name": "field", "title": "Field", "start": "2025-06-01", "days": 2,
        "gamma": gamma, "interceptor": interceptor,
        "need": { "per_person_day": { "energy_kcal": 2100.0 }, "ration_cycle_days": 1 },
        "commodities": [{ "id": "flour", "name": "Flour", "value_usd_per_t": 1000.0,
            "nutrients_per_kg": { "energy_kcal": 3500.0 } }],
        "tracks": [{ "id": "roads", "name": "Roads", "serves": ["delivery_point"] }],
        "fleets": [{ "id": "trucks", "name": "Trucks", "operator": "op", "trucks": 100.0,
            "payload_t": 10.0, "rounds_per_day": 4.0, "hours_per_day": 10.0 }],
        "sites": sites,
        "zones": [{ "id": "z", "name": "Z", "lon": 30.0, "lat": 30.0, "population": 10000.0,
            "cannot_walk_share": 0.0 }],
        "segments": roads.iter().map(road).collect::<Vec<_>>(),
        "supply": [{ "crossing": "gate", "commodity": "flour", "tonnes_per_day": 60.0,
            "price_usd_per_t": 500.0 }],
    });
    let read = read::text("field.json", &document.to_string(), Format::Json);
    read.scenario.unwrap_or_else(|| panic!("{:#?}", read.findings))
}

/// The plan, checked.
fn planned(scenario: &Scenario) -> Plan {
    let world = apply(scenario, None).unwrap();
    let answer = plan(&world, &Settings::default(), &mut |_| {}).unwrap();
    let Answer::Planned(plan) = answer else { panic!("no plan") };
    let findings = check::verify(&plan, scenario);
    assert!(findings.0.is_empty(), "{findings:#?}");
    *plan
}

fn near(found: f64, by_hand: f64) {
    assert!((found - by_hand).abs() <= 2e-6 * by_hand, "{found}, by hand {by_hand}");
}

/// One way of two roads: half is taken on the first, 40 % on the second.
const CHAIN: [(&str, &str, f64, &str); 2] =
    [("gate", "a", 0.5, "west"), ("a", "point", 0.4, "west")];

#[test]
fn the_second_strike_takes_of_what_the_first_left() {
    let claims = planned(&field(&CHAIN, 2.0, json!({}))).claims;
    near(claims.worst_case_usd, 2.0 * DAY * 0.7);
    near(claims.additive_worst_case_usd, 2.0 * DAY * 0.9);
}

#[test]
fn half_a_strike_comes_on_half_of_the_days() {
    let claims = planned(&field(&CHAIN, 1.5, json!({}))).claims;
    near(claims.worst_case_usd, 2.0 * DAY * (0.5 * 0.5 + 0.5 * 0.7));
    let claims = planned(&field(&CHAIN, 0.25, json!({}))).claims;
    near(claims.worst_case_usd, 2.0 * DAY * 0.25 * 0.5);
}

#[test]
fn strikes_over_the_horizon_go_where_they_take_most() {
    let over = json!({ "per": "horizon" });
    // One on each day, and the third on either.
    let plan = planned(&field(&CHAIN, 3.0, over.clone()));
    near(plan.claims.worst_case_usd, DAY * (0.7 + 0.5));
    near(plan.claims.additive_worst_case_usd, DAY * (0.5 + 0.5 + 0.4));
    let claims = planned(&field(&CHAIN, 1.0, over.clone())).claims;
    near(claims.worst_case_usd, DAY * 0.5);
    // A fourth strike comes with probability one half.
    let claims = planned(&field(&CHAIN, 3.5, over)).claims;
    near(claims.worst_case_usd, DAY * (1.2 + 1.4) / 2.0);
}

#[test]
fn checkpoints_take_their_share_at_the_gate_on_the_way_and_at_the_end() {
    let at = json!({ "strikes": ["sites"] });
    let worst = |gamma| planned(&field(&CHAIN, gamma, at.clone())).claims.worst_case_usd;
    near(worst(1.0), 2.0 * DAY * 0.25);
    near(worst(2.0), 2.0 * DAY * (1.0 - 0.75 * 0.8));
    near(worst(3.0), 2.0 * DAY * (1.0 - 0.75 * 0.8 * 0.9));
    near(worst(9.0), 2.0 * DAY * (1.0 - 0.75 * 0.8 * 0.9));
}

#[test]
fn an_area_strikes_once_where_it_is_met_first() {
    let areas = json!({ "strikes": ["areas"] });
    let claims = planned(&field(&CHAIN, 3.0, areas)).claims;
    near(claims.worst_case_usd, 2.0 * DAY * 0.5);
    // With segments as well: the area and both roads.
    let all = json!({ "strikes": ["segments", "areas"] });
    let claims = planned(&field(&CHAIN, 3.0, all)).claims;
    near(claims.worst_case_usd, 2.0 * DAY * (1.0 - 0.5 * 0.5 * 0.6));
}

#[test]
fn the_best_mix_knows_that_a_load_is_lost_only_once() {
    // A share x goes north over two roads at 1/2 each, the rest south at 3/5:
    // both roads north take 3/4 x, one of each x/2 + 3/5 (1-x). They are equal at
    // x = 12/17. Added up, the roads north would take x, and x be 6/11.
    let roads = [
        ("gate", "a", 0.5, "n"),
        ("a", "point", 0.5, "n"),
        ("gate", "b", 0.6, "s"),
        ("b", "point", 0.0, "s"),
    ];
    let plan = planned(&field(&roads, 2.0, json!({})));
    near(plan.claims.worst_case_usd, 2.0 * DAY * 9.0 / 17.0);
    let north = plan.claims.segments.iter().find(|s| s.segment.as_str() == "gate-a").unwrap();
    let grams: i64 = north.grams.values().sum();
    assert!((grams as f64 / 12e6 - 12.0 / 17.0).abs() < 1e-5, "{grams}");
    assert!(plan.claims.worst_case_usd < plan.claims.additive_worst_case_usd);
    let stage = plan.stages.iter().find(|s| s.name == "loss").unwrap();
    assert!(stage.attack_sets.unwrap() >= 2);
    near(stage.bound.unwrap(), stage.value);
}

/// Five strikes on a way of 80 roads can fall in 24 million ways.
#[test]
fn where_too_many_sets_would_have_to_be_tried_the_additive_bound_stands_in() {
    let mut scenario = field(&CHAIN, 5.0, json!({}));
    let (site, road) = (scenario.sites[1].clone(), scenario.segments[1].clone());
    scenario.segments.clear();
    let name = |n: usize| match n {
        0 => "gate".to_owned(),
        80 => "point".to_owned(),
        n => format!("j{n}"),
    };
    for n in 1..=80 {
        let mut road = road.clone();
        road.id = format!("r{n}").as_str().into();
        (road.from, road.to) = (name(n - 1).as_str().into(), name(n).as_str().into());
        (road.hours.0, road.exposure.0) = (0.01, 0.01);
        scenario.segments.push(road);
        if n < 80 {
            let id = name(n).as_str().into();
            scenario.sites.push(safeconduct_model::site::Site { id, ..site.clone() });
        }
    }
    let claims = planned(&scenario).claims;
    near(claims.worst_case_usd, 2.0 * DAY * 0.05);
    let claims = planned(&Scenario { gamma: 3.0, ..scenario }).claims;
    near(claims.worst_case_usd, 2.0 * DAY * (1.0 - 0.99_f64.powi(3)));
}

fn random_world(seed: u64) -> Scenario {
    let shape = Shape { days: 4, far: seed.is_multiple_of(3), rich: seed.is_multiple_of(2) };
    let mut scenario = random::scenario(seed + 7000, shape);
    scenario.frameworks.clear();
    let kinds: [&[Struck]; 3] = [
        &[Struck::Segments],
        &[Struck::Segments, Struck::Areas],
        &[Struck::Sites, Struck::Segments],
    ];
    let per = if seed.is_multiple_of(5) { Budget::Horizon } else { Budget::Day };
    let strikes = kinds[seed as usize % 3].to_vec();
    scenario.interceptor = Interceptor { per, strikes };
    for (position, site) in scenario.sites.iter_mut().enumerate() {
        site.exposure.0 = [0.0, 0.3, 0.15][position % 3];
    }
    scenario
}

fn with(scenario: &Scenario, gamma: f64) -> Plan {
    planned(&Scenario { gamma, ..scenario.clone() })
}

fn loss_stage(plan: &Plan) -> f64 {
    plan.stages.iter().find(|s| s.name == "loss").unwrap().value
}

/// R4: more strikes never leave more. R12: never more than the additive bound.
#[test]
fn more_strikes_never_take_less() {
    for seed in 0..8 {
        let scenario = random_world(seed);
        let mut before = 0.0;
        for gamma in [0.0, 1.0, 1.5, 2.0, 3.0] {
            let plan = with(&scenario, gamma);
            let value = loss_stage(&plan);
            assert!(
                value >= before * (1.0 - 1e-5) - 0.01,
                "{seed}, {gamma}: {value} below {before}"
            );
            let claims = &plan.claims;
            let most = claims.additive_worst_case_usd;
            assert!(claims.worst_case_usd <= most * (1.0 + 1e-12), "{seed}, {gamma}");
            assert!(claims.worst_case_usd <= claims.shipped_usd * 3.0, "{seed}, {gamma}");
            before = value;
        }
    }
}

/// R8: where nothing is exposed, nothing is lost to strikes. R9: with as many
/// strikes as there are targets, all are struck.
#[test]
fn nothing_exposed_and_everything_struck() {
    for seed in 0..8 {
        let mut scenario = random_world(seed);
        scenario.interceptor = Interceptor::default();
        let all = with(&scenario, scenario.segments.len() as f64 + 1.0);
        let world = apply(&scenario, None).unwrap();
        let mut lost = 0.0;
        for row in &all.movements {
            let food = scenario.commodities.iter().find(|c| c.id == row.commodity).unwrap();
            let (mut left, mut kept) = (row.grams as f64 / 1e6 * food.value_usd_per_t.0, 1.0);
            for id in all.segments_of(row) {
                let e = scenario.segments.iter().position(|s| s.id == *id).unwrap();
                let road = world.roads[e][row.day.index()];
                lost += left * kept * road.exposure;
                kept *= 1.0 - road.exposure;
                left *= 1.0 - road.loss.total();
            }
        }
        assert!((all.claims.worst_case_usd - lost).abs() <= 1e-4 * lost + 0.01, "{seed}");
        scenario.segments.iter_mut().for_each(|s| s.exposure.0 = 0.0);
        scenario.conditions.iter_mut().for_each(|c| c.exposure = None);
        assert_eq!(with(&scenario, 2.0).claims.worst_case_usd, 0.0, "{seed}");
    }
}

//! Equilibria of scarcity: against a scan over a fine grid, and laws.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use safeconduct_model::apply::apply;
use safeconduct_model::equilibrium::Equilibria;
use safeconduct_model::loss::Loss;
use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::simulation::{Scarcity, ScarcityPoint};
use safeconduct_model::units::Share;
use safeconduct_model::world::World;
use safeconduct_plan::Settings;
use safeconduct_plan::scarcity::{TOLERANCE, respond, scarcity};

fn curve(areas: &[&str], points: &[(f64, f64)]) -> Scarcity {
    let point = |&(coverage, taken): &(f64, f64)| ScarcityPoint {
        coverage,
        loss: Loss { self_distributed: Share(taken), ..Loss::default() },
    };
    Scarcity {
        segments: Vec::new(),
        areas: areas.iter().map(|&area| area.into()).collect(),
        zones: Vec::new(),
        window_days: 7,
        before: 0.0,
        points: points.iter().map(point).collect(),
        provenance: Default::default(),
    }
}

fn ladder(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name);
    read::path(&folder).scenario.unwrap()
}

/// The small world with a curve on every road that leaves a gate.
fn two_gates(framework: &str, points: &[(f64, f64)]) -> World {
    let mut scenario = ladder("two-gates");
    scenario.simulation.scarcity = vec![curve(&["north-roads", "south-roads"], points)];
    apply(&scenario, scenario.framework(framework)).unwrap()
}

fn found(world: &World, supply: f64) -> Equilibria {
    scarcity(world, supply, &Settings::default()).unwrap()
}

/// Coverage that planning reaches under the loss of a coverage.
fn map(world: &World, coverage: f64, supply: f64) -> f64 {
    let curves = &world.scenario.simulation.scarcity;
    let response = respond(world, curves, &[coverage], supply, &Settings::default()).unwrap();
    response.by_curve[0]
}

/// Steps of the scan.
const STEPS: usize = 400;

/// The least and the greatest coverage that agree with themselves, by scan.
fn scan(world: &World, supply: f64) -> (f64, f64) {
    let at = |step: usize| step as f64 / STEPS as f64;
    let ahead = |step: usize| map(world, at(step), supply) - at(step);
    let ahead: Vec<f64> = (0..=STEPS).map(ahead).collect();
    // From no coverage the map leads up until it first falls to the line; from
    // full coverage down until it first rises to it.
    let least = (0..=STEPS).find(|&step| ahead[step] <= TOLERANCE).unwrap();
    let most = (0..=STEPS).rev().find(|&step| ahead[step] >= -TOLERANCE).unwrap();
    (at(least), at(most))
}

#[test]
fn both_ends_lead_where_a_scan_finds_the_outermost_equilibria() {
    let steep: &[(f64, f64)] = &[(0.3, 0.9), (0.7, 0.0)];
    let gentle: &[(f64, f64)] = &[(0.0, 0.5), (1.0, 0.1)];
    let mut two = 0;
    for (framework, points, supply) in [
        ("both", steep, 1.0),
        ("both", gentle, 1.0),
        ("north-only", steep, 1.0),
        ("south-only", steep, 1.0),
        ("few-trucks", gentle, 2.0),
        ("both", steep, 4.0),
    ] {
        let world = two_gates(framework, points);
        let (least, most) = scan(&world, supply);
        let answer = found(&world, supply);
        let ends = [&answer.from_empty, &answer.from_full].map(|state| {
            assert!(state.settled && state.one_way, "{framework} at {supply}: {state:?}");
            state.curves[0].coverage
        });
        let near = 2.0 / STEPS as f64 + 2.0 * TOLERANCE;
        let what = format!("{framework} at {supply}: {ends:?}, scan {least} and {most}");
        assert!((ends[0] - least).abs() <= near && (ends[1] - most).abs() <= near, "{what}");
        two += usize::from(answer.differ);
    }
    assert!(two >= 1, "no world had two equilibria");
}

#[test]
fn less_loss_never_means_less_coverage_where_one_zone_counts_for_all() {
    let world = two_gates("both", &[(0.3, 0.9), (0.7, 0.0)]);
    let mut before = 0.0;
    for step in 0..=20 {
        let reached = map(&world, f64::from(step) / 20.0, 1.0);
        assert!(reached >= before - 1e-6, "{reached} after {before}");
        before = reached;
    }
}

#[test]
fn the_scarcer_equilibrium_is_gone_where_it_is_said_to_be() {
    let points = &[(0.3, 0.9), (0.7, 0.0)];
    let short = found(&two_gates("both", points), 1.0);
    let gone = short.gone_at.unwrap();
    assert_eq!(
        (gone.gone_at, gone.still_at),
        (None, gone.most_tried),
        "trucks are short, not food"
    );
    let mut scenario = ladder("two-gates");
    scenario.fleets[0].trucks.0 = 10_000.0;
    scenario.segments.iter_mut().for_each(|segment| segment.trucks_per_day = None);
    scenario.simulation.scarcity = vec![curve(&["north-roads", "south-roads"], points)];
    let world = apply(&scenario, scenario.framework("both")).unwrap();
    let answer = found(&world, 1.0);
    assert!(answer.differ, "{answer:#?}");
    let gone = answer.gone_at.unwrap();
    let at = gone.gone_at.unwrap();
    assert!(at > 1.0 && gone.still_at < at && at / gone.still_at <= 1.005 + 1e-9, "{gone:?}");
    assert!(!found(&world, at * 1.02).differ);
    assert!(found(&world, gone.still_at * 0.98).differ);
}

#[test]
fn a_level_curve_has_one_equilibrium_and_it_is_the_plan() {
    let world = two_gates("south-only", &[(0.5, 0.25)]);
    let answer = found(&world, 1.0);
    assert!(!answer.differ && answer.gone_at.is_none());
    // 120 t leave, a quarter is taken at once; by hand as in the README of the
    // scenario, 200 t leave for full coverage.
    assert!((answer.from_empty.coverage - 90.0 / 200.0).abs() < 2.0 * TOLERANCE, "{answer:#?}");
    assert!((answer.from_full.enters_t_per_day - 120.0).abs() < 0.1);
}

#[test]
fn the_illustration_has_the_equilibria_its_page_tells() {
    let scenario = ladder("gaza-june-2025");
    let file = "scenarios/gaza-june-2025/expected/scarcity.toml";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    let wanted: toml::Value = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for want in wanted["equilibria"].as_array().unwrap() {
        let framework = want["framework"].as_str().unwrap();
        let world = apply(&scenario, scenario.framework(framework)).unwrap();
        let answer = found(&world, 1.0);
        let tolerance = want["tolerance"].as_float().unwrap();
        let near = |name: &str, found: f64| {
            let want = want[name].as_float().unwrap();
            assert!((found - want).abs() <= tolerance, "{framework}, {name}: {found}, not {want}");
        };
        near("from_empty", answer.from_empty.coverage);
        near("from_full", answer.from_full.coverage);
        assert_eq!(answer.differ, want["differ"].as_bool().unwrap(), "{framework}");
        if let Some(gone) = answer.gone_at {
            let want = want["gone_at"].as_float().unwrap();
            let at = gone.gone_at.unwrap();
            assert!((at / want - 1.0).abs() <= 0.02, "{framework}: gone at {at}, not {want}");
        }
    }
}

//! Every plan of a random world passes the independent check.
#![allow(clippy::unwrap_used)]

mod random;

use random::{Shape, scenario};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::check;
use safeconduct_model::plan::Plan;
use safeconduct_plan::{Settings, plan};

/// What is written down in grams is what the stages reached.
fn written_as_solved(seed: u64, plan: &Plan) {
    let stage = |name: &str| plan.stages.iter().find(|s| s.name == name).unwrap().value;
    let claims = &plan.claims;
    let near = |written: f64, solved: f64, unit: f64| {
        assert!(
            (written - solved).abs() <= 1e-4 * solved.abs() + unit,
            "seed {seed}: {written} written, {solved} solved"
        );
    };
    near(claims.people_days, stage("total"), 20.0);
    near(claims.worst_case_usd + claims.loss.value_usd, stage("loss"), 20.0);
    near(claims.purchase_usd + claims.truck_km, stage("cost"), 20.0);
}

fn try_worlds(seeds: std::ops::Range<u64>, shape: Shape) -> (usize, usize) {
    let (mut planned, mut infeasible) = (0, 0);
    for seed in seeds {
        let scenario = scenario(seed, shape);
        for framework in [None, scenario.framework("terms")] {
            let Ok(world) = apply(&scenario, framework) else { continue };
            let answer = plan(&world, &Settings::default(), &mut |_| {});
            match answer.unwrap_or_else(|e| panic!("seed {seed}: {e}")) {
                Answer::Planned(plan) => {
                    let findings = check::verify(&plan, &scenario);
                    assert!(findings.0.is_empty(), "seed {seed}: {findings:#?}");
                    written_as_solved(seed, &plan);
                    planned += 1;
                }
                Answer::Infeasible(why) => {
                    assert!(!why.floors.is_empty(), "seed {seed}: infeasible without a floor");
                    infeasible += 1;
                }
            }
        }
    }
    (planned, infeasible)
}

#[test]
fn plans_near_home_keep_every_limit() {
    let (planned, _) = try_worlds(0..40, Shape { days: 9, far: false, rich: true });
    assert!(planned > 60, "only {planned} of 80 worlds had a plan");
}

#[test]
fn plans_over_days_of_driving_keep_every_limit() {
    let (planned, infeasible) = try_worlds(100..130, Shape { days: 9, far: true, rich: true });
    assert!(planned + infeasible > 50, "only {planned} + {infeasible} of 60 worlds were answered");
}

#[test]
fn plain_worlds_are_planned() {
    let (planned, infeasible) = try_worlds(200..220, Shape { days: 3, far: false, rich: false });
    assert_eq!((planned, infeasible), (40, 0));
}

#[test]
#[ignore = "heavy: about a thousand honest plans; run with --ignored"]
fn a_thousand_plans_keep_every_limit() {
    let (near, _) = try_worlds(1000..1300, Shape { days: 9, far: false, rich: true });
    let (far, _) = try_worlds(2000..2300, Shape { days: 9, far: true, rich: true });
    assert!(near + far > 900, "only {near} + {far} worlds had a plan");
}

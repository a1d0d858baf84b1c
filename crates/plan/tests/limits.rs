//! Cut short at any moment, planning gives a plan that holds.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::plan::Plan;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::{check, read};
use safeconduct_plan::{PlanError, Settings, plan};

fn scenario(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name);
    read::path(&folder).scenario.unwrap()
}

/// The plan under a framework when told to stop after so many steps.
fn stopped(scenario: &Scenario, framework: &str, after: usize) -> Result<Plan, PlanError> {
    let world = apply(scenario, scenario.framework(framework)).unwrap();
    let (stop, steps) = (Arc::new(AtomicBool::new(after == 0)), AtomicUsize::new(0));
    let settings = Settings { stop: Some(Arc::clone(&stop)), ..Settings::default() };
    let mut watch = |_: &_| {
        if steps.fetch_add(1, Ordering::SeqCst) + 1 >= after {
            stop.store(true, Ordering::SeqCst);
        }
    };
    match plan(&world, &settings, &mut watch)? {
        Answer::Planned(plan) => Ok(*plan),
        Answer::Infeasible(why) => panic!("{why:#?}"),
    }
}

#[test]
fn stopped_after_any_step_the_plan_holds_and_says_how_far_it_came() {
    let scenario = scenario("two-gates");
    let mut whole = 0;
    for after in 0..40 {
        let plan = stopped(&scenario, "both", after).unwrap();
        let findings = check::verify(&plan, &scenario);
        assert!(!findings.any_error(), "after {after}: {findings:#?}");
        let cut = plan.stages.iter().filter(|stage| stage.cut).count();
        assert!(cut <= 1, "after {after}: {:#?}", plan.stages);
        whole += usize::from(cut == 0);
    }
    assert!(whole > 0, "40 steps were not enough");
}

#[test]
fn what_a_framework_demands_is_not_given_up_for_haste() {
    let scenario = scenario("dual-track");
    let world = apply(&scenario, scenario.framework("both")).unwrap();
    let settings = Settings { time_limit: Some(Duration::ZERO), ..Settings::default() };
    match plan(&world, &settings, &mut |_| {}) {
        Ok(Answer::Planned(plan)) => {
            assert!(!check::verify(&plan, &scenario).any_error());
        }
        Ok(Answer::Infeasible(why)) => panic!("{why:#?}"),
        Err(error) => assert!(matches!(error, PlanError::TimeLimit { .. }), "{error}"),
    }
}

#[test]
fn a_wide_gap_is_kept() {
    let scenario = scenario("gaza-june-2025");
    let world = apply(&scenario, scenario.framework("dual-track")).unwrap();
    let within = |gap| {
        let settings = Settings { gap, baselines: false, ..Settings::default() };
        match plan(&world, &settings, &mut |_| {}).unwrap() {
            Answer::Planned(plan) => plan,
            Answer::Infeasible(why) => panic!("{why:#?}"),
        }
    };
    let (near, wide) = (within(0.0), within(0.05));
    assert!(!check::verify(&wide, &scenario).any_error());
    let fair = |plan: &Plan| plan.stages.iter().find(|s| s.name == "fair").unwrap().clone();
    assert!(fair(&wide).value >= fair(&near).value * 0.95 - 1e-6);
    assert!(fair(&wide).bound.unwrap() >= fair(&near).value - 1e-6);
}

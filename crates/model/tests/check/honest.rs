//! Honest plans are accepted, every one of them.

use safeconduct_model::apply::apply;
use safeconduct_model::check::{check, recount, verify};
use safeconduct_model::plan::Plan;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;

use crate::field::scenario;
use crate::greedy;

/// The field of a seed, its world, and an honest plan.
pub fn honest(seed: u64) -> (Scenario, World, Plan) {
    let scenario = scenario(seed);
    let world = apply(&scenario, scenario.framework("terms")).expect("the terms apply");
    let plan = greedy::plan(&scenario, &world, seed);
    (scenario, world, plan)
}

#[test]
fn two_hundred_honest_plans_are_accepted() {
    for seed in 0..200 {
        let (scenario, _, plan) = honest(seed);
        let findings = verify(&plan, &scenario);
        assert!(findings.0.is_empty(), "seed {seed}: {:#?}", findings.0);
    }
}

/// The plans above would prove little if they moved nothing.
#[test]
fn honest_plans_use_the_field() {
    let plans: Vec<Plan> = (0..40).map(|seed| honest(seed).2).collect();
    assert!(plans.iter().all(|plan| plan.claims.coverage > 0.01));
    assert!(plans.iter().any(|plan| plan.claims.coverage > 0.5));
    assert!(plans.iter().any(|plan| plan.claims.least_coverage > 0.0));
    assert!(plans.iter().any(|plan| !plan.disposals.is_empty()));
    assert!(plans.iter().all(|plan| plan.claims.worst_case_usd > 0.0));
    let used = |lane: usize| plans.iter().any(|p| p.claims.corridors[lane].arrived_grams > 0);
    assert!((0..6).all(used));
    assert!(plans.iter().any(|p| p.claims.groups.iter().any(|g| g.by_track.len() == 2)));
}

#[test]
fn a_plan_in_which_nothing_moves_is_a_plan() {
    let scenario = scenario(1);
    let world = apply(&scenario, None).expect("no terms apply");
    let plan = greedy::empty(&scenario, &world);
    assert_eq!(verify(&plan, &scenario).0, []);
    assert_eq!(plan.claims.coverage, 0.0);
    assert_eq!(plan.claims.least_coverage, 0.0);
    assert!(plan.claims.people_days_needed > 150_000.0);
}

#[test]
fn recounting_gives_what_an_honest_plan_claims() {
    let (_, world, plan) = honest(7);
    assert_eq!(recount(&plan, &world), Ok(plan.claims.clone()));
    assert_eq!(check(&plan, &world).0, []);
}

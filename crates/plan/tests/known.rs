//! Bounds that are known spare a search, and change no verdict.
#![allow(clippy::unwrap_used)]

mod random;

use random::{Shape, scenario};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::check::bound::{Aim, Bounds};
use safeconduct_model::check::{check, check_knowing};
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;
use safeconduct_plan::{Settings, checked};

/// The bounds of a plan's own prices.
fn known<'w>(plan: &Plan, world: &'w World) -> Bounds<'w> {
    let certificate = plan.certificate.as_ref().unwrap();
    let mut bounds = Bounds::of(world, plan.gamma, Some(&plan.open_centres), certificate.scope);
    for proof in &certificate.proofs {
        let aim = Aim::of(&proof.stage).unwrap();
        let found = bounds.find(aim, &certificate.kept, proof).unwrap();
        let stage = plan.stages.iter().find(|stage| stage.name == proof.stage).unwrap();
        assert_eq!(stage.bound, Some(found));
    }
    bounds
}

#[test]
fn a_verdict_is_the_same_with_known_bounds_and_without() {
    let mut refused = 0;
    for seed in 0..12 {
        let scenario = scenario(seed, Shape { days: 9, far: false, rich: true });
        let world = apply(&scenario, None).unwrap();
        let (answer, findings) = checked(&world, &Settings::default(), &mut |_| {}).unwrap();
        let Answer::Planned(plan) = answer else { continue };
        assert_eq!(findings.0, [], "seed {seed}");
        assert_eq!(check_knowing(&plan, &world, Some(known(&plan, &world))).0, []);
        for other in others(&plan) {
            let anew = check(&other, &world);
            let knowing = check_knowing(&other, &world, Some(known(&plan, &world)));
            assert_eq!(knowing.0, anew.0, "seed {seed}");
            refused += usize::from(anew.any_error());
        }
    }
    assert!(refused > 30, "only {refused} changed plans were refused");
}

/// The plan with one thing changed that its bounds follow from.
fn others(plan: &Plan) -> Vec<Plan> {
    let mut dearer = plan.clone();
    let proofs = &mut dearer.certificate.as_mut().unwrap().proofs;
    proofs.iter_mut().flat_map(|proof| proof.prices.first_mut()).for_each(|p| p.price *= 1.5);
    let mut keeps_less = plan.clone();
    let kept = &mut keeps_less.certificate.as_mut().unwrap().kept;
    kept.people_days = kept.people_days.map(|total| total * 0.9);
    let mut struck_more = plan.clone();
    struck_more.gamma += 1.0;
    let mut freer = plan.clone();
    let scope = &mut freer.certificate.as_mut().unwrap().scope;
    scope.trips_within_a_day = !scope.trips_within_a_day;
    vec![dearer, keeps_less, struck_more, freer]
}

//! Every plan of a random world passes the independent check.
#![allow(clippy::unwrap_used)]

mod random;

use random::{Shape, scenario};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::check;
use safeconduct_model::plan::Plan;
use safeconduct_plan::{Settings, plan};

/// Stages in all, and those whose value in grams is far from what the
/// certificate proves to be best.
#[derive(Default)]
struct Proofs {
    stages: usize,
    apart: usize,
    /// Seeds whose bound says nothing: it is rigorous, but more than a tenth away.
    loose: Vec<(u64, String)>,
}

impl Proofs {
    fn add(&mut self, seed: u64, plan: &Plan) {
        for stage in plan.stages.iter().filter(|s| s.name != "centres") {
            let Some(bound) = stage.bound else { panic!("seed {seed}: {} unproved", stage.name) };
            let unit = if stage.unit == "share" { 1e-4 } else { 20.0 };
            let apart = (stage.value - bound).abs() - unit;
            self.stages += 1;
            self.apart += usize::from(apart > 1e-3 * bound.abs());
            if apart > 0.1 * bound.abs() {
                self.loose.push((seed, stage.name.clone()));
            }
        }
    }
}

fn try_worlds(seeds: std::ops::Range<u64>, shape: Shape) -> (usize, usize) {
    let (mut planned, mut infeasible, mut proofs) = (0, 0, Proofs::default());
    for seed in seeds {
        let scenario = scenario(seed, shape);
        for framework in [None, scenario.framework("terms")] {
            let Ok(world) = apply(&scenario, framework) else { continue };
            let answer = plan(&world, &Settings::default(), &mut |_| {});
            match answer.unwrap_or_else(|e| panic!("seed {seed}: {e}")) {
                Answer::Planned(plan) => {
                    let findings = check::verify(&plan, &scenario);
                    assert!(findings.0.is_empty(), "seed {seed}: {findings:#?}");
                    proofs.add(seed, &plan);
                    planned += 1;
                }
                Answer::Infeasible(why) => {
                    assert!(!why.floors.is_empty(), "seed {seed}: infeasible without a floor");
                    assert_eq!(check::infeasible(&why, &world).0, [], "seed {seed}");
                    assert!(why.proved.is_some(), "seed {seed}: infeasible without a proof");
                    let mut wrong = why.clone();
                    if let Some(proved) = &mut wrong.proved {
                        proved.at_most -= 1e-6;
                    }
                    assert!(check::infeasible(&wrong, &world).any_error(), "seed {seed}");
                    infeasible += 1;
                }
            }
        }
    }
    println!("loose bounds {:?} of {} stages", proofs.loose, proofs.stages);
    assert!(proofs.loose.len() * 500 <= proofs.stages.max(500), "{:?}", proofs.loose);
    assert!(proofs.apart * 50 <= proofs.stages, "{} of {}", proofs.apart, proofs.stages);
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

//! Certified plans that were changed are refused: M1 to M15; M16 is accepted.
#![allow(clippy::unwrap_used)]

mod mutant;
mod random;

use mutant::{MUTATIONS, reorder};
use random::{Dice, Shape, scenario};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::check::verify;
use safeconduct_model::plan::Plan;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;
use safeconduct_plan::{Settings, plan};

/// The honest plans of a random world, with and without terms.
fn honest(seed: u64) -> Vec<(Scenario, World, Plan)> {
    let scenario = scenario(seed, Shape { days: 8, far: seed.is_multiple_of(2), rich: true });
    let settings = Settings { baselines: false, ..Settings::default() };
    let worlds = [None, scenario.framework("terms")].map(|terms| apply(&scenario, terms));
    let mut plans = Vec::new();
    for world in worlds.into_iter().flatten() {
        if let Ok(Answer::Planned(plan)) = plan(&world, &settings, &mut |_| {}) {
            plans.push((scenario.clone(), world, *plan));
        }
    }
    plans
}

/// Throws mutants until `wanted` were refused; counts them by mutation.
fn refuse(wanted: usize, first: u64) -> Vec<usize> {
    let mut counts = vec![0; MUTATIONS.len()];
    let (mut plans, mut dice) = (0, Dice::new(first));
    for seed in first.. {
        for (scenario, world, plan) in honest(seed) {
            let honest = verify(&plan, &scenario);
            assert_eq!(honest.0, [], "seed {seed}: an honest plan is refused");
            plans += 1;
            for which in 0..MUTATIONS.len() * 2 {
                let (name, mutate) = MUTATIONS[which % MUTATIONS.len()];
                let mut mutant = plan.clone();
                if mutate(&mut mutant, &world, &mut dice).is_none() {
                    continue;
                }
                let findings = verify(&mutant, &scenario);
                assert!(findings.any_error(), "seed {seed}: `{name}` was accepted");
                counts[which % MUTATIONS.len()] += 1;
            }
            let mut mutant = plan.clone();
            reorder(&mut mutant, &mut dice);
            assert_eq!(verify(&mutant, &scenario).0, [], "seed {seed}: M16 was refused");
        }
        if counts.iter().sum::<usize>() >= wanted {
            break;
        }
    }
    let refused: usize = counts.iter().sum();
    println!("{refused} mutants of {plans} honest plans refused, {plans} reordered plans accepted");
    counts
}

#[test]
fn two_hundred_mutants_are_refused() {
    let counts = refuse(200, 3_000);
    let never: Vec<_> = MUTATIONS.iter().zip(&counts).filter(|(_, n)| **n == 0).collect();
    assert!(never.len() < 3, "never tried: {:?}", never.iter().map(|m| m.0.0).collect::<Vec<_>>());
}

#[test]
#[ignore = "heavy: 2,000 mutants; run with --ignored"]
fn two_thousand_mutants_are_refused() {
    let counts = refuse(2_000, 40_000);
    for ((name, _), count) in MUTATIONS.iter().zip(counts) {
        assert!(count >= 20, "`{name}` was tried {count} times");
    }
}

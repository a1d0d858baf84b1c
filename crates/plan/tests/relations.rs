//! Relations that hold between the plans of related scenarios.
//!
//! No oracle is needed: a plan of one scenario may never be better than what
//! the certificate of another proves for every plan, where the first
//! scenario's plans are plans of the second too.
#![allow(clippy::unwrap_used)]

mod random;
mod related;

use random::{Shape, scenario};
use related::{Optima, RELATIONS, doc, optima};
use safeconduct_plan::{Settings, plan};

fn shape(seed: u64) -> Shape {
    Shape { days: 7, far: seed.is_multiple_of(3), rich: seed.is_multiple_of(2) }
}

/// Tries every relation on so many random scenarios; counts what was compared.
fn hold(seeds: std::ops::Range<u64>) -> Vec<usize> {
    let mut counts = vec![0; RELATIONS.len()];
    for seed in seeds.clone() {
        let before = scenario(seed, shape(seed));
        let Some(first) = optima(&before) else { continue };
        for ((name, relation), count) in RELATIONS.iter().zip(&mut counts) {
            let found = relation(&doc(&before), seed, &first);
            match found {
                Some(Ok(())) => *count += 1,
                Some(Err(why)) => panic!("seed {seed}: {name}: {why}"),
                None => {}
            }
        }
    }
    let said: Vec<String> =
        RELATIONS.iter().zip(&counts).map(|((name, _), n)| format!("{name}: {n}")).collect();
    println!("{} scenarios; {}", seeds.count(), said.join(", "));
    counts
}

#[test]
fn relations_hold_on_a_few_scenarios() {
    let counts = hold(6_000..6_006);
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}

#[test]
#[ignore = "heavy: 200 scenarios with several plans each; run with --ignored"]
fn relations_hold_on_two_hundred_scenarios() {
    let counts = hold(60_000..60_220);
    assert!(counts.iter().all(|count| *count >= 100), "{counts:?}");
}

#[test]
fn r11_same_input_same_bytes_at_any_number_of_threads() {
    for seed in 6_100..6_103 {
        let scenario = scenario(seed, shape(seed));
        let world = safeconduct_model::apply::apply(&scenario, None).unwrap();
        let bytes = |threads: usize| {
            let settings = Settings { threads, ..Settings::default() };
            let answer = plan(&world, &settings, &mut |_| {}).unwrap();
            serde_json::to_string(&answer).unwrap()
        };
        assert_eq!(bytes(1), bytes(2), "seed {seed}");
        assert_eq!(bytes(1), bytes(1), "seed {seed}");
    }
}

#[test]
fn an_optimum_is_no_better_than_itself() {
    let one = Optima { stages: vec![("fair".to_owned(), 0.5, 0.5)] };
    let other = Optima { stages: vec![("fair".to_owned(), 0.6, 0.6)] };
    assert!(one.no_better_than(&one, "fair", 1.0).is_ok());
    assert!(other.no_better_than(&one, "fair", 1.0).is_err());
}

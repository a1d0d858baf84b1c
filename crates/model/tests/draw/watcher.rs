//! No corridor can be told from the past beyond its share of the mix; rotation can.

use safeconduct_model::calendar::Day;
use safeconduct_model::draw::{Mix, guess};
use safeconduct_model::schedule::Grouping;

use super::field::{Road, plan, seed, world};

const DAYS: u32 = 1_000;

const ROADS: [Road; 3] =
    [("hill", "a", None, false), ("plain", "a", None, false), ("coast", "a", None, false)];

/// One truck a day, half of it over the plain.
const MIX: [(&str, &str, f64); 3] =
    [("hill", "flour", 0.3), ("plain", "flour", 0.5), ("coast", "flour", 0.2)];

/// The road of the first truck of every day of a plan of 1,000 days.
fn drawn(mix: &[(&str, &str, f64)], number: u32) -> Vec<usize> {
    let world = world(DAYS, &ROADS, None, 100.0, "");
    let plan = plan(&world, &ROADS, mix);
    let ready = Mix::of(&plan, &world).unwrap();
    let alone = Grouping { trucks_per_convoy: 1, windows: 1 };
    let first = |day| {
        let drawn = ready.draw(Day(day), &seed(number), alone).unwrap();
        let road = drawn.convoys[0].segments[0].as_str().to_owned();
        ROADS.iter().position(|(id, ..)| *id == road).unwrap()
    };
    (0..DAYS).map(first).collect()
}

/// The same shares without a seed: ten days that come again and again.
fn rotated() -> Vec<usize> {
    let round = [1, 0, 1, 2, 1, 0, 1, 2, 1, 0];
    (0..DAYS as usize).map(|day| round[day % round.len()]).collect()
}

const SHARES: [f64; 3] = [0.3, 0.5, 0.2];

/// Above the best constant guess by more than chance would allow once in 700.
fn sees_through(seen: &[usize], order: usize) -> bool {
    let best = guess::best_constant(&SHARES);
    let days = (seen.len() - order) as f64;
    guess::watch(seen, order).hit_rate > best + 3.0 * (best * (1.0 - best) / days).sqrt()
}

#[test]
fn a_pattern_learner_does_no_better_than_the_best_constant_guess() {
    for number in 0..3 {
        let seen = drawn(&MIX, number);
        for order in [1, 2] {
            assert!(!sees_through(&seen, order), "seed {number}: {:?}", guess::watch(&seen, order));
        }
    }
}

#[test]
fn the_same_learner_sees_through_rotation() {
    let seen = rotated();
    assert!(sees_through(&seen, 1), "{:?}", guess::watch(&seen, 1));
    assert!(sees_through(&seen, 2), "{:?}", guess::watch(&seen, 2));
    assert!(guess::watch(&seen, 2).hit_rate > 0.8);
}

#[test]
fn the_past_takes_no_bit_from_the_mix() {
    let mix = guess::entropy(&SHARES);
    for number in 0..3 {
        let seen = drawn(&MIX, number);
        for order in [0, 1, 2] {
            let bits = guess::watch(&seen, order).bits;
            assert!((bits - mix).abs() < 0.05, "order {order}: {bits} of {mix} bits");
        }
    }
    assert!(guess::watch(&rotated(), 2).bits < mix - 0.8);
}

#[test]
fn several_trucks_a_day_tell_no_more_of_the_next_day() {
    let seven = MIX.map(|(road, commodity, part)| (road, commodity, part * 7.0));
    let seen = drawn(&seven, 5);
    assert!(!sees_through(&seen, 1) && !sees_through(&seen, 2));
    assert!((guess::watch(&seen, 1).bits - guess::entropy(&SHARES)).abs() < 0.05);
}

#[test]
fn what_is_measured_for_a_day_is_what_days_show() {
    let world = world(DAYS, &ROADS, None, 100.0, "");
    let plan = plan(&world, &ROADS, &MIX);
    let mix = Mix::of(&plan, &world).unwrap();
    let measured = guess::measure(&mix, Day(3), 1_000).unwrap();
    let lane = &measured.lanes[0];
    assert_eq!((lane.trucks, lane.corridors, measured.bent), (1, 3, 0.0));
    assert!((lane.best_constant - 0.5).abs() < 1e-9);
    assert!((lane.mix_bits - guess::entropy(&SHARES)).abs() < 1e-9);
    assert!(lane.watchers.iter().all(|w| w.hit_rate < 0.55 && w.bits > 1.4), "{lane:?}");
}

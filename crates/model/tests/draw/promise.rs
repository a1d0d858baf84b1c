//! Counts next to their means, means exact, limits kept; the same seed the same bytes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use safeconduct_model::calendar::Day;
use safeconduct_model::draw::Mix;
use safeconduct_model::finding::Code;
use safeconduct_model::schedule::{Grouping, Schedule};

use super::field::{PAYLOAD, Road, counts, plan, seed, world};

fn bytes(schedule: &Schedule) -> Vec<u8> {
    serde_json::to_vec(schedule).unwrap()
}

fn codes(schedule: &Schedule) -> Vec<Code> {
    schedule.findings.0.iter().map(|finding| finding.code).collect()
}

const TWO: [Road; 4] = [
    ("hill", "a", Some(4.0), false),
    ("dam", "a", None, true),
    ("coast", "b", None, false),
    ("mill", "b", None, true),
];

/// Trucks' worth on the four roads, in hundredths.
fn parts() -> impl Strategy<Value = [f64; 4]> {
    prop::array::uniform4(0_u32..400).prop_map(|parts| parts.map(|part| f64::from(part) / 100.0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Rule 8 of the cases, with the bridge as tight as the plan itself.
    #[test]
    fn counts_are_next_to_their_means_and_limits_are_kept(parts in parts(), tight in any::<bool>()) {
        let used = (parts[1] + parts[3]).max(1.0);
        let passes = parts.iter().sum::<f64>().max(1.0);
        let world = world(8, &TWO, tight.then_some(used), passes, "");
        let sent = [("hill", "flour", parts[0].min(4.0)), ("dam", "oil", parts[1]),
            ("coast", "flour", parts[2]), ("mill", "flour", parts[3])];
        let plan = plan(&world, &TWO, &sent);
        let mix = Mix::of(&plan, &world).unwrap();
        for day in [0, 1, 7] {
            let means = mix.means(Day(day)).unwrap();
            let mut sums = vec![0.0; means.len()];
            let draws = 60;
            let mut bent = false;
            for number in 0..draws {
                let drawn = mix.draw(Day(day), &seed(number), Grouping::default()).unwrap();
                let counts = counts(&drawn);
                let count = |road: &str| f64::from(counts.get(road).copied().unwrap_or(0));
                for (mean, sum) in means.iter().zip(&mut sums) {
                    let count = count(TWO[mean.corridor].0);
                    prop_assert!((count - mean.mean).abs() < 1.0, "{count} {mean:?}");
                    *sum += count;
                }
                let gate: f64 = counts.values().map(|n| f64::from(*n)).sum();
                prop_assert!(gate <= passes + 1e-9);
                prop_assert!(!tight || count("dam") + count("mill") <= used + 1e-9);
                prop_assert!(count("hill") <= 4.0);
                bent |= codes(&drawn).contains(&Code::DrawBent);
            }
            for (mean, sum) in means.iter().zip(&sums).filter(|_| !bent) {
                let part = mean.mean.fract();
                let spread = 5.0 * (part * (1.0 - part) / f64::from(draws)).sqrt() + 0.05;
                prop_assert!((sum / f64::from(draws) - mean.mean).abs() < spread, "{sum} {mean:?}");
            }
        }
    }

    /// Rule 9 of the cases.
    #[test]
    fn one_seed_one_schedule_another_seed_another(number in any::<u32>(), day in 0_u32..8) {
        let world = world(8, &TWO, None, 100.0, "");
        let plan = plan(&world, &TWO, &[("hill", "flour", 3.3), ("dam", "oil", 4.4),
            ("coast", "flour", 5.5), ("mill", "flour", 6.6)]);
        let mix = Mix::of(&plan, &world).unwrap();
        let draw = |number| mix.draw(Day(day), &seed(number), Grouping::default()).unwrap();
        let again = Mix::of(&plan, &world).unwrap();
        let again = again.draw(Day(day), &seed(number), Grouping::default()).unwrap();
        prop_assert_eq!(bytes(&draw(number)), bytes(&again));
        let others = (1..4).map(|more| draw(number.wrapping_add(more)).convoys);
        prop_assert!(others.into_iter().any(|convoys| convoys != again.convoys));
    }
}

#[test]
fn each_commodity_keeps_its_own_mix() {
    // Oil goes by the dam alone; flour half and half: the dearer is not spread.
    let world = world(8, &TWO, None, 100.0, "");
    let plan =
        plan(&world, &TWO, &[("dam", "oil", 2.0), ("hill", "flour", 1.5), ("dam", "flour", 1.5)]);
    let mix = Mix::of(&plan, &world).unwrap();
    let mut sums: BTreeMap<(String, String), f64> = BTreeMap::new();
    let draws = 400;
    for number in 0..draws {
        let drawn = mix.draw(Day(0), &seed(number), Grouping::default()).unwrap();
        for convoy in &drawn.convoys {
            for (commodity, grams) in convoy.grams() {
                let key = (convoy.segments.last().unwrap().to_string(), commodity.to_string());
                *sums.entry(key).or_default() += grams as f64 / PAYLOAD as f64 / f64::from(draws);
            }
        }
    }
    let sum = |road: &str, k: &str| sums.get(&(road.into(), k.into())).copied().unwrap_or(0.0);
    assert_eq!(sum("hill", "oil"), 0.0);
    assert!((sum("dam", "oil") - 2.0).abs() < 1e-9);
    assert!((sum("hill", "flour") - 1.5).abs() < 0.1, "{sums:?}");
}

#[test]
fn what_whole_trucks_cannot_take_leaves_on_later_days_in_full_trucks() {
    // The gate passes four trucks; three and a half loads a day on two lanes.
    let world = world(100, &TWO, None, 4.0, "");
    let plan = plan(&world, &TWO, &[("hill", "flour", 1.7), ("coast", "flour", 1.8)]);
    let mix = Mix::of(&plan, &world).unwrap();
    let mut sent = 0;
    for day in 0..100 {
        let drawn = mix.draw(Day(day), &seed(1), Grouping::default()).unwrap();
        assert!(drawn.convoys.iter().map(|c| c.trucks.len()).sum::<usize>() <= 4);
        sent += drawn.convoys.iter().flat_map(|c| c.grams().into_values()).sum::<i64>();
        let held: i64 = drawn.held.iter().flat_map(|held| held.grams.values()).sum();
        assert_eq!(sent + held, i64::from(day + 1) * 35 * PAYLOAD / 10);
        assert!(held < 2 * PAYLOAD, "day {day}: {held} g wait");
        assert_eq!(held > 0, codes(&drawn).contains(&Code::DrawHeld));
    }
}

#[test]
fn a_limit_below_one_truck_lets_none_pass_and_says_so() {
    let roads: [Road; 2] = [("lane", "a", Some(0.5), false), ("dam", "a", None, true)];
    let world = world(8, &roads, None, 10.0, "");
    let plan = plan(&world, &roads, &[("lane", "flour", 0.4), ("dam", "flour", 1.6)]);
    let mix = Mix::of(&plan, &world).unwrap();
    for number in 0..20 {
        let drawn = mix.draw(Day(0), &seed(number), Grouping::default()).unwrap();
        assert_eq!(counts(&drawn), BTreeMap::from([("dam".to_owned(), 2)]));
        assert_eq!(drawn.held[0].grams.values().sum::<i64>(), 4 * PAYLOAD / 10);
        let codes = codes(&drawn);
        assert!(codes.contains(&Code::DrawCapBelowTruck) && codes.contains(&Code::DrawHeld));
        assert!(drawn.findings.0[0].what.contains("segment `lane` passes 0.5 trucks a day"));
    }
}

#[test]
fn goods_held_wait_while_their_roads_are_not_notified() {
    // From day 1 on only the coast road is notified; what was held for the hill stays.
    let terms = r#"{ id = "set", kind = "notified", track = "corridors", segments = ["coast"], from_day = 1 }"#;
    let world = world(10, &TWO, None, 2.0, terms);
    let mut plan = plan(&world, &TWO, &[("hill", "flour", 2.5), ("coast", "flour", 0.4)]);
    plan.movements.retain(|m| m.day == Day(0) || m.corridor == 2);
    let mix = Mix::of(&plan, &world).unwrap();
    for day in 1..10 {
        let drawn = mix.draw(Day(day), &seed(2), Grouping::default()).unwrap();
        assert!(counts(&drawn).keys().all(|road| road == "coast"), "{:?}", counts(&drawn));
        assert!(drawn.held.iter().any(|held| held.to.as_str() == "a"));
    }
}

#[test]
fn convoys_are_grouped_as_asked() {
    let world = world(8, &TWO, None, 100.0, "");
    let plan = plan(&world, &TWO, &[("hill", "flour", 3.5), ("coast", "flour", 20.0)]);
    let mix = Mix::of(&plan, &world).unwrap();
    let grouping = Grouping { trucks_per_convoy: 3, windows: 2 };
    let drawn = mix.draw(Day(0), &seed(1), grouping).unwrap();
    assert!(drawn.convoys.iter().all(|convoy| (1..=3).contains(&convoy.trucks.len())));
    assert_eq!(drawn.convoys.len(), 7 + 2);
    let windows: Vec<u32> = drawn.convoys.iter().map(|convoy| convoy.window).collect();
    assert_eq!(windows, [1, 1, 1, 1, 1, 2, 2, 2, 2]);
    let numbers = drawn.convoys.iter().flat_map(|c| &c.trucks).map(|truck| truck.number);
    assert_eq!(numbers.collect::<Vec<_>>(), (1..=24).collect::<Vec<u32>>());
    for grouping in [(0, 1), (1, 0), (1, 25)] {
        let grouping = Grouping { trucks_per_convoy: grouping.0, windows: grouping.1 };
        let refused = mix.draw(Day(0), &seed(1), grouping).unwrap_err();
        assert_eq!(refused.0[0].code, Code::DrawGrouping);
    }
    assert_eq!(mix.draw(Day(8), &seed(1), grouping).unwrap_err().0[0].code, Code::DrawDay);
}

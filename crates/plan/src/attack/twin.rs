//! The slow twin: every set of targets in turn.

use proptest::prelude::*;

use super::{Load, Meeting, additive, curve, horizon, lost, worst, worst_few, worst_share};

/// All subsets of `from` with at most `gamma` members.
fn subsets(from: &[usize], gamma: usize) -> Vec<Vec<usize>> {
    let mut sets = vec![Vec::new()];
    for &target in from {
        let grown = sets.iter().filter(|s| s.len() < gamma).map(|s| {
            let mut set: Vec<usize> = s.clone();
            set.push(target);
            set
        });
        sets.extend(grown.collect::<Vec<_>>());
    }
    sets
}

fn loads() -> impl Strategy<Value = Vec<Load>> {
    let exposure = prop_oneof![3 => 0.0..1.0, 1 => Just(1.0), 1 => Just(0.0)];
    let meeting = (0_usize..7, 0.6..1.0, exposure);
    let load = (0.0..10.0, prop::collection::vec(meeting, 0..6)).prop_map(|(value, met)| {
        let mut left = 1.0;
        let enter = |(target, kept, exposure)| {
            let entering = left;
            left *= kept;
            Meeting { target, entering, exposure }
        };
        Load { value, meetings: met.into_iter().map(enter).collect() }
    });
    prop::collection::vec(load, 0..6)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(1.0)
}

proptest! {
    #[test]
    fn the_worst_attack_is_the_worst_of_all(loads in loads(), gamma in 0_usize..6) {
        let all = subsets(&[0, 1, 2, 3, 4, 5, 6], gamma);
        let slow = all.iter().map(|set| lost(&loads, set)).fold(0.0, f64::max);
        let found = worst(&loads, gamma);
        prop_assert!(near(found.value, slow), "{} where {slow} is possible", found.value);
        prop_assert!(found.targets.len() <= gamma);
        prop_assert!(near(lost(&loads, &found.targets), found.value));
        prop_assert!(found.value <= additive(&loads, gamma as f64) + 1e-9);
    }

    #[test]
    fn the_few_worst_are_the_few_worst(loads in loads(), gamma in 1_usize..4, few in 1_usize..6) {
        let used: std::collections::BTreeSet<usize> = loads
            .iter()
            .filter(|load| load.value > 0.0)
            .flat_map(|load| load.meetings.iter().filter(|m| m.takes()).map(|m| m.target))
            .collect();
        let used: Vec<usize> = used.into_iter().collect();
        let size = gamma.min(used.len());
        let all = subsets(&used, gamma);
        let mut slow: Vec<f64> =
            all.iter().filter(|s| s.len() == size).map(|set| lost(&loads, set)).collect();
        slow.sort_by(|a, b| b.total_cmp(a));
        let found = worst_few(&loads, gamma, few);
        prop_assert_eq!(found.len(), few.min(slow.len()));
        for (attack, slow) in found.iter().zip(slow) {
            prop_assert!(near(attack.value, slow), "{} where {slow} is next", attack.value);
        }
    }

    #[test]
    fn strikes_over_days_are_spread_in_the_worst_way(
        days in prop::collection::vec(loads(), 1..4), total in 0_usize..5,
    ) {
        let curves: Vec<Vec<f64>> = days.iter().map(|day| curve(day, total)).collect();
        // One long day with other targets each day is the same question.
        let shift = |(day, loads): (usize, &Vec<Load>)| -> Vec<Load> {
            let mut loads = loads.clone();
            for meeting in loads.iter_mut().flat_map(|load| &mut load.meetings) {
                meeting.target += 100 * day;
            }
            loads
        };
        let long: Vec<Load> = days.iter().enumerate().flat_map(shift).collect();
        let found = horizon(&curves, total);
        prop_assert!(near(found.value, worst(&long, total).value));
        prop_assert!(found.strikes.iter().sum::<usize>() <= total);
        let each: f64 = found.strikes.iter().zip(&curves).map(|(&s, curve)| curve[s]).sum();
        prop_assert!(near(each, found.value));
    }
}

#[test]
fn a_corridor_struck_twice_loses_less_than_twice() {
    let met = |target| Meeting { target, entering: 1.0, exposure: 0.5 };
    let load = Load { value: 1.0, meetings: vec![met(0), met(1), met(2)] };
    let loads = [load];
    let values = [0.0, 0.5, 0.75, 0.875, 0.875];
    for (gamma, value) in values.into_iter().enumerate() {
        assert!(near(worst(&loads, gamma).value, value));
    }
    assert!(near(worst_share(&loads, 1.5), 0.625));
    assert!(near(additive(&loads, 2.5), 1.25));
}

#[test]
fn an_area_strikes_once_where_it_is_met_first() {
    let met = |target, entering, exposure| Meeting { target, entering, exposure };
    let load =
        Load { value: 10.0, meetings: vec![met(7, 1.0, 0.2), met(3, 0.9, 0.5), met(7, 0.8, 0.9)] };
    assert!(near(worst(std::slice::from_ref(&load), 1).value, 4.5));
    assert!(near(worst(&[load], 2).value, 10.0 * (0.2 + 0.9 * 0.5 * 0.8)));
}

//! Timetables against every way of picking days.
#![allow(clippy::unwrap_used)]

mod random;

use safeconduct_model::talks::Talks;
use safeconduct_talks::timetable;

/// A latest day is at most three lags of at most five days away.
const LATEST: i64 = 15;

/// Days looked at: what is not limited goes beyond [`LATEST`] even where three
/// lags more must follow.
const LAST: i64 = 2 * LATEST + 1;

/// All ways of giving each event a day from 0 on, the start being day 0.
fn every_way(events: usize, mut see: impl FnMut(&[i64])) {
    let mut days = vec![0i64; events];
    loop {
        see(&days);
        let Some(place) = (1..events).rev().find(|&e| days[e] < LAST) else { return };
        days[place] += 1;
        days[place + 1..].fill(0);
    }
}

/// Days by which each lag is missed, at its weight; none if a fact is.
fn missed(talks: &Talks, days: &[i64]) -> Option<f64> {
    let mut cost = 0.0;
    for lag in &talks.lags {
        let between = days[lag.to] - days[lag.from];
        let less = lag.min.map_or(0, |min| (min - between).max(0));
        let more = lag.max.map_or(0, |max| (between - max).max(0));
        if lag.fact && less + more > 0 {
            return None;
        }
        cost += lag.weight * (less + more) as f64;
    }
    Some(cost)
}

fn agree(seed: u64) -> bool {
    let talks = random::timetable(seed);
    let answer = timetable(&talks, None).unwrap();
    let events = talks.events.len();
    let mut least: Option<f64> = None;
    let mut windows = vec![(i64::MAX, i64::MIN); events];
    every_way(events, |days| {
        let Some(cost) = missed(&talks, days) else { return };
        least = Some(least.map_or(cost, |least| least.min(cost)));
        if cost == 0.0 {
            for (window, &day) in windows.iter_mut().zip(days) {
                *window = (window.0.min(day), window.1.max(day));
            }
        }
    });
    assert_eq!(answer.consistent, least == Some(0.0), "{seed}");
    if !answer.consistent {
        assert_eq!(answer.least_total_change, least, "{seed}");
        repaired(&talks, &answer.changes, seed);
        return false;
    }
    let found = answer.windows.unwrap();
    for (event, window) in talks.events.iter().zip(windows) {
        let (first, last) = found[&event.id];
        assert_eq!(first, window.0, "{seed} {}", event.id);
        let seen = Some(window.1).filter(|&day| day <= LATEST);
        assert_eq!(last, seen, "{seed} {}", event.id);
    }
    let free = answer.no_latest_date.unwrap();
    assert!(found.iter().all(|(id, (_, last))| free.contains(id) == last.is_none()), "{seed}");
    true
}

/// The changes named make the timetable one that can be kept.
fn repaired(talks: &Talks, changes: &[safeconduct_model::talks::schedule::Change], seed: u64) {
    let mut other = talks.clone();
    for change in changes {
        let lag = &mut other.lags[change.lag];
        assert!(!lag.fact, "{seed}");
        lag.min = change.min.or(lag.min);
        lag.max = change.max.or(lag.max);
    }
    let facts = talks.lags.iter().any(|lag| lag.fact);
    assert!(timetable(&other, None).unwrap().consistent || (changes.is_empty() && facts), "{seed}");
}

#[test]
fn windows_and_repairs_are_those_of_every_way_of_picking_days() {
    let kept = (0..300).filter(|&seed| agree(seed)).count();
    assert!((50..250).contains(&kept), "{kept} can be kept");
}

#[test]
fn contradictions_are_real() {
    for seed in 0..600 {
        let talks = random::timetable(seed);
        for contradiction in timetable(&talks, None).unwrap().contradictions {
            let mut alone = talks.clone();
            let lags = talks.lags.iter().enumerate();
            let taken = lags.filter(|(l, _)| contradiction.lags.contains(l));
            alone.lags = taken.map(|(_, lag)| lag.clone()).collect();
            assert!(!timetable(&alone, None).unwrap().consistent, "{seed}");
            assert!(contradiction.days > 0 && !contradiction.sentence.is_empty(), "{seed}");
        }
    }
}

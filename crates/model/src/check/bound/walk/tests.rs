//! Trips within a day, held to every way there is.

use std::path::Path;

use proptest::prelude::*;

use super::super::facts::Facts;
use super::super::promise::{Mode, promise, ways_in};
use super::super::strike::Strikes;
use super::super::toll::Toll;
use super::*;
use crate::world::World;

/// What sets take at a target of a load of which so much comes there, and what they
/// leave.
fn hit(search: &Search, sets: &[usize], exposure: f64, comes: f64, kept: &mut [f64]) -> f64 {
    let mut taken = 0.0;
    for &set in sets {
        taken += search.strikes.often[set] * search.value * comes * exposure * kept[set];
        kept[set] *= 1.0 - exposure;
    }
    taken
}

/// Every way from a site to another within a day: what is left, what was paid.
fn every_way(
    search: &Search,
    at: usize,
    so_far: (Trip, Vec<f64>),
    hours: i128,
    been: &mut Vec<usize>,
) -> Vec<Trip> {
    let (so_far, kept) = so_far;
    let mut found = vec![so_far];
    for step in &search.facts.steps[at] {
        let toll = search.tolls[step.segment];
        let hours = hours + search.facts.hours[step.segment];
        let open = search.facts.world.roads[step.segment][search.day].open_to(search.track);
        if !open || hours > search.day_hours || been.contains(&step.to) {
            continue;
        }
        let left = so_far.left * toll.through;
        let (strikes, world) = (search.strikes, search.facts.world);
        let mut kept = kept.clone();
        let exposure = world.roads[step.segment][search.day].exposure;
        let sets = strikes.on_segment(step.segment);
        let mut paid = so_far.toll + so_far.left * toll.entering + toll.leaving;
        paid += hit(search, sets, exposure, so_far.left, &mut kept);
        let (sets, exposure) = (strikes.at_site(search.facts, step.to), exposed(world, step.to));
        paid += hit(search, sets, exposure, left, &mut kept);
        let next = Trip { to: step.to, lead: 0, left, least: left, toll: paid };
        been.push(step.to);
        found.extend(every_way(search, step.to, (next, kept), hours, been));
        been.pop();
    }
    found
}

/// Trips that end on the first day.
fn within_a_day<'a>(
    facts: &'a Facts,
    tolls: &'a [Toll],
    (from, track): (usize, usize),
    day_hours: i128,
    strikes: &'a Strikes,
    hope: Option<Hope<'a>>,
) -> Search<'a> {
    Search {
        facts,
        tolls,
        from,
        track,
        day: 0,
        day_hours,
        most_days: 0,
        waiting: None,
        strikes,
        value: 3.0,
        stake: strikes.often.iter().sum(),
        lost: 0.0,
        paid: false,
        hope,
    }
}

fn exposed(world: &World, site: usize) -> f64 {
    world.scenario.sites[site].exposure.0
}

fn world() -> World {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/dual-track");
    let scenario = crate::read::path(&folder).scenario.expect("the scenario reads");
    crate::apply::apply(&scenario, None).expect("it applies")
}

/// A toll that keeps a share of what enters.
fn toll() -> impl Strategy<Value = Toll> {
    (0.0..2.0_f64, 0.0..2.0_f64, prop_oneof![Just(1.0), 0.7..1.0_f64]).prop_map(
        |(entering, leaving, through)| Toll {
            entering,
            leaving,
            through,
            through_at_least: through,
        },
    )
}

proptest! {
    /// No way that pays is better than the trips say, and each trip has a way.
    #[test]
    fn trips_within_a_day_are_no_worse_than_any_way(
        tolls in prop::collection::vec(toll(), 32),
        share in 0.1..1.5_f64,
        exposures in prop::collection::vec(0.0..0.9_f64, 64),
        pairs in prop::collection::vec((0..64_usize, 0..64_usize, 0.0..0.5_f64), 0..6),
    ) {
        let mut world = world();
        for (road, exposure) in world.roads.iter_mut().zip(&exposures) {
            road[0].exposure = *exposure;
        }
        for (site, exposure) in world.scenario.sites.iter_mut().zip(exposures.iter().rev()) {
            site.exposure.0 = *exposure;
        }
        let facts = Facts::of(&world, None);
        let longest = facts.day_hours.iter().flatten().copied().max().expect("a fleet drives");
        let day_hours = (longest as f64 * share) as i128;
        // Pairs of segments and sites.
        let targets = facts.area.len() + facts.steps.len();
        let pair = |&(a, b, often): &(usize, usize, f64)| (vec![a % targets, b % targets], often);
        let pairs: Vec<(Vec<usize>, f64)> = pairs.iter().map(pair).collect();
        let distinct = pairs.iter().filter(|(pair, _)| pair[0] != pair[1]);
        let day: Vec<(&Vec<usize>, f64)> = distinct.map(|(pair, often)| (pair, *often)).collect();
        let strikes = Strikes::of(&facts, &day);
        for (&from, track) in facts.origins.iter().flat_map(|o| [(o, 0), (o, 1)]) {
            let search = within_a_day(&facts, &tolls, (from, track), day_hours, &strikes, None);
            let found = search.trips();
            prop_assert!(found.whole && found.same_day);
            let start = Trip { to: from, lead: 0, left: 1.0, least: 1.0, toll: 0.0 };
            let mut start = (start, vec![1.0; strikes.often.len()]);
            let (sets, out) = (strikes.at_site(&facts, from), setting_out(&facts, from));
            start.0.toll = hit(&search, sets, out, 1.0, &mut start.1);
            let ways = every_way(&search, from, start, 0, &mut vec![from]);
            // At any worth of a tonne that arrives; what does not pay need not be sent.
            for worth in [0.0, 1.0, 3.0, 10.0, 30.0, 1000.0] {
                let gain = |trip: &Trip| trip.left * worth - trip.toll;
                for trip in found.trips.iter() {
                    let best = ways.iter().filter(|way| way.to == trip.to).map(gain);
                    let best = best.fold(f64::NEG_INFINITY, f64::max);
                    prop_assert!(best > f64::NEG_INFINITY, "no way to {}", trip.to);
                }
                for way in ways.iter().filter(|way| way.to != from && gain(way) > 0.0) {
                    let kind = facts.kind(way.to);
                    let ends = kind == crate::site::SiteKind::Hub
                        || (kind.hands_out() && world.scenario.tracks[track].serves.contains(&kind));
                    let best = found.trips.iter().filter(|trip| trip.to == way.to).map(gain);
                    let best = best.fold(f64::NEG_INFINITY, f64::max);
                    prop_assert!(!ends || best >= gain(way) - 1e-9, "{best} for {way:?}");
                }
            }
        }
    }
}

proptest! {
    /// Where only what may beat something is looked for, what beats it is found.
    #[test]
    fn what_is_left_out_beats_nothing(
        tolls in prop::collection::vec(toll(), 32),
        share in 0.1..1.5_f64,
        exposures in prop::collection::vec(0.0..0.9_f64, 64),
        often in 0.0..0.5_f64,
        worth in prop::collection::vec(prop_oneof![Just(0.0), 0.0..40.0_f64], 64),
        beat in prop_oneof![Just(0.0), 0.0..20.0_f64],
    ) {
        let mut world = world();
        for (road, exposure) in world.roads.iter_mut().zip(&exposures) {
            road[0].exposure = *exposure;
        }
        let facts = Facts::of(&world, None);
        let longest = facts.day_hours.iter().flatten().copied().max().expect("a fleet drives");
        let day_hours = (longest as f64 * share) as i128;
        let pair = vec![0, 1];
        let strikes = Strikes::of(&facts, &[(&pair, often)]);
        let worth = &worth[..facts.steps.len()];
        let modes = [0, 1].map(|track| Mode { track, fleet: 0, tolls: &tolls });
        let promises = promise(&facts, &ways_in(&facts), &modes, 0, worth);
        for (&from, track) in facts.origins.iter().flat_map(|o| [(o, 0), (o, 1)]) {
            let search = |hope| {
                within_a_day(&facts, &tolls, (from, track), day_hours, &strikes, hope)
            };
            let most = |trips: &Trips| {
                let gains = trips.trips.iter().map(|trip| trip.left * worth[trip.to] - trip.toll);
                gains.fold(beat, f64::max)
            };
            let all = search(None).trips();
            let hope = Hope { ahead: vec![(promises[track].as_slice(), beat)] };
            let some = search(Some(hope)).trips();
            prop_assert!(some.trips.len() <= all.trips.len());
            let (all, some) = (most(&all), most(&some));
            prop_assert!((all - some).abs() <= 1e-9 * all, "{all} with all, {some} with some");
            // Setting out again from a hub on either track gains no more than is promised.
            prop_assert!(all <= promises[track][from].max(beat) * (1.0 + 1e-9));
        }
    }
}

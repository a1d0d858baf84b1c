//! The frontier is convex, falls, has exact ends, and is what a program with its
//! floors lowered one by one comes to.

use safeconduct_model::apply::apply;
use safeconduct_model::frontier::Frontier;
use safeconduct_model::world::World;

use super::frontier;
use crate::clock::Clock;
use crate::program::{Program, Var};
use crate::setting::Setting;
use crate::settings::Settings;
use crate::twin::random::{self, Shape};
use crate::{FLOOR_KEPT, centre, stage};

fn exact() -> Settings {
    Settings { gap: 0.0, ..Settings::default() }
}

fn worlds(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (u64, World)> {
    let shape = |seed: u64| Shape { days: 7, far: false, rich: seed.is_multiple_of(2) };
    seeds.filter_map(move |seed| {
        let scenario = random::scenario(seed, shape(seed));
        Some((seed, apply(&scenario, scenario.framework("terms")).ok()?))
    })
}

fn swept(world: &World, points: usize) -> Option<Frontier> {
    frontier(world, points, &exact(), &mut |_| {}).unwrap()
}

/// Near enough for sums in USD: the loss stage guards against sets of strikes to
/// one part in a million.
fn slack(usd: f64) -> f64 {
    1e-4 * usd.abs() + 1.0
}

/// Stage 3 of a program of its own, each floor lowered by itself; USD.
fn lowered(world: &World, kept: f64) -> f64 {
    let (settings, mut quiet) = (exact(), |_: &crate::Progress| {});
    let mut clock = Clock::start(&settings, &mut quiet);
    let mut program = Program::build(Setting::of(world, world.scenario.gamma));
    centre::choose(&mut program, &mut clock).unwrap();
    let floors = stage::floors(&mut program, &mut clock).unwrap();
    assert!(floors.is_none_or(|floors| floors.value >= FLOOR_KEPT));
    stage::fair(&mut program, settings.fair_rounds, &mut clock).unwrap();
    stage::total(&mut program, &mut clock).unwrap();
    stage::keep_total(&mut program);
    let levels = (0..program.at.demands.len()).filter(|&g| program.at.served[g]);
    let vars: Vec<Var> = levels.map(Var::Level).chain([Var::Total]).collect();
    for var in vars {
        let least = program.least(var);
        program.release(var);
        program.keep_at_least(var, least * kept, 1e-8);
    }
    stage::loss(&mut program, &mut clock).unwrap().value
}

#[test]
fn less_is_at_stake_the_more_is_given_up_and_ever_more_slowly() {
    let mut sloping = 0;
    for (seed, world) in worlds(400..412) {
        let Some(found) = swept(&world, 5) else { continue };
        let points = &found.points;
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            assert!(a.kept < b.kept, "seed {seed}");
            assert!(a.at_stake_usd <= b.at_stake_usd + slack(b.at_stake_usd), "seed {seed}");
            sloping += usize::from(b.at_stake_usd > a.at_stake_usd + 1.0);
        }
        for three in points.windows(3) {
            let [a, b, c] = [0, 1, 2].map(|i| three[i].at_stake_usd);
            assert!(b <= (a + c) / 2.0 + slack(c), "seed {seed}: {a} {b} {c} is not convex");
        }
    }
    assert!(sloping >= 8, "only {sloping} steps cost anything: the test sees nothing");
}

#[test]
fn every_point_is_what_lowering_each_floor_comes_to() {
    let mut compared = 0;
    for (seed, world) in worlds(420..428) {
        let Some(found) = swept(&world, 4) else { continue };
        for point in &found.points {
            let twin = lowered(&world, point.kept);
            let apart = (point.at_stake_usd - twin).abs();
            assert!(apart <= slack(twin), "seed {seed}: {point:?} against {twin}");
            compared += 1;
        }
    }
    assert!(compared >= 12, "{compared}");
}

#[test]
fn the_ends_are_the_plan_that_feeds_most_and_the_least_at_stake() {
    for (seed, world) in worlds(430..438) {
        let Some(found) = swept(&world, 3) else { continue };
        let (Some(first), Some(last)) = (found.points.first(), found.points.last()) else {
            panic!("seed {seed}: no points")
        };
        assert_eq!(last.kept, 1.0, "seed {seed}");
        let plan = crate::plan(&world, &exact(), &mut |_| {}).unwrap();
        let safeconduct_model::answer::Answer::Planned(plan) = plan else { continue };
        let most = plan.claims.people_days;
        assert!((last.people_days - most).abs() <= 1e-5 * most + 50.0, "seed {seed}");
        let stake = plan.claims.worst_case_usd + plan.claims.loss.value_usd;
        assert!((last.at_stake_usd - stake).abs() <= slack(stake), "seed {seed}");
        // With no floor at all nothing less can be at stake.
        let least = lowered(&world, 0.0);
        assert!((first.at_stake_usd - least).abs() <= slack(least), "seed {seed}");
    }
}

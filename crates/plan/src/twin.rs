//! The slow obvious twin: every simple path is a column from the start.
//!
//! Pricing must reach the optimum of this program without seeing its columns.

use std::collections::BTreeSet;

use safeconduct_model::interceptor::{Budget, Interceptor, Struck};
use safeconduct_model::units::Share;
use safeconduct_model::world::World;

use crate::clock::Clock;
use crate::corridor::Corridor;
use crate::program::{self, Program, Var};
use crate::setting::Setting;
use crate::settings::Settings;
use crate::stage;

/// Adds every simple path of every lane, fleet, commodity and period.
fn add_every_path(program: &mut Program) {
    let mut corridors = Vec::new();
    for &from in &program.at.network.origins {
        for track in 0..program.at.network.serves.len() {
            let mut walk = vec![from];
            extend(program, track, from, &mut walk, &mut Vec::new(), &mut corridors);
        }
    }
    for corridor in corridors {
        for fleet in 0..program.at.world.scenario.fleets.len() {
            for k in 0..program.at.commodities() {
                for p in 0..program.at.grid.len() {
                    if program.at.network.may_drive(fleet, corridor.track) {
                        program.add_flow(&corridor, fleet, k, p);
                    }
                }
            }
        }
    }
}

fn extend(
    program: &Program,
    track: usize,
    from: usize,
    walk: &mut Vec<usize>,
    segments: &mut Vec<usize>,
    found: &mut Vec<Corridor>,
) {
    let at = walk[walk.len() - 1];
    for step in &program.at.network.steps[at] {
        if walk.contains(&step.to) {
            continue;
        }
        walk.push(step.to);
        segments.push(step.segment);
        if program.at.network.may_end(track, program.at.kind(step.to)) {
            found.push(Corridor { track, from, to: step.to, segments: segments.clone() });
        }
        extend(program, track, from, walk, segments, found);
        walk.pop();
        segments.pop();
    }
}

/// Adds every set of targets that may be struck at once, in every period.
fn add_every_set(program: &mut Program) {
    let gamma = program.at.gamma;
    let sizes = match program.at.world.scenario.interceptor.per {
        Budget::Day => program::sizes(gamma).into_iter().map(|(n, _)| n).collect(),
        Budget::Horizon => (1..=gamma.ceil() as usize).collect::<Vec<_>>(),
    };
    for period in 0..program.at.grid.len() {
        let mut targets = BTreeSet::new();
        for flow in program.flows.iter().filter(|flow| flow.period == period) {
            let corridor = &program.corridors[flow.corridor];
            let day = program.at.grid.day(period);
            let (world, from) = (program.at.world, corridor.from);
            let stops = program.at.targets.stops(world, from, &corridor.segments, day);
            targets.extend(stops.into_iter().map(|stop| stop.target));
        }
        let targets: Vec<usize> = targets.into_iter().collect();
        for &strikes in &sizes {
            let mut sets = Vec::new();
            choose(&targets, strikes.min(targets.len()), &mut Vec::new(), &mut sets);
            for targets in sets {
                program.add_set(program::Set { period, strikes, targets });
            }
        }
    }
}

fn choose(rest: &[usize], left: usize, taken: &mut Vec<usize>, sets: &mut Vec<Vec<usize>>) {
    if left == 0 {
        sets.push(taken.clone());
        return;
    }
    for (position, &target) in rest.iter().enumerate() {
        taken.push(target);
        choose(&rest[position + 1..], left - 1, taken, sets);
        taken.pop();
    }
}

/// The least loss over every path and every set of targets, all there from the
/// start, in thousand USD; and with the additive bound in place of the sets.
fn least_loss(world: &World) -> (f64, f64) {
    let settings = Settings::default();
    let mut quiet = |_: &crate::Progress| {};
    let mut clock = Clock::start(&settings, &mut quiet);
    let mut program = Program::build(Setting::of(world, world.scenario.gamma));
    add_every_path(&mut program);
    stage::fair(&mut program, 8, &mut clock).unwrap();
    stage::total(&mut program, &mut clock).unwrap();
    stage::keep_total(&mut program);
    program.hold_additive();
    program.cost(Var::Loss, 1.0);
    let additive = program.lp.solve("loss").unwrap().unwrap();
    if program.at.gamma > 0.0 {
        program.hold_by_sets();
        add_every_set(&mut program);
    }
    (program.lp.solve("loss").unwrap().unwrap(), additive)
}

/// The values of the four stages, with or without every path from the start.
fn values(world: &World, every_path: bool) -> [f64; 4] {
    let settings = Settings { gap: 0.0, ..Settings::default() };
    let mut quiet = |_: &crate::Progress| {};
    let mut clock = Clock::start(&settings, &mut quiet);
    let mut program = Program::build(Setting::of(world, world.scenario.gamma));
    if every_path {
        add_every_path(&mut program);
    }
    stage::fair(&mut program, 8, &mut clock).unwrap();
    let theta = program.value(Var::Theta);
    stage::total(&mut program, &mut clock).unwrap();
    let total = program.value(Var::Total);
    stage::keep_total(&mut program);
    let loss = stage::loss(&mut program, &mut clock).unwrap().value / 1000.0;
    stage::cost(&mut program, &mut clock).unwrap();
    [theta, total, loss, program.value(Var::Cost)]
}

#[path = "../tests/random/mod.rs"]
pub mod random;

#[test]
fn pricing_reaches_the_optimum_over_every_path() {
    for seed in 0..12 {
        for far in [false, true] {
            let shape = random::Shape { days: 5, far, rich: seed % 2 == 0 };
            let mut scenario = random::scenario(seed + 500, shape);
            scenario.frameworks.clear();
            let world = safeconduct_model::apply::apply(&scenario, None).unwrap();
            let (priced, every) = (values(&world, false), values(&world, true));
            for (stage, (a, b)) in priced.iter().zip(&every).enumerate() {
                let near = (a - b).abs() <= 1e-5 * b.abs().max(1.0);
                assert!(
                    near,
                    "seed {seed}, far {far}, stage {stage}: {priced:?} against {every:?}"
                );
            }
        }
    }
}

/// A random world whose interceptor may strike what and as often as told.
pub fn struck(seed: u64, gamma: f64, per: Budget, strikes: &[Struck]) -> World {
    let shape = random::Shape { days: 3, far: seed % 2 == 1, rich: false };
    let mut scenario = random::scenario(seed + 900, shape);
    scenario.frameworks.clear();
    scenario.gamma = gamma;
    scenario.interceptor = Interceptor { per, strikes: strikes.to_vec() };
    for (position, site) in scenario.sites.iter_mut().enumerate() {
        site.exposure = Share([0.0, 0.2, 0.35][position % 3]);
    }
    for (position, segment) in scenario.segments.iter_mut().enumerate() {
        // The second loss on a way should matter, and areas be exposed alike.
        segment.exposure =
            Share(if segment.area.is_some() { 0.5 } else { 0.3 + 0.05 * position as f64 });
        segment.loss = Default::default();
    }
    safeconduct_model::apply::apply(&scenario, None).unwrap()
}

#[test]
fn generated_attacks_reach_the_least_loss_over_every_path_and_every_set() {
    use Struck::{Areas, Segments, Sites};
    let (mut overlaps, mut seed) = (0, 0);
    for gamma in [1.0, 1.5, 2.0, 2.25] {
        for per in [Budget::Day, Budget::Horizon] {
            for strikes in [&[Segments][..], &[Sites], &[Segments, Areas], &[Sites, Areas]] {
                seed += 1;
                let world = struck(seed, gamma, per, strikes);
                let (exact, additive) = least_loss(&world);
                let found = values(&world, false)[2];
                let near = (found - exact).abs() <= 1e-5 * exact.abs().max(1.0);
                assert!(near, "{seed}: {gamma} {per:?} {strikes:?}: {found} against {exact}");
                assert!(exact <= additive * (1.0 + 1e-6), "{seed}: {exact} above {additive}");
                overlaps += usize::from(exact < additive * 0.999);
            }
        }
    }
    assert!(overlaps > 5, "only {overlaps} worlds in which the bound overstates");
}

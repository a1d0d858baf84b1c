//! The slow obvious twin: every simple path is a column from the start.
//!
//! Pricing must reach the optimum of this program without seeing its columns.

use safeconduct_model::world::World;

use crate::clock::Clock;
use crate::corridor::Corridor;
use crate::program::{Program, Var};
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
    stage::loss(&mut program, &mut clock).unwrap();
    let loss = program.value(Var::Loss);
    stage::cost(&mut program, &mut clock).unwrap();
    [theta, total, loss, program.value(Var::Cost)]
}

#[path = "../tests/random/mod.rs"]
mod random;

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

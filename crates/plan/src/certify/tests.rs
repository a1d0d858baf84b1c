//! The bound that the checker finds from a stage's prices is the value that
//! the solver reached.

use safeconduct_model::apply::apply;
use safeconduct_model::check::bound::{Aim, Bounds};
use safeconduct_model::plan::certificate::{GroupName, Kept, KeptLevel, Proof};
use safeconduct_model::world::World;

use super::{Draft, name, not_raised, scope};
use crate::clock::Clock;
use crate::program::{Program, Var};
use crate::setting::Setting;
use crate::settings::Settings;
use crate::stage;
use crate::twin::random;

/// By stage: what the solver reached and what its prices prove.
fn reached_and_proved(world: &World) -> Vec<(Aim, f64, f64)> {
    let settings = Settings::default();
    let mut quiet = |_: &crate::Progress| {};
    let mut clock = Clock::start(&settings, &mut quiet);
    let mut program = Program::build(Setting::of(world, world.scenario.gamma));
    let mut draft = Draft::default();
    let mut values = Vec::new();
    if let Some(floors) = stage::floors(&mut program, &mut clock).unwrap() {
        draft.keep(&program, Aim::Floors);
        values.push((Aim::Floors, floors.value));
        if floors.value < 1.0 - 1e-8 {
            return proved(&program, &draft, &values, Kept::default());
        }
    }
    let fair = stage::fair(&mut program, 8, &mut clock).unwrap();
    draft.keep_fair(&mut program, fair.rounds.first().map(|r| r.prices.as_slice()));
    values.push((Aim::Fair, fair.stage.value));
    values.push((Aim::Total, stage::total(&mut program, &mut clock).unwrap().value));
    draft.keep(&program, Aim::Total);
    stage::keep_total(&mut program);
    values.push((Aim::Loss, stage::loss(&mut program, &mut clock).unwrap().value));
    draft.keep(&program, Aim::Loss);
    values.push((Aim::Cost, stage::cost(&mut program, &mut clock).unwrap().value));
    draft.keep(&program, Aim::Cost);
    let mut kept = Kept { floors: Some(program.least(Var::Floors)), ..Kept::default() };
    for (demand, level) in program.at.demands.iter().zip(&draft.levels) {
        for &group in &demand.groups {
            let Some(level) = *level else { continue };
            let GroupName { zone, group } = name(&program.at, group);
            kept.levels.push(KeptLevel { zone, group, level });
        }
    }
    kept.people_days = Some(program.least(Var::Total) * 1000.0);
    kept.loss_usd = Some(values[values.len() - 2].1);
    proved(&program, &draft, &values, kept)
}

fn proved(
    program: &Program,
    draft: &Draft,
    values: &[(Aim, f64)],
    kept: Kept,
) -> Vec<(Aim, f64, f64)> {
    let bounds = Bounds::of(program.at.world, program.at.gamma, None, scope(&program.at));
    let proofs = values.iter().zip(&draft.stages).map(|(&(aim, value), stage)| {
        let not_raised = if aim == Aim::Fair { not_raised(&program.at) } else { Vec::new() };
        let (count, prices) = (stage.prices.len(), stage.prices.clone());
        let proof = Proof { stage: aim.name().to_owned(), not_raised, count, prices };
        (aim, value, bounds.bound(aim, &kept, &proof).unwrap())
    });
    proofs.collect()
}

#[test]
fn the_bound_is_what_the_solver_reached() {
    let (mut stages, mut near) = (0, 0);
    for seed in 0..16 {
        for (far, rich) in [(false, false), (false, true), (true, false), (true, true)] {
            let scenario = random::scenario(seed + 700, random::Shape { days: 9, far, rich });
            for framework in [None, scenario.framework("terms")] {
                let Ok(world) = apply(&scenario, framework) else { continue };
                if !world.centre_rules.is_empty() {
                    continue;
                }
                for (aim, value, bound) in reached_and_proved(&world) {
                    let apart = (value - bound).abs() / value.abs().max(bound.abs()).max(1e-9);
                    let what = format!("seed {seed}, far {far}, rich {rich}, {aim:?}");
                    assert!(apart < 3e-2, "{what}: {value} reached, {bound} proved");
                    near += usize::from(apart < if aim > Aim::Fair { 3e-5 } else { 1e-6 });
                    stages += 1;
                }
            }
        }
    }
    assert!(stages > 400, "only {stages} stages were proved");
    // Limits are drawn in a little (`row::MARGIN`). Where a kept level leaves no
    // choice its prices are large, and a later stage minds that far more than
    // its share.
    assert!(near * 100 > stages * 95, "only {near} of {stages} stages were proved closely");
}

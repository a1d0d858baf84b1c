//! Scenario in, certified plan out.
//!
//! [`plan()`] reads on one screen: build the program, keep the framework's
//! floors, choose centres, run the four stages, write the solution down in
//! whole grams, and set simple rules beside it.

pub mod attack;
mod baseline;
mod book;
mod centre;
mod claim;
mod clock;
mod coordinate;
mod corridor;
mod demand;
mod error;
mod export;
mod frontier;
pub mod game;
mod grid;
mod larder;
pub mod multiflow;
mod network;
mod offer;
mod pricing;
mod program;
mod reach;
mod setting;
mod settings;
mod settle;
mod stage;
mod target;
#[cfg(test)]
mod twin;
mod unserved;
mod write;

pub use error::PlanError;
pub use export::{Exported, total_stage};
pub use settings::{Method, Progress, Settings};

use safeconduct_model::answer::Answer;
use safeconduct_model::plan::Stage;
use safeconduct_model::world::World;

use clock::Clock;
use program::Program;
use setting::Setting;
use unserved::Limit;

/// Share of a floor that counts as kept: the solver's tolerance.
const FLOOR_KEPT: f64 = 1.0 - 1e-8;

/// Plans a world: the best mix of both tracks, or why a floor cannot be kept.
///
/// # Errors
/// The solver failed, or the time limit passed before a first plan.
pub fn plan(
    world: &World,
    settings: &Settings,
    watch: &mut dyn FnMut(&Progress),
) -> Result<Answer, PlanError> {
    let gamma = settings.gamma.unwrap_or(world.scenario.gamma);
    let mut clock = Clock::start(settings, watch);
    let at = Setting::of(world, gamma);
    if coordinate::suits(&at, settings.method) {
        return Ok(coordinate::plan(at, settings, &mut clock));
    }
    let mut program = Program::build(at)?;
    let mut stages = Vec::new();
    stages.extend(centre::choose(&mut program, &mut clock)?);
    if let Some(floors) = stage::floors(&mut program, &mut clock)? {
        if floors.value < FLOOR_KEPT {
            return Ok(Answer::Infeasible(unserved::broken_floors(&program, floors.value)));
        }
        stages.push(floors);
    }
    let limits = run_stages(&mut program, settings, &mut clock, &mut stages)?;
    let book = settle::settle(&program, centre::open_days(&program));
    let mut plan = write::plan(&book, gamma, settings, stages);
    plan.unserved = unserved::reasons(&program, &limits, &plan.claims);
    if settings.baselines {
        clock.report("baselines", 0, program.flows.len(), 0.0);
        let open = centre::open_days(&program);
        plan.baselines = baseline::all(world, &program.at.network, &open, gamma);
    }
    Ok(Answer::Planned(Box::new(plan)))
}

/// The four stages in their order; a stage that the clock cuts off leaves the
/// last finished one standing.
fn run_stages(
    program: &mut Program,
    settings: &Settings,
    clock: &mut Clock,
    stages: &mut Vec<Stage>,
) -> Result<Vec<Limit>, PlanError> {
    let fair = stage::fair(program, settings.fair_rounds, clock)?;
    stages.push(fair.stage);
    stages.push(stage::total(program, clock)?);
    let limits = unserved::limits(program, &fair.rounds);
    stage::keep_total(program);
    for next in [stage::loss, stage::cost] {
        let before = program.lp.primal.clone();
        match next(program, clock) {
            Ok(stage) => stages.push(stage),
            Err(_) if clock.over() => {
                program.lp.primal = before;
                break;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(limits)
}

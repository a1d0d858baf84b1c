//! Coverage against what is at stake, terms fixed: the frontier of a world.
//!
//! The loss stage makes worst case plus expected loss least while coverage keeps
//! its floors. Here the floors are lowered together by a share δ (ε-constraint,
//! Haimes et al. 1971): every fair level and the total may fall to (1-δ) times
//! what they were. δ = 0 is the plan that feeds the most; the largest δ of use is
//! found by making the loss least with no floor at all, and then keeping as much
//! coverage as that least loss allows. As a function of δ the loss is convex and
//! falls. At every point the total is then raised as far as the loss allows, so
//! that nothing is given up for nothing, and costs are lowered last.

use safeconduct_model::check::check;
use safeconduct_model::frontier::{Frontier, Point, SCHEMA};
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::{Program, Var};
use crate::setting::Setting;
use crate::settings::{Progress, Settings};
use crate::stage::{self, KEPT};
use crate::{FLOOR_KEPT, centre, coordinate, settle, write};

#[cfg(test)]
mod tests;

/// Shares closer than this are one point.
const SAME: f64 = 1e-6;

/// What the common share costs while it is raised: large beside the solver's
/// tolerance.
const SCALE_COST: f64 = 1e4;

/// The frontier in at most `points` points, at least its two ends; none where no
/// plan keeps the framework's floors.
///
/// # Errors
/// As for planning; the world is too large for one program; a plan fails its
/// check.
pub fn frontier(
    world: &World,
    points: usize,
    settings: &Settings,
    watch: &mut dyn FnMut(&Progress),
) -> Result<Option<Frontier>, PlanError> {
    let gamma = settings.gamma.unwrap_or(world.scenario.gamma);
    let mut clock = Clock::start(settings, watch);
    let at = Setting::of(world, gamma);
    if coordinate::suits(&at, settings.method, 0.0) {
        return Err(PlanError::TooLarge);
    }
    let mut program = Program::build(at);
    if !most(&mut program, settings, &mut clock)? {
        return Ok(None);
    }
    program.keep_by_scale();
    let mut found = vec![point(&mut program, 1.0, settings, &mut clock)?];
    let least = least(&mut program, &mut clock)?;
    // Less than a solver can tell from nothing.
    let least = if least < SAME { 0.0 } else { least };
    let steps = points.max(2) - 1;
    if least < 1.0 - SAME {
        for step in (0..steps).rev() {
            let kept = least + (1.0 - least) * step as f64 / steps as f64;
            found.push(point(&mut program, kept, settings, &mut clock)?);
        }
    }
    found.reverse();
    Ok(Some(Frontier {
        schema: SCHEMA.to_owned(),
        scenario: world.scenario.name.clone(),
        framework: world.framework.clone(),
        gamma,
        points: found,
    }))
}

/// Stages 1 and 2; whether the framework's floors can be kept.
fn most(program: &mut Program, settings: &Settings, clock: &mut Clock) -> Result<bool, PlanError> {
    centre::choose(program, clock)?;
    if stage::floors(program, clock)?.is_some_and(|floors| floors.value < FLOOR_KEPT) {
        return Ok(false);
    }
    let fair = stage::fair(program, settings.fair_rounds, clock)?.stage;
    let total = stage::total(program, clock)?;
    if fair.cut || total.cut {
        return Err(clock.too_late());
    }
    stage::keep_total(program);
    Ok(true)
}

/// The largest share that can be kept with the least that can be at stake.
fn least(program: &mut Program, clock: &mut Clock) -> Result<f64, PlanError> {
    program.bounds(Var::Scale, 0.0, 1.0);
    lose_least(program, clock)?;
    program.cost(Var::Scale, -SCALE_COST);
    let solved = stage::solve(program, "frontier", clock.gap, clock)?;
    program.cost(Var::Scale, 0.0);
    if solved.cut {
        return Err(clock.too_late());
    }
    let least = program.value(Var::Scale);
    program.release(Var::Loss);
    Ok(least.clamp(0.0, 1.0))
}

/// Makes the loss least and keeps it; thousand USD.
fn lose_least(program: &mut Program, clock: &mut Clock) -> Result<f64, PlanError> {
    let stage = stage::loss(program, clock)?;
    if stage.cut { Err(clock.too_late()) } else { Ok(stage.value) }
}

/// The plan that keeps this share of coverage and loses least.
fn point(
    program: &mut Program,
    kept: f64,
    settings: &Settings,
    clock: &mut Clock,
) -> Result<Point, PlanError> {
    program.bounds(Var::Scale, kept * (1.0 - KEPT), 1.0);
    let at_stake_usd = lose_least(program, clock)?;
    let total = stage::total(program, clock)?;
    stage::keep_total(program);
    let cost = stage::cost(program, clock)?;
    if total.cut || cost.cut {
        return Err(clock.too_late());
    }
    let plan = written(program, settings)?;
    program.release(Var::Total);
    program.release(Var::Loss);
    let claims = &plan.claims;
    Ok(Point {
        kept,
        coverage: claims.coverage,
        people_days: claims.people_days,
        least_coverage: claims.least_coverage,
        worst_case_usd: claims.worst_case_usd,
        expected_loss_usd: claims.loss.value_usd,
        at_stake_usd,
        truck_km: claims.truck_km,
    })
}

/// The solution as a plan in grams that the checker accepts.
fn written(program: &Program, settings: &Settings) -> Result<Plan, PlanError> {
    let book = settle::settle(program, centre::open_days(program));
    let plan = write::plan(&book, program.at.gamma, settings, Vec::new());
    if check(&plan, program.at.world).any_error() {
        let name = plan.framework.map_or_else(|| "as it stands".to_owned(), |f| f.to_string());
        return Err(PlanError::Unsound { framework: name });
    }
    Ok(plan)
}

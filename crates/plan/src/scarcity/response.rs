//! Which coverage planning reaches under the loss that goes with a coverage.

use safeconduct_model::answer::Answer;
use safeconduct_model::simulation::Scarcity;
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::{Program, Var};
use crate::setting::Setting;
use crate::settings::Settings;
use crate::{centre, coordinate, stage};

/// Stages end this near to the best, so that their tolerance is small beside
/// that of an equilibrium.
const GAP: f64 = 1e-6;

/// What planning makes of a loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Energy coverage by zone.
    pub by_zone: Vec<f64>,
    /// Energy coverage of the zones that count for each curve.
    pub by_curve: Vec<f64>,
    /// Energy coverage of all people.
    pub coverage: f64,
    /// People-days at full energy need.
    pub people_days: f64,
    /// Tonnes that leave crossings on a mean day.
    pub enters_t_per_day: f64,
}

/// Plans a world in which each curve's loss is that of the coverage given for it,
/// with this share of the supply: supply rows, trucks at crossings, and caps on
/// what enters. Floors are left out: what comes to pass is asked, not demanded.
///
/// Fair levels and the total alone are planned; later stages keep both.
///
/// # Errors
/// The solver failed, or the time limit passed.
pub fn respond(
    world: &World,
    curves: &[Scarcity],
    coverage: &[f64],
    supply: f64,
    settings: &Settings,
) -> Result<Response, PlanError> {
    let mut changed = world.clone();
    changed.floors.clear();
    enter(&mut changed, supply);
    for (curve, &coverage) in curves.iter().zip(coverage) {
        lose(&mut changed, curve, coverage);
    }
    let settings = Settings { gap: GAP, baselines: false, ..settings.clone() };
    let met = met(&changed, &settings)?;
    Ok(counted(&changed, curves, met))
}

/// Scales what may enter.
fn enter(world: &mut World, supply: f64) {
    for row in &mut world.scenario.supply {
        row.tonnes_per_day.0 *= supply;
    }
    for (site, days) in world.scenario.sites.iter().zip(&mut world.crossing_trucks) {
        if site.kind == SiteKind::Crossing {
            days.iter_mut().flatten().for_each(|trucks| *trucks *= supply);
        }
    }
    world.entry_caps.iter_mut().for_each(|cap| cap.trucks_per_day *= supply);
    world.commodity_caps.iter_mut().for_each(|cap| cap.tonnes_per_day *= supply);
}

/// Sets the loss of a curve's segments on every day.
fn lose(world: &mut World, curve: &Scarcity, coverage: f64) {
    let loss = curve.at(coverage);
    for (segment, days) in world.scenario.segments.iter().zip(&mut world.roads) {
        let in_area = segment.area.as_ref().is_some_and(|area| curve.areas.contains(area));
        if in_area || curve.segments.contains(&segment.id) {
            days.iter_mut().for_each(|road| road.loss = loss);
        }
    }
}

/// What people eat and what enters.
struct Met {
    /// People-days of energy met, by zone.
    by_zone: Vec<f64>,
    /// Tonnes that leave crossings over the horizon.
    entered_t: f64,
}

fn met(world: &World, settings: &Settings) -> Result<Met, PlanError> {
    // Strikes change no fair level and no total.
    let at = Setting::of(world, 0.0);
    if coordinate::suits(&at, settings.method, settings.gap) {
        return planned(world, settings);
    }
    let mut quiet = |_: &crate::Progress| {};
    let mut clock = Clock::start(settings, &mut quiet);
    let mut program = Program::build(at);
    centre::choose(&mut program, &mut clock)?;
    let fair = stage::fair(&mut program, settings.fair_rounds, &mut clock)?;
    let cut = fair.stage.cut || stage::total(&mut program, &mut clock)?.cut;
    if cut {
        return Err(clock.too_late());
    }
    let energy = program.at.energy();
    let mut by_zone = vec![0.0; world.scenario.zones.len()];
    for (g, demand) in program.at.demands.iter().enumerate() {
        for p in 0..program.at.grid.len() {
            by_zone[demand.zone] += program.value(Var::Met(g, energy, p)) * 1000.0;
        }
    }
    let leaves = |flow: &&crate::program::Flow| {
        program.at.kind(program.corridors[flow.corridor].from) == SiteKind::Crossing
    };
    let entered_t = program.flows.iter().filter(leaves).map(|flow| program.tonnes(flow)).sum();
    Ok(Met { by_zone, entered_t })
}

/// The same by the whole of planning, for worlds too large for one program.
fn planned(world: &World, settings: &Settings) -> Result<Met, PlanError> {
    let settings = Settings { gamma: Some(0.0), ..settings.clone() };
    let answer = crate::plan(world, &settings, &mut |_| {})?;
    let Answer::Planned(plan) = answer else {
        return Ok(Met { by_zone: vec![0.0; world.scenario.zones.len()], entered_t: 0.0 });
    };
    let zone = |zone: &safeconduct_model::zone::Zone| {
        let groups = plan.claims.groups.iter().filter(|g| g.zone == zone.id);
        groups.map(|g| g.coverage * g.people * world.days as f64).sum()
    };
    let entered: i64 = plan.claims.crossings.iter().map(|crossing| crossing.grams).sum();
    Ok(Met {
        by_zone: world.scenario.zones.iter().map(zone).collect(),
        entered_t: entered as f64 / 1e6,
    })
}

fn counted(world: &World, curves: &[Scarcity], met: Met) -> Response {
    let need: Vec<f64> = world.population.iter().map(|days| days.iter().sum()).collect();
    let share = |zones: &mut dyn Iterator<Item = usize>| {
        let (met, need) = zones.fold((0.0, 0.0), |(a, b), z| (a + met.by_zone[z], b + need[z]));
        // Where nobody needs anything nothing is missing.
        if need > 0.0 { (met / need).clamp(0.0, 1.0) } else { 1.0 }
    };
    let zones = 0..need.len();
    let counts = |curve: &Scarcity, z: usize| {
        curve.zones.is_empty() || curve.zones.contains(&world.scenario.zones[z].id)
    };
    let by_curve =
        curves.iter().map(|curve| share(&mut zones.clone().filter(|&z| counts(curve, z))));
    Response {
        by_zone: zones.clone().map(|z| share(&mut std::iter::once(z))).collect(),
        by_curve: by_curve.collect(),
        coverage: share(&mut zones.clone()),
        people_days: met.by_zone.iter().sum(),
        enters_t_per_day: met.entered_t / world.days as f64,
    }
}

//! A conflict network planned, and the plan played with and without the closures
//! that days of conflict bring, against interceptors.

use std::path::PathBuf;

use safeconduct_io::import::conflict_network::{self, Options};
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::outcome::{Cell, Outcome, Warning};
use safeconduct_model::plan::{Plan, Policy as Simple};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;
use safeconduct_plan::{PlanError, plan, rule};
use safeconduct_simulate::interceptor::{Opponent, opponents};
use safeconduct_simulate::{Policy, Rule, Settings, simulate};

/// Interceptors that are played: who does not learn, who learns, who is told.
const INTERCEPTORS: [&str; 6] = ["none", "static", "best-response-1", "pattern-2", "exp3", "leak"];

/// What is to be played.
pub struct Network {
    /// The folder of the network.
    pub folder: PathBuf,
    /// Day of the source that becomes day 0.
    pub from_day: u32,
    /// Days.
    pub days: u32,
    /// Runs of each policy against each interceptor.
    pub runs: u32,
    /// Seed of all chance.
    pub seed: u64,
}

/// What it came to.
pub struct Played {
    /// People to feed.
    pub people: f64,
    /// Zones.
    pub zones: usize,
    /// Segments.
    pub segments: usize,
    /// Days on which a segment may be closed, over all segments.
    pub segment_days: u32,
    /// Coverage that the plan claims.
    pub planned: f64,
    /// Every policy against every interceptor, without closures and with them.
    pub rows: Vec<Row>,
    /// Interceptors that took more than the plan guarantees.
    pub warnings: Vec<Warning>,
}

impl Row {
    /// Mean coverage of the zone that fared worst, nobody's zone left out.
    #[must_use]
    pub fn worst_zone(&self) -> f64 {
        let zones = self.cell.zones.iter().filter(|zone| zone.people > 0.0);
        zones.map(|zone| zone.coverage.mean).fold(1.0, f64::min)
    }
}

/// A cell, and whether roads were closed by chance.
pub struct Row {
    /// Whether they were.
    pub closures: bool,
    /// The figures.
    pub cell: Cell,
}

/// Why a network could not be played.
#[derive(Debug, thiserror::Error)]
pub enum Unplayed {
    /// The network cannot be imported.
    #[error("{0} errors on import")]
    Import(usize),
    /// The scenario does not fit together.
    #[error("{0} errors in the scenario")]
    World(usize),
    /// Planning failed.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// There is no plan.
    #[error("no plan")]
    NoPlan,
    /// Simulating failed.
    #[error(transparent)]
    Simulate(#[from] safeconduct_simulate::Error),
}

/// Imports, plans and plays a network.
///
/// # Errors
/// A step that could not be done.
pub fn play(network: &Network) -> Result<Played, Unplayed> {
    let options = Options { from_day: network.from_day, days: network.days, ..Options::default() };
    let read = conflict_network::read(&network.folder, &options);
    let scenario = read.map_err(|found| Unplayed::Import(found.0.len()))?.scenario;
    let world = world_of(&scenario)?;
    let planned = made(&world)?;
    let mut rows = Vec::new();
    let calm = Scenario { simulation: Default::default(), ..scenario.clone() };
    let calm_world = world_of(&calm)?;
    // Without closures, nobody on the road: what the plan's own losses come to.
    let nobody = opponents_named(&calm, &INTERCEPTORS[..1]);
    rows.extend(cells(&played(&calm_world, &planned, nobody, network)?, false));
    let all = opponents_named(&scenario, &INTERCEPTORS);
    let outcome = played(&world, &planned, all, network)?;
    rows.extend(cells(&outcome, true));
    Ok(Played {
        people: scenario.zones.iter().map(|z| z.population.0).sum(),
        zones: scenario.zones.len(),
        segments: scenario.segments.len(),
        segment_days: segment_days(&scenario),
        planned: planned.claims.coverage,
        rows,
        warnings: outcome.warnings,
    })
}

fn world_of(scenario: &Scenario) -> Result<World, Unplayed> {
    apply(scenario, None).map_err(|found| Unplayed::World(found.0.len()))
}

fn made(world: &World) -> Result<Box<Plan>, Unplayed> {
    let settings = safeconduct_plan::Settings { baselines: false, ..Default::default() };
    match plan(world, &settings, &mut |_| ())? {
        Answer::Planned(plan) => Ok(plan),
        Answer::Infeasible(_) => Err(Unplayed::NoPlan),
    }
}

fn opponents_named(scenario: &Scenario, names: &[&str]) -> Vec<Opponent> {
    let all = opponents(&scenario.simulation.behaviours);
    all.into_iter().filter(|o| names.contains(&o.name().as_str())).collect()
}

fn played(
    world: &World,
    plan: &Plan,
    opponents: Vec<Opponent>,
    network: &Network,
) -> Result<Outcome, Unplayed> {
    let pro_rata = rule(world, Simple::ProRata, plan, "pro rata");
    let policies = [
        Policy { name: "plan", plan, rule: Rule::Mix },
        Policy { name: "shortest", plan, rule: Rule::Shortest },
        Policy { name: "rotation", plan, rule: Rule::Rotation },
        Policy { name: "pro-rata", plan: &pro_rata, rule: Rule::Mix },
    ];
    let settings = Settings {
        runs: network.runs,
        seed: network.seed,
        opponents,
        threads: None,
        command: String::new(),
    };
    Ok(simulate(world, &policies, &settings)?)
}

fn cells(outcome: &Outcome, closures: bool) -> Vec<Row> {
    outcome.cells.iter().map(|cell| Row { closures, cell: cell.clone() }).collect()
}

/// Days on which segments may be closed, added up over the segments.
fn segment_days(scenario: &Scenario) -> u32 {
    let days = |row: &safeconduct_model::simulation::Closure| {
        let first = row.window.from_day.map_or(0, |d| d.0);
        let last = row.window.to_day.map_or(scenario.days.saturating_sub(1), |d| d.0);
        last.saturating_sub(first) + 1
    };
    scenario.simulation.closures.iter().map(days).sum()
}

//! Generated worlds of growing size: the product's stages, and the same stages
//! as one program on arcs for other solvers.

use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use benches::arcs::{self, Stage};
use benches::stress::{Shape, scenario};
use safeconduct_model::answer::Answer;
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;
use safeconduct_model::{apply, check};
use safeconduct_plan::{Settings, plan};
use serde::{Deserialize, Serialize};

use crate::case::{accepted, errors};
use crate::error::Error;
use crate::peer::{Patience, Solved, solve};
use crate::usage::{slowness, so_far};

/// Columns of a program on arcs that other solvers are still asked to solve.
const MOST_COLUMNS: usize = 1_500_000;

/// How much lower the floors of a program are than what the planner reached, so
/// that an interior point finds room within them.
const KEPT: f64 = 1.0 - 1e-6;

/// A size to measure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Size {
    /// Its name in the tables.
    pub name: String,
    /// The generator's name for it.
    pub shape: String,
    /// Rounds of the fair stage after the first; none makes it the same problem
    /// as the programs on arcs.
    pub fair_rounds: usize,
    /// Seconds that the planner gets, and each other solver for each stage.
    pub limit_s: f64,
    /// Whether other solvers get its programs.
    pub peers: bool,
    /// Where programs are written.
    pub out: PathBuf,
}

/// What the planner did with a stage.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Spent {
    /// `fair`, `total`, …
    pub stage: String,
    /// Processor time, seconds.
    pub cpu_s: f64,
    /// Value reached and, where proved, what it cannot be better than.
    pub reached: Option<(f64, Option<f64>)>,
}

impl Spent {
    /// Share by which the bound is better than the value; none where nothing is proved.
    pub fn gap(&self) -> Option<f64> {
        let (value, bound) = self.reached?;
        Some((bound? - value).abs() / value.abs().max(1e-9))
    }
}

/// A program on arcs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Program {
    /// The stage.
    pub stage: String,
    /// Rows, columns, and coefficients.
    pub size: [usize; 3],
    /// The file.
    pub mps: PathBuf,
    /// What the planner reached, in the program's objective.
    pub value: f64,
    /// The planner's gap.
    pub gap: f64,
}

/// What came of a size.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scaled {
    /// Sites, zones, segments, commodities and days.
    pub size: [usize; 5],
    /// Flow columns of the planner at the end.
    pub flows: usize,
    /// Stages with their time.
    pub stages: Vec<Spent>,
    /// Processor time of planning, of checking the plan, and peak memory.
    pub cpu_s: f64,
    /// Checking, seconds; none without a plan.
    pub check_s: Option<f64>,
    /// MiB after planning.
    pub peak_mib: f64,
    /// Why there is no plan, if there is none.
    pub ended: Option<String>,
    /// Programs for other solvers.
    pub programs: Vec<Program>,
}

/// Plans a generated world and writes its programs on arcs.
///
/// # Errors
/// The world cannot be used, or a file cannot be written.
pub fn measure(size: &Size) -> Result<Scaled, Error> {
    let shape = Shape::named(&size.shape).ok_or(Error::Arguments)?;
    let scenario = scenario(&shape);
    let refused = |findings| Error::Refused(errors(&findings));
    let world = apply::apply(&scenario, None).map_err(refused)?;
    let counts = [
        scenario.sites.len(),
        scenario.zones.len(),
        scenario.segments.len(),
        scenario.commodities.len(),
        scenario.days as usize,
    ];
    let (mut scaled, plan) = planned(&world, size)?;
    scaled.size = counts;
    if let Some(plan) = &plan {
        let began = so_far()?.cpu_s;
        accepted(&check::check(plan, &world))?;
        scaled.check_s = Some(so_far()?.cpu_s - began);
    }
    if size.peers && size.fair_rounds == 0 {
        scaled.programs = programs(&world, size, &scaled.stages)?;
    }
    Ok(scaled)
}

/// Plans, and tells the time by stage from the planner's progress. A stage's last pricing is counted
/// to the stage after it.
fn planned(world: &World, size: &Size) -> Result<(Scaled, Option<Plan>), Error> {
    let stop = Arc::new(AtomicBool::new(false));
    let settings = Settings {
        fair_rounds: size.fair_rounds,
        time_limit: Some(Duration::from_secs_f64(size.limit_s * slowness())),
        stop: Some(Arc::clone(&stop)),
        baselines: false,
        ..Settings::default()
    };
    let began = so_far()?.cpu_s;
    let (mut until, mut flows) = (began, 0);
    let mut stages: Vec<Spent> = Vec::new();
    let answer = plan(world, &settings, &mut |at| {
        let now = so_far().map_or(until, |used| used.cpu_s);
        let spent = now - std::mem::replace(&mut until, now);
        stop.fetch_or(now - began > size.limit_s, Ordering::Relaxed);
        flows = flows.max(at.columns);
        match stages.iter_mut().find(|s| s.stage == at.stage) {
            Some(stage) => stage.cpu_s += spent,
            None => stages.push(Spent { stage: at.stage.to_owned(), cpu_s: spent, reached: None }),
        }
    });
    let used = so_far()?;
    let mut ended = None;
    let plan = match answer {
        Ok(Answer::Planned(plan)) => Some(*plan),
        Ok(_) => return Err(Error::NoPlan),
        Err(error) => {
            ended = Some(error.to_string());
            None
        }
    };
    for stage in plan.iter().flat_map(|p| &p.stages) {
        if let Some(spent) = stages.iter_mut().find(|s| s.stage == stage.name) {
            spent.reached = Some((stage.value, stage.bound));
        }
    }
    let (cpu_s, peak_mib) = (used.cpu_s - began, used.peak_mib);
    let (size, programs) = ([0; 5], Vec::new());
    Ok((Scaled { size, flows, stages, cpu_s, check_s: None, peak_mib, ended, programs }, plan))
}

/// The stages that the planner reached, as programs on arcs.
fn programs(world: &World, size: &Size, stages: &[Spent]) -> Result<Vec<Program>, Error> {
    if arcs::columns_about(world) > MOST_COLUMNS {
        return Ok(Vec::new());
    }
    let spent = |stage: &str| stages.iter().find(|s| s.stage == stage);
    let reached = |stage: &str| spent(stage)?.reached.map(|(value, _)| value);
    // Where the planner reached nothing, the first stage alone can be asked.
    let level = reached("fair").unwrap_or(f64::NAN);
    let total = reached("total").unwrap_or(f64::NAN) / 1000.0;
    let gamma = world.scenario.gamma;
    let floors = (level * KEPT, total * KEPT);
    let wanted = [
        ("fair", Stage::Fair, -level),
        ("total", Stage::Total { level: floors.0 }, -total),
        (
            "loss",
            Stage::Loss { level: floors.0, total: floors.1, gamma },
            reached("loss").unwrap_or(f64::NAN) / 1000.0,
        ),
    ];
    let known = |stage: &Stage| match stage {
        Stage::Fair => true,
        Stage::Total { level } => level.is_finite(),
        Stage::Loss { total, .. } => total.is_finite(),
    };
    let mut programs = Vec::new();
    for (name, stage, value) in wanted.into_iter().filter(|(_, stage, _)| known(stage)) {
        let gap = spent(name).and_then(Spent::gap).unwrap_or(f64::NAN);
        programs.push(write(world, size, (name, stage), value, gap)?);
    }
    Ok(programs)
}

fn write(
    world: &World,
    size: &Size,
    (name, stage): (&str, Stage),
    value: f64,
    gap: f64,
) -> Result<Program, Error> {
    let table = arcs::program(world, stage)?;
    let mps = size.out.join(format!("arcs-{}-{name}.mps", size.shape));
    let file = std::fs::File::create(&mps).map_err(Error::io(&mps))?;
    table.write_mps(BufWriter::new(file)).map_err(Error::io(&mps))?;
    let counts = [table.rows.len(), table.columns.len(), table.entries()];
    // JSON has no number that is none; a missing value is told as zero.
    let finite = |n: f64| if n.is_finite() { n } else { 0.0 };
    Ok(Program {
        stage: name.to_owned(),
        size: counts,
        mps,
        value: finite(value),
        gap: finite(gap),
    })
}

/// Other solvers on every program; one that did not finish a stage in its time is not asked for the
/// next, which is harder.
///
/// # Errors
/// A solver's package fails.
pub fn rivals(scaled: &Scaled, python: &Path, limit_s: f64) -> Result<Vec<Vec<Solved>>, Error> {
    let mut all: Vec<Vec<Solved>> = vec![Vec::new(); scaled.programs.len()];
    for solver in ["ipm", "simplex", "pdlp"] {
        for (program, solved) in scaled.programs.iter().zip(&mut all) {
            eprintln!("bench: {solver} on {}", program.mps.display());
            let patience = Patience { seconds: limit_s, runs: 1 };
            match solve(python, solver, &program.mps, patience) {
                Ok(one) => {
                    let finished = one.value.is_some();
                    solved.push(one);
                    if !finished {
                        break;
                    }
                }
                // A package that is not there is told on the page.
                Err(Error::Child { said, .. }) => {
                    eprintln!("bench: skipped: {solver}: {said}");
                    break;
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok(all)
}

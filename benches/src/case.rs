//! One case: read a scenario, plan it under one framework, verify the plan, and write the linear
//! program of its largest stage. Each runs in a process of its own, so that its peak memory and its
//! cold times are its own.

use std::path::{Path, PathBuf};

use safeconduct_model::answer::Answer;
use safeconduct_model::finding::{Findings, Severity};
use safeconduct_model::plan::{Plan, file};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;
use safeconduct_model::{apply, check, read};
use safeconduct_plan::{Progress, Settings, plan, total_stage};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::usage::{median, so_far, timed};

/// Warm runs go on until there are this many or they have taken this long.
const RUNS: usize = 5;
const ENOUGH_S: f64 = 10.0;

/// What to measure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// How it is called in the tables.
    pub name: String,
    /// The scenario's folder.
    pub scenario: PathBuf,
    /// The framework, or the scenario as it stands.
    pub framework: Option<String>,
    /// Where the linear program is written.
    pub mps: PathBuf,
}

/// What was measured; times in seconds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measured {
    /// Sites, zones, segments and days.
    pub size: [usize; 4],
    /// Reading and checking the scenario: first, and median of the warm runs.
    pub read_s: [f64; 2],
    /// Planning, with the check that ends it: first, and median of the warm runs.
    pub plan_s: [f64; 2],
    /// Processor time of the whole first run.
    pub cpu_s: f64,
    /// Peak memory of the first run.
    pub peak_mib: f64,
    /// Reading and verifying the plan file: median.
    pub verify_s: f64,
    /// Warm runs.
    pub runs: usize,
    /// Stages of the first run, each with its time.
    pub stages: Vec<(String, f64)>,
    /// The program of the `total` stage.
    pub program: Program,
}

/// The linear program that other solvers get.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Program {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Least objective that the planner reached.
    pub value: f64,
}

/// Measures a case.
///
/// # Errors
/// The scenario cannot be used, the planner fails, or the checker refuses.
pub fn measure(case: &Case) -> Result<Measured, Error> {
    let (scenario, cold_read_s) = timed(|| scenario(&case.scenario))?;
    let mut stages = Stages::default();
    let (plan, cold_plan_s) = timed(|| planned(&scenario, case, &mut |at| stages.add(at)))?;
    let used = so_far()?;
    let text = serde_json::to_string(&plan)?;
    let (mut reads, mut plans, mut verifies) = (Vec::new(), Vec::new(), Vec::new());
    while plans.len() < RUNS && plans.iter().sum::<f64>() < ENOUGH_S {
        reads.push(timed(|| self::scenario(&case.scenario))?.1);
        plans.push(timed(|| planned(&scenario, case, &mut |_| {}))?.1);
        verifies.push(timed(|| verified(&text, &scenario))?.1);
    }
    let program = export(&scenario, case)?;
    Ok(Measured {
        size: [
            scenario.sites.len(),
            scenario.zones.len(),
            scenario.segments.len(),
            scenario.days as usize,
        ],
        runs: plans.len(),
        read_s: [cold_read_s, median(reads)],
        plan_s: [cold_plan_s, median(plans)],
        cpu_s: used.cpu_s,
        peak_mib: used.peak_mib,
        verify_s: median(verifies),
        stages: stages.times,
        program,
    })
}

/// Reads a scenario that must be usable.
///
/// # Errors
/// It is not.
pub fn scenario(path: &Path) -> Result<Scenario, Error> {
    let read = read::path(path);
    let mistakes = errors(&read.findings);
    let refused = || Error::Scenario { path: path.to_path_buf(), mistakes };
    read.scenario.filter(|_| mistakes == 0).ok_or_else(refused)
}

/// What `safeconduct plan` does between reading and printing.
fn planned(
    scenario: &Scenario,
    case: &Case,
    watch: &mut dyn FnMut(&Progress),
) -> Result<Plan, Error> {
    let world = world(scenario, case)?;
    let Answer::Planned(plan) = plan(&world, &Settings::default(), watch)? else {
        return Err(Error::NoPlan);
    };
    accepted(&check::check(&plan, &world))?;
    Ok(*plan)
}

fn world(scenario: &Scenario, case: &Case) -> Result<World, Error> {
    let name = case.framework.as_deref();
    let framework = match name {
        Some(name) => {
            let found = scenario.framework(name);
            Some(found.ok_or_else(|| Error::Framework(name.to_owned()))?)
        }
        None => None,
    };
    let refused =
        |findings| Error::Scenario { path: case.scenario.clone(), mistakes: errors(&findings) };
    apply::apply(scenario, framework).map_err(refused)
}

/// What `safeconduct verify` does with a plan file.
fn verified(text: &str, scenario: &Scenario) -> Result<(), Error> {
    let plan = file::read("plan.json", text).map_err(|f| Error::Refused(errors(&f)))?;
    accepted(&check::verify(&plan, scenario))
}

/// # Errors
/// The checker found mistakes.
pub fn accepted(findings: &Findings) -> Result<(), Error> {
    match errors(findings) {
        0 => Ok(()),
        mistakes => Err(Error::Refused(mistakes)),
    }
}

/// How many of the findings are errors.
pub fn errors(findings: &Findings) -> usize {
    findings.count(Severity::Error)
}

fn export(scenario: &Scenario, case: &Case) -> Result<Program, Error> {
    let world = world(scenario, case)?;
    let exported = total_stage(&world, &Settings::default())?;
    std::fs::write(&case.mps, &exported.mps).map_err(Error::io(&case.mps))?;
    Ok(Program { rows: exported.rows, columns: exported.columns, value: exported.value })
}

/// Time by stage, told from the planner's progress. A stage's last pricing is counted to the stage
/// after it.
#[derive(Default)]
struct Stages {
    times: Vec<(String, f64)>,
    until_s: f64,
}

impl Stages {
    fn add(&mut self, at: &Progress) {
        let now_s = at.elapsed.as_secs_f64();
        match self.times.iter_mut().find(|(name, _)| name == at.stage) {
            Some((_, spent_s)) => *spent_s += now_s - self.until_s,
            None => self.times.push((at.stage.to_owned(), now_s - self.until_s)),
        }
        self.until_s = now_s;
    }
}

//! Simulated runs: how fast, beside the same day loop in SimPy.

use std::path::Path;
use std::process::Command;

use benches::days::{plan_of, script_json, world_of};
use safeconduct_model::outcome::Spread;
use safeconduct_simulate::interceptor::opponents;
use safeconduct_simulate::{Policy, Rule, Script, Settings, simulate};
use serde::Deserialize;

use crate::cases::{GOAL, root};
use crate::error::Error;
use crate::usage;

/// The framework whose plan is played.
const FRAMEWORK: &str = "dual-track";

/// Runs that are timed, and those that SimPy gets.
const RUNS: u32 = 10_000;
const PEER_RUNS: u32 = 40;

/// Goals: seconds for all runs, and how many times faster than SimPy a run is.
const GOAL_S: f64 = 10.0;
const GOAL_TIMES: f64 = 200.0;

/// Standard errors by which the two may differ in mean coverage, and a share that
/// the room of late goods, which SimPy does not look at, may come to.
const SAME_ERRORS: f64 = 4.0;
const SAME: f64 = 0.02;

/// What SimPy came to.
#[derive(Clone, Debug, Deserialize)]
pub struct Peer {
    simpy: String,
    seconds_a_run: f64,
    coverage: f64,
    standard_error: f64,
}

/// What was measured.
pub struct Row {
    days: u32,
    /// Seconds for all runs on all threads: nobody on the road, and the best learner.
    seconds: [f64; 2],
    /// Seconds of the processor that a run takes on one thread.
    run_s: f64,
    coverage: Spread,
    peer: Option<Peer>,
}

/// Plays the plan; `python` is one that may have SimPy.
///
/// # Errors
/// The plan cannot be made or played, or its tables cannot be written.
pub fn measure(out: &Path, python: Option<&Path>) -> Result<Row, Error> {
    let world = world_of(&root().join("scenarios").join(GOAL), FRAMEWORK)?;
    let plan = plan_of(&world)?;
    let policy = Policy { name: "plan", plan: &plan, rule: Rule::Mix };
    let play = |name: &str, runs: u32, threads: Option<usize>| {
        let mut opponents = opponents(&world.scenario.simulation.behaviours);
        opponents.retain(|one| one.name() == name);
        let settings = Settings { runs, seed: 1, opponents, threads, command: String::new() };
        // By the clock on the wall: threads share the work.
        let begun = std::time::Instant::now();
        let outcome = simulate(&world, &[policy], &settings)?;
        Ok::<_, Error>((outcome, begun.elapsed().as_secs_f64()))
    };
    let (outcome, nobody) = play("none", RUNS, None)?;
    let (_, learner) = play("pattern-2", RUNS, None)?;
    // By the processor, as SimPy is timed: what else runs on the machine counts for neither.
    let begun = usage::so_far()?.cpu_s;
    play("none", RUNS, Some(1))?;
    let one = usage::so_far()?.cpu_s - begun;
    let tables = out.join("simulate.json");
    let text = script_json(&Script::of(&policy, &world)?).to_string();
    std::fs::write(&tables, text).map_err(Error::io(&tables))?;
    Ok(Row {
        days: outcome.days,
        seconds: [nobody, learner],
        run_s: one / f64::from(RUNS),
        coverage: outcome.cells.first().map(|cell| cell.coverage).unwrap_or_default(),
        peer: python.and_then(|python| ask(python, &tables)),
    })
}

/// SimPy on the same tables; none where it is not there.
fn ask(python: &Path, tables: &Path) -> Option<Peer> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/simpy_days.py");
    let ended = Command::new(python).arg(script).arg(tables).arg(PEER_RUNS.to_string()).output();
    let ended = ended.ok().filter(|ended| ended.status.success())?;
    serde_json::from_slice(&ended.stdout).ok()
}

impl Row {
    /// The section of the page.
    pub fn text(&self) -> String {
        let Self { days, seconds: [nobody, learner], run_s, coverage, peer } = self;
        let mut text = format!(
            "\n## Simulation\n\n{RUNS} runs of {days} days of `{GOAL}` (`{FRAMEWORK}`), crossings and missions by chance, \
             no curve of scarcity, by the clock on the wall: **{nobody:.2} s** with nobody on the road, {learner:.2} s against `pattern-2` (goal \
             {GOAL_S:.0} s). A run on one thread takes {:.3} ms of the processor.\n\n",
            run_s * 1e3
        );
        text += &match peer {
            None => "SimPy: skipped: no Python with SimPy\n".to_owned(),
            Some(peer) => format!(
                "The same day loop in SimPy {} takes {:.0} ms of the processor a run: **{:.0} times** as long (goal {GOAL_TIMES:.0}). Mean \
                 coverage {:.4} ± {:.4} here, {:.4} ± {:.4} there.\n",
                peer.simpy,
                peer.seconds_a_run * 1e3,
                peer.seconds_a_run / run_s,
                coverage.mean,
                coverage.standard_error,
                peer.coverage,
                peer.standard_error,
            ),
        };
        text
    }

    /// Why the bench must not end well, if so.
    pub fn complaint(&self) -> Option<String> {
        let peer = self.peer.as_ref()?;
        let apart = (peer.coverage - self.coverage.mean).abs();
        (apart > SAME_ERRORS * peer.standard_error + SAME).then(|| {
            format!("simulation: coverage {} here, {} in SimPy", self.coverage.mean, peer.coverage)
        })
    }
}

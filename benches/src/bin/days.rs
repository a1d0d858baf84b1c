//! Times the day loop, and hands the same script to the loop in SimPy:
//! `cargo run --release -p benches --bin days -- SCENARIO FRAMEWORK RUNS SCRIPT.json`
//!
//! Prints one line of JSON: seconds a run, mean coverage and its standard error.
//! `benches/simpy_days.py SCRIPT.json RUNS` prints the same of SimPy.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use benches::days::{Failed, plan_of, script_json, world_of};
use safeconduct_simulate::interceptor::opponents;
use safeconduct_simulate::{Policy, Rule, Script, Settings, simulate};
use serde_json::json;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [scenario, framework, runs, out] = &arguments[..] else {
        eprintln!("usage: days SCENARIO FRAMEWORK RUNS SCRIPT.json");
        return ExitCode::from(2);
    };
    match run(Path::new(scenario), framework, runs.parse().unwrap_or(1_000), Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("days: {error}");
            ExitCode::from(4)
        }
    }
}

fn run(scenario: &Path, framework: &str, runs: u32, out: &Path) -> Result<(), Failed> {
    let world = world_of(scenario, framework)?;
    let plan = plan_of(&world)?;
    let policy = Policy { name: "plan", plan: &plan, rule: Rule::Mix };
    let script = Script::of(&policy, &world)?;
    std::fs::write(out, script_json(&script).to_string())?;
    let all = opponents(&world.scenario.simulation.behaviours);
    let nobody = all.into_iter().filter(|o| o.name() == "none").collect();
    let command = String::new();
    let settings = Settings { runs, seed: 1, opponents: nobody, threads: Some(1), command };
    let started = Instant::now();
    let outcome = simulate(&world, &[policy], &settings)?;
    let seconds = started.elapsed().as_secs_f64();
    let coverage = outcome.cells.first().map(|cell| cell.coverage);
    println!(
        "{}",
        json!({
            "runs": runs,
            "days": world.days,
            "threads": 1,
            "seconds_a_run": seconds / f64::from(runs),
            "coverage": coverage.map(|c| c.mean),
            "standard_error": coverage.map(|c| c.standard_error),
            "planned": plan.claims.coverage,
        })
    );
    Ok(())
}

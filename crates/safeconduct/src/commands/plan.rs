//! `plan`: scenario in, checked plan out.

use std::path::PathBuf;

use safeconduct_model::answer::{Answer, Infeasible};
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use super::missions;
use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::{Screen, file};
use crate::planning::{self, Choices};
use crate::showing::{self, Files};
use safeconduct_io::report::{Style, text};

/// Find the best plan for a scenario under a framework.
///
/// It is shown in people fed, with what is lost on the way, what binds where
/// coverage is not full, and simple rules beside it for comparison. Those who are worst off come first; then all people together; then loss on
/// the road and the worst case; then truck-kilometres. Every plan is checked by
/// code that shares nothing with the planner before it is shown.
///
/// With --format json the result is the plan file itself. Where the framework
/// demands floors that no plan keeps, the reasons are shown and the exit code
/// is 1.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Scenario: a folder, a .toml or .json file, or - for standard input.
    pub scenario: PathBuf,
    /// Framework to plan under; the scenario as it stands where left out.
    #[arg(short, long, value_name = "NAME")]
    pub framework: Option<String>,
    /// Show which missions to request instead, as `safeconduct missions` does.
    #[arg(long, conflicts_with_all = ["out", "csv", "geojson"])]
    pub missions: bool,
    /// How to plan.
    #[command(flatten)]
    pub choices: Choices,
    /// Write the plan to this file; - is standard output.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Other files.
    #[command(flatten)]
    pub files: Files,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct plan scenarios/two-gates
  safeconduct plan scenarios/two-gates --framework north-only --why --out north.json
  safeconduct plan scenarios/two-gates --framework both --html both.html --csv both
  safeconduct plan scenarios/four-foods --basket
  safeconduct plan scenarios/two-gates --gamma 2 --time-limit 30s --json > plan.json";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    if args.missions {
        return missions::run(&missions::Args::of(args), screen);
    }
    args.files.refuse_taken(args.out.as_deref(), screen)?;
    let scenario = input::scenario(&args.scenario, screen)?;
    let framework = input::framework(&scenario, args.framework.as_deref())?;
    let world = planning::world(&scenario, framework)?;
    match planning::explained(&world, &args.choices, screen)? {
        Answer::Planned(plan) => planned(&world, &plan, args, screen),
        Answer::Infeasible(why) => infeasible(&world, why, on_stdout(args), screen),
    }
}

fn planned(world: &World, plan: &Plan, args: &Args, screen: &Screen) -> Result<Exit, Error> {
    if let Some(path) = &args.out {
        let text = serde_json::to_string_pretty(plan)? + "\n";
        showing::save(path, args.files.force, text.as_bytes(), screen)?;
    }
    args.files.write(world, plan, screen)?;
    if !on_stdout(args) {
        showing::print(world, plan, screen)?;
    }
    Ok(planning::exit(plan, screen))
}

/// Whether a file asked for is standard output, so that nothing else goes there.
fn on_stdout(args: &Args) -> bool {
    args.files.on_stdout() || args.out.as_deref().is_some_and(file::is_stream)
}

/// Shows why there is no plan; that too is an answer, unless whoever reads standard
/// output waits for a page, a map or a plan.
///
/// # Errors
/// Standard output fails or is closed.
pub fn infeasible(
    world: &World,
    why: Infeasible,
    on_stdout: bool,
    screen: &Screen,
) -> Result<Exit, Error> {
    match screen.format {
        _ if on_stdout => screen.note(&text::infeasible(world, &why, Style::Plain)),
        Format::Json | Format::Jsonl => screen.json(&Answer::Infeasible(why))?,
        Format::Text => screen.styled(&text::infeasible(world, &why, screen.style()))?,
        Format::Csv => {
            let row = |f: &safeconduct_model::answer::BrokenFloor| {
                vec![
                    f.term.clone(),
                    f.zone.to_string(),
                    f.asked.to_string(),
                    f.reached.to_string(),
                    f.sentence.clone(),
                ]
            };
            let rows: Vec<_> = why.floors.iter().map(row).collect();
            screen.table(&["term", "zone", "asked", "reached", "sentence"], &rows)?;
        }
    }
    Ok(Exit::No)
}

//! `scarcity`: where interception and coverage settle.

use std::path::PathBuf;

use safeconduct_io::report::scarcity as page;

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::Screen;
use crate::planning::{self, Choices};

/// Say where interception and coverage settle, if each follows from the other.
///
/// Where food is scarce more of it is taken on the way, and where more is taken
/// food stays scarce. From the scenario's curves (simulation.toml) this finds the
/// state reached from no coverage and the one reached from full coverage. Where
/// they differ both are shown, with the supply from which the scarcer is gone.
///
/// Exit 3 says that coverage did not settle; what it had come to is shown.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Scenario: a folder, a .toml or .json file, or - for standard input.
    pub scenario: PathBuf,
    /// Framework to plan under; the scenario as it stands where left out.
    #[arg(short, long, value_name = "NAME")]
    pub framework: Option<String>,
    /// Times the scenario's supply, trucks at crossings and caps on what enters.
    #[arg(long, value_name = "TIMES", default_value = "1", value_parser = times)]
    pub supply: f64,
    /// How to plan.
    #[command(flatten)]
    pub choices: Choices,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct scarcity scenarios/gaza-june-2025 --framework centres-only
  safeconduct scarcity scenarios/gaza-june-2025 --framework centres-only --supply 0.5 --json";

/// Why `--supply` could not be read.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("write a number above 0 and at most {MOST}, such as 1.5")]
struct TimesError;

/// The most that supply may be multiplied by.
const MOST: f64 = safeconduct_plan::scarcity::MOST_SUPPLY;

fn times(text: &str) -> Result<f64, TimesError> {
    let number: f64 = text.parse().map_err(|_| TimesError)?;
    if number > 0.0 && number <= MOST { Ok(number) } else { Err(TimesError) }
}

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("scarcity", &[Format::Text, Format::Json, Format::Jsonl])?;
    let scenario = input::scenario(&args.scenario, screen)?;
    let framework = input::framework(&scenario, args.framework.as_deref())?;
    if scenario.simulation.scarcity.is_empty() {
        return Err(Error::NoScarcity(scenario.name));
    }
    let world = planning::world(&scenario, framework)?;
    let found = planning::equilibria(&world, args.supply, &args.choices)?;
    match screen.format {
        Format::Json | Format::Jsonl => screen.json(&found)?,
        _ => screen.styled(&page::text(&world, &found, screen.style()))?,
    }
    let settled = found.from_empty.settled && found.from_full.settled;
    Ok(if settled { Exit::Done } else { Exit::Limit })
}

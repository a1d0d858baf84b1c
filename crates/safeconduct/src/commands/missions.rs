//! `missions`: which movements to request, when some will be refused.

use std::path::PathBuf;

use safeconduct_io::report::missions as page;
use safeconduct_model::answer::Answer;
use safeconduct_model::calendar::Day;
use safeconduct_model::mission::{Asked, Missions};
use safeconduct_model::scenario::Scenario;

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::Screen;
use crate::planning::{self, Choices};
use crate::showing;

/// Say which missions to request on each day, and what to do if one is refused.
///
/// The plan says what should go; each request is answered facilitated, impeded,
/// denied or cancelled, as often as `simulation.toml` says. Given that, the list
/// shown brings most people-days in expectation, with at most so many requests a
/// day and a floor on what still arrives whichever of them fail. It is set beside
/// requesting everything and requesting what the plan sends, on the same
/// outcomes, with how near it is proved to be to the best list.
///
/// Exit 1 says that on some day no list keeps the floor; the list that keeps most
/// is shown.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Scenario: a folder, a .toml or .json file, or - for standard input.
    pub scenario: PathBuf,
    /// Framework to plan under; the scenario as it stands where left out.
    #[arg(short, long, value_name = "NAME")]
    pub framework: Option<String>,
    /// What to ask of a list.
    #[command(flatten)]
    pub wanted: Wanted,
    /// How to plan.
    #[command(flatten)]
    pub choices: Choices,
    /// Write one self-contained page, for print too; - is standard output.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Replace a file that is there already.
    #[arg(long)]
    pub force: bool,
}

/// What to ask of a list of missions.
#[derive(Clone, Debug, clap::Args)]
pub struct Wanted {
    /// The day, a number from 0 or a date; may be given several times [default: every day].
    #[arg(long, value_name = "DAY")]
    pub day: Vec<String>,
    /// Requests at most on a day; any number where left out.
    #[arg(long, value_name = "R")]
    pub max_requests: Option<u32>,
    /// Requests that may fail together.
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub fail: u32,
    /// Share of what the plan brings on the day that must still arrive if any K fail, such as 60%.
    #[arg(long, value_name = "SHARE", value_parser = planning::share, default_value = "0%")]
    pub floor: f64,
    /// Outcomes that a list is chosen on, in each replication.
    #[arg(long, value_name = "N", default_value_t = OUTCOMES, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub outcomes: u32,
    /// Replications, each on outcomes of its own.
    #[arg(long, value_name = "N", default_value_t = REPLICATIONS, value_parser = clap::value_parser!(u32).range(2..=30))]
    pub replications: u32,
    /// Seed of the outcomes.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
}

impl Default for Wanted {
    /// What holds where nothing is said.
    fn default() -> Self {
        Self {
            day: Vec::new(),
            max_requests: None,
            fail: 1,
            floor: 0.0,
            outcomes: OUTCOMES,
            replications: REPLICATIONS,
            seed: 0,
        }
    }
}

impl Args {
    /// What `plan --missions` asks.
    pub fn of(plan: &super::plan::Args) -> Self {
        Self {
            scenario: plan.scenario.clone(),
            framework: plan.framework.clone(),
            wanted: Wanted::default(),
            choices: plan.choices.clone(),
            html: plan.files.html.clone(),
            force: plan.files.force,
        }
    }
}

/// Outcomes in a replication, unless told.
const OUTCOMES: u32 = 40;

/// Replications, unless told.
const REPLICATIONS: u32 = 8;

/// Outcomes on which lists are judged.
const JUDGED: u32 = 1000;

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct missions scenarios/two-gates --framework both
  safeconduct missions scenarios/two-gates --framework both --day 0 --max-requests 3
  safeconduct missions scenarios/two-gates --framework both --day 0 --html missions.html
  safeconduct missions scenarios/two-gates --framework both --fail 1 --floor 40% --json > list.json";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("missions", &[Format::Text, Format::Json, Format::Jsonl])?;
    let on_stdout = showing::page(args.html.as_deref(), args.force, screen)?;
    let scenario = input::scenario(&args.scenario, screen)?;
    let framework = input::framework(&scenario, args.framework.as_deref())?;
    let (asked, days) = ready(&args.wanted, &scenario)?;
    let world = planning::world(&scenario, framework)?;
    let plan = match planning::answer(&world, "plan", &args.choices, screen)? {
        Answer::Planned(plan) => plan,
        Answer::Infeasible(why) => return super::plan::infeasible(&world, why, on_stdout, screen),
    };
    let missions = planning::missions(&world, &plan, &asked, &days, &args.choices)?;
    if let Some(path) = &args.html {
        showing::save(path, args.force, page::html(&world, &missions).as_bytes(), screen)?;
    }
    match screen.format {
        _ if on_stdout => {}
        Format::Json | Format::Jsonl => screen.json(&missions)?,
        _ => screen.styled(&page::text(&world, &missions, screen.style()))?,
    }
    Ok(exit(&missions))
}

/// What was wanted of this scenario, and the days.
fn ready(wanted: &Wanted, scenario: &Scenario) -> Result<(Asked, Vec<Day>), Error> {
    if scenario.simulation.missions.is_empty() {
        return Err(Error::NoMissions(scenario.name.clone()));
    }
    let days = wanted.day.iter().map(|day| input::day(scenario, day));
    let asked = Asked {
        max_requests: wanted.max_requests,
        fail: wanted.fail,
        floor: wanted.floor,
        seed: wanted.seed,
        outcomes: wanted.outcomes,
        replications: wanted.replications,
        judged: JUDGED,
    };
    Ok((asked, days.collect::<Result<_, _>>()?))
}

/// No where a floor is not kept.
fn exit(missions: &Missions) -> Exit {
    let broken = missions.days.iter().filter_map(|day| day.floor).any(|floor| !floor.kept);
    if broken { Exit::No } else { Exit::Done }
}

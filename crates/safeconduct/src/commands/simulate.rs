//! `simulate`: a plan against somebody who learns, over many runs.

use std::path::PathBuf;

use clap::ValueEnum;
use safeconduct_io::report::simulate as page;
use safeconduct_model::outcome::Outcome;
use safeconduct_model::plan::{Plan, Policy as Rules};
use safeconduct_model::simulation::Behaviours;
use safeconduct_plan as planner;
use safeconduct_simulate::interceptor::{Opponent, opponents};
use safeconduct_simulate::{self as simulator, Policy, Rule, Settings};

use crate::error::Error;
use crate::exit::Exit;
use crate::options::Format;
use crate::output::{Screen, file};
use crate::showing;

/// Play a plan day by day against interceptors that learn, and count what is lost.
///
/// Nothing of the planner is used: trucks are drawn from the mix, crossings open
/// and close, missions are denied, somebody waits on the road and learns, stocks
/// run low, people eat. What is assumed beyond the scenario's tables stands in
/// its `simulation.toml` and is printed; where it says nothing, nothing happens.
///
/// Says how coverage and losses scatter, and whether an interceptor takes more
/// than the plan guarantees: without an informant none can. No interceptor was
/// estimated on aid convoys, and nobody is predicted.
///
/// The same plan, seed and version give the same bytes at any number of threads.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file; it is verified first.
    pub plan: PathBuf,
    /// Runs of each policy against each interceptor, at most a million.
    #[arg(long, value_name = "N", default_value_t = 1000,
          value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub runs: u32,
    /// Seed of all chance.
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// Interceptors by name or kind, or all of them; several with commas.
    #[arg(long, value_name = "NAME", default_value = "all", value_delimiter = ',')]
    pub interceptor: Vec<String>,
    /// Policies, or all of them; several with commas.
    #[arg(long, value_enum, value_name = "NAME", default_value = "plan", value_delimiter = ',')]
    pub policy: Vec<Choice>,
    /// The scenario the plan was made for; found as `verify` finds it.
    #[arg(short, long, value_name = "SCENARIO")]
    pub scenario: Option<PathBuf>,
    /// Threads; the outcome does not depend on it [default: all].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Write one self-contained page with a chart; - is standard output.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Replace a page that is there already.
    #[arg(long)]
    pub force: bool,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct plan scenarios/two-gates --framework both --out played.json
  safeconduct simulate played.json --runs 200
  safeconduct simulate played.json --runs 100 --policy all --interceptor pattern --html played.html
  safeconduct simulate played.json --runs 50 --format json > played-outcome.json";

/// A policy on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    /// The plan, its corridors drawn anew every day.
    Plan,
    /// The plan's loads, each by the quickest of its corridors.
    Shortest,
    /// The plan's loads, by its corridors one after the other.
    Rotation,
    /// Every zone its share by population, by its quickest corridor.
    ProRata,
    /// Each of these.
    All,
}

/// Every policy, in the order in which they are printed.
const POLICIES: [(Choice, &str, Rule); 4] = [
    (Choice::Plan, "plan", Rule::Mix),
    (Choice::Shortest, "shortest", Rule::Shortest),
    (Choice::Rotation, "rotation", Rule::Rotation),
    (Choice::ProRata, "pro-rata", Rule::Mix),
];

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    if let Some(path) = &args.html {
        file::refuse_taken(&[path], args.force)?;
        if file::is_stream(path) {
            showing::refuse_form("--html", screen)?;
        }
    }
    let (plan, world) = super::verify::accepted(&args.plan, args.scenario.as_deref(), screen)?;
    let chosen = |choice: Choice| args.policy.iter().any(|p| *p == choice || *p == Choice::All);
    let pro_rata =
        chosen(Choice::ProRata).then(|| planner::rule(&world, Rules::ProRata, &plan, "pro rata"));
    let policies = policies(&plan, pro_rata.as_ref(), chosen);
    let settings = Settings {
        runs: args.runs,
        seed: args.seed,
        opponents: named(&args.interceptor, &world.scenario.simulation.behaviours)?,
        threads: args.threads.map(usize::from),
        command: command(args),
    };
    let outcome = simulator::simulate(&world, &policies, &settings)?;
    show(&outcome, args, screen)?;
    Ok(Exit::Done)
}

/// The command as the outcome records it: what shaped it and nothing else.
fn command(args: &Args) -> String {
    let policy = |policy: &Choice| {
        let value = policy.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    };
    let policies: Vec<String> = args.policy.iter().map(policy).collect();
    let interceptors = args.interceptor.join(",");
    format!(
        "safeconduct simulate --runs {} --seed {} --interceptor {interceptors} --policy {}",
        args.runs,
        args.seed,
        policies.join(",")
    )
}

fn policies<'a>(
    plan: &'a Plan,
    pro_rata: Option<&'a Plan>,
    chosen: impl Fn(Choice) -> bool,
) -> Vec<Policy<'a>> {
    let all = POLICIES.into_iter().filter(|(choice, _, _)| chosen(*choice));
    let policy = |(choice, name, rule): (Choice, &'static str, Rule)| Policy {
        name,
        plan: if choice == Choice::ProRata { pro_rata.unwrap_or(plan) } else { plan },
        rule,
    };
    all.map(policy).collect()
}

/// The interceptors of these names or kinds.
fn named(names: &[String], behaviours: &Behaviours) -> Result<Vec<Opponent>, Error> {
    let all = opponents(behaviours);
    let fits = |opponent: &Opponent, name: &String| {
        name == "all" || *name == opponent.name() || name == opponent.kind.name
    };
    for name in names {
        if !all.iter().any(|opponent| fits(opponent, name)) {
            let known = all.iter().map(Opponent::name).collect();
            return Err(Error::UnknownInterceptor { name: name.clone(), known });
        }
    }
    Ok(all.into_iter().filter(|one| names.iter().any(|name| fits(one, name))).collect())
}

fn show(outcome: &Outcome, args: &Args, screen: &Screen) -> Result<(), Error> {
    if let Some(path) = &args.html {
        showing::save(path, args.force, page::html(outcome).as_bytes(), screen)?;
        if file::is_stream(path) {
            return Ok(());
        }
    }
    match screen.format {
        Format::Text => screen.styled(&page::text(outcome, screen.style())),
        Format::Json | Format::Jsonl => screen.json(outcome),
        Format::Csv => screen.table(&page::COLUMNS, &page::rows(outcome)),
    }
}

//! `compare`: the same world under several frameworks.

use std::path::PathBuf;

use safeconduct_model::answer::{Answer, Infeasible};
use safeconduct_model::comparison::Comparison;
use safeconduct_model::framework::Framework;
use safeconduct_model::frontier::Frontier;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::Plan;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::Screen;
use crate::planning::{self, Choices};
use crate::showing;
use safeconduct_io::report::{compare as side_by_side, frontier, text};

/// Plan a scenario under several frameworks and set the plans side by side.
///
/// Frameworks are shown in the order given; all of the scenario's where none is
/// named. Exit code 1 means that under at least one of them there is no plan.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Scenario: a folder, a .toml or .json file, or - for standard input.
    pub scenario: PathBuf,
    /// A framework to plan under; may be given several times.
    #[arg(short, long, value_name = "NAME")]
    pub framework: Vec<String>,
    /// Plan the scenario as it stands, under no framework, as well.
    #[arg(long)]
    pub as_it_stands: bool,
    /// Show coverage against what is at stake, in so many plans for each framework.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..=200))]
    pub frontier: Option<u16>,
    /// How to plan.
    #[command(flatten)]
    pub choices: Choices,
    /// Write one self-contained page with maps; - is standard output.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Replace files that are there already.
    #[arg(long)]
    pub force: bool,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct compare scenarios/two-gates --framework north-only --framework both
  safeconduct compare scenarios/two-gates --html side-by-side.html
  safeconduct compare scenarios/two-gates --framework south-only --frontier 5";

/// What planning every framework came to.
#[derive(Default)]
pub struct Answers {
    /// Plans that keep every floor.
    pub planned: Vec<(World, Plan)>,
    /// Where there is none, and why.
    pub refused: Vec<(World, Infeasible)>,
    /// Coverage against what is at stake, where it was asked for.
    pub frontiers: Vec<Frontier>,
}

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    let on_stdout = showing::page(args.html.as_deref(), args.force, screen)?;
    let scenario = input::scenario(&args.scenario, screen)?;
    let mut answers = answers(&scenario, &chosen(&scenario, args)?, &args.choices, screen)?;
    for (world, _) in answers.planned.iter().filter(|_| args.frontier.is_some()) {
        let points = args.frontier.map_or(0, usize::from);
        let found = planning::frontier(world, points, &args.choices, screen)?;
        answers.frontiers.extend(found);
    }
    if let Some(path) = &args.html {
        let page =
            side_by_side::html_frontiers(&answers.planned, &without(&answers), &answers.frontiers);
        showing::save(path, args.force, page.as_bytes(), screen)?;
    }
    if !on_stdout {
        show(&scenario, &answers, screen)?;
    }
    Ok(exit(&answers, screen))
}

/// Plans a scenario under each framework.
///
/// # Errors
/// A framework that cannot be applied, before anything is planned; and whatever
/// stops planning.
pub fn answers(
    scenario: &Scenario,
    frameworks: &[Option<&Framework>],
    choices: &Choices,
    screen: &Screen,
) -> Result<Answers, Error> {
    let worlds = frameworks.iter().map(|framework| planning::world(scenario, *framework));
    let worlds = worlds.collect::<Result<Vec<_>, _>>()?;
    let mut answers = Answers::default();
    for world in worlds {
        match planning::answer(&world, "plan", choices, screen)? {
            Answer::Planned(plan) => answers.planned.push((world, *plan)),
            Answer::Infeasible(why) => answers.refused.push((world, why)),
        }
    }
    Ok(answers)
}

fn chosen<'a>(scenario: &'a Scenario, args: &Args) -> Result<Vec<Option<&'a Framework>>, Error> {
    let mut frameworks = Vec::new();
    if args.as_it_stands {
        frameworks.push(None);
    }
    if args.framework.is_empty() {
        frameworks.extend(scenario.frameworks.iter().map(Some));
    }
    for name in &args.framework {
        frameworks.push(input::framework(scenario, Some(name))?);
    }
    if frameworks.is_empty() {
        return Err(Error::NothingToCompare(scenario.name.clone()));
    }
    Ok(frameworks)
}

/// Prints the answers side by side.
///
/// # Errors
/// Standard output fails or is closed.
pub fn show(scenario: &Scenario, answers: &Answers, screen: &Screen) -> Result<(), Error> {
    match screen.format {
        Format::Text => {
            if !answers.planned.is_empty() {
                let (planned, without) = (&answers.planned, without(answers));
                screen.styled(&side_by_side::text_with(planned, &without, screen.style()))?;
            }
            answers.refused.iter().try_for_each(|(world, why)| {
                screen.styled(&text::infeasible(world, why, screen.style()))
            })?;
            match frontier::text(&answers.frontiers, screen.style()) {
                none if none.is_empty() => Ok(()),
                text => screen.styled(&text),
            }
        }
        Format::Json => screen.json(&noun(scenario, answers)),
        Format::Jsonl => {
            noun(scenario, answers).answers.iter().try_for_each(|line| screen.json(line))
        }
        Format::Csv => {
            let needed = nutrients(scenario);
            let met: Vec<String> = needed.iter().map(|n| format!("met_{}", n.field())).collect();
            let head: Vec<&str> =
                COLUMNS.into_iter().chain(met.iter().map(String::as_str)).collect();
            screen.table(&head, &rows(answers, &needed))
        }
    }
}

/// Frameworks without a plan, by name, and why.
fn without(answers: &Answers) -> Vec<side_by_side::Refused> {
    let name = |world: &World| world.framework.as_ref().map(ToString::to_string);
    let named = |world: &World| name(world).unwrap_or_else(|| "as it stands".to_owned());
    answers.refused.iter().map(|(world, why)| (named(world), why.clone())).collect()
}

fn noun(scenario: &Scenario, answers: &Answers) -> Comparison {
    side_by_side::noun(&scenario.name, &answers.planned, &answers.refused, &answers.frontiers)
}

/// Nutrients that people need beside energy, which is what coverage counts.
fn nutrients(scenario: &Scenario) -> Vec<Nutrient> {
    let need = &scenario.need.per_person_day;
    let beside = Nutrient::ALL.into_iter().filter(|nutrient| *nutrient != Nutrient::Energy);
    beside.filter(|nutrient| need.amount(*nutrient) > 0.0).collect()
}

const COLUMNS: [&str; 11] = [
    "framework",
    "answer",
    "least_coverage",
    "coverage",
    "people_days",
    "expected_loss_usd",
    "worst_case_usd",
    "additive_worst_case_usd",
    "truck_km",
    "purchase_usd",
    "nutritional_value",
];

fn rows(answers: &Answers, needed: &[Nutrient]) -> Vec<Vec<String>> {
    let name =
        |world: &World| world.framework.as_ref().map(ToString::to_string).unwrap_or_default();
    let planned = answers.planned.iter().map(|(world, plan)| {
        let claims = &plan.claims;
        let figures = [
            claims.least_coverage,
            claims.coverage,
            claims.people_days,
            claims.loss.value_usd,
            claims.worst_case_usd,
            claims.additive_worst_case_usd,
            claims.truck_km,
            claims.purchase_usd,
            claims.nutritional_value,
        ];
        let met = needed.iter().map(|n| claims.by_nutrient.get(n).map(f64::to_string));
        let words = [name(world), "planned".to_owned()].into_iter();
        let words = words.chain(figures.map(|figure| figure.to_string()));
        words.chain(met.map(Option::unwrap_or_default)).collect()
    });
    let refused = answers.refused.iter().map(|(world, _)| {
        let mut row = vec![name(world), "infeasible".to_owned()];
        row.resize(COLUMNS.len() + needed.len(), String::new());
        row
    });
    planned.chain(refused).collect()
}

/// No where any framework has no plan.
pub fn exit(answers: &Answers, screen: &Screen) -> Exit {
    if !answers.refused.is_empty() {
        return Exit::No;
    }
    let exits = answers.planned.iter().map(|(_, plan)| planning::exit(plan, screen));
    exits.into_iter().find(|exit| *exit != Exit::Done).unwrap_or(Exit::Done)
}

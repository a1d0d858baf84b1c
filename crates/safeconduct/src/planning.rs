//! World in, checked answer out: the one way by which any command gets a plan.

use std::time::Duration;

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::calendar::Day;
use safeconduct_model::equilibrium::Equilibria;
use safeconduct_model::framework::Framework;
use safeconduct_model::mission::{Asked, Missions};
use safeconduct_model::plan::Plan;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;

use crate::error::Error;
use crate::exit::Exit;
use crate::interrupt;
use crate::options::Steps;
use crate::output::{Screen, progress};
use safeconduct_model::frontier::Frontier;
use safeconduct_model::worth::Worth;
use safeconduct_plan::worth::Ask;
use safeconduct_plan::{self as planner, PlanError, Progress, Settings};

mod stands;
use stands::Stands;

/// Options of every command that plans.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Choices {
    /// Strikes that the worst case assumes, in a day or in the whole horizon as
    /// the scenario says, such as 2 or 1.5; the scenario's own number where left
    /// out.
    #[arg(long, value_name = "N", value_parser = strikes)]
    pub gamma: Option<f64>,
    /// Choose rations within the scenario's bounds.
    ///
    /// They stand in its table `basket`. Where left out, people eat any mix of foods.
    #[arg(long)]
    pub basket: bool,
    /// Try every single change that may lift a zone, each by planning anew.
    ///
    /// `plan` always tries some, those of the caps that hold most people back first,
    /// and says how many it left out; this tries the rest as well.
    #[arg(long)]
    pub why: bool,
    /// Stop after this long, such as 30s or 5min, with the best plan so far
    /// (exit code 3, or 4 if there is none that keeps what the framework demands).
    #[arg(long, value_name = "TIME", value_parser = humantime::parse_duration)]
    pub time_limit: Option<Duration>,
    /// End each stage once it is proved to be this near to the best, such as 1%,
    /// which takes larger worlds a fraction of the time [default: 0.01%].
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub gap: Option<f64>,
    /// Threads of the solver; the plan does not depend on it [default: all].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
}

/// A number of strikes: no less than 0, and a number at all.
fn strikes(text: &str) -> Result<f64, StrikesError> {
    let number: f64 = text.parse().map_err(|_| StrikesError)?;
    if (0.0..=MOST_STRIKES).contains(&number) { Ok(number + 0.0) } else { Err(StrikesError) }
}

/// The most strikes a worst case may assume, as in a scenario.
const MOST_STRIKES: f64 = 1000.0;

/// Why `--gamma` could not be read.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("write a number from 0 to {MOST_STRIKES}, such as 2 or 1.5")]
struct StrikesError;

impl Choices {
    fn settings(&self, verb: &str, world: &World) -> Settings {
        let usual = Settings::default();
        Settings {
            gamma: self.gamma,
            basket: self.basket,
            tries: if self.why { usize::MAX } else { 0 },
            gap: self.gap.unwrap_or(usual.gap),
            time_limit: self.time_limit,
            threads: self.threads.map_or_else(all_threads, usize::from),
            baselines: true,
            stop: Some(interrupt::flag()),
            command: self.command(verb, world),
            ..usual
        }
    }

    /// The command as the plan records it: what shaped the plan and nothing
    /// else, so that neither folders nor threads change its bytes.
    fn command(&self, verb: &str, world: &World) -> String {
        let mut words =
            vec!["safeconduct".to_owned(), verb.to_owned(), world.scenario.name.clone()];
        if let Some(framework) = &world.framework {
            words.extend(["--framework".to_owned(), framework.to_string()]);
        }
        if let Some(gamma) = self.gamma {
            words.extend(["--gamma".to_owned(), gamma.to_string()]);
        }
        if self.basket {
            words.push("--basket".to_owned());
        }
        if self.why {
            words.push("--why".to_owned());
        }
        if let Some(gap) = self.gap {
            words.extend(["--gap".to_owned(), format!("{}%", gap * 100.0)]);
        }
        if let Some(limit) = self.time_limit {
            let limit = humantime::format_duration(limit).to_string().replace(' ', "");
            words.extend(["--time-limit".to_owned(), limit]);
        }
        words.join(" ")
    }
}

/// A share written as a percentage or as a number below 1.
///
/// # Errors
/// It is neither.
pub fn share(text: &str) -> Result<f64, ShareError> {
    let (number, whole) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim_end(), 100.0),
        None => (text, 1.0),
    };
    let share = number.parse::<f64>().map_err(|_| ShareError)? / whole;
    if (0.0..1.0).contains(&share) { Ok(share) } else { Err(ShareError) }
}

/// What was given is no share.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a share such as 1% or 0.01 is needed, less than all")]
pub struct ShareError;

fn all_threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The world of a scenario under a framework.
///
/// # Errors
/// References of terms that nothing answers, and contradictions between terms.
pub fn world(scenario: &Scenario, framework: Option<&Framework>) -> Result<World, Error> {
    apply(scenario, framework).map_err(|findings| {
        let name = framework.map_or_else(|| "as it stands".into(), |f| f.id.to_string());
        let subject = format!("framework `{name}` of scenario `{}`", scenario.name);
        Error::Findings { subject, findings, sources: Vec::new(), exit: Exit::Input }
    })
}

/// Plans a world, and checks the plan before anybody sees it.
///
/// # Errors
/// The solver fails, or the plan fails its check: both are bugs, and told.
pub fn answer(
    world: &World,
    verb: &str,
    choices: &Choices,
    screen: &Screen,
) -> Result<Answer, Error> {
    checked(world, &choices.settings(verb, world), screen)
}

/// The same, with single changes tried where coverage is not full.
///
/// # Errors
/// As for [`answer`].
pub fn explained(world: &World, choices: &Choices, screen: &Screen) -> Result<Answer, Error> {
    let settings = choices.settings("plan", world);
    checked(world, &Settings { tries: settings.tries.max(TRIES), ..settings }, screen)
}

/// Single changes that `plan` tries unless it is told to try all: enough for the
/// caps of one place, and a matter of seconds.
const TRIES: usize = 24;

fn checked(world: &World, settings: &Settings, screen: &Screen) -> Result<Answer, Error> {
    if settings.basket && world.scenario.basket.is_empty() {
        return Err(Error::NoBasket(world.scenario.name.clone()));
    }
    let name = world.framework.as_ref().map_or("as it stands", |f| f.as_str());
    let title = format!("planning {name}");
    let (answer, findings) =
        watched(&title, screen, |watch| planner::checked(world, settings, watch))?;
    if findings.any_error() {
        return Err(Error::OwnPlan { framework: name.to_owned(), findings });
    }
    Ok(answer)
}

/// What the clauses between two frameworks are worth. Stages go on until nothing
/// improves unless a gap is asked for, so that worths are not the dust of gaps.
///
/// # Errors
/// A framework cannot be applied; and whatever stops planning.
pub fn worth(
    scenario: &Scenario,
    ends: (Option<&Framework>, Option<&Framework>),
    ask: &Ask,
    choices: &Choices,
    screen: &Screen,
) -> Result<Worth, Error> {
    let first = world(scenario, ends.0)?;
    world(scenario, ends.1)?;
    let settings =
        Settings { gap: choices.gap.unwrap_or(0.0), ..choices.settings("worth", &first) };
    watched("weighing terms", screen, |watch| {
        planner::worth::worth(scenario, ends, ask, &settings, watch)
    })
}

/// Coverage against what is at stake in a world; none where it has no plan.
///
/// # Errors
/// Whatever stops planning.
pub fn frontier(
    world: &World,
    points: usize,
    choices: &Choices,
    screen: &Screen,
) -> Result<Option<Frontier>, Error> {
    let settings = choices.settings("compare", world);
    let name = world.framework.as_ref().map_or("as it stands", |f| f.as_str());
    watched(&format!("frontier of {name}"), screen, |watch| {
        planner::pareto::frontier(world, points, &settings, watch)
    })
}

/// Runs a verb of the planner, its steps shown as they come.
fn watched<T>(
    title: &str,
    screen: &Screen,
    verb: impl FnOnce(&mut dyn FnMut(&Progress)) -> Result<T, PlanError>,
) -> Result<T, Error> {
    let line = progress::Line::new(screen, title);
    let mut stands = Stands::default();
    let mut watch = |at: &Progress| match screen.steps {
        Steps::Line => line.say(&stands.next(at)),
        Steps::Json => eprintln!("{}", stands::json(at)),
    };
    let answer = interrupt::during(|| verb(&mut watch));
    drop(line);
    match answer {
        Err(_) if interrupt::asked() => Err(Error::Interrupted),
        other => Ok(other?),
    }
}

/// Which missions of a plan to request.
///
/// # Errors
/// The solver fails, or the time limit passes.
pub fn missions(
    world: &World,
    plan: &Plan,
    asked: &Asked,
    days: &[Day],
    choices: &Choices,
) -> Result<Missions, Error> {
    let mut settings = choices.settings("missions", world);
    settings.command = asking(settings.command, asked);
    let found =
        interrupt::during(|| planner::missions::missions(world, plan, asked, days, &settings));
    match found {
        Err(_) if interrupt::asked() => Err(Error::Interrupted),
        other => Ok(other?),
    }
}

/// Where interception and coverage settle.
///
/// # Errors
/// The solver fails, or the time limit passes.
pub fn equilibria(world: &World, supply: f64, choices: &Choices) -> Result<Equilibria, Error> {
    let mut settings = choices.settings("scarcity", world);
    settings.command = format!("{} --supply {supply}", settings.command);
    let found = interrupt::during(|| planner::scarcity::scarcity(world, supply, &settings));
    match found {
        Err(_) if interrupt::asked() => Err(Error::Interrupted),
        other => Ok(other?),
    }
}

/// The command with what was asked of a list.
fn asking(command: String, asked: &Asked) -> String {
    let mut words = vec![command];
    if let Some(most) = asked.max_requests {
        words.push(format!("--max-requests {most}"));
    }
    words.push(format!("--fail {} --floor {}%", asked.fail, asked.floor * 100.0));
    words.push(format!("--outcomes {} --replications {}", asked.outcomes, asked.replications));
    words.push(format!("--seed {}", asked.seed));
    words.join(" ")
}

/// The exit of a plan: done, or stopped before its last stage was finished,
/// which is said with how far the best may be.
#[must_use]
pub fn exit(plan: &Plan, screen: &Screen) -> Exit {
    let Some(cut) = plan.stages.iter().find(|stage| stage.cut) else { return Exit::Done };
    let exit = if interrupt::asked() { Exit::Interrupted } else { Exit::Limit };
    if cut.name == "why" {
        screen.note("stopped early: the plan is finished; not all single changes were tried");
        return exit;
    }
    let finished: Vec<_> = plan.stages.iter().filter(|s| !s.cut).map(|s| s.name.as_str()).collect();
    let finished = if finished.is_empty() { "no stage".to_owned() } else { finished.join(", ") };
    let gap = match cut.bound {
        Some(bound) if bound != 0.0 || cut.value != 0.0 => {
            let gap = (bound - cut.value).abs() / bound.abs().max(cut.value.abs());
            format!("within {:.1} % of the best", gap * 100.0)
        }
        _ => "not proved near the best".to_owned(),
    };
    let stage = &cut.name;
    screen
        .note(&format!("stopped early: the plan holds; finished: {finished}; `{stage}` is {gap}"));
    exit
}

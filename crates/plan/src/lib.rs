//! Scenario in, certified plan out.
//!
//! [`plan()`] reads on one screen: build the program, keep the framework's
//! floors, choose centres, run the four stages, write the solution down in
//! whole grams, and set simple rules beside it.

pub mod attack;
mod baseline;
mod book;
mod centre;
mod certify;
mod claim;
mod clock;
mod coordinate;
mod corridor;
mod demand;
mod error;
mod export;
mod frontier;
pub mod game;
mod grid;
mod larder;
pub mod missions;
pub mod multiflow;
mod network;
mod offer;
pub mod pareto;
mod planned;
mod pricing;
mod program;
mod ration;
mod reach;
pub mod scarcity;
mod setting;
mod settings;
mod settle;
mod stage;
mod target;
#[cfg(test)]
mod twin;
mod unserved;
mod why;
pub mod worth;
mod write;

pub use error::PlanError;
pub use export::{Exported, total_stage};
pub use settings::{Method, Progress, Settings};

use safeconduct_model::answer::{Answer, Infeasible};
use safeconduct_model::check;
use safeconduct_model::check::bound::Aim;
use safeconduct_model::finding::Findings;
use safeconduct_model::plan::{Plan, Policy, Stage};
use safeconduct_model::site::SiteKind;
use safeconduct_model::world::World;

use clock::Clock;
use planned::Planned;
use program::Program;
use setting::Setting;
use unserved::Limit;

/// Share of a floor that counts as kept: the solver's tolerance.
const FLOOR_KEPT: f64 = 1.0 - 1e-8;

/// Plans a world: the best mix of both tracks, or why a floor cannot be kept.
///
/// Cut short by a limit, it gives what it has: the best plan so far, with the
/// stage that was cut marked so, or that of the simplest rule.
///
/// # Errors
/// The solver failed, or the time limit passed before a plan that keeps what
/// the framework demands.
pub fn plan(
    world: &World,
    settings: &Settings,
    watch: &mut dyn FnMut(&Progress),
) -> Result<Answer, PlanError> {
    Ok(planned(world, settings, watch)?.answer)
}

/// The same with everything that the checker finds wrong with the answer: nothing, or
/// there is a fault in the planner. What bounds the stages were given is not looked for
/// again.
///
/// # Errors
/// As for [`plan()`].
pub fn checked(
    world: &World,
    settings: &Settings,
    watch: &mut dyn FnMut(&Progress),
) -> Result<(Answer, Findings), PlanError> {
    let Planned { answer, bounds } = planned(world, settings, watch)?;
    let findings = match &answer {
        Answer::Planned(plan) => check::check_knowing(plan, world, bounds),
        Answer::Infeasible(why) => check::infeasible(why, world),
    };
    Ok((answer, findings))
}

fn planned<'w>(
    world: &'w World,
    settings: &Settings,
    watch: &mut dyn FnMut(&Progress),
) -> Result<Planned<'w>, PlanError> {
    let gamma = settings.gamma.unwrap_or(world.scenario.gamma);
    let mut clock = Clock::start(settings, watch);
    let at = if settings.basket {
        Setting::with_basket(world, gamma)
    } else {
        Setting::of(world, gamma)
    };
    if coordinate::suits(&at, settings.method, settings.gap) {
        return Ok(coordinate::plan(at, settings, &mut clock));
    }
    let mut program = Program::build(at);
    let mut planned = match best(&mut program, settings, &mut clock) {
        Err(PlanError::TimeLimit { .. }) if any_will_do(&program) => {
            in_haste(&program, settings).into()
        }
        other => other?,
    };
    if let Answer::Planned(plan) = &mut planned.answer
        && settings.baselines
    {
        clock.report("baselines", (0, program.flows.len()), 0.0, None);
        let open = centre::open_days(&program);
        plan.baselines = baseline::all(world, &program.at.network, &open, gamma);
    }
    Ok(planned)
}

/// The plan that a simple rule makes under the same terms; where terms limit the
/// number of centres, those of `like` are open.
#[must_use]
pub fn rule(world: &World, policy: Policy, like: &Plan, command: &str) -> Plan {
    let at = Setting::of(world, like.gamma);
    let centres = world.scenario.sites.iter();
    let open = centres.map(|noun| {
        let listed = |day: usize| {
            let mut all = like.open_centres.iter().filter(|open| open.site == noun.id);
            all.any(|open| (open.from_day.index()..=open.to_day.index()).contains(&day))
        };
        let ruled = |day: usize| {
            noun.kind == SiteKind::DistributionCentre
                && world.centre_rules.iter().any(|rule| rule.days.contains(&day))
        };
        (0..world.days).map(|day| !ruled(day) || listed(day)).collect()
    });
    let open: Vec<Vec<bool>> = open.collect();
    let settings = Settings { command: command.to_owned(), ..Settings::default() };
    let book = baseline::book(world, &at.network, open, policy);
    let mut plan = write::plan(&book, like.gamma, &settings, Vec::new());
    plan.policy = policy;
    plan
}

/// The plan of the stages.
fn best<'w>(
    program: &mut Program<'w>,
    settings: &Settings,
    clock: &mut Clock,
) -> Result<Planned<'w>, PlanError> {
    let (mut stages, mut draft) = (Vec::new(), certify::Draft::default());
    stages.extend(centre::choose(program, clock)?);
    if let Some(floors) = stage::floors(program, clock)? {
        if floors.value < FLOOR_KEPT {
            let why = unserved::broken_floors(program, floors.value);
            let proved = certify::infeasible(program);
            return Ok(Answer::Infeasible(Infeasible { proved, ..why }).into());
        }
        stages.push(floors);
        draft.keep(program, Aim::Floors);
    }
    let (limits, weeks) = run_stages(program, settings, clock, &mut stages, &mut draft)?;
    let book = settle::settle(program, centre::open_days(program));
    let mut plan = write::plan(&book, program.at.gamma, settings, stages);
    let reached = certify::Reached::of(program);
    let bounds = certify::certify(&program.at, draft, reached, &mut plan);
    let (tried, why) = why::try_changes(program, &weeks, settings, clock, &plan.claims)?;
    plan.unserved = unserved::reasons(&program.at, &limits, &plan.claims, &tried);
    plan.unserved_weeks = weeks.reasons(&program.at, &plan.claims, &tried);
    plan.stages.extend(why);
    Ok(Planned { answer: Answer::Planned(Box::new(plan)), bounds })
}

/// A stage to run.
type Next = fn(&mut Program, &mut Clock) -> Result<Stage, PlanError>;

/// The four stages in their order; where the clock cuts one off, what it had
/// reached stands, and no other begins.
fn run_stages(
    program: &mut Program,
    settings: &Settings,
    clock: &mut Clock,
    stages: &mut Vec<Stage>,
    draft: &mut certify::Draft,
) -> Result<(Vec<Option<Limit>>, unserved::Weeks), PlanError> {
    let fair = stage::fair(program, settings.fair_rounds, clock)?;
    draft.keep_fair(program, fair.rounds.first().map(|round| round.prices.as_slice()));
    let mut cut = fair.stage.cut;
    stages.push(fair.stage);
    if !cut {
        let total = stage::total(program, clock)?;
        cut = total.cut;
        stages.push(total);
        draft.keep(program, Aim::Total);
    }
    let limits = unserved::limits(program, &fair.rounds);
    let weeks = unserved::Weeks::of(program, &fair.rounds);
    stage::keep_total(program);
    for (aim, next) in [(Aim::Loss, stage::loss as Next), (Aim::Cost, stage::cost)] {
        if cut {
            break;
        }
        let stage = next(program, clock)?;
        cut = stage.cut;
        stages.push(stage);
        draft.keep(program, aim);
    }
    Ok((limits, weeks))
}

/// Whether every plan that can be kept will do: nothing is demanded of it.
fn any_will_do(program: &Program) -> bool {
    let world = program.at.world;
    world.floors.is_empty()
        && world.centre_rules.is_empty()
        && world.share_rules.is_empty()
        && program.at.rations.is_empty()
}

/// The plan of the simplest rule, when there was no time for another.
fn in_haste(program: &Program, settings: &Settings) -> Answer {
    let (world, gamma) = (program.at.world, program.at.gamma);
    let open = centre::open_days(program);
    let book = baseline::book(world, &program.at.network, open, Policy::Greedy);
    let mut plan = write::plan(&book, gamma, settings, Vec::new());
    plan.policy = Policy::Greedy;
    let weeks = unserved::Weeks::default();
    plan.unserved_weeks = weeks.reasons(&program.at, &plan.claims, &unserved::Tried::default());
    plan.stages.push(Stage {
        name: "fair".to_owned(),
        value: plan.claims.least_coverage,
        unit: "share".to_owned(),
        bound: None,
        corridors: plan.corridors.len(),
        solves: 0,
        attack_sets: None,
        cut: true,
    });
    Answer::Planned(Box::new(plan))
}

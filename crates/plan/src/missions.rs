//! Which missions to request, when some will be refused.
//!
//! A plan says what should go; whether it may is answered by others, request by
//! request. [`missions()`] takes a plan apart into days, and each day into a
//! two-stage program: first the requests, then the outcome, then the best use of
//! what was granted. The mathematics stands in `docs/concepts/missions.md`.

use safeconduct_model::calendar::Day;
use safeconduct_model::id::AreaId;
use safeconduct_model::index::Index;
use safeconduct_model::mission::{
    Asked, Bound, Chances, FloorResult, MissionDay, Missions, SCHEMA,
};
use safeconduct_model::plan::Plan;
use safeconduct_model::simulation::MissionOutcomes;
use safeconduct_model::world::World;

use crate::error::PlanError;
use crate::settings::Settings;

mod block;
mod build;
mod day;
mod guard;
mod judge;
mod list;
mod master;
mod mixed;
mod outcomes;
mod recourse;
mod trace;

use build::Builder;
use day::DayModel;
use master::{Keep, List};
use mixed::Time;
use outcomes::{Outcomes, Stream};
use recourse::{Counted, Recourse};
use trace::Trace;

/// Purposes of streams of numbers: lists are chosen, picked and judged on
/// outcomes of their own.
const PICKED: u64 = 1 << 32;
const JUDGED: u64 = 2 << 32;

/// Quantile of the normal distribution that one side exceeds once in twenty.
const ONE_SIDED: f64 = 1.645;

/// The requests of every day of a plan, or of those named.
///
/// Days on which the same question is asked are answered once. Each day is
/// judged as if the days before had gone as planned.
///
/// # Errors
/// The solver gave up, or the time limit passed before every day had its list.
pub fn missions(
    world: &World,
    plan: &Plan,
    asked: &Asked,
    only: &[Day],
    settings: &Settings,
) -> Result<Missions, PlanError> {
    let trace = Trace::of(world, plan);
    let (chances, remarks) = chances(world, plan);
    let builder = Builder::new(world, plan, &trace, chances);
    let mut days: Vec<(DayModel, MissionDay)> = Vec::new();
    let mut quiet = |_: &crate::Progress| {};
    let clock = crate::clock::Clock::start(settings, &mut quiet);
    for day in (0..world.days).filter(|&d| only.is_empty() || only.contains(&Day(d as u32))) {
        let model = builder.day(day);
        if let Some((_, known)) = days.iter_mut().find(|(before, _)| before.alike(&model)) {
            known.days.push(Day(day as u32));
            continue;
        }
        let time = Time { until: clock.until() };
        let found = answer(&model, &builder, asked, &time);
        let mut found = found.map_err(|error| match error {
            PlanError::TimeLimit { .. } => clock.too_late(),
            other => other,
        })?;
        found.days.push(Day(day as u32));
        days.push((model, found));
    }
    Ok(Missions {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: settings.command.clone(),
        scenario: plan.scenario.clone(),
        framework: plan.framework.clone(),
        input_sha256: plan.input_sha256.clone(),
        asked: *asked,
        days: days.into_iter().map(|(_, day)| day).collect(),
        remarks,
    })
}

/// Chances by corridor of the plan; none where no row speaks of it. And what
/// had to be said about them.
fn chances(world: &World, plan: &Plan) -> (Vec<Option<Chances>>, Vec<String>) {
    let scenario = &world.scenario;
    let index = Index::of(scenario);
    let areas = |corridor: &safeconduct_model::plan::Corridor| -> Vec<AreaId> {
        let segments = corridor.segments.iter().filter_map(|s| index.segments.get(s.as_str()));
        segments.filter_map(|&e| scenario.segments[e].area.clone()).collect()
    };
    let row = |corridor: &safeconduct_model::plan::Corridor| {
        let (track, from) = (corridor.track.as_str(), corridor.from.as_str());
        scenario.simulation.mission(plan.framework.as_ref(), track, from, &areas(corridor))
    };
    let rows: Vec<Option<&MissionOutcomes>> = plan.corridors.iter().map(row).collect();
    let mut remarks = Vec::new();
    let unasked = rows.iter().filter(|row| row.is_none()).count();
    if unasked > 0 {
        remarks.push(format!(
            "no row of `mission` speaks of {unasked} of the plan's {} corridors: they are \
             driven without a request",
            rows.len()
        ));
    }
    if rows.iter().flatten().any(|row| row.impeded_arrives.is_none()) {
        remarks.push(
            "how much of an impeded load arrives is not said everywhere: half was taken".to_owned(),
        );
    }
    if !world.share_rules.is_empty() {
        remarks.push(
            "shares of tracks are terms over many days and are not held on each of them".to_owned(),
        );
    }
    (rows.into_iter().map(|row| row.map(of)).collect(), remarks)
}

fn of(row: &MissionOutcomes) -> Chances {
    let [facilitated, impeded, denied, cancelled] = row.shares();
    let impeded_arrives = row.impeded_arrives();
    Chances { facilitated, impeded, denied, cancelled, impeded_arrives }
}

/// The list of one day with everything that is said about it.
fn answer(
    model: &DayModel,
    builder: &Builder,
    asked: &Asked,
    time: &Time,
) -> Result<MissionDay, PlanError> {
    let found = best(model, asked, time)?;
    let granted = granted(model);
    let judged = asked.judged as usize;
    let outcomes = Outcomes::of(&granted, judged, &mut Stream::new(asked.seed, JUDGED));
    let fail = asked.fail as usize;
    let most = asked.max_requests.map(|most| most as usize);
    let mut policies = Vec::new();
    for policy in judge::policies(model, &found.list, most) {
        policies.push(judge::row(model, &policy, &outcomes, fail)?);
    }
    let nothing = List::of(model, |_| 0.0);
    let mut recourse = Recourse::new(model, Counted::Expected)?;
    recourse.ask(&nothing.sizes);
    let unasked = recourse.come(&vec![false; model.sendings.len()])?.within;
    Ok(MissionDay {
        days: Vec::new(),
        plan_people_days: model.plan,
        before_people_days: model.before,
        unasked_people_days: unasked,
        requests: list::requests(model, builder, &found.list, &outcomes)?,
        policies,
        bound: bound(model, &found, &outcomes)?,
        floor: found.floor,
    })
}

/// A list and how it was found.
struct Found {
    list: List,
    /// What no list exceeds, by replication.
    bounds: Vec<f64>,
    /// Whether the bounds counted every outcome.
    every: bool,
    floor: Option<FloorResult>,
}

/// Chance that each way is granted; none where no request is needed.
fn granted(model: &DayModel) -> Vec<Option<f64>> {
    model.sendings.iter().map(|s| s.chances.map(|c| c.granted())).collect()
}

/// Replications on outcomes of their own; the best of their lists.
fn best(model: &DayModel, asked: &Asked, time: &Time) -> Result<Found, PlanError> {
    let granted = granted(model);
    let floor = asked.floor * model.plan;
    let keep = Keep {
        requests: asked.max_requests.map(|most| most as usize),
        fail: asked.fail as usize,
        floor,
        time: time.clone(),
    };
    let (mut lists, mut bounds, mut every) = (Vec::new(), Vec::new(), false);
    let mut against = Vec::new();
    for replication in 0..u64::from(asked.replications.max(1)) {
        let mut stream = Stream::new(asked.seed, replication);
        let outcomes = Outcomes::of(&granted, asked.outcomes as usize, &mut stream);
        let Some(chosen) = master::choose(model, &outcomes, &keep, &mut against)? else {
            return out_of_reach(model, &keep, &mut against);
        };
        bounds.push(chosen.bound);
        if !lists.contains(&chosen.list) {
            lists.push(chosen.list);
        }
        every = outcomes.every;
        if every {
            break;
        }
    }
    let kept = FloorResult { asked: floor, kept: true, reachable: None };
    let floor = (floor > 0.0).then_some(kept);
    let picked =
        Outcomes::of(&granted, asked.judged as usize, &mut Stream::new(asked.seed, PICKED));
    let list = pick(model, lists, &picked)?;
    Ok(Found { list, bounds, every, floor })
}

/// The list that does best on outcomes that none was chosen on.
fn pick(model: &DayModel, lists: Vec<List>, outcomes: &Outcomes) -> Result<List, PlanError> {
    let mut best: Option<(f64, List)> = None;
    for list in lists {
        let mut recourse = Recourse::new(model, Counted::Expected)?;
        recourse.ask(&list.sizes);
        let value = judge::judge(&mut recourse, outcomes, None)?.value();
        if best.as_ref().is_none_or(|(before, _)| value > *before) {
            best = Some((value, list));
        }
    }
    Ok(best.map_or_else(|| List::of(model, |_| 0.0), |(_, list)| list))
}

/// No list keeps the floor: the one that keeps most, and how much that is.
fn out_of_reach(
    model: &DayModel,
    keep: &Keep,
    against: &mut Vec<Vec<usize>>,
) -> Result<Found, PlanError> {
    let (list, reachable) =
        master::safest(model, keep, against)?.unwrap_or_else(|| (List::of(model, |_| 0.0), 0.0));
    let floor = FloorResult { asked: keep.floor, kept: false, reachable: Some(reachable) };
    Ok(Found { list, bounds: Vec::new(), every: false, floor: Some(floor) })
}

/// What the list surely brings in expectation, and what no list brings more than.
fn bound(model: &DayModel, found: &Found, outcomes: &Outcomes) -> Result<Bound, PlanError> {
    let mut recourse = Recourse::new(model, Counted::Expected)?;
    recourse.ask(&found.list.sizes);
    let judged = judge::judge(&mut recourse, outcomes, None)?;
    let lower = judged.value() - ONE_SIDED * judged.value_error;
    if found.bounds.is_empty() {
        return Ok(Bound { lower, upper: lower, gap: 0.0, confidence: 0.0 });
    }
    let upper = if found.every { found.bounds[0] } else { list::upper(&found.bounds) };
    let upper = upper.max(lower);
    let drawn = [!found.every, !outcomes.every].iter().filter(|drawn| **drawn).count();
    Ok(Bound { lower, upper, gap: upper - lower, confidence: 1.0 - 0.05 * drawn as f64 })
}

//! The script of a plan as JSON, so that a loop in another tool plays the same.

use std::path::Path;

use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;
use safeconduct_plan::{PlanError, plan};
use safeconduct_simulate::Script;
use serde_json::{Value, json};

/// Why there is nothing to time.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The scenario cannot be used.
    #[error("the scenario cannot be used")]
    Scenario,
    /// There is no plan.
    #[error("no plan")]
    NoPlan,
    /// Planning failed.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Simulating failed.
    #[error(transparent)]
    Simulate(#[from] safeconduct_simulate::Error),
    /// The script could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// The world of a scenario under a framework, without its curves of scarcity: the
/// day loop in SimPy has none, and both must play the same.
///
/// # Errors
/// The scenario has mistakes, or no such framework.
pub fn world_of(scenario: &Path, framework: &str) -> Result<World, Failed> {
    let mut scenario = safeconduct_model::read::path(scenario).scenario.ok_or(Failed::Scenario)?;
    scenario.simulation.scarcity.clear();
    let framework = scenario.framework(framework);
    apply(&scenario, framework).map_err(|_| Failed::Scenario)
}

/// The plan of a world.
///
/// # Errors
/// Planning failed, or there is none.
pub fn plan_of(world: &World) -> Result<Box<Plan>, Failed> {
    let settings = safeconduct_plan::Settings { baselines: false, ..Default::default() };
    match plan(world, &settings, &mut |_| ())? {
        Answer::Planned(plan) => Ok(plan),
        Answer::Infeasible(_) => Err(Failed::NoPlan),
    }
}

/// A script in flat lists, by position.
#[must_use]
pub fn script_json(script: &Script<'_>) -> Value {
    let days = 0..script.size.days;
    json!({
        "days": script.size.days,
        "sites": script.size.sites,
        "goods": script.size.goods,
        "segments": script.size.segments,
        "energy": script.energy,
        "sources": sources(script),
        "lanes": lanes(script),
        "ways": script.ways.iter().map(|way| json!({
            "lead": way.lead,
            "steps": script.roads.steps[way.steps.clone()].iter().map(|s| s.segment).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "loss": script.roads.loss,
        "start": script.stocks.start,
        "bought": script.stocks.bought,
        "given_up": script.stocks.given_up,
        "perishable": script.stocks.perishable,
        "keep": days.clone().map(|day| script.stocks.keep(day)).collect::<Vec<_>>(),
        "split": days.clone().map(|day| by_lane(script, |l| script.mix.split(day, l))).collect::<Vec<_>>(),
        "share": days.clone().map(|day| by_way(script, day)).collect::<Vec<_>>(),
        "open": days.clone().map(|day| {
            (0..script.ways.len()).map(|way| script.mix.open(day, way)).collect::<Vec<_>>()
        }).collect::<Vec<_>>(),
        "people": people(script),
        "chains": script.chains.iter().map(|c| json!({
            "site": c.site, "open_at_start": c.open_at_start, "close": c.close, "open": c.open,
            "trucks": c.trucks,
        })).collect::<Vec<_>>(),
    })
}

fn sources(script: &Script<'_>) -> Vec<Value> {
    let one = |source: &safeconduct_simulate::script::Source| {
        let caps = (0..script.size.days).map(|day| {
            let own = script.limits.crossing_trucks[day * script.size.sites + source.site];
            own.filter(|_| script.is_crossing(source.site))
        });
        json!({
            "site": source.site,
            "lanes": [source.lanes.start, source.lanes.end],
            "trucks": caps.collect::<Vec<_>>(),
            "entries": source.entries,
        })
    };
    script.sources.iter().map(one).collect()
}

fn lanes(script: &Script<'_>) -> Vec<Value> {
    let one = |lane: &safeconduct_simulate::script::Lane| {
        json!({
            "to": lane.to,
            "payload": lane.payload,
            "crumb": lane.crumb,
            "ways": [lane.ways.start, lane.ways.end],
            "outcomes": lane.outcomes,
            "impeded_arrives": lane.impeded_arrives,
        })
    };
    script.lanes.iter().map(one).collect()
}

fn by_lane<'s>(script: &Script<'_>, of: impl Fn(usize) -> &'s [f64]) -> Vec<&'s [f64]> {
    (0..script.lanes.len()).map(of).collect()
}

fn by_way<'s>(script: &'s Script<'_>, day: usize) -> Vec<&'s [f64]> {
    (0..script.ways.len()).map(|way| script.mix.share(day, way)).collect()
}

fn people(script: &Script<'_>) -> Value {
    let people = &script.people;
    let days = 0..script.size.days;
    let share = |day: usize| -> Vec<&[f64]> {
        (0..people.cells.len()).map(|cell| people.share(day, cell)).collect()
    };
    let counters = people.counters.iter();
    let head = |day: usize| -> Vec<f64> {
        (0..script.size.groups).map(|group| script.world.people(group, day)).collect()
    };
    json!({
        "groups": script.size.groups,
        "counters": counters.map(|c| json!([c.site, c.cells.start, c.cells.end])).collect::<Vec<_>>(),
        "cells": people.cells,
        "share": days.clone().map(share).collect::<Vec<_>>(),
        "most_kcal": people.most_kcal.iter().map(|k| k.is_finite().then_some(*k)).collect::<Vec<_>>(),
        "need": people.need,
        "before": people.before,
        "meal": people.meal,
        "cycle": people.cycle,
        "heads": days.map(head).collect::<Vec<_>>(),
        "entry_caps": script.world.entry_caps.iter().map(|cap| {
            (0..script.size.days)
                .map(|day| cap.days.contains(&day).then_some(cap.trucks_per_day))
                .collect::<Vec<_>>()
        }).collect::<Vec<_>>(),
    })
}

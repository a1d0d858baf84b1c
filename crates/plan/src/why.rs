//! Which single changes would lift a zone in a week: each tried by planning anew.
//!
//! A price says what binds, at the margin; here the limit itself is moved. The
//! program of the plan is built once more with every corridor that was found.
//! A limit that is a row is raised by a column that stands at 0 and is set to 1
//! for the trial, so that one program with its basis serves all of them; what
//! changes roads, terms or reach gives a world of its own, which sets out from
//! the same corridors. Only floors, centres, the fair and the total stage are
//! solved: losses and costs feed nobody.
//!
//! A change counts where the levels of the fair stage or the people-days rise.
//! Of those that lift a zone in a week by a person a day or more, the smallest is
//! the one that changes its own limit by the least share ([`Change::size`]);
//! between equals, the one that feeds more people in the zone.
//!
//! [`Change::size`]: safeconduct_model::plan::Change

use safeconduct_model::plan::{Change, Plan, Stage, ZoneWeek};

use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::Program;
use crate::settings::Settings;
use crate::unserved::{Weeks, grouped};

mod again;
mod rows;
mod worlds;

use again::{Again, Outcome};
use rows::Raised;

/// The most changes that are tried, those of limits first.
const MOST: usize = 60;

/// People a day from which on a zone counts as lifted.
const LIFTED: f64 = 1.0;

/// A change that can be tried, in words.
struct Trial {
    change: String,
    cap: safeconduct_model::plan::Cap,
    name: String,
    size: f64,
}

/// What was found by planning anew.
#[derive(Default)]
struct Found {
    base: Outcome,
    /// Changes that help anybody, with what each came to.
    better: Vec<(Trial, Outcome)>,
    /// How many were tried.
    tried: usize,
    /// Linear programs solved.
    solves: usize,
    /// Whether it was time to stop first.
    cut: bool,
}

/// Tries every change that may lift anybody and writes those that do into the
/// plan's weeks. Where the clock cuts it short, nothing is written.
///
/// # Errors
/// As for planning.
pub fn try_changes(
    program: &Program,
    weeks: &Weeks,
    settings: &Settings,
    clock: &mut Clock,
    plan: &mut Plan,
) -> Result<(), PlanError> {
    if plan.unserved_weeks.is_empty() {
        return Ok(());
    }
    // To the last corridor: a truck more is little beside the usual gap.
    let gap = std::mem::replace(&mut clock.gap, 0.0);
    let found = tried(program, weeks, settings, clock);
    clock.gap = gap;
    let found = match found {
        Err(PlanError::TimeLimit { .. }) => Found { cut: true, ..Found::default() },
        other => other?,
    };
    for row in &mut plan.unserved_weeks {
        let zone = program.at.world.scenario.zones.iter().position(|z| z.id == row.zone);
        let Some(zone) = zone else { continue };
        row.changes = changes(row, zone, &found);
        if !found.cut {
            row.sentence.push_str(&told(row, found.tried));
        }
    }
    plan.stages.push(Stage {
        name: "why".to_owned(),
        value: found.tried as f64,
        unit: "changes tried".to_owned(),
        bound: None,
        corridors: program.corridors.len(),
        solves: found.solves,
        attack_sets: None,
        cut: found.cut,
    });
    Ok(())
}

fn tried(
    program: &Program,
    weeks: &Weeks,
    settings: &Settings,
    clock: &mut Clock,
) -> Result<Found, PlanError> {
    let rounds = settings.fair_rounds;
    let mut again = Again::of(program, program.at.world);
    let raised = Raised::all(&mut again, weeks);
    let base = again.solve(rounds, &[], clock)?;
    let mut found = Found { base, ..Found::default() };
    found.solves = found.base.solves;
    for Raised { trial, switches } in raised.into_iter().take(MOST) {
        found.add(trial, again.solve(rounds, &switches, clock)?);
    }
    let left = MOST.saturating_sub(found.tried);
    for (trial, world) in worlds::all(program.at.world).into_iter().take(left) {
        found.add(trial, Again::of(program, &world).solve(rounds, &[], clock)?);
    }
    Ok(found)
}

impl Found {
    fn add(&mut self, trial: Trial, outcome: Outcome) {
        self.tried += 1;
        self.solves += outcome.solves;
        if outcome.betters(&self.base) {
            self.better.push((trial, outcome));
        }
    }
}

/// What lifts a zone in a week, the smallest first.
fn changes(row: &ZoneWeek, zone: usize, found: &Found) -> Vec<Change> {
    let base = &found.base;
    let week = row.week as usize - 1;
    let days = f64::from(row.to_day.0 - row.from_day.0 + 1);
    let mut lifts: Vec<Change> = found
        .better
        .iter()
        .map(|(trial, outcome)| Change {
            change: trial.change.clone(),
            cap: trial.cap,
            name: trial.name.clone(),
            size: trial.size,
            people_fed_per_day: (outcome.people_days - base.people_days) / base.days,
            zone_people_fed_per_day: (outcome.met[zone][week] - base.met[zone][week]) / days,
        })
        .filter(|change| change.zone_people_fed_per_day >= LIFTED)
        .collect();
    lifts.sort_by(|a, b| {
        let more = b.zone_people_fed_per_day.total_cmp(&a.zone_people_fed_per_day);
        a.size.total_cmp(&b.size).then(more).then_with(|| a.change.cmp(&b.change))
    });
    lifts
}

/// People, who may be fewer than before.
fn people(count: f64) -> String {
    let sign = if count <= -0.5 { "-" } else { "" };
    format!("{sign}{}", grouped(count.abs()))
}

fn told(row: &ZoneWeek, tried: usize) -> String {
    let Some(change) = row.changes.first() else {
        return format!(" None of the {tried} single changes tried lifts it.");
    };
    let gains = |change: &Change| {
        let (here, all) = (change.zone_people_fed_per_day, change.people_fed_per_day);
        format!(
            "{}: {} people more a day here, {} in all",
            change.change,
            people(here),
            people(all)
        )
    };
    let here = |change: &&Change| change.zone_people_fed_per_day;
    let most = row.changes.iter().max_by(|a, b| here(a).total_cmp(&here(b)));
    let most = most.filter(|most| most.change != change.change);
    let most =
        most.map_or_else(String::new, |most| format!(" What lifts it most is {}.", gains(most)));
    format!(
        " Verified by planning anew, the smallest single change that lifts it is {}.{most}",
        gains(change)
    )
}

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
//! Limits come first, those that hold most people back before others; how many
//! changes are tried is a matter of count and never of time, unless a time limit
//! ends it. A change counts where the levels of the fair stage or the people-days
//! rise. Of those that lift a zone in a week by a person a day or more, the smallest
//! is the one that changes its own limit by the least share ([`Change::size`]);
//! between equals, the one that feeds more people in the zone.
//!
//! [`Change::size`]: safeconduct_model::plan::Change

use safeconduct_model::plan::week::WEEK_DAYS;
use safeconduct_model::plan::{Claims, Stage};

use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::Program;
use crate::settings::Settings;
use crate::unserved::{Effect, Trial, Tried, Weeks};

mod again;
mod rows;
mod worlds;

use again::{Again, Outcome};
use rows::Raised;

/// Flow columns that all trials together may go over, unless all changes are asked
/// for: a large program takes long to be solved once more.
const COLUMNS: usize = 20_000;

/// Changes that are tried in any program, however large.
const LEAST: usize = 3;

/// How many changes are tried in a program of so many flow columns.
fn budget(tries: usize, columns: usize) -> usize {
    if tries == usize::MAX { tries } else { tries.min((COLUMNS / columns.max(1)).max(LEAST)) }
}

/// Tries changes that may lift anybody. What was tried before a time limit passed
/// stands; without the base to compare with, nothing was.
///
/// # Errors
/// The solver failed.
pub fn try_changes(
    program: &Program,
    weeks: &Weeks,
    settings: &Settings,
    clock: &mut Clock,
    claims: &Claims,
) -> Result<(Tried, Option<Stage>), PlanError> {
    if settings.tries == 0 || !Weeks::any(program.at.world, claims) {
        return Ok((Tried::default(), None));
    }
    // To the last corridor: a truck more is little beside the usual gap.
    let gap = std::mem::replace(&mut clock.gap, 0.0);
    let mut found = Found::default();
    let ended = found.all(program, weeks, settings, clock, claims);
    clock.gap = gap;
    let cut = match ended {
        Err(PlanError::TimeLimit { .. }) => true,
        Err(other) => return Err(other),
        Ok(()) => false,
    };
    let stage = Stage {
        name: "why".to_owned(),
        value: found.tried.effects.len() as f64,
        unit: format!("of {} tried", found.tried.effects.len() + found.tried.left),
        bound: None,
        corridors: program.corridors.len(),
        solves: found.solves,
        attack_sets: None,
        cut,
    };
    Ok((found.tried, Some(stage)))
}

/// What was found by planning anew.
#[derive(Default)]
struct Found {
    base: Outcome,
    tried: Tried,
    /// Linear programs solved.
    solves: usize,
}

impl Found {
    fn all(
        &mut self,
        program: &Program,
        weeks: &Weeks,
        settings: &Settings,
        clock: &mut Clock,
        claims: &Claims,
    ) -> Result<(), PlanError> {
        let (world, rounds) = (program.at.world, settings.fair_rounds);
        let mut again = Again::of(program, world);
        let raised = Raised::all(&mut again, &weeks.rows(&program.at, claims));
        let others = worlds::all(world);
        let tries = budget(settings.tries, program.flows.len());
        self.tried.left = raised.len() + others.len();
        self.base = again.solve(rounds, &[], clock)?;
        self.solves += self.base.solves;
        for Raised { trial, switches } in raised.into_iter().take(tries) {
            self.add(trial, &again.solve(rounds, &switches, clock)?);
        }
        for (trial, change) in others {
            if self.tried.effects.len() >= tries {
                break;
            }
            let Some(changed) = change.made(world) else {
                self.tried.left -= 1;
                continue;
            };
            self.add(trial, &Again::of(program, &changed).solve(rounds, &[], clock)?);
        }
        Ok(())
    }

    fn add(&mut self, trial: Trial, outcome: &Outcome) {
        let base = &self.base;
        self.solves += outcome.solves;
        self.tried.left -= 1;
        let days = |week: usize| (base.days - (week * WEEK_DAYS) as f64).min(WEEK_DAYS as f64);
        let more = |after: &Vec<f64>, before: &Vec<f64>| {
            let weeks = after.iter().zip(before).enumerate();
            weeks.map(|(week, (after, before))| (after - before) / days(week)).collect()
        };
        self.tried.effects.push(Effect {
            trial,
            better: outcome.betters(base),
            people: (outcome.people_days - base.people_days) / base.days,
            zones: outcome.met.iter().zip(&base.met).map(|(a, b)| more(a, b)).collect(),
        });
    }
}

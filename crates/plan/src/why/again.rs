//! The program of a plan once more, to be solved as often as there are changes.

use safeconduct_model::plan::week::WEEK_DAYS;
use safeconduct_model::world::World;

use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::{Program, Var};
use crate::{centre, stage};

/// Share by which levels must differ to count as better.
const BETTER: f64 = 1e-6;

/// What the stages that feed people came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// People-days at full energy need.
    pub people_days: f64,
    /// Days in the horizon.
    pub days: f64,
    /// Levels of all demands, lowest first; 0 for whom nothing reaches.
    levels: Vec<f64>,
    /// People-days at full energy need by zone and week.
    pub met: Vec<Vec<f64>>,
    /// Linear programs solved.
    pub solves: usize,
}

impl Outcome {
    /// Whether it is better for people: the first level that differs is higher, or
    /// none does and more are fed.
    pub fn betters(&self, base: &Self) -> bool {
        let pairs = self.levels.iter().zip(&base.levels);
        let differ = pairs.map(|(new, old)| new - old).find(|by| by.abs() > BETTER);
        let more = self.people_days - base.people_days;
        differ.map_or(more > 0.5 * self.days, |by| by > 0.0)
    }
}

/// A column whose greatest value is another for a trial.
#[derive(Clone, Copy, Debug)]
pub struct Switch {
    /// The column.
    pub column: usize,
    /// Its bounds without the change.
    pub without: (f64, f64),
    /// Its bounds with it.
    pub with: (f64, f64),
}

/// A program that knows every corridor that was found.
pub struct Again<'w> {
    /// The program.
    pub program: Program<'w>,
}

impl<'w> Again<'w> {
    /// The program of a world that is like the first program's, but for a change.
    pub fn of(first: &Program, world: &'w World) -> Self {
        let mut program = Program::build(first.at.like(world));
        let days = &first.at.grid.period_of;
        for p in 0..program.at.grid.len() {
            let like = days.get(program.at.grid.day(p)).copied().unwrap_or(0);
            for flow in first.flows.iter().filter(|flow| flow.period == like) {
                let corridor = &first.corridors[flow.corridor];
                if !open(world, corridor, program.at.grid.day(p)) {
                    continue;
                }
                program.add_flow(corridor, flow.fleet, flow.commodity, p);
            }
        }
        Self { program }
    }

    /// Solves centres, floors, the fair and the total stage, with a change or
    /// without.
    ///
    /// # Errors
    /// As for planning; the time limit is one, as half an answer is none.
    pub fn solve(
        &mut self,
        rounds: usize,
        switches: &[Switch],
        clock: &mut Clock,
    ) -> Result<Outcome, PlanError> {
        let program = &mut self.program;
        set(program, switches, true);
        release(program);
        let centres = centre::choose(program, clock)?;
        let floors = stage::floors(program, clock)?;
        let fair = stage::fair(program, rounds, clock)?;
        let total = stage::total(program, clock)?;
        if fair.stage.cut || total.cut {
            return Err(clock.too_late());
        }
        let before = [centres, floors].into_iter().flatten().map(|stage| stage.solves);
        let solves = fair.stage.solves + total.solves + before.sum::<usize>();
        program.warm = true;
        let outcome = outcome(program, solves);
        set(program, switches, false);
        Ok(outcome)
    }
}

/// Whether a corridor may still be driven.
fn open(world: &World, corridor: &crate::corridor::Corridor, day: usize) -> bool {
    let road = |&e: &usize| world.roads[e][day].open_to(corridor.track);
    world.track_allowed[corridor.track][day] && corridor.segments.iter().all(road)
}

fn set(program: &mut Program, switches: &[Switch], on: bool) {
    for switch in switches {
        let (low, high) = if on { switch.with } else { switch.without };
        program.lp.bounds(switch.column, low, high);
    }
}

/// Lets go of what stages kept, as if none had run.
fn release(program: &mut Program) {
    for g in 0..program.at.demands.len() {
        program.bounds(Var::Level(g), 0.0, 1.0);
        program.bounds(Var::Released(g), 0.0, 0.0);
    }
    program.bounds(Var::Floors, 0.0, crate::program::FLOORS_AT_MOST);
    program.forget_kept();
}

fn outcome(program: &Program, solves: usize) -> Outcome {
    let at = &program.at;
    let energy = at.energy();
    let weeks = at.world.days.div_ceil(WEEK_DAYS);
    let mut met = vec![vec![0.0; weeks]; at.world.scenario.zones.len()];
    for (g, demand) in at.demands.iter().enumerate() {
        for (day, &p) in at.grid.period_of.iter().enumerate() {
            // The days of a period are alike.
            let a_day = program.value(Var::Met(g, energy, p)) * 1000.0 / at.grid.days(p);
            met[demand.zone][day / WEEK_DAYS] += a_day;
        }
    }
    let level = |g: usize| if at.served[g] { program.least(Var::Level(g)) } else { 0.0 };
    let mut levels: Vec<f64> = (0..at.demands.len()).map(level).collect();
    levels.sort_by(f64::total_cmp);
    Outcome {
        people_days: program.value(Var::Total) * 1000.0,
        days: at.world.days as f64,
        levels,
        met,
        solves,
    }
}

//! What a world comes to in a measure: the stages that the measure needs, from
//! the corridors that worlds before it found worth driving.
//!
//! Values are those of the program, before anything is written down in grams:
//! no simple rules, no certificate.

use rustc_hash::FxHashMap;
use safeconduct_model::world::World;
use safeconduct_model::worth::Measure;

use crate::clock::Clock;
use crate::corridor::Corridor;
use crate::error::PlanError;
use crate::program::{Program, Var};
use crate::setting::Setting;
use crate::settings::Settings;
use crate::{FLOOR_KEPT, centre, claim, coordinate, settle, stage};

/// What a world comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The measure, in its unit.
    pub value: f64,
    /// By group of the world: the level that the fair stage kept for it; below
    /// zero where it cannot be served.
    pub levels: Vec<f64>,
}

/// A flow apart from any program: its corridor, fleet, commodity and first day.
type Known = (Corridor, usize, usize, usize);

/// Values worlds of one scenario one after the other.
pub struct Valuer<'s> {
    measure: Measure,
    settings: &'s Settings,
    pool: Vec<Known>,
    known: FxHashMap<Known, ()>,
    /// Worlds solved.
    pub solved: u64,
    /// Linear programs solved.
    pub programs: u64,
}

impl<'s> Valuer<'s> {
    /// Nothing known yet.
    pub fn new(measure: Measure, settings: &'s Settings) -> Self {
        let (pool, known) = (Vec::new(), FxHashMap::default());
        Self { measure, settings, pool, known, solved: 0, programs: 0 }
    }

    /// What a world comes to; none where no plan keeps its floors.
    ///
    /// # Errors
    /// As for planning; a limit that passes first gives no value.
    pub fn value(
        &mut self,
        world: &World,
        clock: &mut Clock,
    ) -> Result<Option<Outcome>, PlanError> {
        self.solved += 1;
        let gamma = self.settings.gamma.unwrap_or(world.scenario.gamma);
        let at = Setting::of(world, gamma);
        if coordinate::suits(&at, self.settings.method, self.settings.gap) {
            return self.coordinated(at, clock);
        }
        let mut program = Program::build(at);
        self.draw_on_pool(&mut program);
        let outcome = self.stages(&mut program, clock);
        self.learn(&program);
        outcome
    }

    /// The columns that worlds before this one found, as far as they can be
    /// driven here.
    fn draw_on_pool(&self, program: &mut Program) {
        for (corridor, fleet, commodity, day) in &self.pool {
            let p = program.at.grid.period_of[*day];
            program.add_flow(corridor, *fleet, *commodity, p);
        }
    }

    /// Remembers what is driven in the last solution.
    fn learn(&mut self, program: &Program) {
        for flow in program.flows.iter().filter(|flow| program.tonnes(flow) > 0.0) {
            let corridor = program.corridors[flow.corridor].clone();
            let day = program.at.grid.day(flow.period);
            let known = (corridor, flow.fleet, flow.commodity, day);
            if self.known.insert(known.clone(), ()).is_none() {
                self.pool.push(known);
            }
        }
    }

    fn stages(
        &mut self,
        program: &mut Program,
        clock: &mut Clock,
    ) -> Result<Option<Outcome>, PlanError> {
        let mut solves = centre::choose(program, clock)?.map_or(0, |stage| stage.solves);
        let floors = stage::floors(program, clock)?;
        solves += floors.as_ref().map_or(0, |stage| stage.solves);
        let kept = floors.is_none_or(|floors| floors.value >= FLOOR_KEPT);
        if !kept {
            self.programs += solves as u64;
            return Ok(None);
        }
        let rounds = if self.measure == Measure::Lowest { 0 } else { self.settings.fair_rounds };
        let fair = stage::fair(program, rounds, clock)?.stage;
        let (mut cut, theta) = (fair.cut, fair.value);
        solves += fair.solves;
        let levels = levels(program);
        let value = if self.measure == Measure::Lowest {
            lowest(program, theta)
        } else {
            let total = stage::total(program, clock)?;
            solves += total.solves;
            cut |= total.cut;
            total.value
        };
        let value = match self.measure {
            Measure::PeopleDays | Measure::Lowest => value,
            Measure::Loss | Measure::WorstCase | Measure::TruckKm => {
                stage::keep_total(program);
                for next in [stage::loss, stage::cost] {
                    let stage = next(program, clock)?;
                    solves += stage.solves;
                    cut |= stage.cut;
                }
                self.claimed(program)
            }
        };
        self.programs += solves as u64;
        if cut { Err(clock.too_late()) } else { Ok(Some(Outcome { value, levels })) }
    }

    /// The measure of the solution as a plan in grams.
    fn claimed(&self, program: &Program) -> f64 {
        let book = settle::settle(program, centre::open_days(program));
        figure(self.measure, &claim::claims(&book, program.at.gamma))
    }

    /// The measure of a world planned by prices alone.
    fn coordinated(
        &mut self,
        at: Setting,
        clock: &mut Clock,
    ) -> Result<Option<Outcome>, PlanError> {
        let settings = Settings { baselines: false, ..self.settings.clone() };
        let answer = coordinate::plan(at, &settings, clock).answer;
        let safeconduct_model::answer::Answer::Planned(plan) = answer else { return Ok(None) };
        if plan.stages.iter().any(|stage| stage.cut) {
            return Err(clock.too_late());
        }
        self.programs += plan.stages.iter().map(|stage| stage.solves as u64).sum::<u64>();
        let levels = plan.claims.groups.iter().map(|group| group.least_week).collect();
        Ok(Some(Outcome { value: figure(self.measure, &plan.claims), levels }))
    }
}

/// The measure of a plan by its claims, in the measure's unit.
pub fn figure(measure: Measure, claims: &safeconduct_model::plan::Claims) -> f64 {
    match measure {
        Measure::PeopleDays => claims.people_days,
        Measure::Lowest => claims.least_coverage * 1e6,
        Measure::Loss => claims.loss.value_usd,
        Measure::WorstCase => claims.worst_case_usd,
        Measure::TruckKm => claims.truck_km,
    }
}

/// By group of the world, the level kept for it.
fn levels(program: &Program) -> Vec<f64> {
    let at = &program.at;
    let mut levels = vec![-1.0; at.world.groups.len()];
    for (g, demand) in at.demands.iter().enumerate().filter(|(g, _)| at.served[*g]) {
        for &group in &demand.groups {
            levels[group] = program.least(Var::Level(g));
        }
    }
    levels
}

/// The lowest group's level in millionths: nothing where somebody in need cannot
/// be served at all.
fn lowest(program: &Program, theta: f64) -> f64 {
    let at = &program.at;
    let needs = |g: usize| (0..at.grid.len()).any(|p| at.need(g, p) > 0.0);
    let missed = (0..at.demands.len()).any(|g| !at.served[g] && needs(g));
    if missed { 0.0 } else { theta * 1e6 }
}

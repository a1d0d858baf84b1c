//! The linear program of a stage as text, for any other solver to read.

use safeconduct_model::world::World;

use crate::clock::Clock;
use crate::error::PlanError;
use crate::program::{Program, Var};
use crate::setting::Setting;
use crate::settings::Settings;
use crate::{centre, stage};

/// A stage's program with the value it reached here.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The program in free MPS format, all generated corridors as columns,
    /// levels of the fair stage as bounds.
    pub mps: String,
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Least objective reached here: minus the people-days met, in thousands.
    pub value: f64,
}

/// The program of the `total` stage after the fair one.
///
/// # Errors
/// As for planning.
pub fn total_stage(world: &World, settings: &Settings) -> Result<Exported, PlanError> {
    let mut quiet = |_: &crate::Progress| {};
    let mut clock = Clock::start(settings, &mut quiet);
    let gamma = settings.gamma.unwrap_or(world.scenario.gamma);
    let mut program = Program::build(Setting::of(world, gamma));
    centre::choose(&mut program, &mut clock)?;
    stage::fair(&mut program, settings.fair_rounds, &mut clock)?;
    stage::total(&mut program, &mut clock)?;
    let value = -program.value(Var::Total);
    program.cost(Var::Total, -1.0);
    let table = &program.lp.table;
    Ok(Exported { mps: table.mps(), rows: table.rows.len(), columns: table.columns.len(), value })
}

//! Would the plan hold against someone who learns?
//!
//! This room has never seen the optimizer: it knows a plan as a file and plays it
//! day by day, policy against interceptor, run after run. Crossings open and
//! close, missions are denied, convoys are drawn, somebody waits on the road,
//! stocks run low and fill up, people eat. The same plan, seed and version give
//! the same outcome at any number of threads.
//!
//! `script` is what a policy would do if all went as expected, `run` a run of it,
//! `interceptor` those who wait, `contest` the plainest game between the two.

pub mod assumed;
pub mod chance;
pub mod contest;
mod error;
pub mod game;
pub mod interceptor;
mod record;
pub mod run;
pub mod script;
mod settings;
pub mod statistics;
mod summary;
pub mod tally;

pub use error::Error;
pub use script::{Policy, Rule, Script};
pub use settings::Settings;

use chance::{Dice, Purpose};
use rayon::prelude::*;
use record::{Record, Zones};
use run::Run;
use safeconduct_model::outcome::Outcome;
use safeconduct_model::world::World;

use crate::interceptor::Opponent;

/// Plays every policy against every interceptor.
///
/// # Errors
/// Nothing to play, a plan that is not of this world, or no threads to be had.
pub fn simulate(world: &World, policies: &[Policy], settings: &Settings) -> Result<Outcome, Error> {
    if policies.is_empty() || settings.opponents.is_empty() || settings.runs == 0 {
        return Err(Error::Nothing);
    }
    let threads = rayon::ThreadPoolBuilder::new().num_threads(settings.threads.unwrap_or(0));
    let pool = threads.build()?;
    let (mut cells, mut single) = (Vec::new(), Vec::new());
    for policy in policies {
        let script = Script::of(policy, world)?;
        let zones = Zones::of(&script);
        single.push(script.lanes.iter().all(|lane| lane.ways.len() <= 1));
        for opponent in &settings.opponents {
            let records = pool.install(|| runs(&script, &zones, *opponent, settings));
            cells.push(summary::cell(policy, &opponent.name(), world, &records));
        }
    }
    Ok(summary::outcome(world, (policies, &single), settings, cells))
}

/// The figures of every run, in the order of the runs.
fn runs(script: &Script, zones: &Zones, opponent: Opponent, settings: &Settings) -> Vec<Record> {
    let behaviours = &script.world.scenario.simulation.behaviours;
    let begin = || {
        let interceptor = opponent.make(behaviours, script.targets(), script.size.days);
        (Run::new(script), interceptor)
    };
    let one = |(run, interceptor): &mut (Run, Box<dyn interceptor::Interceptor>), number: u32| {
        let dice = |purpose| Dice::new(settings.seed, u64::from(number), purpose);
        let (mut world, mut mind) = (dice(Purpose::World), dice(Purpose::Mind));
        run.play(interceptor.as_mut(), &mut world, &mut mind);
        Record::of(&run.tally, script, zones)
    };
    (0..settings.runs).into_par_iter().map_init(begin, one).collect()
}

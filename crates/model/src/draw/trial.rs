//! Trial draws: whether a day can be rounded with its means kept.
//!
//! They use a seed that everybody knows, so that how many trucks leave follows
//! from the plan alone.

use super::lane::Lane;
use super::load;
use super::rounding;
use super::seed::Seed;
use super::sending::Sending;
use crate::world::World;

/// Draws tried for each day.
const TRIALS: u32 = 16;

/// A limit that kept one of the trial draws from its means, if any.
pub(super) fn blocked(
    sending: &Sending,
    lanes: &[Lane],
    world: &World,
    day: usize,
) -> Option<usize> {
    if sending.leaving.iter().all(|leaving| leaving.due.len() == 1) {
        return None;
    }
    let leaving = sending.leaving.iter().enumerate();
    let trucks: Vec<_> = leaving
        .flat_map(|(at, leaving)| load::trucks(at, leaving, &lanes[leaving.lane], world))
        .collect();
    let seed = Seed::public();
    let day = u32::try_from(day).unwrap_or(u32::MAX);
    (0..TRIALS).find_map(|trial| {
        let dice = seed.dice(&format!("trial {trial}"), day);
        rounding::round(&trucks, sending, lanes, &dice).blocked
    })
}

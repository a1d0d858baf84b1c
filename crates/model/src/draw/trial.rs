//! Trial draws: whether a day can be rounded with its means kept.
//!
//! They use a seed that everybody knows, so that how many trucks leave follows
//! from the plan alone.

use super::lane::Lane;
use super::limit::Limit;
use super::load;
use super::rounding;
use super::seed::Seed;
use super::sending::{Leaving, Sending};
use super::whole::bounds;
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
    if !sending.limits.iter().any(|limit| may_block(limit, sending)) {
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

/// Whether some rounding of every lane by itself would break the limit.
fn may_block(limit: &Limit, sending: &Sending) -> bool {
    limit.broken_by(sending.leaving.iter().map(|leaving| most(limit, leaving)).sum())
}

/// The most that a lane can come to in a limit: counts next to their means, the
/// heaviest ways rounded up.
fn most(limit: &Limit, leaving: &Leaving) -> f64 {
    let weight = |way: usize| {
        let part = limit.parts.iter().find(|p| p.lane == leaving.lane && p.way == way);
        part.map_or(0.0, |part| part.weight)
    };
    let (mut sum, mut left, mut more) = (0.0, leaving.trucks, Vec::new());
    for (way, mean) in leaving.means() {
        let (low, high) = bounds(mean);
        sum += f64::from(low) * weight(way);
        left = left.saturating_sub(low);
        more.extend((high > low).then(|| weight(way)));
    }
    more.sort_by(|a, b| b.total_cmp(a));
    sum + more.iter().take(left as usize).sum::<f64>()
}

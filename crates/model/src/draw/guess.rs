//! How well a watcher guesses the next corridor from those he saw.
//!
//! A watcher of order m remembers, for every run of m corridors, which corridor
//! came next how often, and guesses the most frequent. Against independent
//! draws no order helps: his hit rate is that of whoever always names the
//! corridor with the largest share of the mix. Against rotation order 1 is
//! enough to be right nearly every day.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Mean, Mix, Seed};
use crate::calendar::Day;
use crate::finding::{Code, Findings};
use crate::id::{FleetId, SiteId, TrackId};
use crate::schedule::Schedule;

/// How one watcher fares.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Watcher {
    /// Corridors he remembers in a row.
    pub order: usize,
    /// Share of days on which he was right.
    pub hit_rate: f64,
    /// Entropy of the next corridor given the last `order` ones, in bits, from
    /// the same days (Miller and Madow's correction for few days added). Large
    /// is good; the entropy of the mix is the most there can be.
    pub bits: f64,
}

/// How well one lane of a day can be guessed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lane {
    /// Where its convoys leave.
    pub from: SiteId,
    /// Where they arrive.
    pub to: SiteId,
    /// The track.
    pub track: TrackId,
    /// The fleet.
    pub fleet: FleetId,
    /// Trucks of the lane on the day.
    pub trucks: u32,
    /// Corridors in its mix.
    pub corridors: usize,
    /// Entropy of the mix in bits: 0 where there is one corridor.
    pub mix_bits: f64,
    /// Hit rate of whoever always names the corridor with the largest share.
    pub best_constant: f64,
    /// Watchers of order 0, 1 and 2 on the corridor of the first truck of each day.
    pub watchers: Vec<Watcher>,
}

/// How well the draws of a plan's day can be guessed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// The day whose mix was drawn again and again.
    pub day: Day,
    /// Days drawn, with a seed that everybody knows.
    pub draws: u32,
    /// Share of them that shared limits kept from the exact mix.
    pub bent: f64,
    /// Lanes that send trucks on the day.
    pub lanes: Vec<Lane>,
}

/// Draws the mix of `day` for so many days and lets watchers guess.
///
/// # Errors
/// A day outside of the plan.
pub fn measure(mix: &Mix<'_>, day: Day, draws: u32) -> Result<Measured, Findings> {
    let seed = Seed::public();
    let mut lanes: BTreeMap<_, Vec<Mean>> = BTreeMap::new();
    for mean in mix.means(day)? {
        lanes.entry(mean.lane).or_default().push(mean);
    }
    let mut seen: Vec<Vec<usize>> = vec![Vec::new(); lanes.len()];
    let mut bent = 0_u32;
    for chance in 0..draws {
        let drawn = mix.again(day, chance, &seed)?;
        bent += u32::from(drawn.findings.0.iter().any(|finding| finding.code == Code::DrawBent));
        for (lane, seen) in lanes.values().zip(&mut seen) {
            seen.extend(first(&drawn, lane, mix));
        }
    }
    let lanes = lanes.values().zip(&seen).map(|(lane, seen)| measured(lane, seen, mix)).collect();
    Ok(Measured { day, draws, bent: f64::from(bent) / f64::from(draws.max(1)), lanes })
}

/// The corridor of the lane's first truck, by its place in the mix.
fn first(drawn: &Schedule, lane: &[Mean], mix: &Mix<'_>) -> Option<usize> {
    let by = |convoy: &crate::schedule::Convoy| {
        lane.iter().position(|mean| {
            let corridor = &mix.plan.corridors[mean.corridor];
            mix.world.scenario.fleets[mean.fleet].id == convoy.fleet
                && (&corridor.from, &corridor.to, &corridor.track)
                    == (&convoy.from, &convoy.to, &convoy.track)
                && corridor.segments == convoy.segments
        })
    };
    drawn.convoys.iter().find_map(by)
}

fn measured(lane: &[Mean], seen: &[usize], mix: &Mix<'_>) -> Lane {
    let scenario = &mix.world.scenario;
    let (from, to, track, fleet) = lane.first().map_or((0, 0, 0, 0), |mean| mean.lane);
    let shares: Vec<f64> = lane.iter().map(|mean| mean.mean).collect();
    Lane {
        from: scenario.sites[from].id.clone(),
        to: scenario.sites[to].id.clone(),
        track: scenario.tracks[track].id.clone(),
        fleet: scenario.fleets[fleet].id.clone(),
        trucks: lane.first().map_or(0, |mean| mean.trucks),
        corridors: lane.len(),
        mix_bits: entropy(&shares),
        best_constant: best_constant(&shares),
        watchers: (0..=2).map(|order| watch(seen, order)).collect(),
    }
}

/// How a watcher of this order fares on a run of corridors, each a number.
/// He learns as he goes and is never shown what he has to guess.
#[must_use]
pub fn watch(seen: &[usize], order: usize) -> Watcher {
    let mut memory: BTreeMap<&[usize], BTreeMap<usize, u32>> = BTreeMap::new();
    let mut whole: BTreeMap<usize, u32> = BTreeMap::new();
    let (mut right, mut guesses) = (0_u32, 0_u32);
    for day in order..seen.len() {
        let (Some(past), Some(&next)) = (seen.get(day - order..day), seen.get(day)) else {
            continue;
        };
        let after = memory.entry(past).or_default();
        // Where he has never been here before, he names the most frequent so far.
        let guess = most_frequent(after).or_else(|| most_frequent(&whole));
        right += u32::from(guess == Some(next));
        guesses += 1;
        *after.entry(next).or_default() += 1;
        *whole.entry(next).or_default() += 1;
    }
    let hit_rate = f64::from(right) / f64::from(guesses.max(1));
    Watcher { order, hit_rate, bits: conditional_entropy(&memory) }
}

/// The best hit rate of whoever knows the mix and nothing else: its largest share.
#[must_use]
pub fn best_constant(mix: &[f64]) -> f64 {
    mix.iter().copied().fold(0.0, f64::max) / mix.iter().sum::<f64>()
}

/// Entropy of a mix in bits.
#[must_use]
pub fn entropy(mix: &[f64]) -> f64 {
    let all: f64 = mix.iter().sum();
    let shares = mix.iter().map(|part| part / all).filter(|share| *share > 0.0);
    shares.map(|share| share * (1.0 / share).log2()).sum::<f64>()
}

fn most_frequent(counts: &BTreeMap<usize, u32>) -> Option<usize> {
    counts
        .iter()
        .max_by_key(|(corridor, count)| (**count, std::cmp::Reverse(**corridor)))
        .map(|c| *c.0)
}

fn conditional_entropy(memory: &BTreeMap<&[usize], BTreeMap<usize, u32>>) -> f64 {
    let total: u32 = memory.values().flat_map(BTreeMap::values).sum();
    let of = |after: &BTreeMap<usize, u32>| {
        let counts: Vec<f64> = after.values().map(|count| f64::from(*count)).collect();
        let seen: f64 = counts.iter().sum();
        let correction = (counts.len() as f64 - 1.0) / (2.0 * seen) / std::f64::consts::LN_2;
        seen / f64::from(total) * (entropy(&counts) + correction)
    };
    memory.values().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rotation_is_seen_through() {
        let seen: Vec<usize> = (0..1_000).map(|day| day % 3).collect();
        let first = watch(&seen, 1);
        assert!(first.hit_rate > 0.99, "{first:?}");
        assert!(first.bits < 0.01, "{first:?}");
        // Two days each: order 1 is not enough, order 2 is right nearly always.
        let pairs: Vec<usize> = (0..1_000).map(|day| day / 2 % 2).collect();
        assert!(watch(&pairs, 1).hit_rate < 0.6);
        assert!(watch(&pairs, 2).hit_rate > 0.99);
    }

    #[test]
    fn a_fair_coin_has_one_bit() {
        assert_eq!(entropy(&[1.0, 1.0]), 1.0);
        assert_eq!(best_constant(&[1.0, 3.0]), 0.75);
        assert_eq!(watch(&[], 2).hit_rate, 0.0);
    }
}

//! What flows: every load followed over its corridor, segment by segment.
//!
//! A load is counted on every segment on the day it leaves. What leaves a
//! segment is what entered, times 1 minus the three kinds of loss of that
//! day, rounded down to the gram.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::number::{Decimal, ten_to};
use super::rows::{Load, Rows, Way};
use crate::loss::Loss;
use crate::world::World;

/// All loads on the road.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// By day of leaving and segment; only where something passes.
    pub passings: BTreeMap<(usize, usize), Passing>,
    /// By load, in the order of [`Rows::loads`].
    pub arrivals: Vec<Arrival>,
    /// By load: the mass that enters each of its segments, and what arrives.
    pub entering: Vec<Vec<i128>>,
}

/// Where a load ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    /// Day of arrival; may lie behind the horizon.
    pub day: usize,
    /// Mass that arrives.
    pub grams: i128,
}

/// What passes a segment, of all loads that leave on one day.
#[derive(Debug)]
pub(super) struct Passing {
    /// Entering mass by fleet.
    pub fleets: Vec<i128>,
    /// Entering mass by track.
    pub tracks: Vec<i128>,
    /// Entering mass by commodity.
    pub commodities: Vec<i128>,
    /// Mass lost by commodity.
    pub lost: Vec<i128>,
    /// The loss of that day.
    pub loss: Shares,
}

/// The kinds of loss on one segment and day, exactly.
#[derive(Clone, Debug)]
pub(super) struct Shares {
    /// Seized, self-distributed, refused; in parts of `unit`.
    pub kinds: [BigInt; 3],
    /// Their sum.
    pub total: BigInt,
    unit: BigInt,
    /// What is kept and the unit, where both are small enough that their
    /// product with any mass fits.
    quick: Option<(i128, i128)>,
}

impl Shares {
    pub(super) fn of(loss: Loss) -> Self {
        let kinds = [loss.seized.0, loss.self_distributed.0, loss.refused.0].map(Decimal::of);
        let places = kinds.iter().map(|k| k.places).max().unwrap_or(0);
        let kinds = kinds.map(|k| k.times_ten_to(places));
        let unit = ten_to(places);
        let total = kinds.iter().sum();
        let kept: BigInt = &unit - &total;
        let kept = kept.max(BigInt::ZERO);
        // Masses fit 63 bits, so kept and unit may have 63 as well.
        let quick = kept.to_i64().zip(unit.to_i64());
        Self { kinds, total, unit, quick: quick.map(|(k, u)| (k.into(), u.into())) }
    }

    /// What is left of `grams`, rounded down.
    pub fn leave(&self, grams: i128) -> i128 {
        if let Some((kept, unit)) = self.quick {
            return grams * kept / unit;
        }
        let kept: BigInt = &self.unit - &self.total;
        (kept.max(BigInt::ZERO) * grams / &self.unit).to_i128().unwrap_or(0)
    }
}

impl Flow {
    /// Follows every load of the rows.
    pub fn of(rows: &Rows, world: &World) -> Self {
        let mut flow = Self::default();
        let lead = Lead::of(world);
        for load in &rows.loads {
            let way = &rows.ways[load.way];
            let entering = flow.drive(load, way, world);
            let grams = entering.last().copied().unwrap_or(load.grams);
            flow.entering.push(entering);
            let day = load.day.saturating_add(lead.days(way, load.fleet));
            flow.arrivals.push(Arrival { day, grams });
        }
        flow
    }

    /// Mass that enters each segment, and what arrives.
    fn drive(&mut self, load: &Load, way: &Way, world: &World) -> Vec<i128> {
        let mut grams = load.grams;
        let mut entering = Vec::with_capacity(way.segments.len() + 1);
        for &segment in &way.segments {
            let passing = self.passings.entry((load.day, segment)).or_insert_with(|| Passing {
                fleets: vec![0; world.scenario.fleets.len()],
                tracks: vec![0; world.scenario.tracks.len()],
                commodities: vec![0; world.scenario.commodities.len()],
                lost: vec![0; world.scenario.commodities.len()],
                loss: Shares::of(world.roads[segment][load.day].loss),
            });
            let left = passing.loss.leave(grams);
            entering.push(grams);
            passing.fleets[load.fleet] += grams;
            passing.tracks[way.track] += grams;
            passing.commodities[load.commodity] += grams;
            passing.lost[load.commodity] += grams - left;
            grams = left;
        }
        entering.push(grams);
        entering
    }
}

/// Days on the road: `ceil(hours / hours_per_day) - 1`, at least 0.
struct Lead {
    hours_unit: BigInt,
    hours_per_day: Vec<Decimal>,
}

impl Lead {
    fn of(world: &World) -> Self {
        let places = world.scenario.segments.iter().map(|s| Decimal::of(s.hours.0).places).max();
        Self {
            hours_unit: ten_to(places.unwrap_or(0)),
            hours_per_day: world
                .scenario
                .fleets
                .iter()
                .map(|f| Decimal::of(f.hours_per_day.0))
                .collect(),
        }
    }

    fn days(&self, way: &Way, fleet: usize) -> usize {
        let in_a_day = &self.hours_per_day[fleet];
        let hours = &way.hours * in_a_day.unit();
        let day = &in_a_day.digits * &self.hours_unit;
        if hours <= day {
            return 0;
        }
        let days: BigInt = (hours - 1) / day;
        days.to_usize().unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Share;

    fn shares(seized: f64, self_distributed: f64, refused: f64) -> Shares {
        Shares::of(Loss {
            seized: Share(seized),
            self_distributed: Share(self_distributed),
            refused: Share(refused),
        })
    }

    #[test]
    fn what_leaves_a_segment_is_rounded_down() {
        assert_eq!(shares(0.05, 0.0, 0.0).leave(1_000_000), 950_000);
        assert_eq!(shares(0.1, 0.2, 0.0).leave(11), 7);
        assert_eq!(shares(0.0, 0.0, 0.0).leave(i128::from(i64::MAX)), i128::from(i64::MAX));
    }

    #[test]
    fn everything_can_be_lost_and_no_more() {
        assert_eq!(shares(0.7, 0.2, 0.1).leave(1_000), 0);
        assert_eq!(shares(0.7, 0.7, 0.7).leave(1_000), 0);
    }

    #[test]
    fn tiny_losses_take_the_long_way_to_the_same_end() {
        let tiny = shares(1e-30, 0.0, 0.0);
        assert!(tiny.quick.is_none());
        assert_eq!(tiny.leave(1_000), 999);
        assert_eq!(tiny.leave(0), 0);
    }
}

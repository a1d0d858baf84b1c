//! Shares of tracks and floors of coverage.
//!
//! Rounding loads to the gram can move a share or a coverage by less than the
//! allowance here, and by nothing that anybody could measure.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::number::{Decimal, nearest};
use super::nutrition::Fed;
use super::report::{Report, beside, group};
use super::rows::Rows;
use crate::world::{ShareRule, World};

/// One part in so many by which shares may be missed.
const SHARE_ONE_PART_IN: u32 = 1_000_000_000;

/// One part in so many by which floors may be missed: some grams a thousand
/// people and day, for what they eat passes many roundings.
const FLOOR_ONE_PART_IN: u32 = 100_000;

fn allowance(one_part_in: u32) -> BigRational {
    BigRational::new(BigInt::one(), BigInt::from(one_part_in))
}

/// Holds tracks to their shares and groups to their floors.
pub(super) fn check(rows: &Rows, fed: &Fed, world: &World, report: &mut Report) {
    for rule in &world.share_rules {
        track(rule, rows, world, report);
    }
    floors(fed, world, report);
}

fn track(rule: &ShareRule, rows: &Rows, world: &World, report: &mut Report) {
    let (mut mine, mut all, mut rounding) = (0_i128, 0_i128, 0_i128);
    for load in rows.loads.iter().filter(|load| rule.days.contains(&load.day)) {
        let way = &rows.ways[load.way];
        if world.scenario.sites[way.to].kind.hands_out() {
            all += load.grams;
            // Each segment rounds down, and so does each end.
            rounding += way.segments.len() as i128 + 2;
            mine += if way.track == rule.track { load.grams } else { 0 };
        }
    }
    if all == 0 {
        return;
    }
    let share = BigRational::new(BigInt::from(mine), BigInt::from(all));
    let (min, max) = (Decimal::of(rule.min).fraction(), Decimal::of(rule.max).fraction());
    let rounding = BigRational::new(BigInt::from(rounding), BigInt::from(all));
    let name = &world.scenario.tracks[rule.track].id;
    if &share + &rounding < min * (BigRational::one() - allowance(SHARE_ONE_PART_IN)) {
        let (share, limit) = beside(nearest(&share), rule.min);
        let what =
            format!("term `{}`: track `{name}` has a share of {share}, least {limit}", rule.term);
        report.broken(what, "send more by this track or less by the others");
    } else if &share - &rounding > max * (BigRational::one() + allowance(SHARE_ONE_PART_IN)) {
        let (share, limit) = beside(nearest(&share), rule.max);
        let what = format!(
            "term `{}`: track `{name}` has a share of {share}, greatest {limit}",
            rule.term
        );
        report.broken(what, "send less by this track or more by the others");
    }
}

fn floors(fed: &Fed, world: &World, report: &mut Report) {
    for floor in &world.floors {
        let (met, needed) = fed.met(floor.group, floor.days.clone());
        if needed.is_zero() {
            continue;
        }
        let least = Decimal::of(floor.coverage).fraction()
            * (BigRational::one() - allowance(FLOOR_ONE_PART_IN));
        let reached = BigRational::new(met, needed);
        if reached < least {
            let (reached, least) = beside(nearest(&reached), floor.coverage);
            let who = group(world, floor.group);
            let what =
                format!("term `{}`: {who} are covered to {reached}, floor {least}", floor.term);
            report.broken(what, "no plan below a floor is one: reach them first");
        }
    }
}

//! The loads of one day and the targets they meet.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::meeting::Target;
use super::search::{BITS, Field, Search};

/// More sets of targets than these are not searched.
const SETS: u128 = 10_000_000;

/// Loads of one way meet a target.
pub(super) struct Meeting {
    pub target: Target,
    /// What comes to it, in parts of a dollar.
    pub value: BigInt,
    /// The share a strike takes, in parts of the unit.
    pub exposure: BigInt,
}

/// The loads of a day, by way, and their targets by number.
pub(super) struct Day {
    lines: Vec<Vec<(usize, Meeting)>>,
    /// By target: value lost if it alone is struck, times the unit.
    pub exposed: Vec<BigInt>,
    /// What exposures are parts of.
    pub unit: BigInt,
}

impl Day {
    /// Keeps the meetings at which something can be lost, and numbers targets.
    pub fn of(lines: Vec<Vec<Meeting>>, unit: &BigInt) -> Self {
        let mut numbers: BTreeMap<Target, usize> = BTreeMap::new();
        let mut exposed = Vec::new();
        let mut kept = Vec::new();
        for line in lines {
            let mut meetings = Vec::new();
            for meeting in line {
                if !meeting.exposure.is_positive() || !meeting.value.is_positive() {
                    continue;
                }
                let number = *numbers.entry(meeting.target).or_insert_with(|| {
                    exposed.push(BigInt::zero());
                    exposed.len() - 1
                });
                exposed[number] += &meeting.value * &meeting.exposure;
                meetings.push((number, meeting));
            }
            kept.push(meetings);
        }
        Self { lines: kept, exposed, unit: unit.clone() }
    }

    /// Targets at which something can be lost.
    pub fn targets(&self) -> usize {
        self.exposed.len()
    }

    /// The sum of the largest exposed values.
    pub fn additive(&self, strikes: usize) -> BigRational {
        let mut single = self.exposed.clone();
        single.sort_unstable_by(|a, b| b.cmp(a));
        BigRational::new(single.into_iter().take(strikes).sum(), self.unit.clone())
    }

    /// The greatest loss of so many strikes; the additive bound where the
    /// contract has it stand in.
    pub fn worst(&self, strikes: usize) -> BigRational {
        if strikes == 0 || self.targets() == 0 {
            return BigRational::zero();
        }
        if strikes >= self.targets() {
            // Striking one more never loses less.
            return self.lost(&vec![true; self.targets()]);
        }
        if !may_be_searched(self.targets(), strikes) {
            return self.additive(strikes);
        }
        let field = self.field();
        let mut search = Search::of(&field, strikes);
        search.run();
        self.lost(&search.worst)
    }

    /// What a set of targets loses, exactly: from the last target on each way
    /// to the first, what is lost from there on.
    fn lost(&self, struck: &[bool]) -> BigRational {
        // Of the lines that meet equally many struck targets the sum has one
        // denominator, so that it needs no common one until the end.
        let mut by_strikes: BTreeMap<u32, BigInt> = BTreeMap::new();
        for line in &self.lines {
            let (mut sum, mut scale, mut strikes) = (BigInt::zero(), BigInt::from(1), 0);
            for (_, meeting) in line.iter().rev().filter(|(target, _)| struck[*target]) {
                let kept = &self.unit - &meeting.exposure;
                sum = &meeting.exposure * &meeting.value * &scale + kept * sum;
                scale *= &self.unit;
                strikes += 1;
            }
            *by_strikes.entry(strikes).or_default() += sum;
        }
        let each = by_strikes.into_iter();
        each.map(|(strikes, sum)| BigRational::new(sum, self.unit.pow(strikes))).sum()
    }

    /// The day in fixed point, values as shares of the greatest sum.
    fn field(&self) -> Field {
        let all: BigInt =
            self.lines.iter().filter_map(|line| line.iter().map(|m| &m.1.value).max()).sum();
        let share = |part: &BigInt, of: &BigInt| -> i128 {
            ((part << BITS) / of).to_i128().unwrap_or_default()
        };
        let line = |line: &Vec<(usize, Meeting)>| {
            let meeting = |(target, m): &(usize, Meeting)| {
                (*target, share(&m.value, &all), share(&m.exposure, &self.unit))
            };
            line.iter().map(meeting).collect()
        };
        Field::of(self.lines.iter().map(line).collect(), self.targets())
    }
}

/// Whether so many strikes on so many targets are few enough to look for the
/// worst: [`crate::world`] has the rule.
fn may_be_searched(targets: usize, strikes: usize) -> bool {
    let few = strikes.min(targets - strikes);
    let mut sets: u128 = 1;
    for taken in 0..few {
        sets = sets * (targets - taken) as u128 / (taken as u128 + 1);
        if sets > SETS && strikes > 3 {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_strikes_are_searched_and_many_only_among_few_targets() {
        assert!(may_be_searched(100_000, 3));
        assert!(may_be_searched(60, 5) && !may_be_searched(100, 5));
        assert!(may_be_searched(40, 36) && may_be_searched(24, 12));
        assert!(!may_be_searched(40, 14) && !may_be_searched(5_000, 1_000));
    }
}

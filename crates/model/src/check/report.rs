//! What the checker found, in words of the people who run convoys.

use std::fmt::Write as _;

use crate::finding::{Code, Findings};
use crate::plan::Group;
use crate::world::World;

/// Findings listed at most; beyond, they are only counted.
const LISTED: usize = 1_000;

/// Findings on one plan.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Findings,
    left_out: usize,
}

impl Report {
    /// The plan says something that cannot be.
    pub fn malformed(&mut self, what: impl Into<String>, mend: impl Into<String>) {
        self.add(Code::PlanMalformed, what, mend);
    }

    /// The plan breaks a limit.
    pub fn broken(&mut self, what: impl Into<String>, mend: impl Into<String>) {
        self.add(Code::PlanBroken, what, mend);
    }

    /// The plan claims another figure than its rows give.
    pub fn differs(&mut self, what: impl Into<String>, mend: impl Into<String>) {
        self.add(Code::PlanClaim, what, mend);
    }

    /// Adds a finding, or counts it where there are too many to read.
    pub fn add(&mut self, code: Code, what: impl Into<String>, mend: impl Into<String>) {
        if self.findings.0.len() < LISTED {
            self.findings.add(code, None, what, mend);
        } else {
            self.left_out += 1;
        }
    }

    /// Whether anything was found.
    pub fn any(&self) -> bool {
        !self.findings.0.is_empty()
    }

    /// All findings, in the order of checking.
    pub fn finish(mut self) -> Findings {
        if self.left_out > 0 {
            let what = format!("{} more findings of this plan are not listed", self.left_out);
            self.findings.add(Code::PlanMalformed, None, what, "mend those listed first");
        }
        self.findings
    }
}

/// A day by number and date: `day 3 (2025-06-04)`.
pub(super) fn day(world: &World, day: usize) -> String {
    let number = u32::try_from(day).unwrap_or(u32::MAX);
    let date = crate::calendar::Day(number).date(world.scenario.start);
    date.map_or_else(|| format!("day {day}"), |date| format!("day {day} ({date})"))
}

/// A mass in tonnes, exact to the gram: `12.500001 t`.
pub(super) fn tonnes(grams: i128) -> String {
    let sign = if grams < 0 { "-" } else { "" };
    let grams = grams.unsigned_abs();
    let mut text = format!("{sign}{}", grams / 1_000_000);
    let rest = grams % 1_000_000;
    if rest > 0 {
        let digits = format!("{rest:06}");
        let _ = write!(text, ".{}", digits.trim_end_matches('0'));
    }
    text + " t"
}

/// An amount beside its limit, with as many decimals as tell them apart.
pub(super) fn beside(amount: f64, limit: f64) -> (String, String) {
    let short = |x: f64| format!("{}", (x * 1e3).round() / 1e3);
    if short(amount) == short(limit) {
        (amount.to_string(), limit.to_string())
    } else {
        (short(amount), short(limit))
    }
}

/// A group of people: ``those who can walk of zone `north` ``.
pub(super) fn group(world: &World, group: usize) -> String {
    let at = &world.groups[group];
    let who = match at.group {
        Group::Walking => "those who can walk",
        Group::NotWalking => "those who cannot walk",
    };
    format!("{who} of zone `{}`", world.scenario.zones[at.zone].id)
}

/// A site by its name in the file.
pub(super) fn site(world: &World, site: usize) -> &str {
    world.scenario.sites[site].id.as_str()
}

/// A commodity by its name in the file.
pub(super) fn commodity(world: &World, commodity: usize) -> &str {
    world.scenario.commodities[commodity].id.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masses_are_exact_to_the_gram() {
        assert_eq!(tonnes(12_500_001), "12.500001 t");
        assert_eq!(tonnes(-3_000_000), "-3 t");
        assert_eq!(tonnes(20), "0.00002 t");
    }

    #[test]
    fn amounts_are_told_apart_from_their_limits() {
        assert_eq!(beside(41.25, 40.0), ("41.25".to_owned(), "40".to_owned()));
        assert_eq!(beside(40.000_000_1, 40.0), ("40.0000001".to_owned(), "40".to_owned()));
    }
}

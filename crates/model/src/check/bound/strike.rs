//! Strikes of a proof: which sets of targets are struck how often on each day.
//!
//! Any way of striking that the interceptor may mix takes no more than the
//! worst case. So what a proof says of strikes is cut down to what he may mix:
//! with Γ strikes a day, sets of at most ⌊Γ⌋ targets on all days and of one
//! more on the share of days that Γ is beyond ⌊Γ⌋. With Γ over the horizon a
//! mix of sets of at most s targets, one set a day, is one of whole attacks if
//! it has Γ - s + 1 strikes at most in the mean (at an extreme point of such
//! mixes all days but one are whole, and rounding that one adds at most s - 1).

use std::collections::BTreeMap;

use super::facts::Facts;
use super::price::Prices;
use super::round::{add_up, lower, upper};
use crate::interceptor::{Budget, Struck};
use crate::plan::certificate::Target;
use crate::site::SiteKind;

/// Strikes on one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strikes {
    /// By segment: how often it alone is struck.
    pub alone: Vec<f64>,
    /// How often each other set is struck.
    pub often: Vec<f64>,
    /// Sets of which a target is a part, by the target's number.
    sets: BTreeMap<usize, Vec<usize>>,
    /// Areas that are targets, at most 64.
    areas: Vec<usize>,
}

impl Strikes {
    /// Sets that hold a segment.
    pub fn on_segment(&self, segment: usize) -> &[usize] {
        self.sets.get(&segment).map_or(&[], Vec::as_slice)
    }

    /// Sets that hold a site.
    pub fn at_site(&self, facts: &Facts, site: usize) -> &[usize] {
        self.sets.get(&(facts.area.len() + site)).map_or(&[], Vec::as_slice)
    }

    /// The bit of a segment's area among those that are targets, and the sets
    /// that hold it.
    pub fn in_area(&self, facts: &Facts, segment: usize) -> Option<(u64, &[usize])> {
        let area = facts.area.get(segment).copied().flatten()?;
        let bit = self.areas.binary_search(&area).ok()?;
        Some((1 << bit, self.sets_of_area(facts, area)))
    }

    /// Sets that hold an area which one of two ways has met and the other not.
    pub fn of_areas(&self, facts: &Facts, bits: u64) -> impl Iterator<Item = usize> {
        let met = self.areas.iter().enumerate().filter(move |(bit, _)| bits >> bit & 1 == 1);
        met.flat_map(|(_, area)| self.sets_of_area(facts, *area)).copied()
    }

    fn sets_of_area(&self, facts: &Facts, area: usize) -> &[usize] {
        let number = facts.area.len() + facts.steps.len() + area;
        self.sets.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Sets of targets by their numbers, and how often each is struck on a day.
    pub fn of(facts: &Facts, day: &[(&Vec<usize>, f64)]) -> Self {
        let segments = facts.area.len();
        let first_area = segments + facts.steps.len();
        let mut areas: Vec<usize> = day
            .iter()
            .flat_map(|(set, _)| set.iter().filter(|t| **t >= first_area).map(|t| t - first_area))
            .collect();
        areas.sort_unstable();
        areas.dedup();
        // A set with an area beyond these is left out: it takes nothing.
        areas.truncate(64);
        let mut strikes = Self { alone: vec![0.0; segments], areas, ..Self::default() };
        for (set, often) in day {
            let known = |t: &usize| {
                *t < first_area || strikes.areas.binary_search(&(t - first_area)).is_ok()
            };
            match set.as_slice() {
                _ if !set.iter().all(known) => {}
                [segment] if *segment < segments => strikes.alone[*segment] += often,
                targets => {
                    let position = strikes.often.len();
                    strikes.often.push(*often);
                    for target in targets {
                        strikes.sets.entry(*target).or_default().push(position);
                    }
                }
            }
        }
        strikes
    }
}

/// The number of each target, ascending; none where one is unknown, stands
/// twice, or may not be struck.
pub fn numbers(facts: &Facts, targets: &[Target]) -> Option<Vec<usize>> {
    let (segments, sites) = (facts.area.len(), facts.steps.len());
    let may = |kind| facts.world.scenario.interceptor.strikes(kind);
    let number = |target: &Target| match target {
        Target::Segment(id) if may(Struck::Segments) => {
            facts.index.segments.get(id.as_str()).copied()
        }
        Target::Site(id) if may(Struck::Sites) => {
            facts.index.sites.get(id.as_str()).map(|s| segments + s)
        }
        Target::Area(id) if may(Struck::Areas) => {
            facts.areas.binary_search(id).ok().map(|a| segments + sites + a)
        }
        _ => None,
    };
    let mut numbers: Vec<usize> = targets.iter().map(number).collect::<Option<_>>()?;
    numbers.sort_unstable();
    let distinct = numbers.windows(2).all(|pair| pair[0] != pair[1]);
    (distinct && !numbers.is_empty()).then_some(numbers)
}

/// The strikes of each day, cut down to what Γ allows at this price of loss.
pub fn by_day(facts: &Facts, prices: &Prices, gamma: f64, loss: f64) -> Vec<Strikes> {
    let mut days: Vec<Vec<(&Vec<usize>, f64)>> = vec![Vec::new(); facts.world.days];
    for (set, by_day) in &prices.struck {
        for (day, often) in by_day.iter().enumerate().filter(|(_, often)| **often > 0.0) {
            days[day].push((set, *often));
        }
    }
    match facts.world.scenario.interceptor.per {
        Budget::Day => days.iter_mut().for_each(|day| a_day(day, gamma, loss)),
        Budget::Horizon => horizon(&mut days, gamma, loss),
    }
    days.iter().map(|day| Strikes::of(facts, day)).collect()
}

fn a_day(day: &mut Vec<(&Vec<usize>, f64)>, gamma: f64, loss: f64) {
    let (whole, share) = (gamma.floor(), gamma.fract());
    day.retain(|(set, _)| set.len() as f64 <= if share > 0.0 { whole + 1.0 } else { whole });
    cut(day, lower(share * loss), |set| set.len() as f64 > whole);
    cut(day, if whole > 0.0 { loss } else { lower(share * loss) }, |_| true);
}

fn horizon(days: &mut [Vec<(&Vec<usize>, f64)>], gamma: f64, loss: f64) {
    let largest = days.iter().flatten().map(|(set, _)| set.len()).max().unwrap_or(0);
    // Single strikes mix to any Γ; larger sets to whole numbers.
    let most = if largest > 1 { gamma.floor() - largest as f64 + 1.0 } else { gamma };
    days.iter_mut().for_each(|day| cut(day, loss, |_| true));
    let strikes = days.iter().flatten().map(|(set, often)| upper(set.len() as f64 * often));
    let all = strikes.fold(0.0, add_up);
    let most = lower(most.max(0.0) * loss);
    if all > most {
        let share = lower(most / upper(all));
        days.iter_mut().flatten().for_each(|(_, often)| *often = lower(*often * share));
    }
}

/// Makes the sets that fit no more frequent, together, than `most`.
fn cut(day: &mut [(&Vec<usize>, f64)], most: f64, fits: impl Fn(&[usize]) -> bool) {
    let all = day.iter().filter(|(set, _)| fits(set)).fold(0.0, |sum, (_, o)| add_up(sum, *o));
    if all > most {
        let share = lower(most / upper(all));
        for (_, often) in day.iter_mut().filter(|(set, _)| fits(set)) {
            *often = lower(*often * share);
        }
    }
}

/// The share lost where a load leaves a site at once, if it is struck there.
pub fn setting_out(facts: &Facts, from: usize) -> f64 {
    if facts.kind(from) == SiteKind::Crossing {
        facts.world.scenario.sites[from].exposure.0
    } else {
        0.0
    }
}

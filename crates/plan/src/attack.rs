//! The worst attack on a set of loads: which targets an interceptor would strike.
//!
//! A load of value `v` meets targets in driving order. Each struck target takes
//! the share π (exposure) of what is left of the load there:
//!
//! > lost(S) = v · Σ entering·π · Π over struck targets met earlier of (1-π)
//!
//! which is `v · (1 - Π(1-π))` where nothing is lost on the way. A load meets a
//! target once, where it meets it first; an area or a site is one target.
//! A load's loss never falls and gains ever less as targets are added
//! (monotone, submodular), because `entering` never rises on the way. So the
//! gains at a node of the search bound all that can follow, and the search below
//! is exact to one part in 10^12. Finding the worst set is NP-hard in Γ
//! (Matuschke 2025, by way of maximum coverage), and quick for the few strikes
//! a day that are planned for.

mod budget;
mod field;
mod search;
#[cfg(test)]
mod twin;

pub use budget::{Horizon, curve, horizon, horizon_share};

use std::collections::BTreeSet;

use field::Field;
use search::Search;

/// Where a load meets a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meeting {
    /// The target: a segment, an area or a site, numbered by the caller.
    pub target: usize,
    /// Share of the load that is left when it enters, after expected losses: 0
    /// to 1, never rising along the way.
    pub entering: f64,
    /// Share π of it that a strike takes: 0 to 1.
    pub exposure: f64,
}

impl Meeting {
    /// Whether a strike here takes anything; where it does not, the load has not
    /// met the target.
    fn takes(&self) -> bool {
        self.entering * self.exposure > 0.0
    }
}

/// A load on its way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Load {
    /// Value at risk, in the caller's unit; not negative.
    pub value: f64,
    /// The targets it meets, in driving order.
    pub meetings: Vec<Meeting>,
}

/// A set of struck targets and what it costs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attack {
    /// Value lost, in the unit of the loads.
    pub value: f64,
    /// The targets struck, ascending.
    pub targets: Vec<usize>,
}

/// Value lost if exactly these targets are struck.
#[must_use]
pub fn lost(loads: &[Load], targets: &[usize]) -> f64 {
    loads.iter().map(|load| lost_of(load, targets)).sum()
}

fn lost_of(load: &Load, targets: &[usize]) -> f64 {
    let (mut lost, mut left, mut met) = (0.0, 1.0, BTreeSet::new());
    for meeting in load.meetings.iter().filter(|meeting| meeting.takes()) {
        if met.insert(meeting.target) && targets.contains(&meeting.target) {
            lost += meeting.entering * meeting.exposure * left;
            left *= 1.0 - meeting.exposure;
        }
    }
    load.value * lost
}

/// The worst attack with at most `gamma` strikes: exact.
///
/// Among attacks that cost the same the first found is given; the order depends
/// on the loads only.
#[must_use]
pub fn worst(loads: &[Load], gamma: usize) -> Attack {
    worst_few(loads, gamma, 1).into_iter().next().unwrap_or_default()
}

/// The `few` worst attacks with at most `gamma` strikes, worst first: exact.
#[must_use]
pub fn worst_few(loads: &[Load], gamma: usize, few: usize) -> Vec<Attack> {
    let field = Field::of(loads);
    let mut search = Search::new(&field, few);
    search.run(gamma);
    let finish = |found: Vec<usize>| {
        let mut targets: Vec<usize> = found.into_iter().map(|t| field.names[t]).collect();
        targets.sort_unstable();
        Attack { value: lost(loads, &targets), targets }
    };
    let mut attacks: Vec<Attack> = search.found().into_iter().map(finish).collect();
    attacks.sort_by(|a, b| b.value.total_cmp(&a.value));
    attacks
}

/// Whether the worst of so many strikes on so many targets is looked for at
/// all: at most 3 strikes, or at most 10^7 sets to choose from.
#[must_use]
pub fn searchable(targets: usize, strikes: usize) -> bool {
    const SETS: f64 = 1e7;
    let few = strikes.min(targets.saturating_sub(strikes));
    let each = (0..few).map(|taken| (targets - taken) as f64 / (taken as f64 + 1.0));
    // Half a set absorbs rounding: the product is a whole number.
    strikes <= 3 || each.product::<f64>() <= SETS + 0.5
}

/// Worst value against `gamma` strikers of whom the last comes on a share of the
/// days only: `(1-f)·W(⌊Γ⌋) + f·W(⌈Γ⌉)` with `f` the fraction of `gamma`.
#[must_use]
pub fn worst_share(loads: &[Load], gamma: f64) -> f64 {
    let (whole, share) = parts(gamma);
    let low = worst(loads, whole).value;
    if share > 0.0 { (1.0 - share) * low + share * worst(loads, whole + 1).value } else { low }
}

/// The additive bound: the sum of the `gamma` largest single losses, a fraction
/// of `gamma` times the next.
///
/// Never below [`worst_share`]; equal to it where no load meets two of the
/// targets struck.
#[must_use]
pub fn additive(loads: &[Load], gamma: f64) -> f64 {
    let mut singles = singles(loads);
    singles.sort_by(|a, b| b.total_cmp(a));
    sum_of_largest(&singles, gamma)
}

/// The targets that lose most to a strike alone, ascending.
#[must_use]
pub fn largest(loads: &[Load], strikes: usize) -> Vec<usize> {
    let field = Field::of(loads);
    let mut ranked: Vec<(f64, usize)> =
        field.singles().into_iter().zip(field.names.iter().copied()).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut targets: Vec<usize> = ranked.into_iter().take(strikes).map(|(_, t)| t).collect();
    targets.sort_unstable();
    targets
}

/// Value lost to a strike at each target alone, for every target at which
/// something can be lost.
#[must_use]
pub fn singles(loads: &[Load]) -> Vec<f64> {
    Field::of(loads).singles()
}

/// Sum of the first `gamma` of values sorted from the largest down; a fraction
/// takes its share of the next.
pub(crate) fn sum_of_largest(sorted: &[f64], gamma: f64) -> f64 {
    let (whole, share) = parts(gamma);
    let next = sorted.get(whole).copied().unwrap_or(0.0);
    sorted.iter().take(whole).sum::<f64>() + share * next
}

/// Whole strikers and the share of days on which one more comes.
pub(crate) fn parts(gamma: f64) -> (usize, f64) {
    let gamma = gamma.max(0.0);
    (gamma.floor() as usize, gamma.fract())
}

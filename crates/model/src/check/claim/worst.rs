//! The worst case, recounted: which targets lose most if struck, as the
//! contract in [`crate::world`] says.
//!
//! The search runs in integers of a fixed point; what the set it finds loses is
//! then counted exactly, in fractions.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use super::Book;
use super::money::{GRAMS, values};
use crate::check::number::{Decimal, nearest};
use crate::interceptor::Budget;
use crate::plan::Plan;
use crate::world::World;

mod day;
mod meeting;
mod search;

use day::Day;

/// A worst case, USD.
pub(super) struct Worst {
    /// Survival-exact.
    pub exact: f64,
    /// Every strike counted as if it were the only one.
    pub additive: f64,
}

/// The worst case of the loads of a plan.
pub(super) fn count(book: &Book, plan: &Plan, world: &World) -> Worst {
    let gamma = Decimal::of(plan.gamma.max(0.0)).fraction();
    let (whole, share) = (gamma.floor().to_integer(), gamma.fract());
    let whole = usize::try_from(&whole).unwrap_or(usize::MAX);
    let days = meeting::days(book, world);
    let of = |strikes: usize| match world.scenario.interceptor.per {
        Budget::Day => every_day(&days, strikes),
        Budget::Horizon => horizon(&days, strikes),
    };
    let low = of(whole);
    let sums = if share.is_zero() {
        low
    } else {
        let high = of(whole.saturating_add(1));
        low.mixed(high, &share)
    };
    let unit = BigRational::from(values(world).unit * GRAMS);
    let usd = |value: BigRational| nearest(&(value / &unit));
    Worst { exact: usd(sums.exact), additive: usd(sums.additive) }
}

/// Sums over days, in parts of a dollar.
struct Sums {
    exact: BigRational,
    additive: BigRational,
}

impl Sums {
    /// A share of `other` and the rest of this.
    fn mixed(self, other: Self, share: &BigRational) -> Self {
        let mix = |low: BigRational, high: BigRational| &low + (high - &low) * share;
        Self { exact: mix(self.exact, other.exact), additive: mix(self.additive, other.additive) }
    }
}

/// The worst of each day, added up.
fn every_day(days: &[Day], strikes: usize) -> Sums {
    Sums {
        exact: days.iter().map(|day| day.worst(strikes)).sum(),
        additive: days.iter().map(|day| day.additive(strikes)).sum(),
    }
}

/// The worst way to spread the strikes over the days: by dynamic programming
/// over days, on the losses of each day for every number of strikes.
fn horizon(days: &[Day], strikes: usize) -> Sums {
    let strikes = strikes.min(days.iter().map(Day::targets).sum());
    let mut sums = vec![BigRational::zero(); strikes + 1];
    for day in days {
        let here = strikes.min(day.targets());
        let curve: Vec<BigRational> = (0..=here).map(|n| day.worst(n)).collect();
        sums = spread(&sums, &curve);
    }
    let mut single: Vec<&BigInt> = days.iter().flat_map(|day| &day.exposed).collect();
    single.sort_unstable_by(|a, b| b.cmp(a));
    let additive: BigInt = single.into_iter().take(strikes).sum();
    let unit = days.first().map_or_else(|| BigInt::from(1), |day| day.unit.clone());
    let exact = sums.pop().unwrap_or_else(BigRational::zero);
    Sums { exact, additive: BigRational::new(additive, unit) }
}

/// By number of strikes: the most that strikes before and strikes on one more
/// day lose together.
fn spread(before: &[BigRational], day: &[BigRational]) -> Vec<BigRational> {
    let best = |strikes: usize| {
        let shares = day.iter().enumerate().take(strikes + 1);
        shares.map(|(here, value)| &before[strikes - here] + value).max()
    };
    (0..before.len()).map(|strikes| best(strikes).unwrap_or_else(BigRational::zero)).collect()
}

//! The worst case of a finished book, as the contract in
//! [`safeconduct_model::world`] says.

use std::collections::BTreeMap;

use safeconduct_model::index::Index;
use safeconduct_model::interceptor::Budget;

use crate::attack::{self, Load, Meeting};
use crate::book::Book;
use crate::target::Targets;

/// A worst case, USD.
#[derive(Clone, Copy, Debug, Default)]
pub struct Worst {
    /// Survival-exact.
    pub exact: f64,
    /// Every strike counted as if it were the only one.
    pub additive: f64,
}

/// The worst case of `gamma` strikes on loads given by day and corridor: the
/// value that enters each segment, and what arrives.
pub fn count(book: &Book, entering: &[BTreeMap<usize, Vec<f64>>], gamma: f64) -> Worst {
    let targets = Targets::of(book.world, &Index::of(&book.world.scenario));
    let load = |day: usize, corridor: usize, values: &[f64]| -> Load {
        let corridor = &book.corridors[corridor];
        let whole = values[0].max(f64::MIN_POSITIVE);
        let stops = targets.stops(book.world, corridor.from, &corridor.segments, day);
        let meeting = |stop: crate::target::Stop| Meeting {
            target: stop.target,
            entering: values[stop.driven] / whole,
            exposure: stop.exposure,
        };
        Load { value: values[0], meetings: stops.into_iter().map(meeting).collect() }
    };
    let days: Vec<Vec<Load>> = entering
        .iter()
        .enumerate()
        .map(|(day, by_corridor)| by_corridor.iter().map(|(&c, v)| load(day, c, v)).collect())
        .collect();
    match book.world.scenario.interceptor.per {
        Budget::Day => every_day(&days, gamma),
        Budget::Horizon => horizon(&days, gamma),
    }
}

fn every_day(days: &[Vec<Load>], gamma: f64) -> Worst {
    let (whole, share) = attack::parts(gamma);
    let mut sums = Worst::default();
    for loads in days {
        let low = worst(loads, whole);
        let high = if share > 0.0 { worst(loads, whole + 1) } else { low };
        sums.exact += (1.0 - share) * low + share * high;
        sums.additive += attack::additive(loads, gamma);
    }
    sums
}

fn horizon(days: &[Vec<Load>], gamma: f64) -> Worst {
    let mut singles: Vec<f64> = Vec::new();
    let mut curves = Vec::new();
    for loads in days {
        let here = attack::singles(loads);
        let most = here.len().min(gamma.ceil() as usize);
        curves.push((0..=most).map(|n| worst(loads, n)).collect());
        singles.extend(here);
    }
    singles.sort_by(|a, b| b.total_cmp(a));
    // More strikes than there are targets change nothing.
    let most = gamma.min(singles.len() as f64);
    Worst {
        exact: attack::horizon_share(&curves, most),
        additive: attack::sum_of_largest(&singles, gamma),
    }
}

/// The worst of so many strikes on a day; the additive bound where the
/// contract has it stand in.
fn worst(loads: &[Load], strikes: usize) -> f64 {
    if attack::searchable(attack::singles(loads).len(), strikes) {
        attack::worst(loads, strikes).value
    } else {
        attack::additive(loads, strikes as f64)
    }
}

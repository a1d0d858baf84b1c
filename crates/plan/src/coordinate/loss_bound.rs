//! The least that the loss stage can come to: its bound, from the weights of
//! targets and the prices of limits of its last round.

use std::collections::HashSet;
use std::sync::Arc;

use safeconduct_model::check::bound;
use safeconduct_model::interceptor::Budget;

use super::Coordinate;
use super::certificate::Least;
use super::loss::Kept;
use super::peril::{Aim, Alarm};
use super::search::Prices;
use super::struck::Struck;
use crate::game::{Strike, spread};

/// Prices of limits and weights of sets over the sweeps of a round: both swing
/// about what they come to, and bounds are concave in them.
#[derive(Default)]
pub struct Mean {
    limits: Vec<f64>,
    weights: Vec<f64>,
    counted: usize,
}

impl Mean {
    /// Counts the prices and weights of now.
    pub fn count(&mut self, prices: &Prices, struck: &Struck) {
        if self.counted == 0 {
            self.limits = vec![0.0; prices.limit.len()];
            self.weights = vec![0.0; struck.weights().len()];
        }
        let add = |(sum, now): (&mut f64, &f64)| *sum += now;
        self.limits.iter_mut().zip(&prices.limit).for_each(add);
        self.weights.iter_mut().zip(struck.weights()).for_each(add);
        self.counted += 1;
    }

    /// The means; none where nothing was counted.
    fn taken(self) -> Option<(Vec<f64>, Vec<f64>)> {
        let Self { limits, weights, counted } = self;
        let mean = |sums: Vec<f64>| sums.into_iter().map(|sum| sum / counted as f64).collect();
        (counted > 0).then(|| (mean(limits), mean(weights)))
    }
}

impl Coordinate<'_> {
    /// Proves what keeping this coverage loses at least, at mean prices and weights
    /// of sets; nothing where the solver fails.
    pub fn prove_loss(&mut self, mean: Mean, aim: Aim, struck: &Struck, kept: Kept) {
        let Some((limit, weights)) = mean.taken() else { return };
        let by_target = struck.by_target(&weights);
        let raids = if self.strikes_in_sets() {
            struck.strikes(&weights).collect()
        } else {
            self.raids(&by_target)
        };
        let alarm = Arc::new(Alarm::at(self.at.grid.len(), aim, by_target));
        let offered = self.costs_at(Prices { limit, alarm });
        let Ok(asked) = self.asked(&offered.costs(), &[], kept) else { return };
        let value = offered.least(&self.field, &self.limits, &asked, kept) / aim.loss;
        self.prove_least(bound::Aim::Loss, offered, Least { value, scale: aim.loss, asked, raids });
    }

    /// What is struck together in each period, at these weights of targets.
    ///
    /// Targets lie in the order in which the fullest chains meet them, so that
    /// few loads meet two of a set.
    fn raids(&self, weights: &[f64]) -> Vec<(usize, Strike)> {
        let periods = self.at.grid.len();
        let mut all = Vec::new();
        for (p, order) in self.met_in_order().into_iter().enumerate() {
            let often: Vec<f64> = weights.iter().skip(p).step_by(periods).copied().collect();
            let order: Vec<usize> = order.into_iter().filter(|&t| often[t] > 0.0).collect();
            let together = match self.at.world.scenario.interceptor.per {
                Budget::Day => spread(&order, &often),
                Budget::Horizon => order.iter().map(|&t| alone(t, often[t])).collect(),
            };
            let some = together.into_iter().filter(|strike| !strike.targets.is_empty());
            all.extend(some.map(|strike| (p, strike)));
        }
        all
    }

    /// By period: targets in the order in which chains meet them, fullest first.
    fn met_in_order(&self) -> Vec<Vec<usize>> {
        let mut fullest: Vec<usize> = (0..self.perils.len()).collect();
        let amount = |j: &usize| self.field.amount[*j];
        fullest.sort_by(|a, b| amount(b).total_cmp(&amount(a)).then(a.cmp(b)));
        let mut orders: Vec<Vec<usize>> = vec![Vec::new(); self.at.grid.len()];
        let mut seen = HashSet::new();
        for j in fullest {
            for (p, stops) in &self.perils[j].stops {
                let new = stops.iter().filter(|stop| seen.insert((*p, stop.0)));
                orders[*p as usize].extend(new.map(|stop| stop.0 as usize));
            }
        }
        orders
    }
}

fn alone(target: usize, probability: f64) -> Strike {
    Strike { targets: vec![target], probability }
}

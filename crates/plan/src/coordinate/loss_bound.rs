//! The least that the loss stage can come to: its bound, from the weights of
//! targets and the prices of limits that it ends with.

use std::collections::HashSet;
use std::sync::Arc;

use safeconduct_model::check::bound::Aim;
use safeconduct_model::interceptor::Budget;

use super::Coordinate;
use super::certificate::Least;
use super::loss::Kept;
use super::peril::{self, Alarm};
use super::struck::Struck;
use crate::game::{Strike, spread};

impl Coordinate<'_> {
    /// Proves what keeping this coverage loses at least; nothing where the solver
    /// fails.
    pub fn prove_loss(&mut self, aim: peril::Aim, struck: &Struck, kept: Kept) {
        let weights = struck.by_target();
        let raids = if self.strikes_in_sets() {
            struck.strikes_now().collect()
        } else {
            self.raids(&weights)
        };
        let mut prices = self.prices(false);
        prices.alarm = Arc::new(Alarm::at(self.at.grid.len(), aim, weights));
        let offered = self.costs_at(prices);
        let Ok(asked) = self.asked(&offered, kept) else { return };
        let value = offered.least(&self.field, &self.limits, &asked, kept) / aim.loss;
        self.prove_least(Aim::Loss, &offered, Least { value, scale: aim.loss, asked, raids });
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

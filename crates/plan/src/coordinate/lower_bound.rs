//! The least that the loss stage can come to: its bound, from the weights of
//! targets and the prices of limits of its last round.

use std::collections::HashSet;
use std::sync::Arc;

use safeconduct_model::check::bound;
use safeconduct_model::interceptor::Budget;

use super::Coordinate;
use super::certificate::Least;
use super::loss::Kept;
use super::peril::Aim;
use super::search::Prices;
use super::struck::Struck;
use crate::game::{Strike, spread};

/// Prices of limits and weights of sets over the sweeps of a round: both swing
/// about what they come to, and bounds are concave in them.
#[derive(Default)]
pub struct Mean {
    limits: Vec<f64>,
    weights: Vec<f64>,
    aim: Aim,
    counted: f64,
}

impl Mean {
    /// Counts the prices and weights of now.
    pub fn count(&mut self, prices: &Prices, struck: &Struck, aim: Aim) {
        if self.counted == 0.0 {
            self.limits = vec![0.0; prices.limit.len()];
        }
        self.weights.resize(struck.weights().len(), 0.0);
        let add = |(sum, now): (&mut f64, &f64)| *sum += now;
        self.limits.iter_mut().zip(&prices.limit).for_each(add);
        self.weights.iter_mut().zip(struck.weights()).for_each(add);
        self.aim.loss += aim.loss;
        self.aim.cost += aim.cost;
        self.counted += 1.0;
    }

    /// Earlier counts less.
    pub fn fade(&mut self, factor: f64) {
        self.limits.iter_mut().for_each(|x| *x *= factor);
        self.weights.iter_mut().for_each(|x| *x *= factor);
        self.aim.loss *= factor;
        self.aim.cost *= factor;
        self.counted *= factor;
    }

    /// The means; none where nothing was counted.
    fn taken(&self) -> Option<(Vec<f64>, Vec<f64>, Aim)> {
        let mean = |sums: &[f64]| sums.iter().map(|sum| sum / self.counted).collect();
        let aim = Aim { loss: self.aim.loss / self.counted, cost: self.aim.cost / self.counted };
        (self.counted > 0.0).then(|| (mean(&self.limits), mean(&self.weights), aim))
    }
}

impl Coordinate<'_> {
    /// Proves what keeping this coverage, and losing no more than `most` where the
    /// cost is lowered, comes to at least, at mean prices and weights of sets;
    /// nothing where the solver fails.
    pub fn prove_mean(
        &mut self,
        of: bound::Aim,
        mean: &Mean,
        struck: &Struck,
        (kept, most): (Kept, f64),
    ) {
        let Some((limit, weights, aim)) = mean.taken() else { return };
        let (scale, loss) = match of {
            bound::Aim::Cost => (aim.cost, aim.loss),
            _ => (aim.loss, 0.0),
        };
        let mut raids: Vec<_> = if self.strikes_in_sets() {
            struck.strikes(&weights).collect()
        } else {
            self.raids(&struck.by_target(&weights))
        };
        raids.iter_mut().for_each(|(_, strike)| strike.probability *= aim.loss / scale);
        let alarm = Arc::new(self.alarm_at(aim, struck, &weights));
        let offered = self.costs_at(Prices { limit, alarm });
        let Ok(asked) = self.asked(&offered.costs(), &[], kept) else { return };
        let least = offered.least(&self.field, &self.limits, &asked, kept);
        let value = (least - if loss > 0.0 { loss * most } else { 0.0 }) / scale;
        self.prove_least(of, offered, Least { value, scale, loss, kept, most, asked, raids });
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

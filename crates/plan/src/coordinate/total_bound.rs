//! The most that the total can come to, from the prices that the fair stage ended
//! with.
//!
//! Levels as high as they go leave little to choose: what limits are worth to
//! them they are worth to the total as well, but for one factor a level. The program
//! of [`super::asked`] finds it, and what windows ask beside the reward of a meal.
//! For one level no search is needed: at prices times a factor, meals cost as much more.

use std::sync::Arc;

use safeconduct_model::check::bound::Aim;

use super::Coordinate;
use super::alarm::Alarm;
use super::asked::Known;
use super::bound::{Choice, Offered};
use super::certificate::Told;
use super::loss::Kept;
use super::search::Prices;

impl Coordinate<'_> {
    /// A first bound on the total where every window keeps a share of its level;
    /// infinite where the fair stage has no prices, or the solver fails.
    pub fn prove_total(&mut self, level: f64) -> f64 {
        let fair: Vec<&Offered> = self.told_of_levels().map(Told::offered).collect();
        if fair.is_empty() {
            return f64::INFINITY;
        }
        let costs: Vec<Vec<f64>> = fair.iter().map(|offered| offered.costs()).collect();
        let known = fair.iter().zip(&costs);
        let known =
            known.map(|(offered, costs)| Known { costs, limits: offered.limits(&self.limits) });
        let known: Vec<Known> = known.collect();
        let rewards = vec![-self.field.reward; self.field.bins.len()];
        let Ok(asked) = self.asked(&rewards, &known, Kept { level, total: 0.0 }) else {
            return f64::INFINITY;
        };
        let offered = match fair[..] {
            [one] => one.scaled(asked.factors[0]),
            _ => self.costs_at(mixed(&fair, &asked.factors)),
        };
        let needed: f64 = self.field.bins.iter().map(|bin| bin.need).sum();
        self.prove(Aim::Total, offered, asked.windows).min(needed)
    }

    /// Puts multipliers at the prices of the best bound on the total: what comes
    /// next begins from them.
    pub fn begin_from_total(&mut self) {
        let Some(told) = self.told.iter().find(|told| told.speaks_of(Aim::Total)) else { return };
        let field = &mut self.field;
        let (prices, windows) = (&told.offered().prices, told.windows());
        for (i, price) in prices.limit.iter().enumerate().filter(|(i, _)| field.weight[*i] > 0.0) {
            field.shift[i] = price * self.limits.capacity[i] / field.weight[i];
        }
        for (window, asked) in field.windows.iter_mut().zip(windows) {
            window.shift = asked / window.weight;
        }
        field.ask_all();
    }
}

/// The sum of prices, each times a factor.
fn mixed(offered: &[&Offered], factors: &[f64]) -> Prices {
    let mut limit = vec![0.0; offered[0].prices.limit.len()];
    for (offered, factor) in offered.iter().zip(factors) {
        for (sum, price) in limit.iter_mut().zip(&offered.prices.limit) {
            *sum += factor * price;
        }
    }
    Prices { limit, alarm: Arc::new(Alarm::none()) }
}

impl Offered {
    /// What was found, at prices times a factor.
    fn scaled(&self, factor: f64) -> Self {
        let dearer = |option: &Choice| Choice { cost: option.cost * factor, ..*option };
        let options = self.options.iter().map(|options| options.iter().map(dearer).collect());
        let limit = self.prices.limit.iter().map(|price| price * factor).collect();
        let alarm = Arc::clone(&self.prices.alarm);
        Self { options: options.collect(), prices: Prices { limit, alarm } }
    }
}

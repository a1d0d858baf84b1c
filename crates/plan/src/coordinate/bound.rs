//! What meals cost at given prices, and the bound that follows.

use super::Part;
use super::asked::Asked;
use super::field::Field;
use super::limits::Limits;
use super::loss::Kept;
use super::search::{Prices, Reached};
use crate::program::Key;
use crate::setting::Setting;

/// A way to feed a demand in a period.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Cost of a thousand person-days.
    pub cost: f64,
    /// Commodity index.
    pub commodity: u32,
    /// Site that hands out.
    pub site: u32,
    /// Period in which it hands out.
    pub handed: u32,
}

/// What meals cost.
pub struct Offered {
    /// By demand x periods + period: ways to feed it, cheapest first.
    pub options: Vec<Vec<Choice>>,
    /// At these prices.
    pub prices: Prices,
}

impl Offered {
    /// The ways that a search found for some demands.
    pub fn of(
        at: &Setting,
        limits: &Limits,
        prices: Prices,
        reached: &[Reached],
        kept: usize,
        part: Part,
    ) -> Self {
        let periods = at.grid.len();
        let mut options = Vec::with_capacity(at.demands.len() * periods);
        for (g, demand) in at.demands.iter().enumerate() {
            if !part.has(g) {
                options.resize(options.len() + periods, Vec::new());
                continue;
            }
            let mut earlier: Option<Choice> = None;
            for p in 0..periods {
                let mut here: Vec<Choice> = Vec::new();
                for (k, reached) in reached.iter().enumerate() {
                    let best = demand
                        .sites
                        .iter()
                        .filter_map(|&s| hand_out(at, limits, &prices, reached, (s, k, p)));
                    here.extend(best.min_by(|a, b| a.cost.total_cmp(&b.cost)));
                }
                // Households may keep what they fetched before.
                if let Some(kept) = earlier {
                    let keeping =
                        limits.position(Key::Cycle(g, p - 1)).map_or(0.0, |i| prices.limit[i]);
                    here.push(Choice { cost: kept.cost + keeping, ..kept });
                }
                here.sort_by(|a, b| a.cost.total_cmp(&b.cost));
                here.truncate(kept);
                earlier = here.first().copied();
                options.push(here);
            }
        }
        Self { options, prices }
    }

    /// What each meal costs, in the cheapest way; infinite where there is none.
    pub fn costs(&self) -> Vec<f64> {
        let first = |options: &Vec<Choice>| options.first().map_or(f64::INFINITY, |o| o.cost);
        self.options.iter().map(first).collect()
    }

    /// Σ limit x price.
    pub fn limits(&self, limits: &Limits) -> f64 {
        let priced = self.prices.limit.iter().zip(&limits.capacity).filter(|(p, _)| **p > 0.0);
        priced.map(|(price, capacity)| price * capacity).sum()
    }

    /// The Lagrangian bound on reward and level where windows ask so much:
    /// Σ limit x price + Σ need max(0, worth - cost), less what fixed levels
    /// are worth. The common level is left out of it.
    pub fn bound(&self, field: &Field, limits: &Limits, asked: &[f64]) -> f64 {
        // Prices that were searched with: chains found since may have set more.
        let limits = self.limits(limits);
        let fixed = field.windows.iter().zip(asked).filter(|(w, _)| !w.common);
        let levels: f64 = fixed.map(|(w, asked)| asked * w.floor).sum();
        let gains = field.bins.iter().zip(&self.options).map(|(bin, options)| {
            let windows = bin.windows.iter();
            let worth = windows.map(|&(w, weight)| weight * asked[w as usize]);
            let worth = field.reward + worth.sum::<f64>();
            options.first().map_or(0.0, |option| bin.need * (worth - option.cost).max(0.0))
        });
        limits + gains.sum::<f64>() - levels
    }
}

impl Offered {
    /// The least that keeping `kept` costs at these prices: Σ asked x kept less
    /// Σ limit x price and Σ need max(0, worth - cost).
    pub fn least(&self, field: &Field, limits: &Limits, asked: &Asked, kept: Kept) -> f64 {
        let limits = self.limits(limits);
        let levels = field.asked_for_levels(&asked.windows) * kept.level;
        let gains = field.bins.iter().zip(&self.options).map(|(bin, options)| {
            let windows = bin.windows.iter();
            let worth = windows.map(|&(w, weight)| weight * asked.windows[w as usize]);
            let worth = asked.total + worth.sum::<f64>();
            options.first().map_or(0.0, |option| bin.need * (worth - option.cost).max(0.0))
        });
        levels + asked.total * kept.total - limits - gains.sum::<f64>()
    }
}

fn hand_out(
    at: &Setting,
    limits: &Limits,
    prices: &Prices,
    reached: &Reached,
    (site, k, p): (usize, usize, usize),
) -> Option<Choice> {
    let rest = reached.cost[p * at.sites() + site];
    if !rest.is_finite() || !at.world.hand_out_allowed[site][at.grid.day(p)] {
        return None;
    }
    let cycle = f64::from(at.world.scenario.need.ration_cycle_days);
    let people = limits.position(Key::People(site, p)).map_or(0.0, |i| prices.limit[i]) / cycle;
    let cost = rest / at.energy_per_t(k) + people;
    Some(Choice { cost, commodity: k as u32, site: site as u32, handed: p as u32 })
}

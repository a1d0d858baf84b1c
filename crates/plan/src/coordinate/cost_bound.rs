//! The least that the cost stage can come to: goods in the order of their price.
//!
//! Whoever is to be fed, what is bought costs at least what the cheapest supply
//! costs that is enough: cheap rows are used up first, and what they save beside
//! the last row needed is their rent. With rents as the prices of supply and of
//! what lies there from the start, a search adds what roads cost at least, and
//! the program of [`super::asked`] what levels ask beyond the total. Roads and
//! losses are left without a price, so the bound is a little low.

use std::sync::Arc;

use safeconduct_model::check::bound::Aim;

use super::Coordinate;
use super::certificate::Least;
use super::loss::Kept;
use super::peril::{self, Alarm};
use super::search::Prices;

/// Shares of the total at which the last row needed is looked for: roads keep
/// some of the cheapest from being used, other goods lie there from the start.
const SHARES: [f64; 3] = [0.95, 1.0, 1.05];

impl Coordinate<'_> {
    /// Proves what keeping this coverage costs at least, where `scale` is what a
    /// thousand USD weigh.
    pub fn prove_cost(&mut self, scale: f64, kept: Kept) {
        let mut known = f64::NAN;
        for share in SHARES {
            let last = self.last_needed(scale, share * kept.total);
            if last == known {
                continue;
            }
            known = last;
            let offered = self.costs_at(self.rents(scale, last));
            let Ok(asked) = self.asked(&offered.costs(), &[], kept) else { return };
            let value = offered.least(&self.field, &self.limits, &asked, kept) / scale;
            self.prove_least(Aim::Cost, offered, Least { value, scale, asked, raids: Vec::new() });
        }
    }

    /// What a thousand person-days cost under the last supply row that is needed
    /// for so many thousand.
    fn last_needed(&self, scale: f64, total: f64) -> f64 {
        let mut rows: Vec<(f64, f64)> = Vec::new();
        for offer in &self.at.offers {
            let energy = self.at.energy_per_t(offer.commodity);
            let tonnes = self.offered_t(offer.row);
            rows.push((self.usd_per_t(offer.row) * scale / energy, tonnes * energy));
        }
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut left = total;
        for &(cost, feeds) in &rows {
            left -= feeds;
            if left <= 0.0 {
                return cost;
            }
        }
        rows.last().map_or(0.0, |row| row.0)
    }

    /// Prices of supply and first stocks at which every good costs as much as the
    /// last that is needed; nothing else has a price.
    fn rents(&self, scale: f64, last: f64) -> Prices {
        let mut limit = vec![0.0; self.limits.capacity.len()];
        for offer in &self.at.offers {
            let own = self.usd_per_t(offer.row) * scale;
            let rent = (last * self.at.energy_per_t(offer.commodity) - own).max(0.0);
            for p in 0..self.at.grid.len() {
                limit[self.limits.offer(offer.row, p)] = rent;
            }
        }
        for s in 0..self.at.sites() {
            for k in 0..self.at.commodities() {
                limit[self.limits.initial(s, k)] = last * self.at.energy_per_t(k);
            }
        }
        let aim = peril::Aim { loss: 0.0, cost: scale };
        Prices { limit, alarm: Arc::new(Alarm::at(self.at.grid.len(), aim, Vec::new())) }
    }

    /// Thousand USD a tonne.
    fn usd_per_t(&self, row: usize) -> f64 {
        self.at.world.scenario.supply[row].price_usd_per_t.0 / 1000.0
    }

    /// Tonnes of a supply row over all periods.
    fn offered_t(&self, row: usize) -> f64 {
        let periods = 0..self.at.grid.len();
        periods.map(|p| self.limits.capacity[self.limits.offer(row, p)]).sum()
    }
}

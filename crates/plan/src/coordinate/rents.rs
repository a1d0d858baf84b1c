//! What goods are worth beyond their own price: where costs begin.
//!
//! Whoever is to be fed, cheap supply rows are used up first, and what they save
//! beside the last row needed is their rent.

use super::Coordinate;

impl Coordinate<'_> {
    /// Prices of supply and first stocks, by position of the limit, at which every
    /// good costs as much as the last that so many thousand person-days need;
    /// `scale` is what a thousand USD weigh.
    pub fn rents(&self, scale: f64, total: f64) -> Vec<f64> {
        let last = self.last_needed(scale, total);
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
        limit
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

//! Amounts to fall back on, and chains that nobody needs any more.

use super::Field;
use crate::coordinate::meal::Window;

impl Field {
    /// Forgets chains that carry nothing and are dearer than the cheapest of
    /// their meal by `margin`.
    pub fn prune(&mut self, margin: f64) {
        let mut keep = self.carries();
        for bin in &self.bins {
            let prices: Vec<f64> = bin.chains.iter().map(|&j| self.price(j as usize)).collect();
            let least = prices.iter().copied().fold(f64::INFINITY, f64::min);
            for (&j, price) in bin.chains.iter().zip(prices) {
                keep[j as usize] |= price <= least + margin;
            }
        }
        self.retain(&keep);
    }

    /// By chain: whether it carries anything, now or in what is fallen back on.
    pub fn carries(&self) -> Vec<bool> {
        self.amount.iter().zip(&self.safe).map(|(now, safe)| *now > 0.0 || *safe > 0.0).collect()
    }

    /// Forgets all other chains.
    pub fn retain(&mut self, keep: &[bool]) {
        let mut place = vec![0_u32; keep.len()];
        let mut next = 0;
        for (place, keep) in place.iter_mut().zip(keep) {
            *place = next;
            next += u32::from(*keep);
        }
        for bin in &mut self.bins {
            bin.chains.retain(|&j| keep[j as usize]);
            for j in &mut bin.chains {
                *j = place[*j as usize];
            }
        }
        let mut kept = keep.iter();
        self.chains.retain(|_| *kept.next().unwrap_or(&true));
        for amounts in [&mut self.amount, &mut self.safe] {
            let mut kept = keep.iter();
            amounts.retain(|_| *kept.next().unwrap_or(&true));
        }
    }

    /// People-days that what is fallen back on meets, thousands.
    pub fn safe_total(&self) -> f64 {
        self.safe.iter().sum()
    }

    /// From now on the amounts of now are fallen back on.
    pub fn secure(&mut self) {
        self.safe.clone_from(&self.amount);
    }

    /// Puts amounts in place.
    pub fn stand(&mut self, amount: Vec<f64>) {
        self.amount = amount;
        self.recount();
    }

    /// Moves amounts towards those that are fallen back on until no window is
    /// covered less than `enough`. Limits are linear: what lies between two
    /// amounts that keep them keeps them too.
    pub fn approach(&mut self, enough: f64) {
        let now: Vec<f64> = self.windows.iter().map(|w| w.covered).collect();
        let amount = std::mem::take(&mut self.amount);
        self.stand(self.safe.clone());
        let lacking = self.windows.iter().zip(now).filter(|(_, now)| *now < enough);
        let share = |(w, now): (&Window, f64)| {
            ((w.covered - enough) / (w.covered - now).max(1e-12)).clamp(0.0, 1.0)
        };
        let share = lacking.map(share).fold(1.0, f64::min);
        let mixed = self.safe.iter().zip(amount).map(|(safe, new)| safe + share * (new - safe));
        self.stand(mixed.collect());
    }
}

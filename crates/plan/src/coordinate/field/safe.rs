//! Amounts to fall back on, and chains that nobody needs any more.

use super::Field;
use crate::coordinate::meal::Window;

impl Field {
    /// Leaves out chains that carry nothing and are dearer than the cheapest of
    /// their meal by `margin`.
    pub fn prune(&mut self, margin: f64) {
        let mut awake = self.carries();
        for bin in &self.bins {
            let prices: Vec<f64> = bin.chains.iter().map(|&j| self.price(j as usize)).collect();
            let least = prices.iter().copied().fold(f64::INFINITY, f64::min);
            for (&j, price) in bin.chains.iter().zip(prices) {
                awake[j as usize] |= price <= least + margin;
            }
        }
        self.retain(&awake);
    }

    /// By chain: whether it carries anything now.
    pub fn carries(&self) -> Vec<bool> {
        self.amount.iter().map(|now| *now > 0.0).collect()
    }

    /// Leaves out all other chains: puts them to sleep, or forgets those that
    /// carry nothing in what is fallen back on either. By chain: whether it is
    /// still known.
    pub fn retain(&mut self, awake: &[bool]) -> Vec<bool> {
        let known: Vec<bool> =
            awake.iter().zip(&self.safe).map(|(awake, safe)| *awake || *safe > 0.0).collect();
        let mut place = vec![0_u32; known.len()];
        let mut next = 0;
        for (place, known) in place.iter_mut().zip(&known) {
            *place = next;
            next += u32::from(*known);
        }
        for bin in &mut self.bins {
            let all: Vec<u32> = bin.chains.drain(..).chain(bin.asleep.drain(..)).collect();
            for j in all.into_iter().filter(|&j| known[j as usize]) {
                let list = if awake[j as usize] { &mut bin.chains } else { &mut bin.asleep };
                list.push(place[j as usize]);
            }
        }
        keep(&mut self.chains, &known);
        keep(&mut self.amount, &known);
        keep(&mut self.safe, &known);
        known
    }

    /// Wakes chains that carry something.
    fn wake(&mut self) {
        for bin in &mut self.bins {
            let carries = |j: &mut u32| self.amount[*j as usize] > 0.0;
            let woken = bin.asleep.extract_if(.., carries);
            bin.chains.extend(woken);
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

    /// From now on no meal is left alone.
    pub fn rouse(&mut self) {
        self.bins.iter_mut().for_each(|bin| bin.calm = 0);
    }

    /// Puts amounts in place.
    pub fn stand(&mut self, amount: Vec<f64>) {
        self.amount = amount;
        self.wake();
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

/// Leaves the members that are to stay.
pub fn keep<T>(list: &mut Vec<T>, stay: &[bool]) {
    let mut stay = stay.iter();
    list.retain(|_| stay.next().copied().unwrap_or(true));
}

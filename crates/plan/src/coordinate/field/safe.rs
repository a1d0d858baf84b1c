//! Amounts to fall back on, and chains that nobody needs any more.

use super::Field;
use crate::coordinate::meal::Window;
use crate::coordinate::sparse::side_by_side;

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
    /// carry nothing in what is fallen back on either.
    ///
    /// Those of a meal lie side by side afterwards, for sweeps wait for memory
    /// more than for anything else. The positions that those still known had.
    pub fn retain(&mut self, awake: &[bool]) -> Vec<u32> {
        let mut order = Vec::with_capacity(awake.len());
        for bin in &mut self.bins {
            let all: Vec<u32> = bin.chains.drain(..).chain(bin.asleep.drain(..)).collect();
            for j in all {
                let awake = awake[j as usize];
                if awake || self.safe[j as usize] > 0.0 {
                    let list = if awake { &mut bin.chains } else { &mut bin.asleep };
                    list.push(order.len() as u32);
                    order.push(j);
                }
            }
        }
        keep(&mut self.chains, &order);
        keep(&mut self.amount, &order);
        keep(&mut self.safe, &order);
        side_by_side(self.chains.iter_mut().map(|chain| &mut chain.uses).collect());
        order
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

    /// Moves amounts towards those that are fallen back on until no window has
    /// less than a share of `enough` of its level and `total` thousand person-days are met. Limits
    /// are linear: what lies between two amounts that keep them keeps them too.
    pub fn approach(&mut self, enough: f64, total: f64) {
        let now: Vec<f64> = self.windows.iter().map(Window::kept).collect();
        let met = self.total();
        let amount = self.amount.clone();
        self.stand(self.safe.clone());
        let share = |safe: f64, now: f64, enough: f64| {
            if now >= enough {
                1.0
            } else {
                ((safe - enough) / (safe - now).max(1e-12)).clamp(0.0, 1.0)
            }
        };
        let windows = self.windows.iter().zip(now).map(|(w, now)| share(w.kept(), now, enough));
        let share = windows.fold(share(self.total(), met, total), f64::min);
        self.amount = amount;
        self.mix(share);
    }

    /// Goes a share of the way from what is fallen back on to the amounts of now.
    pub fn mix(&mut self, share: f64) {
        let mixed =
            self.safe.iter().zip(&self.amount).map(|(safe, new)| safe + share * (new - safe));
        self.stand(mixed.collect());
    }
}

/// Amounts and prices to come back to.
pub struct Mark {
    amount: Vec<f64>,
    weight: Vec<f64>,
    shift: Vec<f64>,
    over: Vec<f64>,
    stiffness: f64,
    reward: f64,
    windows: Vec<Window>,
}

impl Field {
    /// What stands now.
    pub fn mark(&self) -> Mark {
        Mark {
            amount: self.amount.clone(),
            weight: self.weight.clone(),
            shift: self.shift.clone(),
            over: self.over.clone(),
            stiffness: self.stiffness,
            reward: self.reward,
            windows: self.windows.clone(),
        }
    }

    /// Comes back to what stood then; no chain was added or forgotten since.
    pub fn back_to(&mut self, mark: Mark) {
        self.weight = mark.weight;
        self.shift = mark.shift;
        self.over = mark.over;
        self.stiffness = mark.stiffness;
        self.reward = mark.reward;
        self.windows = mark.windows;
        self.stand(mark.amount);
    }
}

/// Leaves the members at these positions, in this order.
pub fn keep<T>(list: &mut Vec<T>, order: &[u32]) {
    let mut old: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(order.iter().filter_map(|&j| old.get_mut(j as usize)?.take()));
}

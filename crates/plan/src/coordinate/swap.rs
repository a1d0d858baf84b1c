//! Moves that cost nobody a meal: amounts go from one chain to another of the
//! same meal, as far as every limit allows.

use super::field::{Field, difference};
use super::peril::{Aim, Peril};
use super::struck::Struck;

/// Chains that a dear one is compared with.
const TRIED: usize = 3;

/// Differences of prices below this share of the larger are none.
const EQUAL: f64 = 1e-3;

/// Differences of two chains, kept so that no move asks for memory.
#[derive(Default)]
struct Between {
    uses: Vec<(u32, f64)>,
    exposed: Vec<(u32, f64)>,
}

/// What swaps work on.
pub struct Swap<'s> {
    /// Amounts that keep every limit.
    pub field: &'s mut Field,
    /// By chain.
    pub perils: &'s [Peril],
    /// What is exposed.
    pub struck: &'s mut Struck,
    /// What is lowered.
    pub aim: Aim,
    /// Whether limits have prices rather than hold at once.
    pub soft: bool,
}

impl Swap<'_> {
    /// What is exposed by the amounts of now.
    pub fn expose(&mut self) {
        self.struck.exposed.fill(0.0);
        for (peril, &amount) in self.perils.iter().zip(&self.field.amount) {
            for &(place, value) in peril.exposed.iter().filter(|_| amount > 0.0) {
                self.struck.exposed[place as usize] += value * amount;
            }
        }
    }

    fn price(&self, chain: usize) -> f64 {
        let peril = &self.perils[chain];
        let struck = peril.exposed.iter().map(|&(i, value)| value * self.struck.weight(i, 0.0));
        let limits = if self.soft { self.field.price(chain) } else { 0.0 };
        self.aim.loss * (peril.lost + struck.sum::<f64>()) + self.aim.cost * peril.cost + limits
    }

    /// One sweep over all meals.
    pub fn sweep(&mut self) {
        let mut between = Between::default();
        for bin in 0..self.field.bins.len() {
            if self.field.bins[bin].met > 0.0 && self.field.bins[bin].chains.len() > 1 {
                self.settle(bin, &mut between);
            }
        }
    }

    fn settle(&mut self, bin: usize, between: &mut Between) {
        let mut priced: Vec<(f64, usize)> = self.field.bins[bin]
            .chains
            .iter()
            .map(|&j| (self.price(j as usize), j as usize))
            .collect();
        priced.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for from in (1..priced.len()).rev() {
            let (dear, j) = priced[from];
            for &(cheap, to) in priced[..from].iter().take(TRIED) {
                if self.field.amount[j] <= 0.0 || dear - cheap <= EQUAL * dear.abs() {
                    break;
                }
                self.shift(j, to, between);
            }
        }
    }

    /// Moves as much as pays and as there is room for.
    fn shift(&mut self, from: usize, to: usize, between: &mut Between) {
        let Between { uses, exposed } = between;
        let chains = &self.field.chains;
        difference(&chains[to].uses, &chains[from].uses, uses);
        let room = uses.iter().filter(|entry| entry.1 > 0.0 && !self.soft);
        let room = room.map(|&(i, more)| (1.0 - self.field.used[i as usize]) / more);
        let most = room.fold(self.field.amount[from], f64::min);
        if most <= 1e-9 {
            return;
        }
        let (new, old) = (&self.perils[to], &self.perils[from]);
        difference(&new.exposed, &old.exposed, exposed);
        let own = self.aim.loss * (new.lost - old.lost) + self.aim.cost * (new.cost - old.cost);
        let step = self.step(own, exposed, uses, most);
        if step > 0.0 {
            self.field.apply(to, step);
            self.field.apply(from, -step);
            for &(place, more) in exposed.iter() {
                self.struck.exposed[place as usize] += more * step;
            }
        }
    }

    /// The step up to `most` at which the slope changes its sign.
    fn step(&self, own: f64, exposed: &[(u32, f64)], uses: &[(u32, f64)], most: f64) -> f64 {
        let slope = |step: f64| {
            let struck = exposed.iter().map(|&(i, more)| more * self.struck.weight(i, more * step));
            let priced = uses.iter().filter(|_| self.soft);
            let limits: f64 = priced.map(|&(i, d)| d * self.field.live(i, d * step)).sum();
            own + self.aim.loss * struck.sum::<f64>() + limits
        };
        if slope(0.0) >= 0.0 {
            return 0.0;
        }
        if slope(most) <= 0.0 {
            return most;
        }
        let (mut low, mut high) = (0.0, most);
        for _ in 0..10 {
            let middle = 0.5 * (low + high);
            if slope(middle) < 0.0 { low = middle } else { high = middle }
        }
        low
    }
}

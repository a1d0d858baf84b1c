//! The augmented Lagrangian: loads, live prices, and moves of chains.
//!
//! Minimise Σ c x - rewards over chains, each shared limit i with the term
//! ρ_i/2 max(0, u_i - 1 + s_i)², where u_i is its load as a share of it and
//! ρ_i s_i its multiplier; each window of a demand likewise with its level.
//! The live price of a limit is ρ_i max(0, u_i - 1 + s_i).

mod coverage;
mod narrow;
mod safe;
mod slack;

pub use safe::keep;

use super::Part;
use super::chain::{Chain, Way};
use super::meal::{Bin, Window};
use super::sparse::difference;
use narrow::Narrow;

/// Overruns of a limit that are borne while prices are looked for.
pub const BORNE: f64 = 0.03;

/// The state of the method.
pub struct Field {
    /// Load of every limit, as a share of it.
    pub used: Vec<f64>,
    /// Penalty weights; 0 until a chain uses the limit.
    pub weight: Vec<f64>,
    /// Multipliers over penalty weights.
    pub shift: Vec<f64>,
    /// What live prices follow from, side by side.
    asked: Vec<Asked>,
    /// By how much each limit was overrun at the last update.
    over: Vec<f64>,
    /// Chains by position.
    pub chains: Vec<Chain>,
    /// Amount of each chain.
    pub amount: Vec<f64>,
    /// Amounts that keep every limit and what the stage must keep: what it falls
    /// back on.
    pub safe: Vec<f64>,
    /// Meals: demand x periods + period.
    pub bins: Vec<Bin>,
    /// Windows of all demands.
    pub windows: Vec<Window>,
    /// Reward of a unit met.
    pub reward: f64,
    /// Share of each limit that may be used.
    room: f64,
    /// Shift of a limit when first used.
    pub initial_shift: f64,
    /// Overruns of a limit, as a share of it, that soft penalties may leave.
    pub borne: f64,
    /// How hard penalties press.
    pub stiffness: f64,
    /// What sweeps look at.
    narrow: Narrow,
    merged: Vec<(u32, f64)>,
    /// Prices of the chains of one meal.
    prices: Vec<f64>,
}

/// How far a limit is overrun, its multiplier counted in, and how hard it presses.
#[derive(Clone, Copy, Default)]
struct Asked {
    over: f64,
    weight: f64,
}

/// A direction to move in: what it adds to limits and its own cost.
struct Move<'a, T> {
    uses: &'a [(u32, T)],
    /// Meals it adds to, if any.
    bin: Option<&'a Bin>,
}

impl Field {
    /// An empty field.
    pub fn new(limits: usize, bins: Vec<Bin>, windows: Vec<Window>, stiffness: f64) -> Self {
        Self {
            used: vec![0.0; limits],
            weight: vec![0.0; limits],
            shift: vec![0.0; limits],
            asked: vec![Asked::default(); limits],
            over: vec![0.0; limits],
            chains: Vec::new(),
            amount: Vec::new(),
            safe: Vec::new(),
            bins,
            windows,
            reward: 0.0,
            room: 1.0,
            initial_shift: 0.0,
            borne: BORNE,
            stiffness,
            narrow: Narrow::default(),
            merged: Vec::new(),
            prices: Vec::new(),
        }
    }

    /// Whether a meal has a chain that goes this way; wakes it.
    pub fn knows(&mut self, bin: usize, way: &Way) -> bool {
        let bin = &mut self.bins[bin];
        let goes = |j: &u32| self.chains[*j as usize].goes(way);
        if let Some(position) = bin.asleep.iter().position(goes) {
            bin.chains.push(bin.asleep.swap_remove(position));
            return true;
        }
        bin.chains.iter().any(goes)
    }

    /// Adds a chain to a meal.
    pub fn add(&mut self, bin: usize, chain: Chain) {
        debug_assert!(self.narrow.is_off(), "loads of limits that are left out are not kept");
        for &(i, share) in &chain.uses {
            let weight = &mut self.weight[i as usize];
            if *weight == 0.0 {
                *weight = self.stiffness / f64::from(share);
                self.shift[i as usize] = self.initial_shift;
                self.ask(i as usize);
            }
        }
        self.bins[bin].chains.push(self.chains.len() as u32);
        self.chains.push(chain);
        self.amount.push(0.0);
        self.safe.push(0.0);
    }

    /// The live price of a limit with `more` of it used.
    pub fn live(&self, i: u32, more: f64) -> f64 {
        let asked = self.asked[i as usize];
        asked.weight * (asked.over + more).max(0.0)
    }

    /// Brings the price of a limit up to date.
    fn ask(&mut self, i: usize) {
        let over = self.used[i] - self.room + self.shift[i];
        self.asked[i] = Asked { over, weight: self.weight[i] };
    }

    /// What a unit of a chain uses of the limits that are looked at.
    pub fn uses(&self, chain: usize) -> &[(u32, f32)] {
        self.narrow.of(chain).unwrap_or(&self.chains[chain].uses)
    }

    /// What a unit of a chain costs at live prices.
    pub fn price(&self, chain: usize) -> f64 {
        self.price_of(self.uses(chain))
    }

    /// What so much use of limits costs at live prices.
    pub fn price_of(&self, uses: &[(u32, f32)]) -> f64 {
        uses.iter().map(|&(i, share)| f64::from(share) * self.live(i, 0.0)).sum::<f64>()
    }

    /// What a unit of meals is worth with `more` of them.
    pub fn worth(&self, bin: &Bin, more: f64) -> f64 {
        let window = |&(w, weight): &(u32, f64)| {
            let window = &self.windows[w as usize];
            weight * window.price(window.covered + weight * more)
        };
        self.reward + bin.windows.iter().map(window).sum::<f64>()
    }

    /// Slope of the augmented Lagrangian along a way, and its curvature.
    fn slope<T: Copy + Into<f64>>(&self, way: &Move<T>, step: f64) -> (f64, f64) {
        let (mut slope, mut curve) = (0.0, 0.0);
        for &(i, share) in way.uses {
            let share = share.into();
            let price = self.live(i, share * step);
            if price > 0.0 {
                slope += share * price;
                curve += share * share * self.weight[i as usize];
            }
        }
        if let Some(bin) = way.bin {
            slope -= self.reward;
            for &(w, weight) in &bin.windows {
                let window = &self.windows[w as usize];
                let price = window.price(window.covered + weight * step);
                if price > 0.0 {
                    slope -= weight * price;
                }
                if price > 0.0 && price < window.cap {
                    curve += weight * weight * window.weight;
                }
            }
        }
        (slope, curve)
    }

    /// The best step along a way between two limits.
    fn step<T: Copy + Into<f64>>(&self, way: &Move<T>, low: f64, high: f64) -> f64 {
        let (slope, curve) = self.slope(way, 0.0);
        if (slope < 0.0 && high <= 0.0) || (slope > 0.0 && low >= 0.0) || slope == 0.0 {
            return 0.0;
        }
        let (low, high) = if slope < 0.0 { (0.0, high) } else { (low, 0.0) };
        let newton = |at: f64, slope: f64, curve: f64| {
            let to = if curve > 0.0 { at - slope / curve } else { f64::INFINITY * -slope.signum() };
            to.clamp(low, high)
        };
        let (mut step, mut before, mut slope_before) = (newton(0.0, slope, curve), 0.0, slope);
        for _ in 0..4 {
            let (slope, curve) = self.slope(way, step);
            if slope * slope_before >= 0.0 {
                let next = newton(step, slope, curve);
                if (next - step).abs() <= 1e-3 * (step.abs() + 1e-12) {
                    return next;
                }
                (before, slope_before, step) = (step, slope, next);
            } else {
                // Between the two slopes of different sign.
                step = before + (step - before) * slope_before / (slope_before - slope);
            }
        }
        step
    }

    /// Adds to a chain and what it uses.
    pub fn apply(&mut self, chain: usize, step: f64) {
        self.amount[chain] = (self.amount[chain] + step).max(0.0);
        for &(i, share) in self.narrow.of(chain).unwrap_or(&self.chains[chain].uses) {
            let more = f64::from(share) * step;
            self.used[i as usize] += more;
            self.asked[i as usize].over += more;
        }
    }

    /// Adds to a chain and its meals.
    pub fn grow(&mut self, bin: usize, chain: usize, step: f64) {
        self.apply(chain, step);
        self.bins[bin].met += step;
        for &(w, weight) in &self.bins[bin].windows {
            self.windows[w as usize].covered += weight * step;
        }
    }

    /// One sweep over the meals: each chain alone, then shifts from the
    /// dearest used chain to the cheapest.
    pub fn sweep(&mut self, periods: usize, part: Part) {
        for bin in (0..self.bins.len()).filter(|bin| part.has(bin / periods)) {
            self.settle(bin);
        }
    }

    /// Presses less hard, multipliers kept.
    pub fn soften(&mut self, factor: f64) {
        self.stiffness *= factor;
        for (weight, shift) in self.weight.iter_mut().zip(&mut self.shift) {
            *weight *= factor;
            *shift /= factor;
        }
        self.ask_all();
    }

    /// Presses harder on windows, multipliers kept.
    pub fn press_windows(&mut self, factor: f64) {
        for window in &mut self.windows {
            window.weight *= factor;
            window.shift /= factor;
        }
    }

    /// From now on so large a share of limits may be used.
    pub fn leave_room(&mut self, share: f64) {
        self.room = share;
        self.ask_all();
    }

    /// Brings all prices up to date.
    pub fn ask_all(&mut self) {
        for i in 0..self.asked.len() {
            self.ask(i);
        }
    }

    fn settle(&mut self, bin: usize) {
        if self.bins[bin].chains.is_empty() || self.bins[bin].need <= 0.0 {
            return;
        }
        let mut worth = self.worth(&self.bins[bin], 0.0);
        let mut moved = false;
        self.prices.clear();
        for position in 0..self.bins[bin].chains.len() {
            let chain = self.bins[bin].chains[position] as usize;
            let slack = (self.bins[bin].need - self.bins[bin].met).max(0.0);
            let price = self.price(chain);
            self.prices.push(price);
            let gain = worth - price;
            if (gain > 0.0 && slack <= 0.0) || (gain <= 0.0 && self.amount[chain] <= 0.0) {
                continue;
            }
            let way = Move { uses: self.uses(chain), bin: Some(&self.bins[bin]) };
            let step = self.step(&way, -self.amount[chain], slack);
            if step != 0.0 {
                self.grow(bin, chain, step);
                worth = self.worth(&self.bins[bin], 0.0);
                moved = true;
            }
        }
        if self.bins[bin].chains.len() > 1 {
            self.shift_within(bin, moved);
        }
    }

    /// Moves an amount from the dearest used chain to the cheapest, prices looked
    /// up again where something has moved.
    fn shift_within(&mut self, bin: usize, moved: bool) {
        let (mut cheap, mut dear) = ((f64::INFINITY, 0), (f64::NEG_INFINITY, 0));
        for (&j, &known) in self.bins[bin].chains.iter().zip(&self.prices) {
            let price = if moved { self.price(j as usize) } else { known };
            if price < cheap.0 {
                cheap = (price, j as usize);
            }
            if self.amount[j as usize] > 0.0 && price > dear.0 {
                dear = (price, j as usize);
            }
        }
        if dear.0 <= cheap.0 + 1e-9 {
            return;
        }
        let mut merged = std::mem::take(&mut self.merged);
        difference(self.uses(cheap.1), self.uses(dear.1), &mut merged);
        let way = Move { uses: &merged, bin: None };
        let step = self.step(&way, 0.0, self.amount[dear.1]);
        self.merged = merged;
        if step > 0.0 {
            self.apply(cheap.1, step);
            self.apply(dear.1, -step);
        }
    }

    /// Raises multipliers to live prices.
    pub fn update(&mut self, pace: f64) {
        for i in 0..self.used.len() {
            if self.weight[i] > 0.0 {
                self.stiffen(i);
                self.shift[i] = (pace * (self.used[i] - self.room) + self.shift[i]).max(0.0);
                self.ask(i);
            }
        }
        for window in self.windows.iter_mut().filter(|w| !w.drawn) {
            window.stiffen();
            let shift = pace * (window.target - window.covered) + window.shift;
            window.shift = shift.clamp(0.0, window.cap / window.weight);
        }
    }

    /// Presses harder on a limit that stays overrun, its multiplier kept.
    fn stiffen(&mut self, i: usize) {
        let over = self.used[i] - self.room;
        if over > self.borne && over > 0.8 * self.over[i] {
            self.weight[i] *= 1.25;
            self.shift[i] /= 1.25;
        }
        self.over[i] = over;
    }

    /// Counts loads and coverage anew, against drift.
    pub fn recount(&mut self) {
        self.used.fill(0.0);
        for window in &mut self.windows {
            window.covered = 0.0;
        }
        for bin in &mut self.bins {
            bin.met = 0.0;
            for &j in &bin.chains {
                let amount = self.amount[j as usize];
                bin.met += amount;
                if amount > 0.0 {
                    for &(i, share) in &self.chains[j as usize].uses {
                        self.used[i as usize] += f64::from(share) * amount;
                    }
                }
            }
            for &(w, weight) in &bin.windows {
                self.windows[w as usize].covered += weight * bin.met;
            }
        }
        self.ask_all();
    }
}

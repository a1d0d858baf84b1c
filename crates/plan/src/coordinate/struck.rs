//! The additive worst case inside the augmented Lagrangian.
//!
//! W = Σ_p max Σ_e w_e V_ep over weights in [0, 1] that add up to at most Γ,
//! where V_ep is the value exposed on a segment. Weights are kept near those
//! of before, w = clamp(before + steep (V - ζ), 0, 1), with ζ_p chosen so that
//! they add up to Γ.

/// Weights of segments and how they move.
pub struct Struck {
    /// Position of the first segment among the limits.
    pub base: usize,
    periods: usize,
    gamma: f64,
    /// What a thousand USD of worst case costs.
    pub strike: f64,
    before: Vec<f64>,
    level: Vec<f64>,
    steep: Vec<f64>,
}

impl Struck {
    /// Segments and periods that it looks at.
    pub fn len(&self) -> usize {
        self.before.len()
    }

    /// The worst case over `segments` in `periods`.
    pub fn new(base: usize, segments: usize, periods: usize, gamma: f64) -> Self {
        Self {
            base,
            periods,
            gamma,
            strike: 0.0,
            before: vec![0.0; segments * periods],
            level: vec![0.0; periods],
            steep: vec![0.0; periods],
        }
    }

    fn weight(&self, place: usize, value: f64) -> f64 {
        let p = place % self.periods;
        (self.before[place] + self.steep[p] * (value - self.level[p])).clamp(0.0, 1.0)
    }

    /// Price of a thousand USD exposed where `value` is exposed already.
    pub fn price(&self, place: usize, value: f64) -> f64 {
        self.strike * self.weight(place, value)
    }

    /// How fast that price rises.
    pub fn steepness(&self, place: usize, price: f64) -> f64 {
        if price < self.strike { self.strike * self.steep[place % self.periods] } else { 0.0 }
    }

    /// Prices by position of the segment at the weights of before.
    pub fn prices(&self) -> Vec<f64> {
        self.before.iter().map(|w| w * self.strike).collect()
    }

    /// Chooses levels for the values exposed, and keeps the weights if asked.
    pub fn settle(&mut self, values: &[f64], stiffness: f64, keep: bool) {
        let segments = self.before.len() / self.periods;
        for p in 0..self.periods {
            let places = || (0..segments).map(|e| e * self.periods + p);
            let largest = places().map(|i| values[i]).fold(0.0, f64::max);
            if largest <= 0.0 || self.gamma <= 0.0 {
                continue;
            }
            self.steep[p] = stiffness / largest;
            let steep = self.steep[p];
            let sum = |level: f64| -> f64 {
                places()
                    .map(|i| (self.before[i] + steep * (values[i] - level)).clamp(0.0, 1.0))
                    .sum()
            };
            let (mut low, mut high) = (-1.0 / steep, largest + 1.0 / steep);
            if sum(low) <= self.gamma {
                self.level[p] = low;
            } else {
                for _ in 0..50 {
                    let middle = 0.5 * (low + high);
                    if sum(middle) > self.gamma { low = middle } else { high = middle }
                }
                self.level[p] = high;
            }
        }
        if keep {
            for place in 0..self.before.len() {
                self.before[place] = self.weight(place, values[place]);
            }
        }
    }

    /// The worst case of these values: the Γ largest of every period.
    pub fn worst(&self, values: &[f64]) -> f64 {
        let segments = self.before.len() / self.periods;
        let mut worst = 0.0;
        for p in 0..self.periods {
            let mut exposed: Vec<f64> =
                (0..segments).map(|e| values[e * self.periods + p]).collect();
            exposed.sort_by(|a, b| b.total_cmp(a));
            let whole = self.gamma as usize;
            worst += exposed.iter().take(whole).sum::<f64>();
            worst += exposed.get(whole).copied().unwrap_or(0.0) * self.gamma.fract();
        }
        worst
    }
}

//! The additive worst case, smoothed: weights of targets that follow what is exposed.
//!
//! W = max Σ w V over weights w in [0, 1] that add up to at most Γ a day, where V
//! is what a strike at a target alone takes in a period. Weights are kept near
//! those of before, w = clamp(before + steep (V - ζ), 0, 1), with ζ chosen so that
//! they add up to Γ: the augmented Lagrangian of the maximum, whose slope moves
//! steadily where the maximum's jumps.

/// Weights of targets and how they move.
pub struct Struck {
    periods: usize,
    gamma: f64,
    /// Strikes that a weight of 1 takes, by period, where all days share Γ.
    shared: Option<Vec<f64>>,
    /// What a strike takes, by target x periods + period.
    pub exposed: Vec<f64>,
    before: Vec<f64>,
    level: Vec<f64>,
    steep: Vec<f64>,
}

impl Struck {
    /// Nothing exposed; `shared` has the days of each period where Γ is for the
    /// whole horizon.
    pub fn new(targets: usize, periods: usize, gamma: f64, shared: Option<Vec<f64>>) -> Self {
        let places = targets * periods;
        Self {
            periods,
            gamma,
            shared,
            exposed: vec![0.0; places],
            before: vec![0.0; places],
            level: vec![0.0; periods],
            steep: vec![0.0; periods],
        }
    }

    /// Weight of a place where `more` is exposed than now.
    pub fn weight(&self, place: u32, more: f64) -> f64 {
        let (place, p) = (place as usize, place as usize % self.periods);
        let level = self.level[p] * self.strikes(p);
        let ahead = self.exposed[place] + more - level;
        (self.before[place] + self.steep[p] * ahead).clamp(0.0, 1.0)
    }

    /// Weights of now.
    pub fn weights(&self) -> Vec<f64> {
        (0..self.exposed.len() as u32).map(|place| self.weight(place, 0.0)).collect()
    }

    fn strikes(&self, p: usize) -> f64 {
        self.shared.as_ref().map_or(1.0, |days| days[p])
    }

    /// Places of periods that share their strikes.
    fn groups(&self) -> Vec<Vec<usize>> {
        let counts = |&i: &usize| self.exposed[i] > 0.0 || self.before[i] > 0.0;
        if self.shared.is_some() {
            return vec![(0..self.exposed.len()).filter(counts).collect()];
        }
        let of = |p: usize| (p..self.exposed.len()).step_by(self.periods).filter(counts).collect();
        (0..self.periods).map(of).collect()
    }

    /// Chooses levels for what is exposed now; keeps the weights if asked.
    pub fn settle(&mut self, stiffness: f64, keep: bool) {
        for (g, places) in self.groups().into_iter().enumerate() {
            let largest = places.iter().map(|&i| self.exposed[i]).fold(0.0, f64::max);
            if largest <= 0.0 || self.gamma <= 0.0 {
                continue;
            }
            let alike = if self.shared.is_some() { 0..self.periods } else { g..g + 1 };
            self.steep[alike.clone()].fill(stiffness / largest);
            let (mut low, mut high) = (-largest / stiffness, largest * (1.0 + 1.0 / stiffness));
            for _ in 0..40 {
                let middle = 0.5 * (low + high);
                self.level[alike.clone()].fill(middle);
                let sum = places
                    .iter()
                    .map(|&i| self.strikes(i % self.periods) * self.weight(i as u32, 0.0));
                if sum.sum::<f64>() > self.gamma { low = middle } else { high = middle }
            }
            self.level[alike].fill(high);
            if keep {
                let kept: Vec<f64> = places.iter().map(|&i| self.weight(i as u32, 0.0)).collect();
                for (i, weight) in places.into_iter().zip(kept) {
                    self.before[i] = weight;
                }
            }
        }
    }
}

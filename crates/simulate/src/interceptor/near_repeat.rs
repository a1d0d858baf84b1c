//! `near-repeat`: incidents come at a background rate anywhere and, for some
//! weeks after each, more often at the same place (a Hawkes process in days).
//!
//! λ_j(t) = μ/K + n (1-w) Σ_{s<t} w^{t-1-s} N_j(s) with w = exp(-β); N_j(t) is
//! Poisson. More incidents than there are strikes come to nothing, but are
//! remembered.

use safeconduct_model::simulation::{Behaviours, NearRepeat};

use super::{Choice, Interceptor, Setting, Sight};
use crate::chance::Dice;

/// The process over some targets.
#[derive(Clone, Debug)]
pub struct Process {
    background: f64,
    branching: f64,
    kept: f64,
    memory: Vec<f64>,
    incidents: Vec<u32>,
}

impl Process {
    /// A process that has no past.
    #[must_use]
    pub fn new(of: &NearRepeat, targets: usize) -> Self {
        Self {
            background: of.background_per_day / targets.max(1) as f64,
            branching: of.branching.0,
            kept: (-of.decay_per_day).exp(),
            memory: vec![0.0; targets],
            incidents: vec![0; targets],
        }
    }

    /// Incidents of the next day, by target.
    pub fn day(&mut self, dice: &mut Dice) -> &[u32] {
        for (memory, incidents) in self.memory.iter_mut().zip(&mut self.incidents) {
            let rate = self.background + self.branching * (1.0 - self.kept) * *memory;
            *incidents = dice.poisson(rate);
            *memory = self.kept * *memory + f64::from(*incidents);
        }
        &self.incidents
    }

    /// Incidents expected in each of the first days, all targets together.
    #[must_use]
    pub fn expected(of: &NearRepeat, days: usize) -> Vec<f64> {
        let kept = (-of.decay_per_day).exp();
        let mut memory = 0.0;
        let day = |_| {
            let rate = of.background_per_day + of.branching.0 * (1.0 - kept) * memory;
            memory = kept * memory + rate;
            rate
        };
        (0..days).map(day).collect()
    }

    /// Incidents a day in the long run: μ/(1-n).
    #[must_use]
    pub fn long_run_rate(of: &NearRepeat) -> f64 {
        of.background_per_day / (1.0 - of.branching.0)
    }

    /// Incidents expected in the first days of the process in continuous time,
    /// of which this one is the daily form: μT/(1-n) - μn (1-e^(-kT))/(β(1-n)²)
    /// with k = β(1-n) (Hawkes 1971).
    #[must_use]
    pub fn expected_in_continuous_time(of: &NearRepeat, days: f64) -> f64 {
        let (n, beta) = (of.branching.0, of.decay_per_day);
        let start = n / (beta * (1.0 - n)) * (1.0 - (-beta * (1.0 - n) * days).exp());
        Self::long_run_rate(of) * (days - start)
    }

    /// Variance over mean of the incidents in a window of the process long after
    /// its start: how far they cluster; 1 if they did not. For an endless window
    /// 1/(1-n)².
    #[must_use]
    pub fn variance_to_mean(of: &NearRepeat, window: f64) -> f64 {
        let n = of.branching.0;
        let endless = 1.0 / ((1.0 - n) * (1.0 - n));
        let days = of.decay_per_day * (1.0 - n) * window;
        let start = if days.is_finite() { (1.0 - (-days).exp()) / days } else { 0.0 };
        endless + (1.0 - endless) * start
    }

    /// Forgets everything.
    pub fn forget(&mut self) {
        self.memory.fill(0.0);
    }
}

#[derive(Clone)]
struct Returning(Process);

pub(super) fn make(all: &Behaviours, at: Setting) -> Box<dyn Interceptor> {
    Box::new(Returning(Process::new(&all.near_repeat, at.targets)))
}

impl Interceptor for Returning {
    fn weigh(&mut self, _: &Sight, dice: &mut Dice, scores: &mut [f64]) -> Choice {
        let mut places = 0;
        for (score, &incidents) in scores.iter_mut().zip(self.0.day(dice)) {
            *score = f64::from(incidents);
            places += usize::from(incidents > 0);
        }
        Choice::OddsUpTo(places)
    }

    fn twin(&self) -> Box<dyn Interceptor> {
        Box::new(self.clone())
    }

    fn begin(&mut self) {
        self.0.forget();
    }
}

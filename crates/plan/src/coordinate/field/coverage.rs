//! What is covered, and what levels that comes to.

use super::Field;
use crate::coordinate::meal::Window;

impl Field {
    /// The level at which windows that share it ask for `value` in all.
    pub fn common_level(&self, value: f64) -> f64 {
        let asked = |level: f64| -> f64 {
            let common = self.windows.iter().filter(|w| w.common);
            common.map(|w| (w.weight * (level - w.covered + w.shift)).max(0.0)).sum()
        };
        let (mut low, mut high) = (-1.0, 1.0);
        if asked(high) <= value {
            return 1.0;
        }
        for _ in 0..40 {
            let middle = 0.5 * (low + high);
            if asked(middle) > value { high = middle } else { low = middle }
        }
        0.5 * (low + high)
    }

    /// People-days met, thousands.
    pub fn total(&self) -> f64 {
        self.bins.iter().map(|bin| bin.met).sum()
    }

    /// Least coverage of any window, as a share of its level.
    pub fn least(&self) -> f64 {
        let least = self.windows.iter().map(Window::kept).fold(f64::INFINITY, f64::min);
        if least.is_finite() { least } else { 1.0 }
    }

    /// Least coverage of any window that shares the common level.
    pub fn least_common(&self) -> f64 {
        self.windows.iter().filter(|w| w.common).map(|w| w.covered).fold(1.0, f64::min)
    }

    /// The common level that windows are drawn to.
    pub fn common_target(&self) -> f64 {
        self.windows.iter().filter(|w| w.common).map(|w| w.target).fold(0.0, f64::max)
    }

    /// By window: so large a share of its level.
    pub fn levels(&self, share: f64) -> Vec<f64> {
        self.windows.iter().map(|w| w.level * share).collect()
    }

    /// What windows ask for their levels, in all.
    pub fn asked_for_levels(&self, asked: &[f64]) -> f64 {
        self.windows.iter().zip(asked).map(|(w, asked)| asked * w.level).sum()
    }
}

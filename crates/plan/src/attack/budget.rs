//! Strikes counted over several days instead of day by day.

use super::{Load, parts, worst};

/// The worst way to spread strikes over days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Horizon {
    /// Value lost over all days.
    pub value: f64,
    /// Strikes on each day.
    pub strikes: Vec<usize>,
}

/// Worst value of one day for 0, 1, … `most` strikes.
#[must_use]
pub fn curve(loads: &[Load], most: usize) -> Vec<f64> {
    (0..=most).map(|gamma| worst(loads, gamma).value).collect()
}

/// The worst spread of at most `total` strikes over days, each day given by its
/// [`curve`]: exact.
///
/// A curve need not be concave, so days are joined by dynamic programming and
/// not greedily. Where a curve ends, further strikes on that day take nothing.
#[must_use]
pub fn horizon(curves: &[Vec<f64>], total: usize) -> Horizon {
    // best[s]: worst value of the days so far with at most s strikes.
    let mut best = vec![0.0; total + 1];
    let mut spent = Vec::new();
    for curve in curves {
        let mut next = best.clone();
        let mut here = vec![0; total + 1];
        for strikes in 0..=total {
            for (today, &value) in curve.iter().enumerate().take(strikes + 1).skip(1) {
                if best[strikes - today] + value > next[strikes] {
                    next[strikes] = best[strikes - today] + value;
                    here[strikes] = today;
                }
            }
        }
        best = next;
        spent.push(here);
    }
    let mut left = total;
    let mut strikes: Vec<usize> = spent
        .iter()
        .rev()
        .map(|here| {
            let today = here[left];
            left -= today;
            today
        })
        .collect();
    strikes.reverse();
    Horizon { value: best[total], strikes }
}

/// Worst value over days for a budget that may have a fraction: a last strike
/// happens with that probability.
#[must_use]
pub fn horizon_share(curves: &[Vec<f64>], total: f64) -> f64 {
    let (whole, share) = parts(total);
    let low = horizon(curves, whole).value;
    if share > 0.0 { (1.0 - share) * low + share * horizon(curves, whole + 1).value } else { low }
}

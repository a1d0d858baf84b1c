//! Means, standard errors, quantiles and tails of samples.

use safeconduct_model::outcome::Spread;

/// Share of the runs in a tail: the worst 5 %.
const TAIL: f64 = 0.05;

/// Mean, standard error and quantiles; all 0 for no sample.
#[must_use]
pub fn spread(sample: &[f64]) -> Spread {
    let mut sorted = sample.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (mean, standard_error) = mean(sample);
    Spread {
        mean,
        standard_error,
        low: quantile(&sorted, 0.05),
        median: quantile(&sorted, 0.5),
        high: quantile(&sorted, 0.95),
    }
}

/// Mean and its standard error.
#[must_use]
pub fn mean(sample: &[f64]) -> (f64, f64) {
    let count = sample.len().max(1) as f64;
    let mean = sample.iter().sum::<f64>() / count;
    let squares: f64 = sample.iter().map(|x| (x - mean) * (x - mean)).sum();
    let variance = if count > 1.0 { squares / (count - 1.0) } else { 0.0 };
    (mean, (variance / count).sqrt())
}

/// The quantile of a sorted sample, straight between its members.
#[must_use]
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let low = place.floor() as usize;
    let high = (low + 1).min(last);
    sorted[low] + (place - low as f64) * (sorted[high] - sorted[low])
}

/// Mean over the worst 5 % of a sample, the highest being the worst (CVaR 95 %);
/// where that is no whole number of runs, the last counts in part (Rockafellar and
/// Uryasev 2002).
#[must_use]
pub fn tail(sample: &[f64]) -> f64 {
    let mut sorted = sample.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let all = TAIL * sorted.len() as f64;
    let (mut left, mut sum) = (all, 0.0);
    for value in sorted {
        let part = left.min(1.0);
        sum += part * value;
        left -= part;
        if left <= 0.0 {
            break;
        }
    }
    if all > 0.0 { sum / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_sample_that_is_known() {
        let sample: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let spread = spread(&sample);
        assert_eq!((spread.mean, spread.median), (50.5, 50.5));
        assert!((spread.low - 5.95).abs() < 1e-12 && (spread.high - 95.05).abs() < 1e-12);
        assert!((spread.standard_error - (841.666_666_666_666_6_f64 / 100.0).sqrt()).abs() < 1e-9);
        assert_eq!(tail(&sample), 98.0);
        assert!((tail(&sample[..10]) - 100.0).abs() < 1e-12);
        assert_eq!((tail(&[]), mean(&[]), quantile(&[], 0.5)), (0.0, (0.0, 0.0), 0.0));
    }
}

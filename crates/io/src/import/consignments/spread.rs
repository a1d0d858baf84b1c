//! How daily counts are spread, and how a day resembles the next.

use safeconduct_model::consignments::Spread;

/// Mean, percentiles and largest of daily counts.
pub(super) fn spread(mut counts: Vec<u64>) -> Spread {
    counts.sort_unstable();
    let days = u32::try_from(counts.len()).unwrap_or(u32::MAX);
    let Some(max) = counts.last().copied() else { return Spread::default() };
    let sum = counts.iter().fold(0_u64, |sum, c| sum.saturating_add(*c));
    Spread {
        days,
        mean: sum as f64 / f64::from(days),
        p10: percentile(&counts, 0.1),
        p50: percentile(&counts, 0.5),
        p90: percentile(&counts, 0.9),
        max,
        deciles: (0..=10).map(|tenth| percentile(&counts, f64::from(tenth) / 10.0)).collect(),
    }
}

/// A percentile of ordered counts, linear between neighbours (type 7).
fn percentile(ordered: &[u64], share: f64) -> f64 {
    let place = share * ordered.len().saturating_sub(1) as f64;
    let at = |place: f64| ordered.get(place as usize).map_or(0.0, |c| *c as f64);
    let (low, high) = (at(place.floor()), at(place.ceil()));
    low + (high - low) * place.fract()
}

/// The correlation of a day's count with the next day's, both about the mean of
/// all days; none where no day differs or there are fewer than three.
pub(super) fn lag1(counts: &[u64]) -> Option<f64> {
    if counts.len() < 3 {
        return None;
    }
    let mean = counts.iter().map(|c| *c as f64).sum::<f64>() / counts.len() as f64;
    let from_mean = |c: &u64| *c as f64 - mean;
    let variance: f64 = counts.iter().map(|c| from_mean(c).powi(2)).sum();
    let together: f64 =
        counts.windows(2).map(|pair| pair.iter().map(from_mean).product::<f64>()).sum();
    (variance > 0.0).then(|| together / variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_neighbours() {
        let spread = spread(vec![40, 10, 20, 30]);
        assert_eq!((spread.days, spread.mean, spread.max), (4, 25.0, 40));
        assert!((spread.p10 - 13.0).abs() < 1e-9 && (spread.p50 - 25.0).abs() < 1e-9);
        assert!((spread.p90 - 37.0).abs() < 1e-9);
        assert_eq!(super::spread(vec![7]).p90, 7.0);
        assert_eq!(super::spread(Vec::new()), Spread::default());
    }

    #[test]
    fn a_day_that_resembles_the_next_is_correlated_with_it() {
        assert_eq!(lag1(&[5, 5, 5, 5]), None);
        assert_eq!(lag1(&[1, 2]), None);
        let swinging: Vec<u64> = (0..100).map(|d| d % 2).collect();
        assert!(lag1(&swinging).is_some_and(|r| r < -0.9));
        let rising: Vec<u64> = (0..100).collect();
        assert!(lag1(&rising).is_some_and(|r| r > 0.9));
    }
}

//! Worths from orders drawn at random, where the terms are too many for all.
//!
//! Every order drawn is walked once more in reverse: what a term gains early in
//! one it gains late in the other, so that the mean of the two varies less.

use super::differ::Mask;
use super::orders::Averages;

/// A small, seeded stream of numbers (SplitMix64, Steele et al. 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`, each as likely as the others to one part in 2^64 / n.
    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.roll()) * n as u128) >> 64) as usize
    }
}

/// Orders of so many terms: pairs of an order and its reverse.
pub fn draw(terms: usize, pairs: usize, seed: u64) -> Vec<Vec<usize>> {
    let mut dice = Dice(seed);
    let mut orders = Vec::with_capacity(2 * pairs);
    for _ in 0..pairs {
        let mut order: Vec<usize> = (0..terms).collect();
        for i in (1..terms).rev() {
            order.swap(i, dice.below(i + 1));
        }
        let reverse = order.iter().rev().copied().collect();
        orders.extend([order, reverse]);
    }
    orders
}

/// The frameworks that an order passes, both ends included.
pub fn passed(order: &[usize]) -> Vec<Mask> {
    let mut mask = 0;
    let mut passed = vec![mask];
    for &i in order {
        mask |= 1 << i;
        passed.push(mask);
    }
    passed
}

/// What was found from the orders drawn.
pub struct Sampled {
    /// Means as numerators over the orders with a plan at every step.
    pub averages: Averages,
    /// By term: the standard error of its mean, in units; none from fewer than
    /// two pairs.
    pub errors: Option<Vec<f64>>,
}

/// Means and their errors from orders in pairs.
pub fn means(terms: usize, orders: &[Vec<usize>], value: &dyn Fn(Mask) -> Option<i64>) -> Sampled {
    let mut averages = Averages { numerators: vec![0; terms], orders: 0 };
    // Mean gains of each pair, over whichever of its orders count.
    let mut pairs: Vec<Vec<f64>> = Vec::new();
    for pair in orders.chunks(2) {
        let walked: Vec<Vec<i64>> =
            pair.iter().filter_map(|order| gains(terms, order, value)).collect();
        for gains in &walked {
            averages.orders += 1;
            for (sum, gain) in averages.numerators.iter_mut().zip(gains) {
                *sum += i128::from(*gain);
            }
        }
        if !walked.is_empty() {
            let mean = |i: usize| {
                walked.iter().map(|gains| gains[i] as f64).sum::<f64>() / walked.len() as f64
            };
            pairs.push((0..terms).map(mean).collect());
        }
    }
    let errors = (pairs.len() > 1).then(|| (0..terms).map(|i| error(&pairs, i)).collect());
    Sampled { averages, errors }
}

/// What each term gains in an order; none where a step has no plan.
fn gains(terms: usize, order: &[usize], value: &dyn Fn(Mask) -> Option<i64>) -> Option<Vec<i64>> {
    let values: Option<Vec<i64>> = passed(order).into_iter().map(value).collect();
    let values = values?;
    let mut gains = vec![0; terms];
    for (step, &i) in order.iter().enumerate() {
        gains[i] = values[step + 1] - values[step];
    }
    Some(gains)
}

/// Standard error of the mean of one term over pairs.
fn error(pairs: &[Vec<f64>], i: usize) -> f64 {
    let n = pairs.len() as f64;
    let mean = pairs.iter().map(|pair| pair[i]).sum::<f64>() / n;
    let squares: f64 = pairs.iter().map(|pair| (pair[i] - mean).powi(2)).sum();
    (squares / (n - 1.0) / n).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worth::orders::every_order;

    /// A game in which some pairs help and some stand in each other's way.
    fn value(mask: Mask) -> Option<i64> {
        let bit = |i: usize| i64::from(mask >> i & 1 == 1);
        let alone: i64 = (0..6).map(|i| bit(i) * (i as i64 + 1) * 100).sum();
        Some(alone + 900 * bit(0) * bit(3) - 400 * bit(1) * bit(2) + 777 * bit(4) * bit(5) * bit(0))
    }

    #[test]
    fn sampled_means_are_near_the_exact_ones_and_add_up() {
        let values: Vec<Option<i64>> = (0..64).map(value).collect();
        let exact = every_order(6, &values);
        for seed in 0..5 {
            let sampled = means(6, &draw(6, 400, seed), &value);
            let sum: i128 = sampled.averages.numerators.iter().sum();
            assert_eq!(sum, i128::from(value(63).unwrap()) * sampled.averages.orders);
            for (i, error) in sampled.errors.unwrap().iter().enumerate() {
                let exact = exact.numerators[i] as f64 / exact.orders as f64;
                let mean = sampled.averages.numerators[i] as f64 / sampled.averages.orders as f64;
                assert!((mean - exact).abs() <= 4.0 * error + 1e-9, "seed {seed}, term {i}");
            }
        }
    }

    #[test]
    fn the_same_seed_draws_the_same_orders() {
        assert_eq!(draw(13, 20, 7), draw(13, 20, 7));
        assert_ne!(draw(13, 20, 7), draw(13, 20, 8));
        let orders = draw(13, 1, 1);
        assert!(orders[0].iter().rev().eq(orders[1].iter()));
    }

    #[test]
    fn orders_without_a_plan_on_the_way_do_not_count() {
        let value = |mask: Mask| if mask == 1 { None } else { Some(mask.count_ones() as i64) };
        let sampled = means(2, &draw(2, 10, 3), &value);
        assert_eq!(sampled.averages.orders, 10);
        assert_eq!(sampled.averages.numerators, [10, 10]);
    }
}

//! Chance by counting: every run and day has a stretch of numbers of its own.
//!
//! ChaCha is a function of a key, a stream and a position. The key is the seed,
//! the stream the run, the position the day: whichever thread comes to a day, and
//! whatever was drawn before, the day has the same numbers.

use chacha20::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// Words of chance set apart for one day; no day of a country uses so many.
const WORDS_A_DAY: u128 = 1 << 32;

/// Numbers of one run.
#[derive(Debug)]
pub struct Dice {
    rng: ChaCha8Rng,
}

/// What numbers are drawn for. Each purpose has a stream of its own, so that the
/// same weather meets every interceptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Crossings, missions, closures, convoys and what befalls them.
    World = 0,
    /// What an interceptor decides.
    Mind = 1,
}

impl Dice {
    /// The numbers of a run for a purpose, at the start of day 0.
    #[must_use]
    pub fn new(seed: u64, run: u64, purpose: Purpose) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(run.wrapping_mul(2).wrapping_add(purpose as u64));
        Self { rng }
    }

    /// Goes to the start of a day's numbers.
    pub fn day(&mut self, day: usize) {
        self.rng.set_word_pos(day as u128 * WORDS_A_DAY);
    }

    /// A number in [0, 1), of 53 bits.
    pub fn uniform(&mut self) -> f64 {
        (self.rng.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Whether something of this chance happens; sure things draw nothing.
    pub fn happens(&mut self, chance: f64) -> bool {
        chance >= 1.0 || (chance > 0.0 && self.uniform() < chance)
    }

    /// One of `0..among`.
    pub fn one_of(&mut self, among: usize) -> usize {
        ((self.uniform() * among as f64) as usize).min(among.saturating_sub(1))
    }

    /// A Poisson number of this mean, by multiplying uniforms (Knuth); large
    /// means are drawn in parts.
    pub fn poisson(&mut self, mean: f64) -> u32 {
        let (mut left, mut count) = (mean, 0);
        while left > 0.0 {
            let part = left.min(16.0);
            left -= part;
            let floor = (-part).exp();
            let mut product = self.uniform();
            while product > floor {
                count += 1;
                product *= self.uniform();
            }
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_the_same_numbers_however_one_comes_to_it() {
        let mut there = Dice::new(7, 3, Purpose::World);
        there.day(5);
        let seen: Vec<f64> = (0..4).map(|_| there.uniform()).collect();
        let mut after = Dice::new(7, 3, Purpose::World);
        after.day(0);
        assert!((0..1_000).map(|_| after.uniform()).all(|number| number < 1.0));
        after.day(5);
        assert_eq!(seen, (0..4).map(|_| after.uniform()).collect::<Vec<_>>());
        let mut other = Dice::new(7, 4, Purpose::World);
        other.day(5);
        assert_ne!(seen[0], other.uniform());
        let mut mind = Dice::new(7, 3, Purpose::Mind);
        mind.day(5);
        assert_ne!(seen[0], mind.uniform());
    }

    #[test]
    fn poisson_numbers_have_their_mean_and_variance() {
        let mut dice = Dice::new(1, 0, Purpose::World);
        for mean in [0.3, 4.0, 40.0] {
            let drawn: Vec<f64> = (0..20_000).map(|_| f64::from(dice.poisson(mean))).collect();
            let average = drawn.iter().sum::<f64>() / 20_000.0;
            let variance = drawn.iter().map(|n| (n - average).powi(2)).sum::<f64>() / 19_999.0;
            assert!((average - mean).abs() < 4.0 * (mean / 20_000.0_f64).sqrt(), "{mean}");
            assert!((variance / mean - 1.0).abs() < 0.06, "{mean}: {variance}");
        }
    }
}

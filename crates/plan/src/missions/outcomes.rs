//! Outcomes of requests: every one with its probability, or some drawn by seed.
//!
//! Requests are granted or refused independently of each other.

use std::collections::BTreeMap;

/// A stream of numbers that is the same for the same seed on every machine
/// (`SplitMix64`: Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Stream(u64);

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

impl Stream {
    /// The stream of a seed for one purpose, so that purposes share no numbers.
    pub fn new(seed: u64, purpose: u64) -> Self {
        let mut stream = Self(seed ^ purpose.wrapping_mul(GOLDEN).rotate_left(17));
        stream.next();
        stream
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to 1, in steps of 2^-53.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Outcomes with their weights, which add up to 1. An outcome says of each way
/// whether it is granted.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// Each outcome once.
    pub each: Vec<(Vec<bool>, f64)>,
    /// Whether these are all there are.
    pub every: bool,
    /// How many were drawn; all there are where every one is here.
    pub drawn: usize,
}

impl Outcomes {
    /// Every outcome, if there are at most so many; otherwise that many drawn.
    /// `granted` holds the chance of each way; none where no request is needed.
    pub fn of(granted: &[Option<f64>], most: usize, stream: &mut Stream) -> Self {
        let open: Vec<usize> = (0..granted.len())
            .filter(|&i| granted[i].is_some_and(|chance| chance > 0.0 && chance < 1.0))
            .collect();
        if open.len() < usize::BITS as usize - 1 && 1usize << open.len() <= most {
            Self::every(granted, &open)
        } else {
            Self::draw(granted, most, stream)
        }
    }

    fn every(granted: &[Option<f64>], open: &[usize]) -> Self {
        let sure: Vec<bool> = granted.iter().map(|c| c.is_none_or(|c| c >= 1.0)).collect();
        let outcome = |bits: usize| {
            let (mut outcome, mut weight) = (sure.clone(), 1.0);
            for (bit, &i) in open.iter().enumerate() {
                let chance = granted[i].unwrap_or(1.0);
                outcome[i] = bits >> bit & 1 == 1;
                weight *= if outcome[i] { chance } else { 1.0 - chance };
            }
            (outcome, weight)
        };
        let each: Vec<_> = (0..1usize << open.len()).map(outcome).collect();
        Self { drawn: each.len(), each, every: true }
    }

    fn draw(granted: &[Option<f64>], number: usize, stream: &mut Stream) -> Self {
        let mut counts: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for _ in 0..number {
            // A number is drawn for every way, so that lists share their luck.
            let outcome = granted.iter().map(|chance| {
                let luck = stream.unit();
                chance.is_none_or(|chance| luck < chance)
            });
            *counts.entry(outcome.collect()).or_insert(0) += 1;
        }
        let share = |count: usize| count as f64 / number as f64;
        let each = counts.into_iter().map(|(outcome, count)| (outcome, share(count))).collect();
        Self { each, every: false, drawn: number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_is_there_with_its_probability() {
        let granted = [Some(0.25), None, Some(1.0), Some(0.5)];
        let all = Outcomes::of(&granted, 4, &mut Stream::new(0, 0));
        assert!(all.every);
        assert_eq!(all.each.len(), 4);
        let sum: f64 = all.each.iter().map(|(_, weight)| weight).sum();
        assert!((sum - 1.0).abs() < 1e-12);
        assert!(all.each.iter().all(|(outcome, _)| outcome[1] && outcome[2]));
        let both = all.each.iter().find(|(outcome, _)| outcome[0] && outcome[3]).unwrap();
        assert!((both.1 - 0.125).abs() < 1e-12);
    }

    #[test]
    fn drawn_outcomes_come_as_often_as_their_probability_says() {
        let granted = [Some(0.3), Some(0.8), Some(0.5)];
        let drawn = Outcomes::draw(&granted, 20_000, &mut Stream::new(7, 1));
        let all = Outcomes::every(&granted, &[0, 1, 2]);
        for (outcome, weight) in &all.each {
            let share = drawn.each.iter().find(|(o, _)| o == outcome).map_or(0.0, |(_, w)| *w);
            let error = (weight * (1.0 - weight) / 20_000.0).sqrt();
            assert!((share - weight).abs() < 5.0 * error, "{outcome:?}: {share} for {weight}");
        }
    }

    #[test]
    fn purposes_do_not_share_numbers() {
        let (mut a, mut b) = (Stream::new(1, 0), Stream::new(1, 1));
        assert!((0..100).all(|_| a.unit() != b.unit()));
    }
}

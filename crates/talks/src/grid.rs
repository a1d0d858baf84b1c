//! All packages of a few elements, a bit for each.
//!
//! Where a part has few packages, a condition is the set of those that meet
//! it, and every question is answered by cutting such sets.

use safeconduct_model::talks::Condition;

use crate::constraint::Constraints;
use crate::narrow::Domains;

/// A set of packages, or of anything numbered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Nothing, of so many things.
    pub fn none(size: usize) -> Self {
        Self { words: vec![0; size.div_ceil(64)] }
    }

    /// Everything.
    pub fn all(size: usize) -> Self {
        let mut words = vec![u64::MAX; size.div_ceil(64)];
        if let Some(last) = words.last_mut().filter(|_| !size.is_multiple_of(64)) {
            *last = (1 << (size % 64)) - 1;
        }
        Self { words }
    }

    /// Puts one in.
    pub fn put(&mut self, place: usize) {
        self.words[place / 64] |= 1 << (place % 64);
    }

    /// Keeps what is in the other as well.
    pub fn cut(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Takes in what is in the other.
    pub fn join(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Takes out what is in the other.
    pub fn drop(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// Whether the two share something.
    pub fn meets(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(word, other)| word & other != 0)
    }

    /// Whether all of it is in the other.
    pub fn within(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).all(|(word, other)| word & !other == 0)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many are in it.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many the two share.
    pub fn shared(&self, other: &Self) -> usize {
        let shared = self.words.iter().zip(&other.words);
        shared.map(|(word, other)| (word & other).count_ones() as usize).sum()
    }

    /// Those in it, rising.
    pub fn each(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(place, &word)| {
            let rest =
                std::iter::successors(Some(word), |word| Some(word & (word.wrapping_sub(1))));
            let bits = rest.take_while(|word| *word != 0);
            bits.map(move |word| place * 64 + word.trailing_zeros() as usize)
        })
    }
}

/// The packages of some elements.
pub struct Grid {
    /// By element: its options, and how many packages lie between two of them.
    strides: Vec<(Vec<usize>, usize)>,
    /// How many packages.
    pub size: usize,
}

impl Grid {
    /// Of elements with these options each; none if there are more packages
    /// than `most`.
    pub fn of(domains: Domains, most: usize) -> Option<Self> {
        let mut size: usize = 1;
        let mut strides = Vec::with_capacity(domains.len());
        for options in domains {
            let count = options.len();
            strides.push((options, size));
            size = size.checked_mul(count).filter(|size| *size <= most)?;
        }
        Some(Self { strides, size })
    }

    /// Of all options of elements with so many.
    pub fn whole(options: &[usize], most: usize) -> Option<Self> {
        Self::of(options.iter().map(|&count| (0..count).collect()).collect(), most)
    }

    /// Packages that take this option.
    pub fn taking(&self, element: usize, option: usize) -> Bits {
        let mut bits = Bits::none(self.size);
        let (options, stride) = &self.strides[element];
        let Ok(place) = options.binary_search(&option) else { return bits };
        for first in (place * stride..self.size).step_by(options.len() * stride) {
            (first..first + stride).for_each(|place| bits.put(place));
        }
        bits
    }

    /// Packages that meet a condition.
    pub fn meeting(&self, condition: &Condition) -> Bits {
        match condition {
            Condition::Is { element, options } => {
                let mut bits = Bits::none(self.size);
                options.iter().for_each(|&option| bits.join(&self.taking(*element, option)));
                bits
            }
            Condition::Not(inner) => self.rest(&self.meeting(inner)),
            Condition::All(parts) => {
                let mut bits = Bits::all(self.size);
                parts.iter().for_each(|part| bits.cut(&self.meeting(part)));
                bits
            }
            Condition::Any(parts) => {
                let mut bits = Bits::none(self.size);
                parts.iter().for_each(|part| bits.join(&self.meeting(part)));
                bits
            }
            Condition::Implies(first, then) => {
                let mut bits = self.rest(&self.meeting(first));
                bits.join(&self.meeting(then));
                bits
            }
            Condition::Iff(left, right) => {
                let (left, right) = (self.meeting(left), self.meeting(right));
                let (mut both, mut neither) = (left.clone(), self.rest(&left));
                both.cut(&right);
                neither.drop(&right);
                both.join(&neither);
                both
            }
        }
    }

    /// Packages that keep all rules.
    pub fn allowed(&self, constraints: &Constraints) -> Bits {
        let mut bits = Bits::all(self.size);
        constraints.rules.iter().for_each(|rule| bits.cut(&self.meeting(rule)));
        bits
    }

    fn rest(&self, bits: &Bits) -> Bits {
        let mut rest = Bits::all(self.size);
        rest.drop(bits);
        rest
    }
}

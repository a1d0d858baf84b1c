//! Given numbers as integers, so that sums and comparisons are exact.

use safeconduct_model::talks::Talks;

/// Decimals of a weight and of a value that are kept.
const MOST_DECIMALS: usize = 9;

/// Sums stay below this, so that no addition can overflow.
const LARGEST: f64 = 4e18;

/// Scaled numbers of a file.
pub struct Scaled {
    /// Indices of parties with numbers, rising.
    pub parties: Vec<usize>,
    /// By element, option and place of the party: weight times value, scaled.
    pub values: Vec<Vec<Vec<i64>>>,
    /// Scaled numbers over this are numbers.
    pub scale: f64,
    /// Whether no digit was lost.
    pub exact: bool,
}

impl Scaled {
    /// The numbers of a file; nothing if it holds none.
    pub fn of(talks: &Talks) -> Option<Self> {
        let mut parties: Vec<usize> = talks.utilities.iter().map(|u| u.party).collect();
        parties.sort_unstable();
        parties.dedup();
        if parties.is_empty() {
            return None;
        }
        let weights = talks.utilities.iter().map(|u| u.weight);
        let values = talks.utilities.iter().flat_map(|u| u.values.iter().copied());
        let (mut w, mut v) = (decimals(weights), decimals(values));
        let mut exact = w.1 && v.1;
        // Fewer decimals where sums would grow too large.
        while largest(talks) * power(w.0 + v.0) > LARGEST && w.0 + v.0 > 0 {
            exact = false;
            if w.0 > v.0 { w.0 -= 1 } else { v.0 -= 1 }
        }
        if largest(talks) * power(w.0 + v.0) > LARGEST {
            return None;
        }
        let options = talks.elements.iter().map(|e| vec![vec![0; parties.len()]; e.options.len()]);
        let mut scaled: Vec<Vec<Vec<i64>>> = options.collect();
        for utility in &talks.utilities {
            let place = parties.partition_point(|p| *p < utility.party);
            let weight = whole(utility.weight, w.0);
            for (option, value) in utility.values.iter().enumerate() {
                scaled[utility.element][option][place] += weight * whole(*value, v.0);
            }
        }
        Some(Self { parties, values: scaled, scale: power(w.0 + v.0), exact })
    }
}

fn power(decimals: usize) -> f64 {
    10f64.powi(i32::try_from(decimals).unwrap_or_default())
}

/// An upper bound of any party's number.
fn largest(talks: &Talks) -> f64 {
    let of = |u: &safeconduct_model::talks::Utility| {
        u.weight * u.values.iter().map(|value| value.abs()).fold(0.0, f64::max)
    };
    talks.utilities.iter().map(of).sum()
}

/// Decimals that all numbers need, and whether these are enough.
fn decimals(numbers: impl Iterator<Item = f64>) -> (usize, bool) {
    let of = |number: f64| number.to_string().split_once('.').map_or(0, |(_, after)| after.len());
    let most = numbers.map(of).max().unwrap_or_default();
    (most.min(MOST_DECIMALS), most <= MOST_DECIMALS)
}

fn whole(number: f64, decimals: usize) -> i64 {
    // Within range, as the largest sum is.
    #[allow(clippy::cast_possible_truncation)]
    let whole = (number * power(decimals)).round() as i64;
    whole
}

//! Pairs of terms that matter to each other.
//!
//! For two terms i and j and the other terms S: the synergy is what both bring
//! together beyond what each brings alone, v(S+i+j) - v(S+i) - v(S+j) + v(S). Its
//! mean over S with the weights |S|! (n-|S|-2)! / (n-1)! is the interaction index
//! of Grabisch and Roubens (1999); sets without all four plans are left out and
//! the weights of the rest raised to 1. What is said of a pair in words ("changes
//! nothing without") is looked up in every S and is no mean.

use safeconduct_model::worth::Bond;

/// Pairs shown.
const SHOWN: usize = 8;

/// A pair whose synergy is less than this share of the largest worth or gain is
/// not worth a sentence.
const MATTERS: f64 = 0.05;

/// Two terms and how they matter to each other; `first` is the one that needs or
/// is made needless.
pub struct Found {
    /// Position of the first term.
    pub first: usize,
    /// Position of the second term.
    pub second: usize,
    /// How.
    pub bond: Bond,
    /// Mean synergy.
    pub together: f64,
}

/// What a term gains, over all frameworks of the others with both plans.
#[derive(Default)]
struct Gains {
    without: i64,
    with: i64,
}

/// The pairs that matter, the strongest first.
pub fn pairs(terms: usize, values: &[Option<i64>], scale: i64) -> Vec<Found> {
    let mut found = Vec::new();
    for i in 0..terms {
        for j in i + 1..terms {
            found.extend(pair(terms, values, (i, j)));
        }
    }
    found.retain(|pair| pair.together.abs() >= MATTERS * scale as f64 && scale > 0);
    found.sort_by(|a, b| {
        let apart = b.together.abs().total_cmp(&a.together.abs());
        apart.then((a.first, a.second).cmp(&(b.first, b.second)))
    });
    found.truncate(SHOWN);
    found
}

fn pair(terms: usize, values: &[Option<i64>], (i, j): (usize, usize)) -> Option<Found> {
    let (a, b) = (1usize << i, 1usize << j);
    let weights = weights(terms);
    let (mut sum, mut weight) = (0.0, 0.0);
    let (mut first, mut second) = (Gains::default(), Gains::default());
    for set in (0..values.len()).filter(|set| set & (a | b) == 0) {
        let (none, one, other, both) =
            (values[set], values[set | a], values[set | b], values[set | a | b]);
        first.look(none, one, other, both);
        second.look(none, other, one, both);
        if let (Some(none), Some(one), Some(other), Some(both)) = (none, one, other, both) {
            let w = weights[set.count_ones() as usize];
            sum += w * (both - one - other + none) as f64;
            weight += w;
        }
    }
    if weight <= 0.0 {
        return None;
    }
    let together = sum / weight;
    let (swap, bond) = bond(&first, &second, together);
    let (first, second) = if swap { (j, i) } else { (i, j) };
    Some(Found { first, second, bond, together })
}

impl Gains {
    /// The largest change that this term makes without and with the other.
    fn look(&mut self, none: Option<i64>, own: Option<i64>, other: Option<i64>, both: Option<i64>) {
        if let (Some(before), Some(after)) = (none, own) {
            self.without = self.without.max((after - before).abs());
        }
        if let (Some(before), Some(after)) = (other, both) {
            self.with = self.with.max((after - before).abs());
        }
    }
}

/// How two terms matter to each other, and whether the second comes first.
fn bond(first: &Gains, second: &Gains, together: f64) -> (bool, Bond) {
    let needs = |gains: &Gains| gains.without == 0 && gains.with > 0;
    let needless = |gains: &Gains| gains.with == 0 && gains.without > 0;
    match (needs(first), needs(second), needless(first), needless(second)) {
        (true, true, _, _) => (false, Bond::NeedEachOther),
        (true, ..) => (false, Bond::Needs),
        (_, true, ..) => (true, Bond::Needs),
        (_, _, true, true) => (false, Bond::OneWillDo),
        (_, _, true, _) => (false, Bond::MadeNeedless),
        (_, _, _, true) => (true, Bond::MadeNeedless),
        _ if together > 0.0 => (false, Bond::Strengthen),
        _ => (false, Bond::Overlap),
    }
}

/// By size of S: |S|! (n-|S|-2)! / (n-1)!.
fn weights(terms: usize) -> Vec<f64> {
    let factorial = |n: usize| (1..=n).map(|i| i as f64).product::<f64>();
    let others = terms.saturating_sub(2);
    (0..=others).map(|s| factorial(s) * factorial(others - s) / factorial(others + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn game(terms: usize, value: impl Fn(&dyn Fn(usize) -> i64) -> i64) -> Vec<Option<i64>> {
        let sets = 0..1usize << terms;
        sets.map(|set| Some(value(&|i: usize| (set >> i & 1) as i64))).collect()
    }

    fn first(values: &[Option<i64>], terms: usize) -> (usize, usize, Bond, f64) {
        let found = pairs(terms, values, 100);
        let f = found.first().unwrap();
        (f.first, f.second, f.bond, f.together)
    }

    #[test]
    fn bonds_are_told_apart() {
        let both = game(2, |on| 100 * on(0) * on(1));
        assert_eq!(first(&both, 2), (0, 1, Bond::NeedEachOther, 100.0));
        let needs = game(2, |on| 100 * on(0) * on(1) + 10 * on(0));
        assert_eq!(first(&needs, 2), (1, 0, Bond::Needs, 100.0));
        let either = game(2, |on| 100 * (on(0) + on(1)).min(1));
        assert_eq!(first(&either, 2), (0, 1, Bond::OneWillDo, -100.0));
        let needless = game(2, |on| if on(1) == 1 { 200 } else { 100 * on(0) });
        assert_eq!(first(&needless, 2), (0, 1, Bond::MadeNeedless, -100.0));
        let more = game(2, |on| 50 * on(0) + 50 * on(1) + 20 * on(0) * on(1));
        assert_eq!(first(&more, 2), (0, 1, Bond::Strengthen, 20.0));
        assert!(pairs(2, &game(2, |on| 50 * on(0) + 50 * on(1)), 100).is_empty());
    }

    #[test]
    fn the_index_of_a_product_is_shared_among_its_pairs() {
        // In a product of three terms each pair's synergy is there in half of the weight.
        let values = game(3, |on| 100 * on(0) * on(1) * on(2));
        let found = pairs(3, &values, 100);
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|f| f.together == 50.0 && f.bond == Bond::NeedEachOther));
    }

    #[test]
    fn weights_add_up_to_one() {
        for terms in 2..10 {
            let by_size = weights(terms);
            let choose =
                |n: usize, k: usize| (0..k).fold(1.0, |c, i| c * (n - i) as f64 / (i + 1) as f64);
            let sum: f64 = by_size.iter().enumerate().map(|(s, w)| w * choose(terms - 2, s)).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{terms}");
        }
    }
}

//! Values as whole numbers: what solving cannot tell apart is the same number.

use rustc_hash::FxHashMap;
use safeconduct_model::worth::Measure;

use super::differ::Mask;
use super::lattice::{Known, Lattice, SAME};

/// How far two figures of plans in grams may be apart and count as the same, as a
/// share of the largest.
const SAME_IN_GRAMS: f64 = 1e-5;

/// The value of every framework that was asked for, in whole units.
pub struct Whole {
    values: FxHashMap<Mask, Option<i64>>,
}

impl Whole {
    /// Values that lie within the solver's tolerance of one another, one after
    /// the other, are taken for the least of them, and then rounded: a term that
    /// changes nothing is worth nothing, and not the dust of arithmetic.
    pub fn of(measure: Measure, lattice: &Lattice) -> Self {
        let value = |mask: Mask| match lattice.known(mask) {
            Some(Known::Planned(outcome)) => Some(outcome.value),
            _ => None,
        };
        let masks = lattice.masks();
        let share = match measure {
            Measure::PeopleDays | Measure::Lowest => SAME,
            Measure::Loss | Measure::WorstCase | Measure::TruckKm => SAME_IN_GRAMS,
        };
        let all: Vec<f64> = masks.iter().filter_map(|mask| value(*mask)).collect();
        let steps = steps(all, share);
        let whole = |value: f64| {
            let at = steps.partition_point(|step| *step <= value);
            steps[at.saturating_sub(1)].round() as i64
        };
        Self { values: masks.iter().map(|&mask| (mask, value(mask).map(whole))).collect() }
    }

    /// The value of a framework; none where it has no plan or was not asked for.
    pub fn value(&self, mask: Mask) -> Option<i64> {
        self.values.get(&mask).copied().flatten()
    }

    /// What is gained from one framework to another.
    pub fn gain(&self, from: Mask, to: Mask) -> Option<i64> {
        Some(self.value(to)? - self.value(from)?)
    }
}

/// The values at which a run of near ones begins, ascending.
fn steps(mut values: Vec<f64>, share: f64) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let apart = share * values.iter().fold(0.0f64, |most, v| most.max(v.abs()));
    let mut steps = Vec::new();
    let mut last = f64::NEG_INFINITY;
    for value in values {
        if value > last + apart {
            steps.push(value);
        }
        last = value;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dust_is_swept_and_steps_stay() {
        let values = vec![1000.0, 1000.00001, 999.99999, 0.0, 1000.1];
        assert_eq!(steps(values, 1e-7), [0.0, 999.99999, 1000.1]);
        assert!(steps(Vec::new(), 1e-7).is_empty());
    }
}

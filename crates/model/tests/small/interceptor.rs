//! Any number of strikes, and what may be struck.

use proptest::prelude::*;
use safeconduct_model::interceptor::{Budget, Interceptor, Struck};

/// A number of strikes and an interceptor.
pub fn any() -> impl Strategy<Value = (f64, Interceptor)> {
    use Struck::{Areas, Segments, Sites};
    let per = prop_oneof![Just(Budget::Day), Just(Budget::Horizon)];
    let kinds = prop_oneof![
        Just(vec![Segments]),
        Just(vec![Areas]),
        Just(vec![Sites, Areas]),
        Just(vec![Segments, Sites, Areas])
    ];
    (prop_oneof![(0..1000u32).prop_map(f64::from), 0.0..1000.0f64], per, kinds)
        .prop_map(|(gamma, per, strikes)| (gamma, Interceptor { per, strikes }))
}

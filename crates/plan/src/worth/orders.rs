//! Shapley worths by counting orders.
//!
//! The terms come about one after the other; an order counts if a plan exists at
//! every step. A term's worth is the mean, over all orders that count, of what
//! the measure gains when the term comes about. The orders that pass from a set S
//! to S with i are those that reach S times those that go on from there, so sets
//! need be looked at and not orders. Where every set has a plan this is the
//! Shapley value. All is done in whole numbers: the worths add up exactly.

/// Worths as numerators over the number of orders that count.
pub struct Averages {
    /// By term.
    pub numerators: Vec<i128>,
    /// Orders that count: 0 where there is none.
    pub orders: i128,
}

/// The worths of `terms` terms from the value of every set of them (bit `i` for
/// term `i`), none where there is no plan. At most 20 terms, so that orders fit.
pub fn every_order(terms: usize, values: &[Option<i64>]) -> Averages {
    let sets = values.len();
    let (mut reach, mut leave) = (vec![0i128; sets], vec![0i128; sets]);
    let last = sets - 1;
    reach[0] = i128::from(values[0].is_some());
    leave[last] = i128::from(values[last].is_some());
    for (set, value) in values.iter().enumerate().skip(1) {
        if value.is_some() {
            let before = (0..terms).filter(|i| set >> i & 1 == 1);
            reach[set] = before.map(|i| reach[set & !(1 << i)]).sum();
        }
    }
    for (set, value) in values.iter().enumerate().rev().skip(1) {
        if value.is_some() {
            let after = (0..terms).filter(|i| set >> i & 1 == 0);
            leave[set] = after.map(|i| leave[set | 1 << i]).sum();
        }
    }
    let gained = |i: usize| {
        let without = (0..sets).filter(|set| set >> i & 1 == 0);
        without
            .filter_map(|set| {
                let with = set | 1 << i;
                let gain = i128::from(values[with]?) - i128::from(values[set]?);
                Some(reach[set] * leave[with] * gain)
            })
            .sum()
    };
    Averages { numerators: (0..terms).map(gained).collect(), orders: reach[last] }
}

/// Whole numbers near the fractions `numerators / orders` that add up as they do:
/// each rounded down, and those that lose most by it raised by one. The sum of
/// the numerators must be a multiple of the orders.
pub fn whole(averages: &Averages) -> Option<Vec<i64>> {
    let orders = averages.orders;
    if orders <= 0 {
        return None;
    }
    let mut whole: Vec<i128> = averages.numerators.iter().map(|n| n.div_euclid(orders)).collect();
    let total = averages.numerators.iter().sum::<i128>() / orders;
    let missing = total - whole.iter().sum::<i128>();
    let mut by_rest: Vec<usize> = (0..whole.len()).collect();
    by_rest.sort_by_key(|&i| std::cmp::Reverse(averages.numerators[i].rem_euclid(orders)));
    for &i in by_rest.iter().take(usize::try_from(missing).unwrap_or(0)) {
        whole[i] += 1;
    }
    whole.into_iter().map(|n| i64::try_from(n).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The slow twin: every order walked, term by term.
    fn walked(terms: usize, values: &[Option<i64>]) -> Averages {
        let mut averages = Averages { numerators: vec![0; terms], orders: 0 };
        let mut order: Vec<usize> = (0..terms).collect();
        permute(&mut order, 0, &mut |order| {
            let mut set = 0;
            let mut gains = vec![0i128; terms];
            for &i in order {
                let (Some(before), Some(after)) = (values[set], values[set | 1 << i]) else {
                    return;
                };
                gains[i] = i128::from(after - before);
                set |= 1 << i;
            }
            averages.orders += i128::from(values[0].is_some());
            for (sum, gain) in averages.numerators.iter_mut().zip(gains) {
                *sum += gain;
            }
        });
        averages
    }

    fn permute(order: &mut Vec<usize>, from: usize, visit: &mut dyn FnMut(&[usize])) {
        if from >= order.len() {
            return visit(order);
        }
        for other in from..order.len() {
            order.swap(from, other);
            permute(order, from + 1, visit);
            order.swap(from, other);
        }
    }

    fn games() -> impl Strategy<Value = (usize, Vec<Option<i64>>)> {
        (0usize..6).prop_flat_map(|terms| {
            let value = prop_oneof![6 => (-1000i64..1000).prop_map(Some), 1 => Just(None)];
            (Just(terms), prop::collection::vec(value, 1 << terms))
        })
    }

    proptest! {
        #[test]
        fn counting_orders_is_walking_them((terms, values) in games()) {
            let (fast, slow) = (every_order(terms, &values), walked(terms, &values));
            prop_assert_eq!(fast.orders, slow.orders);
            if slow.orders > 0 {
                prop_assert_eq!(&fast.numerators, &slow.numerators);
            }
        }

        #[test]
        fn worths_add_up_to_the_difference((terms, values) in games()) {
            let averages = every_order(terms, &values);
            if let Some(whole) = whole(&averages) {
                let difference = values[values.len() - 1].unwrap() - values[0].unwrap();
                prop_assert_eq!(whole.iter().sum::<i64>(), difference);
                for (whole, n) in whole.iter().zip(&averages.numerators) {
                    prop_assert!((i128::from(*whole) * averages.orders - n).abs() < averages.orders);
                }
            }
        }
    }

    #[test]
    fn two_who_need_each_other_share_alike() {
        let averages = every_order(2, &[Some(0), Some(0), Some(0), Some(10)]);
        assert_eq!(whole(&averages), Some(vec![5, 5]));
    }

    #[test]
    fn without_an_order_there_is_no_worth() {
        let averages = every_order(2, &[Some(0), None, None, Some(10)]);
        assert_eq!((averages.orders, whole(&averages)), (0, None));
    }
}

//! The two-state chain of a crossing: open and closed days.

use safeconduct_model::consignments::Rate;

/// The normal deviate of a 95 % interval.
const DEVIATE: f64 = 1.959_963_985;

/// A chain fitted to days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Chain {
    pub open: Rate,
    pub close_if_open: Rate,
    pub open_if_closed: Rate,
    pub long_run: Option<f64>,
    pub longest_closure: u32,
}

/// Fits a chain to days in order, true for open, by maximum likelihood: the share
/// of steps that leave a state among all steps from it.
pub(super) fn fit(days: &[bool]) -> Chain {
    let (mut from_open, mut closed, mut from_closed, mut opened) = (0, 0, 0, 0);
    for step in days.windows(2) {
        match step {
            [true, next] => (from_open, closed) = (from_open + 1, closed + u32::from(!next)),
            [_, next] => (from_closed, opened) = (from_closed + 1, opened + u32::from(*next)),
            _ => {}
        }
    }
    let close_if_open = rate(closed, from_open, None);
    let open_if_closed = rate(opened, from_closed, None);
    let leaving = close_if_open.share.zip(open_if_closed.share);
    let open_days = days.iter().filter(|open| **open).count();
    let alike = leaving.map(|(a, b)| 1.0 - a - b);
    let (open_days, all) = (length(open_days), length(days.len()));
    Chain {
        open: alike.map_or_else(
            || Rate { standard_error: None, low: None, high: None, ..rate(open_days, all, None) },
            |alike| rate(open_days, all, Some(alike)),
        ),
        close_if_open,
        open_if_closed,
        long_run: leaving.filter(|(a, b)| a + b > 0.0).map(|(a, b)| b / (a + b)),
        longest_closure: longest_closure(days),
    }
}

/// A share with its standard error and 95 % Wilson interval (E. B. Wilson, 1927),
/// which stays sound where nothing, or all, was seen.
///
/// `alike` is the correlation of a day with the next. Days that resemble one
/// another say less than as many that do not: `n (1 - alike) / (1 + alike)` of
/// them, the usual count for a first-order chain.
pub(super) fn rate(times: u32, of: u32, alike: Option<f64>) -> Rate {
    if of == 0 {
        return Rate { times, of, ..Rate::default() };
    }
    let share = f64::from(times) / f64::from(of);
    let alike = alike.unwrap_or(0.0).clamp(-0.99, 0.99);
    // A chain that swings back and forth says more; we do not count on that.
    let n = (f64::from(of) * (1.0 - alike) / (1.0 + alike)).clamp(1.0, f64::from(of));
    let (z, p) = (DEVIATE, share);
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let within = |share: f64| Some(share.clamp(0.0, 1.0));
    Rate {
        times,
        of,
        share: Some(share),
        standard_error: Some((p * (1.0 - p) / n).sqrt()),
        // The interval holds the share; rounding must not move it past an end.
        low: within((middle - half).min(p)),
        high: within((middle + half).max(p)),
    }
}

/// The longest run of closed days between two open ones.
fn longest_closure(days: &[bool]) -> u32 {
    let first = days.iter().position(|open| *open).unwrap_or(days.len());
    let last = days.iter().rposition(|open| *open).unwrap_or(0);
    let between = days.get(first..=last).unwrap_or(&[]);
    length(between.split(|open| *open).map(<[bool]>::len).max().unwrap_or(0))
}

fn length(days: usize) -> u32 {
    u32::try_from(days).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_chain_counted_by_hand() {
        // open open closed closed closed open: 2 steps from open, 3 from closed.
        let chain = fit(&[true, true, false, false, false, true]);
        assert_eq!((chain.close_if_open.times, chain.close_if_open.of), (1, 2));
        assert_eq!((chain.open_if_closed.times, chain.open_if_closed.of), (1, 3));
        assert_eq!((chain.open.times, chain.open.of), (3, 6));
        assert_eq!(chain.longest_closure, 3);
        assert!(chain.long_run.is_some_and(|share| (share - 0.4).abs() < 1e-12));
    }

    #[test]
    fn what_was_never_seen_is_not_zero() {
        let chain = fit(&[true; 13]);
        assert_eq!(chain.open_if_closed.share, None);
        assert_eq!(chain.close_if_open.share, Some(0.0));
        assert!(chain.close_if_open.high.is_some_and(|high| high > 0.2));
        assert_eq!((chain.open.low, chain.long_run), (None, None));
        assert_eq!(fit(&[]).open.share, None);
    }

    #[test]
    fn the_interval_is_wilsons() {
        // 8 of 10: 0.490 to 0.943 (Brown, Cai and DasGupta, 2001, by their formula).
        let rate = rate(8, 10, None);
        assert!(rate.low.is_some_and(|low| (low - 0.4902).abs() < 1e-4), "{rate:?}");
        assert!(rate.high.is_some_and(|high| (high - 0.9433).abs() < 1e-4), "{rate:?}");
    }

    /// Days of a chain from a stream of numbers in 0..1.
    fn days(close: f64, open: f64, numbers: &[f64]) -> Vec<bool> {
        let mut state = true;
        let step = |number: &f64| {
            let now = state;
            state = if state { *number >= close } else { *number < open };
            now
        };
        numbers.iter().map(step).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Within five standard errors, a chain made with two probabilities is
        /// fitted with them.
        #[test]
        fn a_simulated_chain_is_recovered(
            close in 0.05..0.95_f64,
            open in 0.05..0.95_f64,
            numbers in proptest::collection::vec(0.0..1.0_f64, 4000),
        ) {
            let chain = fit(&days(close, open, &numbers));
            for (rate, truth) in [(chain.close_if_open, close), (chain.open_if_closed, open)] {
                let share = rate.share.unwrap();
                let error = (truth * (1.0 - truth) / f64::from(rate.of)).sqrt();
                prop_assert!((share - truth).abs() < 5.0 * error, "{share} for {truth}");
            }
            let long_run = open / (open + close);
            prop_assert!((chain.long_run.unwrap() - long_run).abs() < 0.2);
        }

        /// Runs counted one by one, without windows.
        #[test]
        fn steps_are_counted_as_a_slow_twin_does(days in proptest::collection::vec(any::<bool>(), 0..60)) {
            let chain = fit(&days);
            let steps = |from: bool, to: bool| {
                (1..days.len()).filter(|t| days[t - 1] == from && days[*t] == to).count() as u32
            };
            prop_assert_eq!(chain.close_if_open.times, steps(true, false));
            prop_assert_eq!(chain.close_if_open.of, steps(true, false) + steps(true, true));
            prop_assert_eq!(chain.open_if_closed.times, steps(false, true));
            prop_assert_eq!(chain.open_if_closed.of, steps(false, true) + steps(false, false));
            let mut longest = 0;
            for a in 0..days.len() {
                for b in a + 1..days.len() {
                    let closed = days[a + 1..b].iter().all(|open| !open);
                    if days[a] && days[b] && closed {
                        longest = longest.max((b - a - 1) as u32);
                    }
                }
            }
            prop_assert_eq!(chain.longest_closure, longest);
        }

        #[test]
        fn intervals_hold_the_share(times in 0..200_u32, more in 1..200_u32, alike in -1.0..1.0_f64) {
            let rate = rate(times, times + more, Some(alike));
            let (low, high) = (rate.low.unwrap(), rate.high.unwrap());
            let share = rate.share.unwrap();
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
        }
    }
}

//! Rounding that errs to one side, so that a bound is a bound.
//!
//! Every figure here is 0 or more. Sums and products carry the nearest `f64`
//! and then step one value further to the side asked for; where an operand
//! leaves the other as it is (0 in a sum, 0 and 1 in a product) nothing is
//! rounded and nothing steps. Short formulas over figures of the scenario are
//! computed plainly and widened once by [`upper`] or [`lower`], which allow
//! for more operations (32) than any such formula has.

/// One part in 2^48: more than 32 roundings of one part in 2^53.
const WIDE: f64 = 1.0 / (1_u64 << 48) as f64;

/// No less than the exact value of a short formula without cancellation.
pub fn upper(formula: f64) -> f64 {
    formula * (1.0 + WIDE)
}

/// No more than the exact value of a short formula without cancellation.
pub fn lower(formula: f64) -> f64 {
    formula * (1.0 - WIDE)
}

/// A sum, no less than it is.
pub fn add_up(a: f64, b: f64) -> f64 {
    if a == 0.0 {
        b
    } else if b == 0.0 {
        a
    } else {
        (a + b).next_up()
    }
}

/// A sum, no more than it is.
pub fn add_down(a: f64, b: f64) -> f64 {
    if a == 0.0 {
        b
    } else if b == 0.0 {
        a
    } else {
        (a + b).next_down()
    }
}

/// A difference, no less than it is and never more than `a`.
pub fn sub_up(a: f64, b: f64) -> f64 {
    if b == 0.0 { a } else { (a - b).next_up().min(a) }
}

/// A product with a share in 0..=1, no less than it is and never more than `a`.
pub fn share_up(a: f64, share: f64) -> f64 {
    if share == 1.0 || a == 0.0 { a } else { (a * share).next_up().min(a) }
}

/// A product, no less than it is.
pub fn mul_up(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { (a * b).next_up() }
}

/// A product, no more than it is.
pub fn mul_down(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 {
        0.0
    } else if a == 1.0 || b == 1.0 {
        a * b
    } else {
        (a * b).next_down().max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_lie_on_the_side_asked_for() {
        assert!(add_up(0.1, 0.2) > 0.1 + 0.2 && add_down(0.1, 0.2) < 0.1 + 0.2);
        assert!(mul_up(0.1, 0.3) > 0.1 * 0.3 && mul_down(0.1, 0.3) < 0.1 * 0.3);
        assert!(upper(1.0) > 1.0 && lower(1.0) < 1.0);
    }

    #[test]
    fn what_changes_nothing_is_not_rounded() {
        assert_eq!(add_up(0.1, 0.0), 0.1);
        assert_eq!(share_up(0.1, 1.0), 0.1);
        assert_eq!(sub_up(0.1, 0.0), 0.1);
        // So a walk in a circle never gains by rounding.
        assert!(sub_up(1.0, 1e-300) <= 1.0);
        assert!(share_up(1.0, 1.0_f64.next_down()) <= 1.0);
    }
}

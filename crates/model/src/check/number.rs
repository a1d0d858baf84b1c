//! Exact numbers: figures of the scenario as the decimals people wrote.
//!
//! A figure such as 0.05 has no exact `f64`; what is meant is 5/100. The
//! shortest decimal that reads back as the same `f64` is taken for it. All
//! sums here are integers over a common unit, so no order of adding matters.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// `digits / 10^places`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// All digits, as one integer.
    pub digits: BigInt,
    /// How many of them stand after the point.
    pub places: u32,
}

impl Decimal {
    /// The shortest decimal that reads back as `figure`.
    ///
    /// Reading refuses figures that are not finite; should one come here
    /// nevertheless, it is zero.
    pub fn of(figure: f64) -> Self {
        let text = format!("{figure:e}");
        parse(&text).unwrap_or(Self { digits: BigInt::zero(), places: 0 })
    }

    /// The number times `10^places`, for `places` at least its own.
    pub fn times_ten_to(&self, places: u32) -> BigInt {
        &self.digits * ten_to(places.saturating_sub(self.places))
    }

    /// The number times its own unit: `10^places`.
    pub fn unit(&self) -> BigInt {
        ten_to(self.places)
    }

    /// The number as a fraction.
    pub fn fraction(&self) -> BigRational {
        BigRational::new(self.digits.clone(), self.unit())
    }
}

fn parse(scientific: &str) -> Option<Decimal> {
    let (mantissa, exponent) = scientific.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: i64 = format!("{whole}{after}").parse().ok()?;
    let places = i32::try_from(after.len()).ok()? - exponent;
    let up = ten_to(u32::try_from(-places).unwrap_or(0));
    Some(Decimal { digits: BigInt::from(digits) * up, places: u32::try_from(places).unwrap_or(0) })
}

/// `10^places`.
pub(super) fn ten_to(places: u32) -> BigInt {
    BigInt::from(10).pow(places)
}

/// Figures of one kind as integers over one common unit.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Each figure times `unit`.
    pub parts: Vec<BigInt>,
    /// The common unit, a power of ten.
    pub unit: BigInt,
}

impl Column {
    /// The figures over the smallest unit that fits them all.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let decimals: Vec<Decimal> = figures.into_iter().map(Decimal::of).collect();
        let places = decimals.iter().map(|d| d.places).max().unwrap_or(0);
        Self {
            parts: decimals.iter().map(|d| d.times_ten_to(places)).collect(),
            unit: ten_to(places),
        }
    }
}

/// Whole grams in so many tonnes: masses are whole grams, so a mass is within
/// a limit exactly if it is within the limit rounded down.
pub(super) fn whole_grams(tonnes: f64) -> i128 {
    let decimal = Decimal::of(tonnes);
    let grams = BigRational::new(decimal.digits * ten_to(6), ten_to(decimal.places)).floor();
    let most = if grams.is_negative() { i128::MIN } else { i128::MAX };
    grams.to_integer().to_i128().unwrap_or(most)
}

/// `parts / unit` as the nearest `f64`; zero over zero is zero.
pub(super) fn quotient(parts: &BigInt, unit: &BigInt) -> f64 {
    if unit.is_zero() {
        return 0.0;
    }
    BigRational::new(parts.clone(), unit.clone()).to_f64().unwrap_or(f64::INFINITY)
}

/// A fraction as the nearest `f64`.
pub(super) fn nearest(fraction: &BigRational) -> f64 {
    fraction.to_f64().unwrap_or(f64::INFINITY)
}

/// Shares within a sum are carried to this many decimals and cut off there:
/// far finer than any comparison, and sums of them stay short.
pub(super) const SHARE_PLACES: u32 = 24;

/// The share 1 in units of `10^-SHARE_PLACES`.
pub(super) const WHOLE: i128 = 10_i128.pow(SHARE_PLACES);

/// A share counted in units of `10^-SHARE_PLACES` as `f64`.
pub(super) fn share(parts: i128) -> f64 {
    parts as f64 / WHOLE as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_the_decimals_people_wrote() {
        let five_hundredths = Decimal { digits: BigInt::from(5), places: 2 };
        assert_eq!(Decimal::of(0.05), five_hundredths);
        assert_eq!(Decimal::of(1200.0), Decimal { digits: BigInt::from(1200), places: 0 });
        assert_eq!(Decimal::of(12.5e3), Decimal { digits: BigInt::from(12500), places: 0 });
        assert_eq!(Decimal::of(0.0), Decimal { digits: BigInt::from(0), places: 0 });
        assert_eq!(Decimal::of(-0.25), Decimal { digits: BigInt::from(-25), places: 2 });
    }

    #[test]
    fn any_figure_reads_back_as_itself() {
        for figure in [0.1, 1.0 / 3.0, 1e-300, 1e300, f64::MAX, f64::MIN_POSITIVE, 7e15 + 1.0] {
            let decimal = Decimal::of(figure);
            let text = format!("{}e-{}", decimal.digits, decimal.places);
            assert_eq!(text.parse::<f64>(), Ok(figure));
        }
    }

    #[test]
    fn a_column_has_one_unit() {
        let column = Column::of([0.05, 2.0, 0.125]);
        assert_eq!(column.unit, BigInt::from(1000));
        assert_eq!(column.parts, [50, 2000, 125].map(BigInt::from));
    }

    #[test]
    fn tonnes_become_whole_grams_rounded_down() {
        assert_eq!(whole_grams(1.5), 1_500_000);
        assert_eq!(whole_grams(0.000_000_9), 0);
        assert_eq!(whole_grams(0.1), 100_000);
        assert_eq!(whole_grams(1e300), i128::MAX);
    }
}

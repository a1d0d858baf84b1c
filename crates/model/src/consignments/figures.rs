//! Estimated shares with their errors, and spreads of counts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A share estimated from counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// How often it happened.
    pub times: u32,
    /// Out of how many days.
    pub of: u32,
    /// `times / of`; none where `of` is 0: nothing is known then, not zero.
    pub share: Option<f64>,
    /// Standard error of the share.
    pub standard_error: Option<f64>,
    /// Lower end of the 95 % Wilson interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % Wilson interval.
    pub high: Option<f64>,
}

/// How daily counts are spread. Percentiles interpolate linearly between ordered
/// days (Hyndman and Fan's type 7, as spreadsheets do).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// Days counted.
    pub days: u32,
    /// Arithmetic mean.
    pub mean: f64,
    /// A tenth of the days have fewer.
    pub p10: f64,
    /// Half of the days have fewer.
    pub p50: f64,
    /// Nine tenths of the days have fewer.
    pub p90: f64,
    /// The most on one day.
    pub max: u64,
    /// Eleven equally spaced quantiles, from the least day to the most.
    pub deciles: Vec<f64>,
}

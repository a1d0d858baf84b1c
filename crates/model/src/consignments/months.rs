//! Months of one register, and of several side by side.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a register counts in one month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Month {
    /// `YYYY-MM`.
    pub month: String,
    /// Days of the month between the register's first row and its last.
    pub days_covered: u32,
    /// Rows counted.
    pub rows: u64,
    /// Trucks.
    pub trucks: u64,
    /// Trucks whose mass is stated.
    pub trucks_weighed: u64,
    /// Their mass in tonnes.
    pub tonnes: f64,
}

/// A month in every register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthBeside {
    /// `YYYY-MM`.
    pub month: String,
    /// Days of the month covered by every register.
    pub days_covered_by_all: u32,
    /// The month in each register, in their order; none where a register does not
    /// reach it.
    pub registers: Vec<Option<Month>>,
    /// From the smallest to the largest number of trucks; none unless every
    /// register covers the same days of the month.
    pub trucks: Option<Range>,
}

/// The smallest and the largest of what was counted. What lies between is not a
/// better figure than either: the registers count different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The smallest.
    pub low: u64,
    /// The largest.
    pub high: u64,
}

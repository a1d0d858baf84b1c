//! Days of a scenario: day 0 is its start date.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The longest horizon accepted, in days.
pub const LONGEST_HORIZON: u32 = 1_000;

/// A day counted from the scenario's start, which is day 0.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct Day(pub u32);

impl Day {
    /// The day as an index into per-day tables.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The calendar date of this day, if it exists in the calendar.
    #[must_use]
    pub fn date(self, start: Date) -> Option<Date> {
        start.checked_add(jiff::Span::new().days(i64::from(self.0))).ok()
    }
}

/// Days from `from_day` to `to_day`, both included; open ends reach the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Window {
    /// First day; the scenario's first where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_day: Option<Day>,
    /// Last day, included; the scenario's last where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_day: Option<Day>,
}

impl Window {
    /// The day indices of this window within a horizon of `days` days.
    #[must_use]
    pub fn indices(self, days: u32) -> std::ops::Range<usize> {
        let from = self.from_day.map_or(0, Day::index).min(days as usize);
        let to = self.to_day.map_or(days as usize, |d| d.index() + 1).min(days as usize);
        from..to.max(from)
    }
}

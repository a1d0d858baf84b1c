//! Why a zone is below full coverage in a week, and what would lift it.
//!
//! Weeks are runs of seven days from day 0; the last may be shorter.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Cap;
use crate::calendar::Day;
use crate::id::ZoneId;

/// Days in a week of [`ZoneWeek`].
pub const WEEK_DAYS: usize = 7;

/// Energy coverage below this share is below full coverage.
pub const FULL: f64 = 0.999;

/// A zone that is below full coverage in a week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ZoneWeek {
    /// The zone.
    pub zone: ZoneId,
    /// Number of the week, from 1.
    pub week: u32,
    /// First day.
    pub from_day: Day,
    /// Last day, included.
    pub to_day: Day,
    /// Energy coverage of the zone in the week, both groups by people.
    pub coverage: f64,
    /// People whose need is missing on a mean day of the week.
    pub people_missing_per_day: f64,
    /// The caps that bind on the way to those who are missed, by their part, the
    /// largest first; empty where no quantity binds.
    pub caps: Vec<BindingCap>,
    /// Single changes that were tried by planning anew and lift the zone in the
    /// week, the smallest first ([`Change::size`]); empty where none was tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// One sentence.
    pub sentence: String,
}

/// A cap that binds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BindingCap {
    /// Its kind.
    pub cap: Cap,
    /// What it is a cap of: the crossing, segment, fleet, site or term.
    pub name: String,
    /// Its unit; empty where it is no quantity.
    pub unit: String,
    /// Its share of what a missing meal is worth; all shares together are 1.
    pub part: f64,
    /// Shadow price: people fed more on a mean day, all zones together, for one
    /// unit more of the cap on every day, at the margin. None where it is no
    /// quantity.
    pub people_fed_per_day_per_unit: Option<f64>,
    /// What planning anew with a little more of the cap came to; none where that
    /// was not tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tried: Option<Gain>,
}

/// What planning anew with a single change came to, all zones together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gain {
    /// The change in words, as in [`Change`].
    pub change: String,
    /// People fed more on a mean day of the horizon; below 0 where those worst off
    /// rise at the cost of a larger number of others.
    pub people_fed_per_day: f64,
}

/// A single change of the terms or limits, tried by planning anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// In words: `one truck a day more through North gate`.
    pub change: String,
    /// The kind of cap that it changes.
    pub cap: Cap,
    /// What it is a cap of.
    pub name: String,
    /// How large the change is, as a share of what it changes: one truck of ten
    /// is 0.1; opening what is closed, removing a term or bringing a site within
    /// reach is 1.
    pub size: f64,
    /// People fed more on a mean day of the horizon, all zones together.
    pub people_fed_per_day: f64,
    /// People fed more on a mean day of the week, in the zone.
    pub zone_people_fed_per_day: f64,
}

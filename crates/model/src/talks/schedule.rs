//! What follows from a timetable and from linked obligations.
//!
//! Days count from the event `start` (the first event where none has that id).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What follows from events and lags.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimetableAnswer {
    /// Whether all lags can be kept at once.
    pub consistent: bool,
    /// By event: its first and its last possible day; none where nothing
    /// limits it. Left out where the lags contradict one another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub windows: Option<BTreeMap<String, (i64, Option<i64>)>>,
    /// Events that nothing says must happen by some day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_latest_date: Option<Vec<String>>,
    /// Events in driving order of the longest chain of least lags: a day lost
    /// on one is a day lost at the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub critical_chain: Vec<String>,
    /// Days by which the first contradiction misses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contradiction_days: Option<i64>,
    /// Lags (from 0, in the order of the file) of the first contradiction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lags_in_contradiction: Option<Vec<usize>>,
    /// Every contradiction found, each with lags of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// The least change of lags, in weighted days, that lets all be kept; none
    /// if facts contradict one another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_total_change: Option<f64>,
    /// What is changed at that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Whether the timetable can be kept whatever days nature picks for its
    /// uncertain lags, deciding as they become known; none without such lags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controllable: Option<bool>,
    /// Lags left out because they depend on a choice that is not made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditional: Vec<usize>,
    /// By schedule proposed: the share the first party has delivered less that
    /// of the second.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub exposure: BTreeMap<String, Exposure>,
    /// The schedule with the smallest worst imbalance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fairest: Option<Fairest>,
}

/// Lags that cannot all be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// Days by which they miss.
    pub days: i64,
    /// Lags, from 0 in the order of the file.
    pub lags: Vec<usize>,
    /// Who asks for what, in words.
    pub sentence: String,
}

/// A change of one lag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The lag, from 0 in the order of the file.
    pub lag: usize,
    /// Days at least, after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Days at most, after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// In words.
    pub sentence: String,
}

/// How far one party is ahead of the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exposure {
    /// Day and imbalance after it, as a fraction.
    pub curve: Vec<(i64, String)>,
    /// The largest imbalance either way.
    pub worst: String,
}

/// The schedule with the smallest worst imbalance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fairest {
    /// Its worst imbalance, as a fraction.
    pub worst: String,
    /// The day by which all is done, the earliest at that imbalance.
    pub finish: i64,
    /// By event: its day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub days: BTreeMap<String, i64>,
    /// The one event whose halving would lower the worst imbalance most, and to
    /// what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_split: Option<Split>,
}

/// What halving one step would buy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// The event halved.
    pub event: String,
    /// The worst imbalance then, as a fraction.
    pub worst: String,
}

/// States that are stable in four senses (Fang, Hipel and Kilgour 1993).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StabilityAnswer {
    /// By sense: states stable for everybody.
    pub equilibria: BTreeMap<String, Vec<usize>>,
    /// By sense and decision maker: states stable for it.
    pub stable: BTreeMap<String, BTreeMap<String, Vec<usize>>>,
}

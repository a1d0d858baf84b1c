//! The timetable: points in time and the days between them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Expression;

/// A point in time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its id.
    pub id: String,
    /// Index of the party that brings it about.
    pub party: Option<usize>,
    /// How much of a linked obligation it delivers.
    pub amount: Option<f64>,
    /// In words.
    pub text: Option<String>,
}

/// Days from one event to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lag {
    /// Index of the event it counts from.
    pub from: usize,
    /// Index of the event it counts to.
    pub to: usize,
    /// Days at least; no limit where left out.
    pub min: Option<i64>,
    /// Days at most; no limit where left out.
    pub max: Option<i64>,
    /// Index of the party that asks for it.
    pub claimed_by: Option<usize>,
    /// Whether it is a fact that nobody can change.
    pub fact: bool,
    /// It counts only where this holds.
    pub when: Option<Expression>,
    /// Whether nature, not a party, picks the days between `min` and `max`.
    pub uncertain: bool,
    /// What changing it by a day costs; 1 unless written.
    pub weight: f64,
    /// In words.
    pub text: Option<String>,
}

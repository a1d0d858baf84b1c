//! Exchange: two parties whose obligations are linked.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Linked obligations, and the schedules proposed for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// Indices of the two parties; the curve is the share the first has
    /// delivered less that of the second.
    pub between: (usize, usize),
    /// Days looked at.
    pub horizon: Option<u32>,
    /// Schedules by name: the day of each event, by event index.
    pub schedules: BTreeMap<String, BTreeMap<usize, i64>>,
}

//! Conditions: what differs on a segment on some days.

use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::Window;
use crate::figure::Provenance;
use crate::id::SegmentId;
use crate::loss::Loss;
use crate::units::{Share, TrucksPerDay};

/// On the days of its window, a segment has these values in place of its own.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The segment.
    pub segment: SegmentId,
    /// The days on which it holds.
    #[serde(flatten)]
    pub window: Window,
    /// Trucks that may pass in a day; 0 closes the segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trucks_per_day: Option<TrucksPerDay>,
    /// Expected loss by kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Loss>,
    /// Share lost if struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exposure: Option<Share>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

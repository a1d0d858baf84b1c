//! Closures of roads, sure or by chance.

use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::Window;
use crate::figure::Provenance;
use crate::id::SegmentId;
use crate::units::Share;

/// On each day of its window, a segment is closed with this chance.
///
/// A daily matrix of conflict is one such row for each segment and run of days
/// of equal intensity. Days are drawn each by itself; rows that meet on a day
/// close it each by its own chance.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// The segment.
    pub segment: SegmentId,
    /// The days on which it may be closed.
    #[serde(flatten)]
    pub window: Window,
    /// Chance on each of those days.
    pub chance: Share,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

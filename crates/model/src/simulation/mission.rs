//! What becomes of missions that were requested.

use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::Provenance;
use crate::id::{AreaId, FrameworkId, SiteId, TrackId};
use crate::units::Share;

/// Share of an impeded mission's load that arrives, where no row says: half.
pub const USUAL_IMPEDED_ARRIVES: f64 = 0.5;

/// Outcomes of missions, in the words that OCHA reports them with.
///
/// A mission is what leaves on one lane (from, to, track) on one day. The four
/// weights may be shares or counts as published; only their proportion matters.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissionOutcomes {
    /// The framework under which they were counted or are assumed; every one, and
    /// none, where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<FrameworkId>,
    /// Areas of which a corridor must pass at least one; any where left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaId>,
    /// The track; every track where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackId>,
    /// The crossing or hub that missions leave from; every one where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crossing: Option<SiteId>,
    /// Went as requested.
    pub facilitated: f64,
    /// Set out and was held up: part of the load turns back.
    pub impeded: f64,
    /// Was refused: nothing leaves.
    pub denied: f64,
    /// Was called off by those who asked: nothing leaves.
    pub cancelled: f64,
    /// Share of an impeded mission's load that goes on; the rest turns back to
    /// where it left. One half where left out, which is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impeded_arrives: Option<Share>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl MissionOutcomes {
    /// Shares of facilitated, impeded, denied and cancelled, in this order.
    #[must_use]
    pub fn shares(&self) -> [f64; 4] {
        let all = [self.facilitated, self.impeded, self.denied, self.cancelled];
        let sum: f64 = all.iter().sum();
        if sum > 0.0 { all.map(|weight| weight / sum) } else { [1.0, 0.0, 0.0, 0.0] }
    }

    /// Share of an impeded mission's load that goes on.
    #[must_use]
    pub fn impeded_arrives(&self) -> f64 {
        self.impeded_arrives.map_or(USUAL_IMPEDED_ARRIVES, |share| share.0)
    }
}

//! Segments: stretches of road between two sites.

use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::Provenance;
use crate::id::{AreaId, SegmentId, SiteId, TrackId};
use crate::loss::Loss;
use crate::units::{Hours, Kilometres, Share, TrucksPerDay};

/// A stretch of road. Trucks of both directions share its capacity.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Identifier.
    pub id: SegmentId,
    /// One end.
    pub from: SiteId,
    /// The other end.
    pub to: SiteId,
    /// Length along the road.
    pub length_km: Kilometres,
    /// Driving time of a loaded truck.
    pub hours: Hours,
    /// Loaded trucks that may pass in a day; no limit where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trucks_per_day: Option<TrucksPerDay>,
    /// Expected loss (λ) by kind.
    #[serde(default)]
    pub loss: Loss,
    /// Share of a load lost if it is struck here (π).
    #[serde(default)]
    pub exposure: Share,
    /// The area it lies in, so that a term can name it together with others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaId>,
    /// Tracks that may use it; every track where empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<TrackId>,
    /// Whether it may be driven only from `from` to `to`.
    #[serde(default)]
    pub one_way: bool,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

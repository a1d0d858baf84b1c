//! Fleets: trucks by payload.

use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::Provenance;
use crate::id::{FleetId, OperatorId, TrackId};
use crate::units::{Hours, LitresPerKilometre, RoundsPerDay, Tonnes, Trucks};

/// Trucks of one payload under one operator.
///
/// A trip over `h` hours of road keeps a truck for
/// `1 / rounds_per_day + 2 h / hours_per_day` days.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fleet {
    /// Identifier.
    pub id: FleetId,
    /// Display name.
    pub name: String,
    /// Who runs it; terms say who may deliver.
    pub operator: OperatorId,
    /// Trucks on hand.
    pub trucks: Trucks,
    /// Net load of one truck.
    pub payload_t: Tonnes,
    /// Rounds that loading and unloading alone would allow in a day.
    pub rounds_per_day: RoundsPerDay,
    /// Hours in a day that trucks may drive.
    pub hours_per_day: Hours,
    /// Tracks it may serve; every track where empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<TrackId>,
    /// Fuel used, loaded and empty alike; needed where a term caps fuel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fuel_l_per_km: Option<LitresPerKilometre>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

//! Zones: the people of an area.

use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::Day;
use crate::figure::Provenance;
use crate::id::ZoneId;
use crate::units::{Degrees, People, Share};

/// The people of an area and where its middle lies.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Identifier.
    pub id: ZoneId,
    /// Display name.
    pub name: String,
    /// OCHA p-code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pcode: Option<String>,
    /// Longitude of the middle of where people live.
    pub lon: Degrees,
    /// Latitude of the middle of where people live.
    pub lat: Degrees,
    /// People on the first day, a whole number.
    pub population: People,
    /// Share of them who cannot walk to a distribution centre.
    pub cannot_walk_share: Share,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// From this day on, a zone holds this many people.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PopulationChange {
    /// The zone.
    pub zone: ZoneId,
    /// First day of the new number.
    pub from_day: Day,
    /// People from that day on, a whole number.
    pub population: People,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

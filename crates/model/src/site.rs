//! Sites: the places that supplies pass through or are handed out at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figure::Provenance;
use crate::id::{SiteId, ZoneId};
use crate::units::{Degrees, PeoplePerDay, Share, Tonnes, TonnesPerDay, TrucksPerDay};

/// What a site is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SiteKind {
    /// Where supply enters.
    Crossing,
    /// Where supply is stored and sent on.
    Hub,
    /// A large site that people walk to.
    DistributionCentre,
    /// A small site within a zone, near homes.
    DeliveryPoint,
    /// A place where roads meet and nothing is handled.
    Junction,
}

impl SiteKind {
    /// Whether stock may be held and sent on from here.
    #[must_use]
    pub const fn dispatches(self) -> bool {
        matches!(self, Self::Crossing | Self::Hub)
    }

    /// Whether supplies are handed out to people here.
    #[must_use]
    pub const fn hands_out(self) -> bool {
        matches!(self, Self::DistributionCentre | Self::DeliveryPoint)
    }
}

/// A place. Limits that are left out are limits nobody recorded: none applies.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Identifier.
    pub id: SiteId,
    /// Display name.
    pub name: String,
    /// What the site is for.
    pub kind: SiteKind,
    /// Longitude, east positive.
    pub lon: Degrees,
    /// Latitude, north positive.
    pub lat: Degrees,
    /// The zone it stands in; required of a delivery point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneId>,
    /// Trucks that may pass in a day (crossings).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trucks_per_day: Option<TrucksPerDay>,
    /// Mass that can be received in a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub throughput_t_per_day: Option<TonnesPerDay>,
    /// Mass that can be held overnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage_t: Option<Tonnes>,
    /// People who can collect a ration in a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people_per_day: Option<PeoplePerDay>,
    /// Share of a load lost if it is struck here (π), as at a checkpoint.
    #[serde(default, skip_serializing_if = "Share::is_zero")]
    pub exposure: Share,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

//! The schedule: which trucks leave on a day, in which convoys, by which corridor.
//!
//! A schedule is one draw from the mix of a plan ([`crate::draw`]). Until its
//! convoys have arrived it is worth more to whoever waits on the road than to
//! anybody else: it is kept like a key, and shown leg by leg.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::finding::Findings;
use crate::id::{CommodityId, FleetId, FrameworkId, SegmentId, SiteId, TrackId};
use crate::plan::Grams;

pub mod file;

/// The schema name in every schedule file.
pub const SCHEMA: &str = "safeconduct/schedule/1";

/// The schema name in every commitment.
pub const COMMITMENT_SCHEMA: &str = "safeconduct/commitment/1";

/// What stands at the head of every schedule.
pub const SENSITIVITY: &str = "SENSITIVE until every convoy has arrived: this tells where trucks \
     will be. Hand each convoy its own lines only, by a safe channel.";

/// One day's convoys, drawn from the mix of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Who may see it.
    pub sensitivity: String,
    /// Version of Safeconduct that drew it.
    pub version: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Framework of the plan; none means the scenario as it stands.
    pub framework: Option<FrameworkId>,
    /// Fingerprint of scenario and framework, as in the plan.
    pub input_sha256: String,
    /// Fingerprint of the plan ([`crate::draw::fingerprint`]).
    pub plan_sha256: String,
    /// Commitment to the seed it was drawn with ([`crate::draw::Seed::commitment`]).
    pub seed_sha256: String,
    /// The day on which the convoys leave.
    pub day: Day,
    /// How trucks were grouped.
    pub grouping: Grouping,
    /// Convoys in the order in which they leave.
    pub convoys: Vec<Convoy>,
    /// What the plan would have sent up to this day and whole trucks could not
    /// take, by lane; it leaves later.
    pub held: Vec<Held>,
    /// What somebody should know before the convoys leave.
    pub findings: Findings,
}

/// How trucks are grouped into convoys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    /// Most trucks in a convoy, at least 1.
    pub trucks_per_convoy: u32,
    /// Equal parts of the working day in which convoys leave, at least 1.
    pub windows: u32,
}

impl Default for Grouping {
    fn default() -> Self {
        Self { trucks_per_convoy: 5, windows: 1 }
    }
}

/// Trucks of one fleet that drive one corridor together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Convoy {
    /// Place in the order of departure, from 1.
    pub number: u32,
    /// The part of the working day in which it leaves, from 1.
    pub window: u32,
    /// The track.
    pub track: TrackId,
    /// The fleet.
    pub fleet: FleetId,
    /// Where it leaves.
    pub from: SiteId,
    /// Where it arrives.
    pub to: SiteId,
    /// Segments in driving order.
    pub segments: Vec<SegmentId>,
    /// Its trucks.
    pub trucks: Vec<Truck>,
}

/// One truck and what it carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Truck {
    /// Number on its day, from 1, in the order of departure.
    pub number: u32,
    /// Mass by commodity.
    pub grams: BTreeMap<CommodityId, Grams>,
}

/// What stays behind on a lane because whole trucks could not take it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The track.
    pub track: TrackId,
    /// The fleet.
    pub fleet: FleetId,
    /// Where it waits.
    pub from: SiteId,
    /// Where it is bound for.
    pub to: SiteId,
    /// The limit that keeps it, in words.
    pub limit: String,
    /// Mass by commodity.
    pub grams: BTreeMap<CommodityId, Grams>,
}

/// What is published before a draw, so that the seed cannot be chosen after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// Always [`COMMITMENT_SCHEMA`].
    pub schema: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Framework of the plan.
    pub framework: Option<FrameworkId>,
    /// Fingerprint of scenario and framework, as in the plan.
    pub input_sha256: String,
    /// Fingerprint of the plan.
    pub plan_sha256: String,
    /// How trucks will be grouped.
    pub grouping: Grouping,
    /// Commitment to the seed.
    pub seed_sha256: String,
}

impl Convoy {
    /// Mass by commodity over all its trucks.
    #[must_use]
    pub fn grams(&self) -> BTreeMap<CommodityId, Grams> {
        let mut sums = BTreeMap::new();
        for (commodity, grams) in self.trucks.iter().flat_map(|truck| &truck.grams) {
            *sums.entry(commodity.clone()).or_default() += grams;
        }
        sums
    }
}

//! Missions: movements that must be requested, and which to request.
//!
//! A mission is a load of one fleet on one corridor on one day. It ends
//! facilitated, impeded, denied or cancelled; how often stands in
//! [`crate::simulation::MissionOutcomes`]. Figures are people-days at full
//! energy need, counted as the plan counts them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{CommodityId, FleetId, FrameworkId, SegmentId, SiteId, TrackId};

/// The schema name in every list of missions.
pub const SCHEMA: &str = "safeconduct/missions/1";

/// What to request on each day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Missions {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Version of Safeconduct that made it.
    pub version: String,
    /// The command that made it, for the record.
    pub command: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Framework it was made under; none means the scenario as it stands.
    pub framework: Option<FrameworkId>,
    /// Fingerprint of the plan's input; the outcomes are no part of it.
    pub input_sha256: String,
    /// What was asked for.
    pub asked: Asked,
    /// The days, each once; days that are alike stand together.
    pub days: Vec<MissionDay>,
    /// What was left out or filled in, in words.
    pub remarks: Vec<String>,
}

/// What a list of missions was asked to keep, and how it was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Requests at most on a day; any number where none.
    pub max_requests: Option<u32>,
    /// Requests that may fail together (k).
    pub fail: u32,
    /// Share of what the plan brings on the day that must arrive whichever k fail.
    pub floor: f64,
    /// Seed of the outcomes.
    pub seed: u64,
    /// Outcomes in each replication.
    pub outcomes: u32,
    /// Replications.
    pub replications: u32,
    /// Outcomes on which lists are judged, apart from those they were chosen on.
    pub judged: u32,
}

/// The requests of some days that are alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissionDay {
    /// The days.
    pub days: Vec<Day>,
    /// What the plan brings on the day if everything goes as planned: eaten, or
    /// kept for a later day, in people-days.
    pub plan_people_days: f64,
    /// What of it was there before: in store or on the road.
    pub before_people_days: f64,
    /// What is brought though nothing is requested.
    pub unasked_people_days: f64,
    /// The requests, those worth most first.
    pub requests: Vec<Mission>,
    /// How the list fares beside simpler ones, on the same outcomes.
    pub policies: Vec<PolicyResult>,
    /// How near the list is proved to be to the best.
    pub bound: Bound,
    /// The floor, where one was asked for.
    pub floor: Option<FloorResult>,
}

/// A movement to request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mission {
    /// Its name on the day, such as `m1`.
    pub id: String,
    /// The way.
    pub way: Way,
    /// Whole trucks to ask for.
    pub trucks: u32,
    /// Trucks that the plan sends this way on the day, in the mean.
    pub plan_trucks: f64,
    /// What they carry, in full trucks.
    pub load: Vec<MissionLoad>,
    /// Chances of the outcomes.
    pub chances: Chances,
    /// What is lost of the expectation if it is struck from the list.
    pub worth_people_days: f64,
    /// What to do if it is refused, all others being granted.
    pub fallback: Fallback,
}

/// A corridor and the fleet that drives it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// The track.
    pub track: TrackId,
    /// Where the load leaves.
    pub from: SiteId,
    /// Where it arrives.
    pub to: SiteId,
    /// Segments in driving order.
    pub segments: Vec<SegmentId>,
    /// The fleet.
    pub fleet: FleetId,
}

/// Mass of one commodity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissionLoad {
    /// The commodity.
    pub commodity: CommodityId,
    /// Tonnes.
    pub tonnes: f64,
}

/// Chances of the four outcomes; they add up to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chances {
    /// Goes as requested.
    pub facilitated: f64,
    /// Sets out and is held up: part of the load turns back.
    pub impeded: f64,
    /// Is refused.
    pub denied: f64,
    /// Is called off by those who asked.
    pub cancelled: f64,
    /// Share of an impeded load that arrives.
    pub impeded_arrives: f64,
}

impl Chances {
    /// Chance that it sets out at all.
    #[must_use]
    pub fn granted(&self) -> f64 {
        self.facilitated + self.impeded
    }

    /// Share of the load expected to arrive once it has set out, road losses
    /// apart; 1 where it never does.
    #[must_use]
    pub fn arrives(&self) -> f64 {
        let granted = self.granted();
        let full = self.facilitated + self.impeded * self.impeded_arrives;
        if granted > 0.0 { full / granted } else { 1.0 }
    }
}

/// What to do if a mission is refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// What is sent more than if it had been granted; nothing where its load
    /// waits for another day.
    pub instead: Vec<Instead>,
    /// People-days lost of the day, this fallback taken.
    pub lost_people_days: f64,
    /// People-days that would be lost if nothing took its place.
    pub lost_without_people_days: f64,
}

/// Trucks sent another way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Instead {
    /// The mission that takes them; none where that way needs no request.
    pub mission: Option<String>,
    /// The way.
    pub way: Way,
    /// Trucks more.
    pub trucks: f64,
}

/// A way of choosing requests.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RequestPolicy {
    /// The list given here.
    List,
    /// Every way there is, each with as many trucks as could use it; it heeds no
    /// limit on requests.
    Everything,
    /// What the plan sends in the mean; where requests are limited, those that
    /// bring most.
    PlanMean,
}

/// How a policy fares on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyResult {
    /// The policy.
    pub policy: RequestPolicy,
    /// Requests it makes.
    pub requests: u32,
    /// People-days within what the plan gives each group, expected.
    pub expected: f64,
    /// Standard error of it; 0 where every outcome was counted.
    pub standard_error: f64,
    /// People-days beyond that, to groups below full need, expected.
    pub beyond: f64,
    /// What is exceeded in all but the worst twentieth of outcomes.
    pub bad_day: f64,
    /// What arrives if the worst k of its requests fail and all others go as
    /// requested.
    pub if_any_fail: f64,
}

/// How near a list is to the best: both bounds hold with the stated confidence.
///
/// In people-days; one beyond the plan counts a hundredth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    /// The list brings at least this in expectation.
    pub lower: f64,
    /// No list that keeps what was asked brings more.
    pub upper: f64,
    /// Their distance.
    pub gap: f64,
    /// How sure; 1 where every outcome was counted.
    pub confidence: f64,
}

/// Whether the floor is kept.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FloorResult {
    /// People-days asked for.
    pub asked: f64,
    /// Whether the list keeps it.
    pub kept: bool,
    /// The most that any list keeps; told where what was asked is out of reach.
    pub reachable: Option<f64>,
}

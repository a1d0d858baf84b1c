//! The plan: what moves when, on which corridor, for whom, and what it claims.
//!
//! Quantities are integer grams, so that a checker can recount them exactly.
//! A plan is an expectation: amounts after a lossy stretch of road are what is
//! expected to arrive, rounded down to the gram at every segment.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{CommodityId, FleetId, FrameworkId, SegmentId, SiteId, TrackId, ZoneId};
use crate::nutrient::Nutrient;

pub mod certificate;
mod claim;
pub mod file;
pub mod week;

pub use certificate::Certificate;
pub use week::{BindingCap, Change, Gain, ZoneWeek};

pub use claim::{Claims, CorridorUse, CrossingUse, GroupCoverage, LossByKind, SegmentUse};

/// The schema name in every plan file.
pub const SCHEMA: &str = "safeconduct/plan/1";

/// Mass in grams.
pub type Grams = i64;

/// A plan for one scenario under one framework.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
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
    /// Fingerprint of scenario and framework ([`crate::fingerprint`]).
    pub input_sha256: String,
    /// Strikes that the worst case assumes (Γ): in a day, or in the whole
    /// horizon where the scenario's interceptor says so. May be a fraction.
    #[serde(
        serialize_with = "crate::interceptor::written",
        deserialize_with = "crate::interceptor::strikes"
    )]
    pub gamma: f64,
    /// Whether rations keep the scenario's bounds ([`crate::basket`]); where not,
    /// people eat any mix.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub basket: bool,
    /// Which rule made the plan.
    pub policy: Policy,
    /// Corridors used by movements.
    pub corridors: Vec<Corridor>,
    /// What is bought at crossings.
    pub purchases: Vec<Purchase>,
    /// What leaves on corridors.
    pub movements: Vec<Movement>,
    /// What is handed out.
    pub handouts: Vec<Handout>,
    /// What is eaten.
    pub meals: Vec<Meal>,
    /// What expires or is given up.
    pub disposals: Vec<Disposal>,
    /// Distribution centres that are open, where terms limit their number.
    pub open_centres: Vec<OpenCentre>,
    /// The figures the plan claims; the checker recomputes each.
    pub claims: Claims,
    /// What each stage of the objective reached.
    pub stages: Vec<Stage>,
    /// What proves the bounds of the stages; without it no stage has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// What each term did.
    pub terms: Vec<TermEffect>,
    /// Why each group below full coverage is below it.
    pub unserved: Vec<Unserved>,
    /// Why each zone is below full coverage, week by week: every week of every
    /// zone that is, or none at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unserved_weeks: Vec<ZoneWeek>,
    /// Simple rules under the same terms, for comparison.
    pub baselines: Vec<Baseline>,
}

/// The rule that made a plan.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// The lexicographic plan.
    Plan,
    /// Every zone its share by population, by its quickest corridor.
    ProRata,
    /// Every zone from its nearest crossing only.
    NearestCrossing,
    /// The quickest deliveries first, until nothing more fits.
    Greedy,
}

/// Segments in driving order, from where a load leaves to where it arrives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Corridor {
    /// The track that drives it.
    pub track: TrackId,
    /// Where loads leave.
    pub from: SiteId,
    /// Where loads arrive.
    pub to: SiteId,
    /// Segments in driving order.
    pub segments: Vec<SegmentId>,
}

/// Bought at a crossing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Purchase {
    /// The crossing.
    pub crossing: SiteId,
    /// The commodity.
    pub commodity: CommodityId,
    /// The day.
    pub day: Day,
    /// How much.
    pub grams: Grams,
}

/// A load leaving on a corridor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Movement {
    /// Index into [`Plan::corridors`].
    pub corridor: usize,
    /// The fleet that carries it.
    pub fleet: FleetId,
    /// The commodity.
    pub commodity: CommodityId,
    /// The day it leaves.
    pub day: Day,
    /// Mass that leaves.
    pub grams: Grams,
}

/// The two groups of a zone: those who can walk to a centre and those who cannot.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Can walk to a distribution centre.
    Walking,
    /// Must be served near home, by delivery points only.
    NotWalking,
}

/// Handed out to a group at a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handout {
    /// The site.
    pub site: SiteId,
    /// The zone people come from.
    pub zone: ZoneId,
    /// The group.
    pub group: Group,
    /// The commodity.
    pub commodity: CommodityId,
    /// The day.
    pub day: Day,
    /// How much.
    pub grams: Grams,
}

/// Eaten by a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meal {
    /// The zone.
    pub zone: ZoneId,
    /// The group.
    pub group: Group,
    /// The commodity.
    pub commodity: CommodityId,
    /// The day.
    pub day: Day,
    /// How much.
    pub grams: Grams,
}

/// Taken out of stock without reaching anybody: expired or given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disposal {
    /// The site.
    pub site: SiteId,
    /// The commodity.
    pub commodity: CommodityId,
    /// The day.
    pub day: Day,
    /// How much.
    pub grams: Grams,
}

/// A distribution centre is open from one day to another, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenCentre {
    /// The centre.
    pub site: SiteId,
    /// First day.
    pub from_day: Day,
    /// Last day, included.
    pub to_day: Day,
}

/// What one stage of the objective reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// `fair`, `total`, `loss` or `cost`.
    pub name: String,
    /// What the plan as written reaches in the stage's objective, in `unit`.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// What no plan of the certificate's scope can be better than that keeps
    /// what earlier stages reached; none where nothing is proved.
    pub bound: Option<f64>,
    /// Corridors generated so far.
    pub corridors: usize,
    /// Linear programs solved in this stage.
    pub solves: usize,
    /// Sets of targets struck together that the stage guards against, where it
    /// had to look beyond single strikes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attack_sets: Option<usize>,
    /// Whether a limit cut the stage short: the value is what it had reached.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
}

/// What a term did when the framework was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermEffect {
    /// The term's id.
    pub term: String,
    /// Whether anything changed.
    pub applied: bool,
    /// What changed, or why nothing did, in words.
    pub effect: String,
}

/// What holds a group below full coverage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unserved {
    /// The zone.
    pub zone: ZoneId,
    /// The group.
    pub group: Group,
    /// Coverage in energy over the horizon.
    pub coverage: f64,
    /// The kind of cap that binds.
    pub cap: Cap,
    /// What it is a cap of: the crossing, segment, fleet, site or term.
    pub name: String,
    /// Shadow price: people-days at full need for one unit more of the cap on a
    /// mean day, at the margin, as priced in the round of the fair stage that
    /// fixed the group's level. None where it is no quantity.
    pub people_days_per_unit: Option<f64>,
    /// The unit of the cap.
    pub unit: String,
    /// What planning anew with a little more of the cap came to; none where that
    /// was not tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tried: Option<Gain>,
    /// One sentence.
    pub sentence: String,
}

/// Kinds of cap that can hold coverage down.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// No permitted corridor leads to any site in reach.
    NoCorridor,
    /// No open site within walking distance.
    NoSite,
    /// Supply that can be bought.
    Supply,
    /// Trucks through a crossing.
    Crossing,
    /// Trucks on a segment.
    Segment,
    /// Trucks of a fleet.
    Fleet,
    /// Fuel of a fleet.
    Fuel,
    /// Mass through a site in a day.
    Throughput,
    /// Mass stored at a site.
    Storage,
    /// People served at a site in a day.
    PeoplePerDay,
    /// The ration that a household keeps.
    RationCycle,
    /// What a ration may hold at most, where the plan chooses its basket.
    Ration,
    /// A term of the framework: an entry, share or commodity cap.
    Term,
    /// The number of centres that may open.
    CentreNumber,
    /// Shelf life.
    ShelfLife,
    /// Loss on the way leaves no cap to blame.
    Loss,
    /// The lead time of the first days.
    LeadTime,
    /// Nothing could be named.
    Unexplained,
}

/// How a simple rule fares under the same terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The rule.
    pub policy: Policy,
    /// Least coverage of any group in any window.
    pub least_coverage: f64,
    /// Coverage of all people in energy over the horizon.
    pub coverage: f64,
    /// People-days at full need.
    pub people_days: f64,
    /// Expected loss in value.
    pub expected_loss_usd: f64,
    /// Worst case, as for [`Claims::worst_case_usd`].
    pub worst_case_usd: f64,
    /// Truck-kilometres.
    pub truck_km: f64,
}

/// Coverage shares by track.
pub type ByTrack = BTreeMap<TrackId, f64>;

/// Coverage shares by nutrient.
pub type ByNutrient = BTreeMap<Nutrient, f64>;

/// How far a value may be from the best, as a share of the larger of bound and
/// value; 0 where both are 0.
#[must_use]
pub fn gap(value: f64, bound: Option<f64>) -> Option<f64> {
    let larger = value.abs().max(bound?.abs());
    let apart = (value - bound?).abs();
    Some(if larger > 0.0 { apart / larger } else { 0.0 })
}

impl Plan {
    /// Segments named by a movement, in driving order.
    #[must_use]
    pub fn segments_of(&self, movement: &Movement) -> &[SegmentId] {
        self.corridors.get(movement.corridor).map_or(&[], |c| &c.segments)
    }
}

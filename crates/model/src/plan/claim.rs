//! What a plan claims about itself; the checker recomputes every figure.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ByNutrient, ByTrack, Grams, Group};
use crate::id::{CommodityId, SegmentId, SiteId, TrackId, ZoneId};

/// Figures that follow from the movements, hand-outs and meals.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Least mean coverage of any group with need, fair nutrient and window
    /// of seven days (of the horizon where it is shorter).
    pub least_coverage: f64,
    /// Energy eaten over energy needed, all people, whole horizon, each
    /// group-day counting at most 1.
    pub coverage: f64,
    /// People-days at full energy need: Σ population x coverage of the day.
    pub people_days: f64,
    /// People-days of need in the horizon.
    pub people_days_needed: f64,
    /// Group-days below full coverage, in people-days (coverage below 0.999).
    pub people_days_below: f64,
    /// By zone and group.
    pub groups: Vec<GroupCoverage>,
    /// Bought, by commodity.
    pub bought_grams: std::collections::BTreeMap<CommodityId, Grams>,
    /// Handed out, all commodities.
    pub handed_out_grams: Grams,
    /// Expected loss on the road, by kind.
    pub loss: LossByKind,
    /// Energy of what people in need take on the way, in people-days of need:
    /// eaten, so it counts toward the total, never toward coverage.
    pub self_distributed_people_days: f64,
    /// Value lost if the Γ worst segments are struck every day: the sum over
    /// days of the Γ largest exposed values. An upper bound (additive).
    pub worst_case_usd: f64,
    /// Value that leaves on the road, for scale.
    pub shipped_usd: f64,
    /// By crossing.
    pub crossings: Vec<CrossingUse>,
    /// By segment: what is driven over it.
    pub segments: Vec<SegmentUse>,
    /// By corridor, in the order of the plan's corridors.
    pub corridors: Vec<CorridorUse>,
    /// Loaded kilometres and the empty way back, over all trucks.
    pub truck_km: f64,
    /// Loaded trucks that leave.
    pub trucks: f64,
    /// Spent on purchases.
    pub purchase_usd: f64,
}

/// Coverage of one group of a zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupCoverage {
    /// The zone.
    pub zone: ZoneId,
    /// The group.
    pub group: Group,
    /// People, mean over the horizon.
    pub people: f64,
    /// Energy coverage over the horizon (people-day weighted).
    pub coverage: f64,
    /// Energy eaten per person and day.
    pub kcal_per_person_day: f64,
    /// Energy coverage of each day.
    pub by_day: Vec<f64>,
    /// Share of the handed-out energy that came by each track.
    pub by_track: ByTrack,
    /// Coverage by nutrient over the horizon.
    pub by_nutrient: ByNutrient,
    /// Least mean energy coverage over any window of seven days.
    pub least_week: f64,
}

/// Expected loss in three kinds, by mass and value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LossByKind {
    /// Taken by armed groups, grams.
    pub seized_grams: f64,
    /// Taken by people in need on the way, grams.
    pub self_distributed_grams: f64,
    /// Refused, impounded or never collected, grams.
    pub refused_grams: f64,
    /// Value of all three kinds.
    pub value_usd: f64,
}

/// What leaves through a crossing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CrossingUse {
    /// The crossing.
    pub crossing: SiteId,
    /// Mass over the horizon.
    pub grams: Grams,
    /// Trucks over the horizon.
    pub trucks: f64,
    /// Most trucks on any day.
    pub busiest_day_trucks: f64,
}

/// What is driven over a segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SegmentUse {
    /// The segment.
    pub segment: SegmentId,
    /// Mass entering it over the horizon, by track.
    pub grams: std::collections::BTreeMap<TrackId, Grams>,
    /// Trucks over the horizon.
    pub trucks: f64,
    /// Expected loss of mass on it, grams.
    pub lost_grams: Grams,
}

/// What is sent on a corridor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorridorUse {
    /// Mass that leaves over the horizon.
    pub sent_grams: Grams,
    /// Mass expected to arrive.
    pub arrived_grams: Grams,
    /// Trucks over the horizon.
    pub trucks: f64,
}

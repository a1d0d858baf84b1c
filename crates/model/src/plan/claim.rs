//! What a plan claims about itself; the checker recomputes every figure.
//!
//! Coverage of a group in a nutrient on a day is what it eats over what it
//! needs that day, at most 1, and 1 where it needs nothing. People are those
//! of [`crate::world::World::people`]. Trucks are mass over the payload of the
//! fleet, as a fraction. A claim may differ by one part in 10^9 from the
//! recomputed figure (by 10^-9 where that is below 1), grams not at all.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ByNutrient, ByTrack, Grams, Group};
use crate::id::{CommodityId, SegmentId, SiteId, TrackId, ZoneId};

/// Figures that follow from the movements, hand-outs and meals.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Least mean coverage of any group with need, fair nutrient and window
    /// of seven days (of the horizon where it is shorter). A window is any run
    /// of seven days; its mean is that of the daily coverages, each day alike,
    /// days on which the group needs nothing left out. 1 where nobody needs
    /// anything.
    pub least_coverage: f64,
    /// Energy eaten over energy needed, all people, whole horizon, each
    /// group-day counting at most 1: Σ people x coverage of the day / Σ people.
    pub coverage: f64,
    /// People-days at full energy need: Σ people x energy coverage of the day.
    pub people_days: f64,
    /// People-days in the horizon: Σ people over groups and days.
    pub people_days_needed: f64,
    /// Group-days below full coverage, in people-days: Σ people over the
    /// group-days whose energy coverage is below 0.999.
    pub people_days_below: f64,
    /// Coverage of all people over the horizon in every nutrient that is needed,
    /// energy among them: Σ people x coverage of the day / Σ people.
    #[serde(default)]
    pub by_nutrient: ByNutrient,
    /// Nutritional value score: the sum of `by_nutrient`, so that the number of
    /// nutrients needed is full score (Peters et al., The nutritious supply
    /// chain, INFORMS Journal on Optimization, 2021: Σ over nutrients of the
    /// share of the requirement supplied, each at most 1). Stricter in that
    /// every group and day counts at most 1 by itself.
    #[serde(default)]
    pub nutritional_value: f64,
    /// By zone and group: every group of the world, in any order.
    pub groups: Vec<GroupCoverage>,
    /// Bought, by commodity; one left out is 0.
    pub bought_grams: std::collections::BTreeMap<CommodityId, Grams>,
    /// Handed out, all commodities.
    pub handed_out_grams: Grams,
    /// Expected loss on the road, by kind.
    pub loss: LossByKind,
    /// Energy of what people in need take on the way, in people-days of need:
    /// eaten, so it counts toward the total, never toward coverage. The
    /// self-distributed share of what each commodity loses on each segment.
    pub self_distributed_people_days: f64,
    /// Value lost if the worst Γ targets are struck, as [`crate::world`] says:
    /// exact, a load that meets two of them loses the second share only of
    /// what the first left. Guaranteed while the interceptor does not know
    /// which corridor is driven. An upper bound on days on which too many sets
    /// of targets would have to be tried, as said there.
    pub worst_case_usd: f64,
    /// The same with every strike counted as if it were the only one: the sum
    /// over days of the Γ largest exposed values (over days and targets where Γ
    /// counts in the whole horizon). An upper bound of the worst case. A
    /// target's exposed value on a day is its exposure times the value of what
    /// comes to it, of all loads that leave that day.
    pub additive_worst_case_usd: f64,
    /// Value put at risk, each gram once, for scale: of every load that leaves
    /// a crossing, and of stock on hand at the start at any other site (what
    /// lies at a crossing counts when it leaves). A load that goes on from a
    /// hub does not count again. Shares of value lost are shares of this.
    pub shipped_usd: f64,
    /// By crossing; one left out is unused.
    pub crossings: Vec<CrossingUse>,
    /// By segment: what is driven over it; one left out is unused.
    pub segments: Vec<SegmentUse>,
    /// By corridor, in the order of the plan's corridors.
    pub corridors: Vec<CorridorUse>,
    /// Loaded kilometres and the empty way back, over all trucks: trucks that
    /// leave times twice the length of their corridor, whatever is lost on it.
    pub truck_km: f64,
    /// Loaded trucks that leave, over all movements.
    pub trucks: f64,
    /// Spent on purchases: of each day's supply, the cheapest rows first.
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
    /// People, mean over the days of the horizon.
    pub people: f64,
    /// Energy coverage over the horizon: daily coverages weighted by people;
    /// 1 where there is nobody.
    pub coverage: f64,
    /// Energy eaten per person and day, surplus included; 0 where there is
    /// nobody.
    pub kcal_per_person_day: f64,
    /// Energy coverage of each day of the horizon.
    pub by_day: Vec<f64>,
    /// Share of the energy handed out to the group that came by each track; one
    /// left out is 0. What a site hands out came by the tracks of the
    /// movements that end there, in proportion to the mass of all commodities
    /// that each brought there within the horizon. Where no movement ends
    /// (stock on hand at the start), it came by none.
    pub by_track: ByTrack,
    /// Coverage over the horizon in every nutrient that is needed, energy
    /// among them: daily coverages weighted by people.
    pub by_nutrient: ByNutrient,
    /// Nutritional value score: the sum of `by_nutrient`.
    #[serde(default)]
    pub nutritional_value: f64,
    /// Least mean energy coverage over any window of seven days, as for
    /// [`Claims::least_coverage`].
    pub least_week: f64,
}

/// Expected loss in three kinds, by mass and value.
///
/// What a segment loses is what enters less what leaves it, in whole grams;
/// the kinds share it in proportion to their shares on that day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LossByKind {
    /// Taken by armed groups, grams.
    pub seized_grams: f64,
    /// Taken by people in need on the way, grams.
    pub self_distributed_grams: f64,
    /// Refused, impounded or never collected, grams.
    pub refused_grams: f64,
    /// Value of all three kinds: Σ grams lost x value of the commodity.
    pub value_usd: f64,
}

/// What leaves through a crossing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CrossingUse {
    /// The crossing.
    pub crossing: SiteId,
    /// Mass that leaves over the horizon.
    pub grams: Grams,
    /// Trucks that leave over the horizon.
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
    /// Mass entering it over the horizon, by track; one left out is 0.
    pub grams: std::collections::BTreeMap<TrackId, Grams>,
    /// Trucks over the horizon: entering mass over payload.
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
    /// Trucks that leave over the horizon.
    pub trucks: f64,
}

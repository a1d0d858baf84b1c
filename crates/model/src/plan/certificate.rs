//! The certificate: prices of shared limits that prove how good a plan is.
//!
//! For each stage a plan carries the price of every limit that holds its
//! objective back: how much the objective would gain for one unit more of the
//! limit. From any prices that are not negative, right or wrong, a bound
//! follows that no plan can beat ([`crate::check::bound`] computes it from the
//! scenario alone); wrong prices only make the bound weak. So nobody has to
//! trust the prices, nor the solver that they came from.
//!
//! A price is in the unit of the stage's objective (share, people-days, USD)
//! per unit of the limit named. It stands for a run of days, both included:
//! the price on each single day of the run.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Group;
use crate::calendar::Day;
use crate::id::{AreaId, CommodityId, FleetId, SegmentId, SiteId, ZoneId};
use crate::nutrient::Nutrient;

/// Proofs of the stages of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Among which plans the bounds hold.
    pub scope: Scope,
    /// What earlier stages reached and later ones keep.
    pub kept: Kept,
    /// One proof a stage, in the order of the stages.
    pub proofs: Vec<Proof>,
}

/// Among which plans a bound holds: all that keep every limit, the plan's own
/// choice of centres among them, and these where they are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Plans whose trips end on the day on which they begin.
    pub trips_within_a_day: bool,
    /// Plans that feed every group alike on days on which nothing in the world
    /// changes. Without this, a plan may starve people on the days that lie in
    /// few windows of seven days and lift its least window by it.
    pub like_days_alike: bool,
    /// Plans whose rations keep the scenario's bounds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rations_within_bounds: bool,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut among = vec!["open the same centres", "keep what earlier stages reached"];
        if self.trips_within_a_day {
            among.push("let trips end on the day they begin");
        }
        if self.like_days_alike {
            among.push("feed every group alike on days on which nothing changes");
        }
        if self.rations_within_bounds {
            among.push("keep rations within their bounds");
        }
        let last = among.pop().unwrap_or_default();
        write!(f, "Proved among plans that {} and {last}.", among.join(", "))
    }
}

/// What earlier stages reached and later ones keep.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Share of the framework's floors, kept by every later stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floors: Option<f64>,
    /// Least weeks that the fair stage fixed, or the plan has where that is more; kept by
    /// every later stage.
    #[serde(default)]
    pub levels: Vec<KeptLevel>,
    /// People-days of the total stage, kept by the loss and the cost stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people_days: Option<f64>,
    /// Worst case plus expected loss of the loss stage, USD, kept by the cost stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss_usd: Option<f64>,
}

/// The least week of a group that later stages keep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeptLevel {
    /// The zone.
    pub zone: ZoneId,
    /// The group.
    pub group: Group,
    /// Least mean coverage over any window of seven days and fair nutrient.
    pub level: f64,
}

/// Prices that prove the bound of one stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The stage's name.
    pub stage: String,
    /// Groups that the fair stage does not raise, as nothing can reach them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_raised: Vec<GroupName>,
    /// How many prices follow, so that a list that was cut is noticed.
    pub count: usize,
    /// Prices, in any order. A limit that is left out costs nothing.
    pub prices: Vec<Price>,
}

/// A group of a zone.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct GroupName {
    /// The zone.
    pub zone: ZoneId,
    /// The group.
    pub group: Group,
}

/// The price of one limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// The limit.
    pub of: Limit,
    /// First day; left out where the limit is not one of a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_day: Option<Day>,
    /// Last day, included; the first day alone where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_day: Option<Day>,
    /// The price, above 0: the stage's unit per unit of the limit.
    pub price: f64,
}

/// A limit that plans share.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Limit {
    /// Trucks that leave through a crossing on a day.
    Crossing(SiteId),
    /// Trucks over several crossings on a day, by the term that caps them.
    Entry(String),
    /// Tonnes of a commodity through crossings on a day, by the term.
    Commodity {
        /// The term.
        term: String,
        /// The commodity.
        commodity: CommodityId,
    },
    /// Trucks on a segment on a day.
    Segment(SegmentId),
    /// Truck-days of a fleet on a day.
    Fleet(FleetId),
    /// Litres of fuel of a fleet on a day.
    Fuel(FleetId),
    /// Tonnes through a site on a day.
    Throughput(SiteId),
    /// Tonnes at a site at the end of a day.
    Storage(SiteId),
    /// People served at a site on a day.
    People(SiteId),
    /// Tonnes of a commodity at a site that came within its shelf life.
    ShelfLife {
        /// The site.
        site: SiteId,
        /// The commodity.
        commodity: CommodityId,
    },
    /// Tonnes of a commodity anywhere that were bought within its shelf life.
    ShelfLifeAnywhere(CommodityId),
    /// Person-days of energy that a household keeps at the end of a day.
    Cycle(GroupName),
    /// Person-days of a nutrient that meals give: what they are worth to the
    /// objective once a group is not yet full.
    Met {
        /// The zone.
        zone: ZoneId,
        /// The group.
        group: Group,
        /// The nutrient.
        nutrient: Nutrient,
    },
    /// Tonnes that a group eats on the day of what a bound on rations counts,
    /// beyond the least in the rations it is given.
    RationLeast {
        /// The zone.
        zone: ZoneId,
        /// The group.
        group: Group,
        /// Position of the bound in the scenario's basket, from 0.
        bound: usize,
    },
    /// Tonnes that a group eats on the day of what a bound on rations counts,
    /// short of the greatest in the rations it is given.
    RationMost {
        /// The zone.
        zone: ZoneId,
        /// The group.
        group: Group,
        /// Position of the bound in the scenario's basket, from 0.
        bound: usize,
    },
    /// Mean coverage over the seven days that begin on the day.
    Week {
        /// The zone.
        zone: ZoneId,
        /// The group.
        group: Group,
        /// The nutrient.
        nutrient: Nutrient,
    },
    /// A floor of the framework for a group.
    Floor {
        /// The term.
        term: String,
        /// The zone.
        zone: ZoneId,
        /// The group.
        group: Group,
    },
    /// A track's least share, tonnes, by the term.
    ShareMin(String),
    /// A track's greatest share, tonnes, by the term.
    ShareMax(String),
    /// How often just these targets are struck together on the day, at the
    /// price of loss: the worst case takes at least what such strikes take.
    Struck(Vec<Target>),
    /// The people-days kept from the total stage.
    Total,
    /// The worst case plus expected loss kept from the loss stage, USD.
    Loss,
}

/// What may be struck.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Target {
    /// A stretch of road.
    Segment(SegmentId),
    /// A place.
    Site(SiteId),
    /// An area.
    Area(AreaId),
}

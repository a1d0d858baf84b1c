//! Coverage against what is at stake: plans under the terms of one framework that
//! give up coverage step by step so that less is lost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::FrameworkId;

/// The schema name in every answer.
pub const SCHEMA: &str = "safeconduct/frontier/1";

/// The frontier of one framework: points from the least at stake to the most
/// people fed. None of them can be better in one without being worse in the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Frontier {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Name of the scenario.
    pub scenario: String,
    /// The framework; none means the scenario as it stands.
    pub framework: Option<FrameworkId>,
    /// Strikes that the worst case assumes (Γ).
    #[serde(
        serialize_with = "crate::interceptor::written",
        deserialize_with = "crate::interceptor::strikes"
    )]
    pub gamma: f64,
    /// The points, least at stake first. One alone where nothing need be given up
    /// for the least.
    pub points: Vec<Point>,
}

/// One plan on the frontier, with figures as of its movements in whole grams; the
/// checker accepted every one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Share of every coverage level, and of the total, of the plan that feeds the
    /// most which is kept here: 1 less δ.
    pub kept: f64,
    /// Energy coverage of all people.
    pub coverage: f64,
    /// People-days at full energy need.
    pub people_days: f64,
    /// Least mean coverage of any group in any week.
    pub least_coverage: f64,
    /// Value lost if the worst targets are struck, USD.
    pub worst_case_usd: f64,
    /// Expected loss of value in all three kinds, USD.
    pub expected_loss_usd: f64,
    /// What the loss stage makes least: worst case plus expected loss, USD, as
    /// solved, before it was written down in grams.
    pub at_stake_usd: f64,
    /// Truck-kilometres, loaded and empty.
    pub truck_km: f64,
}

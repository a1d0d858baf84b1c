//! The planner's answer: a plan, or why there is none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::ZoneId;
use crate::plan::certificate::{Proof, Scope};
use crate::plan::{Group, Plan};

/// What planning a world comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// A plan that keeps every limit.
    Planned(Box<Plan>),
    /// No plan keeps every floor.
    Infeasible(Infeasible),
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Infeasible {
    /// The largest share of all floors at once that can be kept.
    pub reachable_share: f64,
    /// The floors that cannot be kept, each with what can be reached.
    pub floors: Vec<BrokenFloor>,
    /// Why nobody need believe it on the planner's word; none where the prices
    /// prove nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proved: Option<ProvedInfeasible>,
}

/// What proves that no plan keeps every floor, whichever centres open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProvedInfeasible {
    /// Share of all floors at once that no plan of the scope can exceed: below 1.
    pub at_most: f64,
    /// Among which plans.
    pub scope: Scope,
    /// The prices, of stage `floors`.
    pub proof: Proof,
}

/// A floor that cannot be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BrokenFloor {
    /// The term that asks for it.
    pub term: String,
    /// The zone.
    pub zone: ZoneId,
    /// The group.
    pub group: Group,
    /// Coverage asked for.
    pub asked: f64,
    /// Coverage when all floors are approached evenly.
    pub reached: f64,
    /// One sentence with the cap that binds.
    pub sentence: String,
}

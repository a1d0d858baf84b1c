//! The planner's answer: a plan, or why there is none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::ZoneId;
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

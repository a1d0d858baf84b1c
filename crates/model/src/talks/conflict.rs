//! A conflict as a graph: states, who can move where, who prefers what
//! (Fang, Hipel and Kilgour 1993).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// States 1 to `states`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Number of states.
    pub states: usize,
    /// Who can move.
    pub decision_makers: Vec<DecisionMaker>,
}

/// Somebody who can move from state to state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionMaker {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// By state: higher is preferred; only the order counts.
    pub payoff: Vec<f64>,
    /// Moves from state to state, each from 1.
    pub moves: Vec<(usize, usize)>,
}

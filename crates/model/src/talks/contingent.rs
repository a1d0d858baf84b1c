//! Contingent steps: what somebody does only if something else happens.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A step that waits for others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contingent {
    /// Index of the party that takes it.
    pub actor: usize,
    /// The step in words.
    pub step: String,
    /// What it waits for.
    pub trigger: Trigger,
}

/// What a step waits for: names of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Any of these.
    IfAny(Vec<String>),
    /// All of these.
    IfAll(Vec<String>),
}

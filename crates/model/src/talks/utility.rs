//! Numbers that a user gives to options; the software invents none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the options of one element are worth to one party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Utility {
    /// Index of the party.
    pub party: usize,
    /// Index of the element.
    pub element: usize,
    /// How much the element counts; 1 unless written.
    pub weight: f64,
    /// Value of each option, in the order of the element's options.
    pub values: Vec<f64>,
}

//! Where a figure comes from, and what had to be assumed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far a figure may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Two or more sources, or an official one.
    High,
    /// One source.
    Medium,
    /// Memory, inference or assumption.
    Low,
}

/// Source and certainty that any row of a table may carry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Provenance {
    /// Who published the figure, and when; free text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How far the figure may be trusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

/// Something the scenario had to assume, in words a reader can dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// The field it stands in, such as `zones.population` or `segments.hours`.
    pub field: String,
    /// What was assumed.
    pub assumed: String,
    /// Why this and not something else.
    pub reason: String,
    /// How many rows carry it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u32>,
}

/// A figure that another party publishes for the same thing.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alternate {
    /// The figure, as `table.id.field`: `zones.north.population`.
    pub figure: String,
    /// The other value, in the unit of the field.
    pub value: f64,
    /// Whether runs use this value in place of the table's.
    #[serde(default)]
    pub used: bool,
    /// Who publishes it.
    #[serde(flatten)]
    pub provenance: Provenance,
}

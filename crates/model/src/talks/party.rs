//! Parties, and where what is said of them comes from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `principal`, `mediator`, `facilitator` or any other word; who has no
    /// role counts as a principal.
    pub role: Vec<String>,
}

impl Party {
    /// Whether an agreement needs its consent.
    #[must_use]
    pub fn is_principal(&self) -> bool {
        self.role.is_empty() || self.role.iter().any(|role| role == "principal")
    }
}

/// Where a statement comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TalksSource {
    /// Newspaper article, joint statement, minutes, …
    pub kind: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
    /// Its day, YYYY-MM-DD.
    pub date: Option<String>,
}

//! What is lost on the way, in three kinds that are never mixed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::units::Share;

/// Expected shares of a load lost on a stretch of road, by kind.
///
/// The kinds exclude one another, so their sum is at most 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Loss {
    /// Taken by armed groups: gone.
    pub seized: Share,
    /// Taken by people in need on the way: eaten, but not by plan.
    pub self_distributed: Share,
    /// Refused, impounded or never collected.
    pub refused: Share,
}

impl Loss {
    /// Share lost in all three kinds together (λ).
    #[must_use]
    pub fn total(self) -> f64 {
        self.seized.0 + self.self_distributed.0 + self.refused.0
    }
}

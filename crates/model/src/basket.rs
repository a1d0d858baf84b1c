//! The basket: how much of what a ration may hold.

use schemars::JsonSchema;
use serde::Serialize;

use crate::commodity::Commodity;
use crate::figure::Provenance;
use crate::id::CommodityId;
use crate::units::GramsPerPersonDay;

/// A bound on what a day's ration of one person holds of a commodity, or of all
/// commodities of a food group together.
///
/// Held only where a plan is asked to choose the basket; what that means on a
/// day stands in [`crate::world`].
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RationBound {
    /// The commodity; left out where the bound is one of a food group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commodity: Option<CommodityId>,
    /// The food group; left out where the bound is one of a commodity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub food_group: Option<String>,
    /// Least mass in a ration; 0 is no bound.
    #[serde(default)]
    pub at_least_g: GramsPerPersonDay,
    /// Greatest mass in a ration; none where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most_g: Option<GramsPerPersonDay>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

impl RationBound {
    /// Whether it counts a commodity.
    #[must_use]
    pub fn counts(&self, commodity: &Commodity) -> bool {
        match (&self.commodity, &self.food_group) {
            (Some(id), _) => *id == commodity.id,
            (None, Some(group)) => commodity.food_group.as_ref() == Some(group),
            (None, None) => false,
        }
    }

    /// The commodity or food group that it bounds.
    #[must_use]
    pub fn of(&self) -> &str {
        let group = self.food_group.as_deref().unwrap_or_default();
        self.commodity.as_ref().map_or(group, CommodityId::as_str)
    }
}

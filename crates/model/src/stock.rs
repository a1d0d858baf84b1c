//! Stock on hand when the scenario starts.

use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::Provenance;
use crate::id::{CommodityId, SiteId};
use crate::units::Tonnes;

/// Mass of a commodity at a site before day 0.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// Where it lies.
    pub site: SiteId,
    /// What it is.
    pub commodity: CommodityId,
    /// How much of it.
    pub tonnes: Tonnes,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

//! Supply: what can be bought and brought to a crossing, and when.

use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::Window;
use crate::figure::Provenance;
use crate::id::{CommodityId, SiteId};
use crate::units::{TonnesPerDay, UsdPerTonne};

/// On every day of its window, this much can be bought at the crossing.
///
/// What is not bought on its day is gone; what is bought may wait outside.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supply {
    /// The crossing it stands ready at.
    pub crossing: SiteId,
    /// The commodity.
    pub commodity: CommodityId,
    /// The days on which it can be bought.
    #[serde(flatten)]
    pub window: Window,
    /// Mass on each of those days.
    pub tonnes_per_day: TonnesPerDay,
    /// Price at the crossing.
    pub price_usd_per_t: UsdPerTonne,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

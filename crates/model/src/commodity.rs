//! Commodities: what is carried.

use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::Provenance;
use crate::id::CommodityId;
use crate::nutrient::Nutrients;
use crate::units::{Kilograms, UsdPerTonne};

/// Something carried and eaten, by mass.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commodity {
    /// Identifier.
    pub id: CommodityId,
    /// Display name.
    pub name: String,
    /// The food group it belongs to, for bounds on rations (`cereals`, `pulses`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub food_group: Option<String>,
    /// Nutrients in one kilogram.
    pub nutrients_per_kg: Nutrients,
    /// Value at risk on the road.
    pub value_usd_per_t: UsdPerTonne,
    /// Days until it may no longer be handed out, from the day it enters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf_life_days: Option<u32>,
    /// The unit people count it in (box, bag), for derived figures only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Mass of one such unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kg_per_unit: Option<Kilograms>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

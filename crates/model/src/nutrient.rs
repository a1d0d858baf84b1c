//! Nutrients: energy first, then protein, fat and micronutrients.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A nutrient; its unit is part of its name in every file.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum Nutrient {
    /// Dietary energy, kcal.
    #[serde(rename = "energy_kcal")]
    Energy,
    /// Protein, g.
    #[serde(rename = "protein_g")]
    Protein,
    /// Fat, g.
    #[serde(rename = "fat_g")]
    Fat,
    /// Calcium, mg.
    #[serde(rename = "calcium_mg")]
    Calcium,
    /// Iron, mg.
    #[serde(rename = "iron_mg")]
    Iron,
    /// Vitamin A, µg.
    #[serde(rename = "vitamin_a_ug")]
    VitaminA,
    /// Thiamine (vitamin B1), mg.
    #[serde(rename = "thiamine_mg")]
    Thiamine,
    /// Riboflavin (vitamin B2), mg.
    #[serde(rename = "riboflavin_mg")]
    Riboflavin,
    /// Niacin (vitamin B3), mg.
    #[serde(rename = "niacin_mg")]
    Niacin,
    /// Folate, µg.
    #[serde(rename = "folate_ug")]
    Folate,
    /// Vitamin C, mg.
    #[serde(rename = "vitamin_c_mg")]
    VitaminC,
    /// Iodine, µg.
    #[serde(rename = "iodine_ug")]
    Iodine,
}

impl Nutrient {
    /// Every nutrient, in the order of printing.
    pub const ALL: [Self; 12] = [
        Self::Energy,
        Self::Protein,
        Self::Fat,
        Self::Calcium,
        Self::Iron,
        Self::VitaminA,
        Self::Thiamine,
        Self::Riboflavin,
        Self::Niacin,
        Self::Folate,
        Self::VitaminC,
        Self::Iodine,
    ];

    /// The name used in files: nutrient and unit.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Energy => "energy_kcal",
            Self::Protein => "protein_g",
            Self::Fat => "fat_g",
            Self::Calcium => "calcium_mg",
            Self::Iron => "iron_mg",
            Self::VitaminA => "vitamin_a_ug",
            Self::Thiamine => "thiamine_mg",
            Self::Riboflavin => "riboflavin_mg",
            Self::Niacin => "niacin_mg",
            Self::Folate => "folate_ug",
            Self::VitaminC => "vitamin_c_mg",
            Self::Iodine => "iodine_ug",
        }
    }

    /// The nutrient whose file name is `field`, if there is one.
    #[must_use]
    pub fn from_field(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|n| n.field() == field)
    }
}

/// Amounts by nutrient: per kilogram of a commodity, or per person and day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Nutrients(pub BTreeMap<Nutrient, f64>);

impl Nutrients {
    /// The amount of one nutrient, zero where none is recorded.
    #[must_use]
    pub fn amount(&self, nutrient: Nutrient) -> f64 {
        self.0.get(&nutrient).copied().unwrap_or(0.0)
    }
}

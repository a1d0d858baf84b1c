//! Need: what a person requires in a day, and how far one can walk for it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::Provenance;
use crate::nutrient::{Nutrient, Nutrients};
use crate::units::Kilometres;

/// Need per person and day.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Amounts per person and day (Sphere and WFP plan with 2,100 kcal).
    pub per_person_day: Nutrients,
    /// Nutrients whose coverage the fair stage raises; energy alone by default.
    #[serde(default = "energy_alone")]
    pub fair: Vec<Nutrient>,
    /// Days that one collected ration is meant to last.
    pub ration_cycle_days: u32,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

fn energy_alone() -> Vec<Nutrient> {
    vec![Nutrient::Energy]
}

/// How far people may be asked to walk to a site.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Walking {
    /// Farthest walk from the middle of a zone to a site.
    pub at_most_km: Kilometres,
    /// Walked distance over straight-line distance.
    pub detour: f64,
}

impl Default for Walking {
    /// 10 km at most in dispersed settings (UNHCR Commodity Distribution);
    /// the detour of 1.3 is an assumption.
    fn default() -> Self {
        Self { at_most_km: Kilometres(10.0), detour: 1.3 }
    }
}

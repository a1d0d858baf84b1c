//! What people eat beyond energy: coverage by nutrient, and their rations.

use std::collections::HashMap;

use safeconduct_model::commodity::Commodity;
use safeconduct_model::nutrient::Nutrient;
use safeconduct_model::plan::{ByNutrient, Group};

use super::{Figures, ZoneFigures};

/// A zone's coverage by nutrient; no numbers where there is nobody.
pub(crate) struct Diet {
    /// By position among the nutrients needed.
    pub covered: Vec<f64>,
    /// Nutritional value score: the sum of them.
    pub score: f64,
}

/// Grams per person and day of the commodities that anybody eats.
pub(crate) struct Ration<'a> {
    /// The commodity.
    pub commodity: &'a Commodity,
    /// By zone: mean over its people and days; no number where there is nobody.
    pub by_zone: Vec<f64>,
    /// Mean over all people and days.
    pub mean: f64,
}

impl Figures<'_> {
    /// Nutrients that people need, in the order of printing.
    pub fn nutrients(&self) -> Vec<Nutrient> {
        let need = &self.world.scenario.need.per_person_day;
        Nutrient::ALL.into_iter().filter(|n| need.amount(*n) > 0.0).collect()
    }

    /// Whether there is more to say of what people eat than its energy.
    pub fn varied(&self) -> bool {
        self.nutrients().len() > 1
    }

    /// Coverage of a zone by nutrient, its groups by people.
    pub fn diet(&self, zone: &ZoneFigures<'_>) -> Diet {
        let mean = |n: &Nutrient| {
            let met = |of: &ByNutrient| of.get(n).copied().unwrap_or(f64::NAN);
            let sum: f64 = zone.groups.iter().map(|g| g.people * met(&g.by_nutrient)).sum();
            if zone.people > 0.0 { sum / zone.people } else { f64::NAN }
        };
        let covered: Vec<f64> = self.nutrients().iter().map(mean).collect();
        Diet { score: covered.iter().sum(), covered }
    }

    /// Coverage of all people by nutrient.
    pub fn whole_diet(&self) -> Diet {
        let claims = &self.plan.claims;
        let met = |n: &Nutrient| claims.by_nutrient.get(n).copied().unwrap_or(f64::NAN);
        Diet {
            covered: self.nutrients().iter().map(met).collect(),
            score: claims.nutritional_value,
        }
    }

    /// The score beside its greatest value: `9.31 of 11`.
    pub fn scored(&self, score: f64) -> String {
        format!("{} of {}", crate::report::number::decimals(score, 2), self.nutrients().len())
    }

    /// The mean ration as eaten, by commodity.
    pub fn rations(&self) -> Vec<Ration<'_>> {
        let days = self.days;
        let mut eaten: HashMap<(&str, &str), f64> = HashMap::new();
        for meal in &self.plan.meals {
            let at = (meal.zone.as_str(), meal.commodity.as_str());
            *eaten.entry(at).or_insert(0.0) += meal.grams as f64;
        }
        let grams = |zone: &ZoneFigures<'_>, commodity: &Commodity| {
            eaten.get(&(zone.zone.id.as_str(), commodity.id.as_str())).copied().unwrap_or(0.0)
        };
        let share = |grams: f64, people: f64| {
            if people > 0.0 { grams / (people * days) } else { f64::NAN }
        };
        let row = |commodity| Ration {
            commodity,
            by_zone: self.zones.iter().map(|z| share(grams(z, commodity), z.people)).collect(),
            mean: share(self.zones.iter().map(|z| grams(z, commodity)).sum(), self.people),
        };
        let rows = self.world.scenario.commodities.iter().map(row);
        rows.filter(|ration| ration.mean > 0.0).collect()
    }

    /// Grams per person and day that a group eats, by commodity of the scenario.
    pub fn eaten_by(&self, zone: &str, group: Group, people: f64) -> Vec<f64> {
        let meals =
            || self.plan.meals.iter().filter(|m| m.zone.as_str() == zone && m.group == group);
        let grams = |commodity: &Commodity| {
            let of = meals().filter(|m| m.commodity == commodity.id);
            of.map(|m| m.grams as f64).sum::<f64>()
        };
        let goods = self.world.scenario.commodities.iter();
        goods
            .map(|c| if people > 0.0 { grams(c) / (people * self.days) } else { f64::NAN })
            .collect()
    }
}

/// A nutrient's name in a sentence or above a column.
pub(crate) const fn short(nutrient: Nutrient) -> &'static str {
    match nutrient {
        Nutrient::Energy => "energy",
        Nutrient::Protein => "protein",
        Nutrient::Fat => "fat",
        Nutrient::Calcium => "Ca",
        Nutrient::Iron => "Fe",
        Nutrient::VitaminA => "vit A",
        Nutrient::Thiamine => "B1",
        Nutrient::Riboflavin => "B2",
        Nutrient::Niacin => "niacin",
        Nutrient::Folate => "folate",
        Nutrient::VitaminC => "vit C",
        Nutrient::Iodine => "iodine",
    }
}

/// A share in whole per cent, cut off, so that what is not full is not shown full.
pub(crate) fn cut(share: f64) -> String {
    crate::report::number::whole((share * 100.0 + 0.05).floor())
}

/// What the table of nutrients counts.
pub(crate) const COUNTED: &str = "Per cent of the need met, each group and day at most 100. Score: the sum over nutrients, \
each at most 1 (nutritional value score after Peters et al.).";

/// What the table of rations shows, with bounds kept.
pub(crate) const WITHIN: &str = "Grams per person and day as eaten, mean over all people and days. Rations keep the scenario's bounds.";

/// What the table of rations shows, where any mix is eaten.
pub(crate) const ANY_MIX: &str = "Grams per person and day as eaten, mean over all people and days. Any mix: no bounds are kept.";

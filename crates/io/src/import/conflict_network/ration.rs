//! What is carried: the WFP reference ration, as one commodity or as its foods.

use std::collections::BTreeMap;

use safeconduct_model::commodity::Commodity;
use safeconduct_model::figure::{Certainty, Provenance};
use safeconduct_model::need::Need;
use safeconduct_model::nutrient::{Nutrient, Nutrients};
use safeconduct_model::units::UsdPerTonne;

use super::Figures;

/// Grams of the reference ration for a person and day (WFP).
const RATION_GRAMS: f64 = 555.0;

/// A food with its grams in the ration of a person and day.
pub(in crate::import) struct Portion {
    /// The commodity.
    pub commodity: Commodity,
    /// Grams for a person and day.
    pub grams: f64,
    /// Price at a crossing, USD/t.
    pub price: f64,
}

/// One general ration: 555 g hold 2,100 kcal, 58 g protein and 43 g fat.
pub(in crate::import) fn general(figures: &Figures) -> Vec<Portion> {
    let food = Food(
        "general-ration",
        "General ration",
        RATION_GRAMS,
        3784.0,
        104.5,
        77.5,
        figures.value_usd_per_t,
    );
    let source = "WFP reference ration (555 g: 2,100 kcal, 58 g protein, 43 g fat), wfp.org";
    let mut portion = portion(&food, source, Certainty::High);
    portion.price = figures.price_usd_per_t;
    vec![portion]
}

/// Name, grams a day, kcal, g protein and g fat per kg, USD/t.
struct Food(&'static str, &'static str, f64, f64, f64, f64, f64);

/// The six foods of the reference ration. Protein and fat are those of common
/// food tables, prices are round; energy per kg of cereal, pulses, oil and
/// sugar is as published.
pub(super) fn six_foods() -> Vec<Portion> {
    let foods = [
        Food("cereal", "Cereal", 400.0, 3640.0, 100.0, 12.0, 500.0),
        Food("pulses", "Pulses", 60.0, 3430.0, 245.0, 11.0, 900.0),
        Food("oil", "Vegetable oil", 25.0, 8840.0, 0.0, 1000.0, 1600.0),
        Food("csb", "Corn-soya blend", 50.0, 3800.0, 150.0, 60.0, 900.0),
        Food("sugar", "Sugar", 15.0, 3840.0, 0.0, 0.0, 750.0),
        Food("salt", "Salt", 5.0, 0.0, 0.0, 0.0, 200.0),
    ];
    let source = "grams: WFP reference ration; nutrients: common food tables; value: assumption";
    foods.iter().map(|food| portion(food, source, Certainty::Low)).collect()
}

fn portion(food: &Food, source: &str, certainty: Certainty) -> Portion {
    let Food(id, name, grams, kcal, protein, fat, usd) = food;
    let commodity = Commodity {
        id: (*id).into(),
        name: (*name).to_owned(),
        food_group: None,
        nutrients_per_kg: nutrients(*kcal, *protein, *fat),
        value_usd_per_t: UsdPerTonne(*usd),
        shelf_life_days: None,
        unit: None,
        kg_per_unit: None,
        provenance: Provenance { source: Some(source.to_owned()), certainty: Some(certainty) },
    };
    Portion { commodity, grams: *grams, price: *usd }
}

/// Need per person and day. The general ration holds its nutrients in fixed
/// proportion, so energy alone decides; six foods need protein and fat as well.
pub(in crate::import) fn need(figures: &Figures, six_foods: bool) -> Need {
    let per_person_day = if six_foods {
        nutrients(2100.0, 58.0, 43.0)
    } else {
        Nutrients(BTreeMap::from([(Nutrient::Energy, 2100.0)]))
    };
    let source = "WFP reference ration, wfp.org; the cycle is an assumption".to_owned();
    Need {
        per_person_day,
        fair: vec![Nutrient::Energy],
        ration_cycle_days: figures.ration_cycle_days,
        provenance: Provenance { source: Some(source), certainty: Some(Certainty::High) },
    }
}

fn nutrients(kcal: f64, protein: f64, fat: f64) -> Nutrients {
    Nutrients(BTreeMap::from([
        (Nutrient::Energy, kcal),
        (Nutrient::Protein, protein),
        (Nutrient::Fat, fat),
    ]))
}

//! Commodities, need, rations, supply and stocks.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::number::{Bounds, GRAMS, KILOMETRES, NUTRIENT, TONNES, USD};
use super::reference::{Noun, Part};
use crate::basket::RationBound;
use crate::calendar::LONGEST_HORIZON;
use crate::commodity::Commodity;
use crate::finding::Code;
use crate::id::{CommodityId, SiteId};
use crate::need::{Need, Walking};
use crate::nutrient::{Nutrient, Nutrients};
use crate::stock::Stock;
use crate::supply::Supply;
use crate::units::{GramsPerPersonDay, Kilograms, Kilometres, Tonnes, TonnesPerDay, UsdPerTonne};

/// The longest shelf life read, in days (about 100 years).
const LONGEST_SHELF_LIFE: u32 = 36_500;

pub(super) fn commodity(f: &mut Fields) -> Option<Commodity> {
    let id = f.define(Noun::Commodity);
    let name = f.text("name");
    let food_group = f.mention("food_group", Noun::FoodGroup);
    let nutrients = nutrients(f, "nutrients_per_kg");
    let value = f.number("value_usd_per_t", USD);
    let shelf_life_days = f.optional_count("shelf_life_days", 1, LONGEST_SHELF_LIFE);
    let unit = f.optional_text("unit");
    let kg_per_unit = f.optional_number("kg_per_unit", Bounds::positive(1e6)).map(Kilograms);
    let provenance = f.provenance();
    Some(Commodity {
        id: CommodityId(id?),
        name: name?,
        food_group,
        nutrients_per_kg: nutrients?,
        value_usd_per_t: UsdPerTonne(value?),
        shelf_life_days,
        unit,
        kg_per_unit,
        provenance,
    })
}

/// A table of nutrients: every name is a field of its own.
fn nutrients(f: &mut Fields, name: &'static str) -> Option<Nutrients> {
    if f.take(name).is_none() {
        // A spreadsheet without any such column, or a row with none filled in.
        f.need(name);
        return None;
    }
    let mut nested = f.nested(name, "table of nutrients")?;
    let before = nested.gather.len();
    let mut amounts = BTreeMap::new();
    for nutrient in Nutrient::ALL {
        if let Some(amount) = nested.optional_number(nutrient.field(), NUTRIENT) {
            amounts.insert(nutrient, amount);
        }
    }
    // A nutrient that could not be read is not one that is missing.
    let whole = nested.gather.len() == before;
    nested.finish();
    whole.then_some(Nutrients(amounts))
}

pub(super) fn need(f: &mut Fields) -> Option<Need> {
    let per_person_day = nutrients(f, "per_person_day");
    let words = Nutrient::ALL.map(|n| (n.field(), n));
    let fair = f.words("fair", &words);
    let ration_cycle_days = f.count("ration_cycle_days", 1, LONGEST_HORIZON);
    let provenance = f.provenance();
    if let Some(needs) = &per_person_day {
        if needs.amount(Nutrient::Energy) <= 0.0 {
            let what = "`per_person_day.energy_kcal` is missing or 0";
            let mend = "write the energy a person needs in a day; WFP and Sphere plan with 2100";
            f.gather.add(Code::OutOfRange, f.span, what, mend);
        }
        fairness(f, fair.as_deref(), needs);
    }
    Some(Need {
        per_person_day: per_person_day?,
        fair: fair.unwrap_or_else(|| vec![Nutrient::Energy]),
        ration_cycle_days: ration_cycle_days?,
        provenance,
    })
}

/// Fairness can only be sought in what people need.
fn fairness(f: &mut Fields, fair: Option<&[Nutrient]>, needs: &Nutrients) {
    let Some(fair) = fair else {
        return;
    };
    if fair.is_empty() {
        let what = "`fair` names no nutrient that could be read";
        let mend = "leave it out for energy alone, or name nutrients";
        f.gather.add(Code::OutOfRange, f.span, what, mend);
    }
    for (position, nutrient) in fair.iter().enumerate() {
        if needs.amount(*nutrient) <= 0.0 {
            let name = nutrient.field();
            let what = format!("`fair` names `{name}`, of which `per_person_day` has none");
            let mend = "add its need per person and day, or remove it from `fair`";
            f.gather.add(Code::UnknownRef, f.span, what, mend);
        }
        if fair.iter().take(position).any(|earlier| earlier == nutrient) {
            let what = format!("`fair` names `{}` twice", nutrient.field());
            f.gather.add(Code::DuplicateId, f.span, what, "remove the repeated name");
        }
    }
}

/// A bound on rations: of a commodity or of a food group, below, above or both.
pub(super) fn ration(f: &mut Fields) -> Option<RationBound> {
    let before = f.gather.len();
    let commodity = f.optional_refer("commodity", Noun::Commodity).map(CommodityId);
    let food_group = f.optional_refer("food_group", Noun::FoodGroup);
    let at_least_g = f.optional_number("at_least_g", GRAMS);
    let at_most_g = f.optional_number("at_most_g", GRAMS);
    let provenance = f.provenance();
    let read = f.gather.len() == before;
    if read && commodity.is_some() == food_group.is_some() {
        let what = "a bound on rations names one commodity or one food group";
        let mend = "write `commodity` or `food_group`, and not both";
        f.gather.add(Code::MissingField, f.span, what, mend);
    }
    if read && at_least_g.unwrap_or_default() == 0.0 && at_most_g.is_none() {
        let what = "this bound on rations bounds nothing";
        let mend = "write `at_least_g` above 0, `at_most_g`, or both";
        f.gather.add(Code::MissingField, f.span, what, mend);
    }
    if let (Some(least), Some(most)) = (at_least_g, at_most_g)
        && least > most
    {
        let what = format!("`at_least_g` is {least}, above `at_most_g`, {most}");
        f.gather.add(Code::OutOfRange, f.span, what, "write the smaller one as `at_least_g`");
    }
    Some(RationBound {
        commodity,
        food_group,
        at_least_g: GramsPerPersonDay(at_least_g.unwrap_or_default()),
        at_most_g: at_most_g.map(GramsPerPersonDay),
        provenance,
    })
}

pub(super) fn walking(f: &mut Fields) -> Walking {
    let usual = Walking::default();
    let at_most_km = f.optional_number("at_most_km", KILOMETRES).map(Kilometres);
    let detour = f.optional_number("detour", Bounds::new(1.0, 10.0));
    Walking {
        at_most_km: at_most_km.unwrap_or(usual.at_most_km),
        detour: detour.unwrap_or(usual.detour),
    }
}

pub(super) fn supply(f: &mut Fields) -> Option<Supply> {
    let crossing = f.refer("crossing", Noun::Site, Part::Crossing);
    let commodity = f.refer("commodity", Noun::Commodity, Part::Any);
    let window = f.window();
    let tonnes_per_day = f.number("tonnes_per_day", TONNES);
    let price = f.number("price_usd_per_t", USD);
    let provenance = f.provenance();
    Some(Supply {
        crossing: SiteId(crossing?),
        commodity: CommodityId(commodity?),
        window: window?,
        tonnes_per_day: TonnesPerDay(tonnes_per_day?),
        price_usd_per_t: UsdPerTonne(price?),
        provenance,
    })
}

pub(super) fn stock(f: &mut Fields) -> Option<Stock> {
    let site = f.refer("site", Noun::Site, Part::Holds);
    let commodity = f.refer("commodity", Noun::Commodity, Part::Any);
    let tonnes = f.number("tonnes", TONNES);
    let provenance = f.provenance();
    Some(Stock {
        site: SiteId(site?),
        commodity: CommodityId(commodity?),
        tonnes: Tonnes(tonnes?),
        provenance,
    })
}

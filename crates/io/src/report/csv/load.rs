//! What is bought, what leaves, and what is handed out, row by row.

use safeconduct_model::nutrient::Nutrient;

use super::coverage::group;
use super::{Cell, Sheet};
use crate::report::figures::Figures;

/// One row a movement.
pub(super) fn movements(f: &Figures<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("date", "#date+start"),
        ("day", "#date+day+num"),
        ("track", "#modality"),
        ("from", "#loc+from+code"),
        ("to", "#loc+to+code"),
        ("segments", "#loc+route+list"),
        ("fleet", "#org+fleet+code"),
        ("commodity", "#item+code"),
        ("kg", "#output+kg+num"),
        ("trucks", "#output+trucks+num"),
    ]);
    let scenario = &f.world.scenario;
    for movement in &f.plan.movements {
        let Some(corridor) = f.plan.corridors.get(movement.corridor) else {
            continue;
        };
        let segments: Vec<_> = corridor.segments.iter().map(|s| s.as_str()).collect();
        let fleet = scenario.fleets.iter().find(|fleet| fleet.id == movement.fleet);
        let payload = fleet.map_or(f64::NAN, |fleet| fleet.payload_t.0);
        sheet.row([
            Cell::text(f.date(movement.day.0)),
            Cell::whole(movement.day.0.into()),
            Cell::text(corridor.track.as_str()),
            Cell::text(corridor.from.as_str()),
            Cell::text(corridor.to.as_str()),
            Cell::text(segments.join(" > ")),
            Cell::text(movement.fleet.as_str()),
            Cell::text(movement.commodity.as_str()),
            Cell::kilograms(movement.grams),
            Cell::figure(movement.grams as f64 / 1e6 / payload, 3),
        ]);
    }
    sheet
}

/// One row a hand-out.
pub(super) fn handouts(f: &Figures<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("date", "#date"),
        ("day", "#date+day+num"),
        ("site", "#loc+site+code"),
        ("zone", "#loc+code"),
        ("group", "#population+type"),
        ("commodity", "#item+code"),
        ("kg", "#output+kg+num"),
        ("kcal", "#output+kcal+num"),
    ]);
    for handout in &f.plan.handouts {
        let mut commodities = f.world.scenario.commodities.iter();
        let commodity = commodities.find(|c| c.id == handout.commodity);
        let per_kg = commodity.map_or(f64::NAN, |c| c.nutrients_per_kg.amount(Nutrient::Energy));
        sheet.row([
            Cell::text(f.date(handout.day.0)),
            Cell::whole(handout.day.0.into()),
            Cell::text(handout.site.as_str()),
            Cell::text(handout.zone.as_str()),
            Cell::text(group(handout.group)),
            Cell::text(handout.commodity.as_str()),
            Cell::kilograms(handout.grams),
            Cell::figure(handout.grams as f64 / 1e3 * per_kg, 0),
        ]);
    }
    sheet
}

/// One row a purchase.
pub(super) fn purchases(f: &Figures<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("date", "#date"),
        ("day", "#date+day+num"),
        ("crossing", "#loc+code"),
        ("crossing_name", "#loc+name"),
        ("commodity", "#item+code"),
        ("kg", "#output+kg+num"),
    ]);
    for purchase in &f.plan.purchases {
        let mut sites = f.world.scenario.sites.iter();
        let name = sites.find(|s| s.id == purchase.crossing).map_or("", |s| s.name.as_str());
        sheet.row([
            Cell::text(f.date(purchase.day.0)),
            Cell::whole(purchase.day.0.into()),
            Cell::text(purchase.crossing.as_str()),
            Cell::text(name),
            Cell::text(purchase.commodity.as_str()),
            Cell::kilograms(purchase.grams),
        ]);
    }
    sheet
}

//! Rations as eaten, by zone, group and commodity.

use super::coverage::group;
use super::{Cell, Sheet};
use crate::report::figures::Figures;

/// One row a zone, group and commodity that it eats.
pub(super) fn rations(f: &Figures<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("zone", "#loc+code"),
        ("zone_name", "#loc+name"),
        ("group", "#population+type"),
        ("people", "#population"),
        ("commodity", "#item+code"),
        ("commodity_name", "#item+name"),
        ("grams_per_person_day", "#indicator+ration+num"),
    ]);
    for zone in &f.zones {
        for coverage in &zone.groups {
            let eaten = f.eaten_by(zone.zone.id.as_str(), coverage.group, coverage.people);
            let goods = f.world.scenario.commodities.iter().zip(eaten);
            for (commodity, grams) in goods.filter(|(_, grams)| *grams > 0.0) {
                sheet.row([
                    Cell::text(zone.zone.id.as_str()),
                    Cell::text(zone.zone.name.as_str()),
                    Cell::text(group(coverage.group)),
                    Cell::figure(coverage.people, 0),
                    Cell::text(commodity.id.as_str()),
                    Cell::text(commodity.name.as_str()),
                    Cell::figure(grams, 3),
                ]);
            }
        }
    }
    sheet
}

//! Weeks of zones below full coverage: what binds, and what would lift them.

use safeconduct_model::plan::Cap;

use super::{Cell, Sheet};
use crate::report::figures::Figures;

/// The word for a kind of cap in files.
fn word(of: Cap) -> Cell {
    let value = serde_json::to_value(of).unwrap_or_default();
    Cell::text(value.as_str().unwrap_or_default().to_owned())
}

/// One row a zone, week and cap that binds; one without a cap where none does.
pub(super) fn caps(f: &Figures<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("zone", "#loc+code"),
        ("zone_name", "#loc+name"),
        ("week", "#date+week+num"),
        ("from", "#date+start"),
        ("to", "#date+end"),
        ("coverage", "#indicator+coverage+num"),
        ("people_missing_per_day", "#population+missing"),
        ("cap", "#access+type"),
        ("cap_of", "#access+name"),
        ("part", "#indicator+share+num"),
        ("people_fed_per_day_per_unit", "#indicator+worth+num"),
        ("unit", "#indicator+unit"),
        ("reason", "#access+reason"),
    ]);
    for row in &f.plan.unserved_weeks {
        let head = || {
            vec![
                Cell::text(row.zone.as_str()),
                Cell::text(f.names.zone(row.zone.as_str())),
                Cell::whole(row.week.into()),
                Cell::text(f.date(row.from_day.0)),
                Cell::text(f.date(row.to_day.0)),
                Cell::figure(row.coverage, 6),
                Cell::figure(row.people_missing_per_day, 1),
            ]
        };
        for cap in &row.caps {
            let mut cells = head();
            cells.extend([
                word(cap.cap),
                Cell::text(cap.name.as_str()),
                Cell::figure(cap.part, 4),
                Cell::figure(cap.people_fed_per_day_per_unit.unwrap_or(f64::NAN), 3),
                Cell::text(cap.unit.as_str()),
                Cell::text(row.sentence.as_str()),
            ]);
            sheet.row(cells);
        }
        if row.caps.is_empty() {
            let mut cells = head();
            cells.extend([Cell::text(""), Cell::text(""), Cell::figure(f64::NAN, 0)]);
            cells.extend([Cell::figure(f64::NAN, 0), Cell::text("")]);
            cells.push(Cell::text(row.sentence.as_str()));
            sheet.row(cells);
        }
    }
    sheet
}

/// One row a zone, week and change that lifts it.
pub(super) fn changes(f: &Figures<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("zone", "#loc+code"),
        ("zone_name", "#loc+name"),
        ("week", "#date+week+num"),
        ("change", "#access+change"),
        ("cap", "#access+type"),
        ("cap_of", "#access+name"),
        ("size", "#indicator+share+num"),
        ("zone_people_fed_per_day", "#population+reached+zone"),
        ("people_fed_per_day", "#population+reached"),
    ]);
    for row in &f.plan.unserved_weeks {
        for change in &row.changes {
            sheet.row([
                Cell::text(row.zone.as_str()),
                Cell::text(f.names.zone(row.zone.as_str())),
                Cell::whole(row.week.into()),
                Cell::text(change.change.as_str()),
                word(change.cap),
                Cell::text(change.name.as_str()),
                Cell::figure(change.size, 6),
                Cell::figure(change.zone_people_fed_per_day, 1),
                Cell::figure(change.people_fed_per_day, 1),
            ]);
        }
    }
    sheet
}

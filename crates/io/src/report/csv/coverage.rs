//! Coverage by zone and group: over the horizon, and day by day.

use safeconduct_model::plan::{Group, GroupCoverage};

use super::{Cell, Sheet};
use crate::report::figures::Figures;

/// The word for a group in files.
pub(super) const fn group(group: Group) -> &'static str {
    match group {
        Group::Walking => "walking",
        Group::NotWalking => "not_walking",
    }
}

/// One row a zone and group.
pub(super) fn by_zone(f: &Figures<'_>) -> Sheet {
    let scenario = &f.world.scenario;
    let nutrients: Vec<_> = scenario.need.per_person_day.0.keys().copied().collect();
    let mut columns: Vec<(String, &str)> = [
        ("zone", "#loc+code"),
        ("zone_name", "#loc+name"),
        ("pcode", "#adm2+code"),
        ("lat", "#geo+lat"),
        ("lon", "#geo+lon"),
        ("group", "#population+type"),
        ("people", "#population"),
        ("coverage", "#indicator+coverage+num"),
        ("kcal_per_person_day", "#indicator+kcal+num"),
        ("need_kcal_per_person_day", "#indicator+need+kcal+num"),
        ("least_week_coverage", "#indicator+coverage+min+num"),
    ]
    .map(|(name, tag)| (name.to_owned(), tag))
    .into();
    for track in &scenario.tracks {
        columns.push((format!("share_{}", track.id), "#indicator+share+num"));
    }
    for nutrient in &nutrients {
        columns.push((format!("coverage_{}", nutrient.field()), "#indicator+coverage+num"));
    }
    columns.push(("nutritional_value".to_owned(), "#indicator+nutrition+num"));
    for (name, tag) in
        [("cap", "#access+type"), ("cap_of", "#access+name"), ("reason", "#access+reason")]
    {
        columns.push((name.to_owned(), tag));
    }
    let mut sheet = Sheet::new(&columns);
    for zone in &f.zones {
        for coverage in &zone.groups {
            let mut cells = place_and_group(zone.zone, coverage);
            let some = |figure| if coverage.people > 0.0 { figure } else { f64::NAN };
            cells.extend([
                Cell::figure(coverage.people, 0),
                Cell::figure(some(coverage.coverage), 6),
                Cell::figure(some(coverage.kcal_per_person_day), 1),
                Cell::figure(f.need_kcal, 1),
                Cell::figure(some(coverage.least_week), 6),
            ]);
            let share = |t: &safeconduct_model::track::Track| coverage.by_track.get(&t.id).copied();
            let shares = scenario.tracks.iter().map(|t| share(t).unwrap_or(0.0));
            let met = nutrients.iter().map(|n| coverage.by_nutrient.get(n).copied());
            cells.extend(shares.map(|s| Cell::figure(s, 6)));
            cells.extend(met.map(|m| Cell::figure(m.unwrap_or(f64::NAN), 6)));
            cells.push(Cell::figure(some(coverage.nutritional_value), 6));
            cells.extend(reason(f, coverage));
            sheet.row(cells);
        }
    }
    sheet
}

fn place_and_group(zone: &safeconduct_model::zone::Zone, coverage: &GroupCoverage) -> Vec<Cell> {
    vec![
        Cell::text(zone.id.as_str()),
        Cell::text(zone.name.as_str()),
        Cell::text(zone.pcode.as_deref().unwrap_or_default()),
        Cell::figure(zone.lat.0, 5),
        Cell::figure(zone.lon.0, 5),
        Cell::text(group(coverage.group)),
    ]
}

/// The cap that binds, what it is a cap of, and the sentence; or three blanks.
fn reason(f: &Figures<'_>, coverage: &GroupCoverage) -> [Cell; 3] {
    let mut reasons = f.plan.unserved.iter();
    let found = reasons.find(|u| u.zone == coverage.zone && u.group == coverage.group);
    found.map_or_else(
        || [Cell::text(""), Cell::text(""), Cell::text("")],
        |u| {
            let cap = serde_json::to_value(u.cap).unwrap_or_default();
            let cap = cap.as_str().unwrap_or_default().to_owned();
            [Cell::text(cap), Cell::text(u.name.as_str()), Cell::text(u.sentence.as_str())]
        },
    )
}

/// One row a zone, group and day.
pub(super) fn by_day(f: &Figures<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("date", "#date"),
        ("day", "#date+day+num"),
        ("zone", "#loc+code"),
        ("zone_name", "#loc+name"),
        ("group", "#population+type"),
        ("coverage", "#indicator+coverage+num"),
        ("kcal_per_person", "#indicator+kcal+num"),
    ]);
    for zone in &f.zones {
        for coverage in &zone.groups {
            let some = |figure| if coverage.people > 0.0 { figure } else { f64::NAN };
            for (day, share) in (0u32..).zip(&coverage.by_day) {
                sheet.row([
                    Cell::text(f.date(day)),
                    Cell::whole(day.into()),
                    Cell::text(zone.zone.id.as_str()),
                    Cell::text(zone.zone.name.as_str()),
                    Cell::text(group(coverage.group)),
                    Cell::figure(some(*share), 6),
                    Cell::figure(some(share * f.need_kcal), 1),
                ]);
            }
        }
    }
    sheet
}

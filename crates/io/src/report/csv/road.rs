//! Crossings, segments and loss.
//!
//! Segments stand in the scenario's order and without their exposure: a sheet
//! that can be sorted into a list of targets is not written.

use super::{Cell, Sheet};
use crate::report::figures::Figures;
use crate::report::figures::flow::Passage;

/// One row a crossing.
pub(super) fn crossings(f: &Figures<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("crossing", "#loc+code"),
        ("name", "#loc+name"),
        ("lat", "#geo+lat"),
        ("lon", "#geo+lon"),
        ("tonnes", "#output+t+num"),
        ("trucks", "#output+trucks+num"),
        ("mean_trucks_per_day", "#indicator+trucks+mean+num"),
        ("busiest_day_trucks", "#indicator+trucks+max+num"),
    ]);
    for used in &f.plan.claims.crossings {
        let site = f.world.scenario.sites.iter().find(|s| s.id == used.crossing);
        sheet.row([
            Cell::text(used.crossing.as_str()),
            Cell::text(site.map_or("", |s| s.name.as_str())),
            Cell::figure(site.map_or(f64::NAN, |s| s.lat.0), 5),
            Cell::figure(site.map_or(f64::NAN, |s| s.lon.0), 5),
            Cell::figure(used.grams as f64 / 1e6, 3),
            Cell::figure(used.trucks, 3),
            Cell::figure(used.trucks / f.days, 3),
            Cell::figure(used.busiest_day_trucks, 3),
        ]);
    }
    sheet
}

/// One row a segment, used or not.
///
/// Trucks are those that the expected mass fills after the losses before the
/// segment, so trucks x length x 2 adds up to less than the plan's truck-km,
/// which count every truck that leaves over its whole corridor.
pub(super) fn segments(f: &Figures<'_>) -> Sheet {
    let scenario = &f.world.scenario;
    let mut columns: Vec<(String, &str)> = [
        ("segment", "#loc+route+code"),
        ("from", "#loc+from+code"),
        ("to", "#loc+to+code"),
        ("length_km", "#indicator+km+num"),
        ("days_closed", "#access+days+closed+num"),
    ]
    .map(|(name, tag)| (name.to_owned(), tag))
    .into();
    for track in &scenario.tracks {
        columns.push((format!("tonnes_{}", track.id), "#output+t+num"));
    }
    columns.push(("trucks".to_owned(), "#output+trucks+num"));
    columns.push(("expected_loss_tonnes".to_owned(), "#indicator+loss+t+num"));
    let mut sheet = Sheet::new(&columns);
    for (position, segment) in scenario.segments.iter().enumerate() {
        let used = f.plan.claims.segments.iter().find(|u| u.segment == segment.id);
        let closed = match f.passage(position) {
            Passage::Open => 0,
            Passage::ClosedSome(days) => days,
            Passage::Closed => f.world.days,
        };
        let mut cells = vec![
            Cell::text(segment.id.as_str()),
            Cell::text(segment.from.as_str()),
            Cell::text(segment.to.as_str()),
            Cell::figure(segment.length_km.0, 3),
            Cell::whole(closed as u64),
        ];
        for track in &scenario.tracks {
            let grams = used.and_then(|u| u.grams.get(&track.id)).copied().unwrap_or(0);
            cells.push(Cell::figure(grams as f64 / 1e6, 3));
        }
        cells.push(Cell::figure(used.map_or(0.0, |u| u.trucks), 3));
        cells.push(Cell::figure(used.map_or(0.0, |u| u.lost_grams as f64 / 1e6), 3));
        sheet.row(cells);
    }
    sheet
}

/// One row a kind of loss; the kinds are never added up.
pub(super) fn loss(f: &Figures<'_>) -> Sheet {
    let mut sheet = Sheet::new(&[
        ("kind", "#indicator+loss+type"),
        ("tonnes", "#indicator+loss+t+num"),
        ("share_of_entered", "#indicator+loss+share+num"),
        ("people_days_of_need_eaten", "#indicator+people_days+num"),
    ]);
    let kinds = ["seized", "self_distributed", "refused"];
    for (kind, (_, grams)) in kinds.into_iter().zip(f.losses()) {
        let eaten = match kind {
            "self_distributed" => f.plan.claims.self_distributed_people_days,
            _ => 0.0,
        };
        sheet.row([
            Cell::text(kind),
            Cell::figure(grams / 1e6, 3),
            Cell::figure(f.share_of_available(grams), 6),
            Cell::figure(eaten, 0),
        ]);
    }
    sheet
}

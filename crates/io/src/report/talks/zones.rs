//! Zones: on which days supplies can pass, by the timetable.

use safeconduct_model::talks::answer::{TalksAnswer, ZoneAnswer};

use super::Page;
use super::days::Days;
use super::words::{option, row};
use crate::report::visible;

/// Every zone whose status follows events.
pub fn zones(page: &mut Page, answer: &TalksAnswer) {
    if answer.zones.is_empty() {
        return;
    }
    page.section("Zones, by the timetable");
    for zone in &answer.zones {
        one(page, zone);
    }
}

fn one(page: &mut Page, zone: &ZoneAnswer) {
    let talks = page.words.talks;
    let days = Days::from(talks.start.as_deref());
    let found = talks.zones.iter().find(|z| z.id == zone.id);
    let named = found.and_then(|z| z.name.as_deref()).unwrap_or(&zone.id);
    page.item(&format!("{}:", visible::name(named)));
    for (place, (status, first, last)) in zone.statuses.iter().enumerate() {
        let from = if place == 0 { "at first".to_owned() } else { days.window(*first, *last) };
        page.part(&format!("{}: {from}", option(status)));
    }
    let ranges = |ranges: &[(i64, Option<i64>)]| {
        row(ranges.iter().map(|(from, end)| match end {
            // The file keeps the day after the last.
            Some(end) => days.window(*from, Some(end - 1)),
            None => format!("from {} on", days.day(*from)),
        }))
    };
    if zone.open_for_certain.is_empty() {
        page.part("open for certain on no day");
    } else {
        page.part(&format!("open for certain {}", ranges(&zone.open_for_certain)));
    }
    if zone.open_perhaps != zone.open_for_certain && !zone.open_perhaps.is_empty() {
        page.part(&format!("perhaps open {}", ranges(&zone.open_perhaps)));
    }
}

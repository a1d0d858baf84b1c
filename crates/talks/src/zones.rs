//! Zones whose status follows events: on which days supplies may pass.

use std::collections::BTreeMap;

use safeconduct_model::talks::answer::ZoneAnswer;
use safeconduct_model::talks::{Talks, ZoneStatus};

/// First and last possible day by event id.
pub type Windows = BTreeMap<String, (i64, Option<i64>)>;

/// Statuses and days of every zone, given the windows of events.
#[must_use]
pub fn zones(talks: &Talks, windows: &Windows) -> Vec<ZoneAnswer> {
    talks.zones.iter().map(|zone| one(talks, zone, windows)).collect()
}

fn one(talks: &Talks, zone: &ZoneStatus, windows: &Windows) -> ZoneAnswer {
    let mut statuses = vec![(zone.at_first.clone(), 0, Some(0))];
    for change in &zone.then {
        let window = windows.get(&talks.events[change.event].id).copied();
        let (first, last) = window.unwrap_or((0, None));
        statuses.push((change.status.clone(), first, last));
    }
    // Events need not stand in the order of time.
    statuses[1..].sort_by_key(|(_, first, last)| (*first, last.unwrap_or(i64::MAX)));
    let open = |status: &str| zone.open_when.iter().any(|o| o == status);
    let (mut certain, mut perhaps) = (Vec::new(), Vec::new());
    for (place, (status, first, last)) in statuses.iter().enumerate() {
        if !open(status) {
            continue;
        }
        let next = statuses.get(place + 1);
        // Surely open: from the last day on which it may begin to the first on
        // which the next may.
        if let Some(from) = last {
            add(&mut certain, *from, next.map(|n| n.1));
        }
        add(&mut perhaps, *first, next.and_then(|n| n.2));
    }
    ZoneAnswer { id: zone.id.clone(), statuses, open_for_certain: certain, open_perhaps: perhaps }
}

/// Adds days from `from` to the day before `to`, joined to the days before.
fn add(days: &mut Vec<(i64, Option<i64>)>, from: i64, to: Option<i64>) {
    if to.is_some_and(|to| to <= from) {
        return;
    }
    match days.last_mut() {
        Some(last) if last.1.is_none_or(|end| end >= from) => {
            last.1 = match (last.1, to) {
                (Some(a), Some(b)) => Some(a.max(b)),
                _ => None,
            };
        }
        _ => days.push((from, to)),
    }
}

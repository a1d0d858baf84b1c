//! Weeks of zones below full coverage: recounted, and none left out.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::Zero;

use super::book::Book;
use super::number::{WHOLE, quotient};
use super::report::Report;
use crate::plan::week::{FULL, WEEK_DAYS};
use crate::plan::{Plan, ZoneWeek};
use crate::world::World;

const MEND: &str = "the planner's figure is wrong, or the plan was changed after it was made";

/// A week of a zone as it is recounted.
struct Found {
    coverage: f64,
    missing: f64,
}

/// Holds the list of weeks to what the rows give, if the plan has one.
pub(super) fn check(plan: &Plan, book: &Book, world: &World, report: &mut Report) {
    if plan.unserved_weeks.is_empty() {
        return;
    }
    let mut below = below(book, world);
    for row in &plan.unserved_weeks {
        let zone = world.scenario.zones.iter().position(|z| z.id == row.zone);
        let week = (row.week as usize).checked_sub(1);
        let found = zone.zip(week).and_then(|at| Some((at.1, below.remove(&at)?)));
        let name = format!("zone `{}`, week {}", row.zone, row.week);
        let Some((week, found)) = found else {
            report.differs(format!("{name}: not below full coverage, unknown or twice"), MEND);
            continue;
        };
        let days = days(week, world);
        if (row.from_day.index(), row.to_day.index() + 1) != (days.start, days.end) {
            report.differs(format!("{name}: it does not have these days"), MEND);
        }
        figures(&name, row, &found, report);
    }
    // What lies on the edge may be counted to either side.
    for ((zone, week), _) in below.into_iter().filter(|(_, f)| f.coverage < FULL - 1e-9) {
        let zone = &world.scenario.zones[zone].id;
        let what = format!("zone `{zone}`, week {}: below full coverage and not listed", week + 1);
        report.differs(what, MEND);
    }
}

fn figures(name: &str, row: &ZoneWeek, found: &Found, report: &mut Report) {
    let pairs = [
        ("coverage", row.coverage, found.coverage),
        ("people missing", row.people_missing_per_day, found.missing),
    ];
    for (figure, claimed, found) in pairs {
        // Written so that a claim that is not a number differs.
        let same = (claimed - found).abs() <= 1e-9 * found.abs().max(1.0);
        if !same {
            let what = format!("{name}: {figure}: claimed {claimed}, recounted {found}");
            report.differs(what, MEND);
        }
    }
}

fn days(week: usize, world: &World) -> std::ops::Range<usize> {
    let from = week * WEEK_DAYS;
    from..(from + WEEK_DAYS).min(world.days)
}

/// Zones and weeks that are, or might be, below full coverage.
fn below(book: &Book, world: &World) -> BTreeMap<(usize, usize), Found> {
    let Some(fed) = book.energy_fed() else { return BTreeMap::new() };
    let mut found = BTreeMap::new();
    for zone in 0..world.scenario.zones.len() {
        let groups: Vec<usize> =
            (0..world.groups.len()).filter(|&g| world.groups[g].zone == zone).collect();
        for week in 0..world.days.div_ceil(WEEK_DAYS) {
            let (mut all, mut reached) = (BigInt::zero(), BigInt::zero());
            for (&group, day) in
                groups.iter().flat_map(|g| days(week, world).map(move |day| (g, day)))
            {
                let people = &book.people.parts[group][day];
                all += people;
                reached += people * fed.daily[group][day];
            }
            if all.is_zero() {
                continue;
            }
            let whole = &all * WHOLE;
            let coverage = quotient(&reached, &whole);
            if coverage < FULL + 1e-9 {
                let length = days(week, world).len();
                let missing = quotient(&(whole - reached), &(&book.people.unit * WHOLE * length));
                found.insert((zone, week), Found { coverage, missing });
            }
        }
    }
    found
}

//! Days far from all others: a slip in a year would stretch every chain.

use jiff::civil::Date;
use safeconduct_model::finding::At;

use super::odd::{Kind, Odd};
use super::tally::Tally;

/// Days without any row that set a group of days apart.
const GAP: i32 = 366;

/// Sets aside the rows of days that lie more than a year away from the group of
/// days that holds most rows.
pub(super) fn set_aside(tally: &mut Tally, odd: &mut Odd) {
    let all = tally.together();
    let mut groups: Vec<(u64, Vec<Date>)> = Vec::new();
    for (day, count) in &all {
        match groups.last_mut() {
            Some((rows, days)) if days.last().is_some_and(|last| apart(*last, *day) <= GAP) => {
                *rows += count.rows;
                days.push(*day);
            }
            _ => groups.push((count.rows, vec![*day])),
        }
    }
    let Some(most) = groups.iter().map(|(rows, _)| *rows).max() else { return };
    // Of several groups as large, the latest is kept.
    let kept = groups.iter().rposition(|(rows, _)| *rows == most);
    for (position, (_, days)) in groups.iter().enumerate() {
        if Some(position) == kept {
            continue;
        }
        for day in days {
            let rows = remove(tally, *day);
            let line = tally.places.remove(day).unwrap_or(1);
            let file = tally.file.clone();
            let at = At { file, line, column: 1, offset: 0, length: 0 };
            odd.add(Kind::Far, Some(at), || {
                format!("{rows} rows are dated {day}, more than a year away from most others")
            });
        }
    }
}

fn apart(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// Takes the rows of a day out of every sum; how many there were.
fn remove(tally: &mut Tally, day: Date) -> u64 {
    let unlocated = tally.unlocated.remove(&day).map_or(0, |count| count.rows);
    let located = tally.names.values_mut().filter_map(|name| name.days.remove(&day));
    let located: u64 = located.map(|count| count.rows).sum();
    tally.names.retain(|_, name| !name.days.is_empty());
    tally.cargo.remove(&day);
    tally.rows.counted -= unlocated + located;
    tally.rows.unlocated -= unlocated;
    tally.rows.far_away += unlocated + located;
    unlocated + located
}

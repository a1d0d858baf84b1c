//! `closures.csv`: borders and places that close for some days.

use super::period::Period;
use super::places::Places;
use crate::import::notes::Notes;
use crate::import::table::{Row, Table};

/// What is closed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Closed {
    /// Every route between two countries.
    Border(String, String),
    /// Every route of a place.
    Place(usize),
    /// The route between two places.
    Link(usize, usize),
}

/// A closure on days of the scenario, both included.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Closure {
    /// What is closed.
    pub closed: Closed,
    /// First day.
    pub first: u32,
    /// Last day, included.
    pub last: u32,
}

impl Closure {
    /// Whether it closes the route between two places.
    pub fn closes(&self, from: usize, to: usize, places: &Places) -> bool {
        match &self.closed {
            Closed::Place(place) => *place == from || *place == to,
            Closed::Link(a, b) => (*a, *b) == (from, to) || (*b, *a) == (from, to),
            Closed::Border(a, b) => {
                let ends = (&places.all[from].country, &places.all[to].country);
                ends == (a, b) || ends == (b, a)
            }
        }
    }
}

/// Reads every closure that meets the period.
pub(super) fn read(
    table: &Table,
    places: &Places,
    period: Period,
    notes: &mut Notes,
) -> Vec<Closure> {
    let mut closures = Vec::new();
    for row in &table.rows {
        let Some(closed) = closed(table, row, places, notes) else { continue };
        let Some((first, last)) = days(table, row, notes) else { continue };
        if let Some((first, last)) = period.within(first, last) {
            closures.push(Closure { closed, first, last });
        }
    }
    closures
}

fn closed(table: &Table, row: &Row, places: &Places, notes: &mut Notes) -> Option<Closed> {
    let (kind, a, b) = (row.cell(0), row.cell(1), row.cell(2));
    let known = |name: &str| places.all.iter().any(|p| p.country == name);
    let found = match kind.to_ascii_lowercase().as_str() {
        "country" => (known(a) && known(b)).then(|| Closed::Border(a.to_owned(), b.to_owned())),
        "camp" | "idpcamp" | "location" | "town" | "conflict_zone" => {
            places.find(a).map(Closed::Place)
        }
        "link" | "links" => places.find(a).zip(places.find(b)).map(|(a, b)| Closed::Link(a, b)),
        _ => {
            let what = format!("closure of kind `{kind}`");
            notes.skipped(table.at(row), what, "country, camp, location and links are known");
            return None;
        }
    };
    if found.is_none() {
        let what = format!("closure of `{a}` and `{b}`, which locations.csv does not hold");
        notes.skipped(table.at(row), what, "mend the name");
    }
    found
}

/// First and last day in the source; an end of 0 after a later start is open.
fn days(table: &Table, row: &Row, notes: &mut Notes) -> Option<(u32, u32)> {
    let day = |column: usize| row.number(column).filter(|d| *d >= 0.0 && *d <= 1e6);
    let (Some(first), Some(last)) = (day(3), day(4)) else {
        let what = format!("closure from `{}` to `{}`", row.cell(3), row.cell(4));
        notes.skipped(table.at(row), what, "give both days as numbers from 0");
        return None;
    };
    let last = if last == 0.0 && first > 0.0 { f64::from(u32::MAX) } else { last };
    if last < first {
        let what = format!("the closure ends on day {last}, before it begins on day {first}");
        notes.skipped(table.at(row), what, "exchange the two days");
        return None;
    }
    Some((first as u32, last as u32))
}

//! `routes.csv`: stretches of road between two places.

use std::collections::HashMap;

use super::places::Places;
use crate::import::notes::Notes;
use crate::import::table::{Row, Table};

/// A stretch of road.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    /// One end, by position.
    pub from: usize,
    /// The other end.
    pub to: usize,
    /// Length, km.
    pub km: f64,
    /// File and line.
    pub source: String,
}

/// Reads every usable row; the others are left out with a finding each.
///
/// A stretch that can only be walked is no road for trucks; `on_foot` keeps it.
pub(super) fn read(
    table: &Table,
    places: &Places,
    on_foot: bool,
    notes: &mut Notes,
) -> Option<Vec<Route>> {
    // Some files repeat `name`: the two ends are then the first two columns.
    let ends = (table.column(&["name1"]).unwrap_or(0), table.column(&["name2"]).unwrap_or(1));
    let distance = table.need(&["distance", "distance_km", "km"], &mut notes.findings)?;
    let mut routes: Vec<Route> = Vec::new();
    let mut seen: HashMap<(usize, usize), f64> = HashMap::new();
    let link = table.column(&["link_type"]).filter(|_| !on_foot);
    for row in &table.rows {
        if link.is_some_and(|l| row.cell(l).eq_ignore_ascii_case("walk")) {
            let what = format!("`{}`-`{}` can only be walked", row.cell(ends.0), row.cell(ends.1));
            notes.skipped(table.at(row), what, "no road for trucks; keep it with --on-foot");
            continue;
        }
        let Some(route) = route(table, row, ends, distance, places, notes) else { continue };
        let pair = (route.from.min(route.to), route.from.max(route.to));
        if let Some(km) = seen.get(&pair) {
            let (from, to) = (row.cell(ends.0), row.cell(ends.1));
            let what = format!("`{from}`-`{to}` stands twice, with {km} and {} km", route.km);
            notes.skipped(table.at(row), what, "the first row was used");
            continue;
        }
        seen.insert(pair, route.km);
        routes.push(route);
    }
    ignored(table, notes);
    Some(routes)
}

fn route(
    table: &Table,
    row: &Row,
    ends: (usize, usize),
    distance: usize,
    places: &Places,
    notes: &mut Notes,
) -> Option<Route> {
    let mut end = |column: usize| {
        let name = row.cell(column);
        let found = places.find(name);
        if found.is_none() {
            let near = places.nearest(name).unwrap_or("");
            let what = format!("`{name}` is no place of locations.csv");
            notes.skipped(table.at(row), what, format!("the nearest name is `{near}`"));
        }
        found
    };
    let (from, to) = (end(ends.0)?, end(ends.1)?);
    if from == to {
        let what = format!("a route from `{}` to itself", row.cell(ends.0));
        notes.skipped(table.at(row), what, "name two places");
        return None;
    }
    let km = row.number(distance).filter(|km| *km > 0.0 && *km <= 20_000.0);
    let Some(km) = km else {
        let what = format!("distance `{}` is not a length in km", row.cell(distance));
        notes.skipped(table.at(row), what, "give kilometres above 0");
        return None;
    };
    Some(Route { from, to, km, source: table.source(row) })
}

/// Says that the column on the movement of people is not used.
fn ignored(table: &Table, notes: &mut Notes) {
    let name = "forced_redirection";
    let Some(column) = table.column(&[name]) else { return };
    let set = |row: &&Row| !matches!(row.cell(column), "" | "0");
    let rows = table.rows.iter().filter(set).count();
    if rows > 0 {
        let what = format!("column `{name}` is set in {rows} rows and was not used");
        notes.skipped(table.top(), what, "it concerns how people move, not trucks");
    }
}

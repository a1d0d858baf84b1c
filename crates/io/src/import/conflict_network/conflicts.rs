//! `conflicts.csv`: by day and place, how much of it is in conflict.

use super::period::Period;
use super::places::Places;
use crate::import::notes::Notes;
use crate::import::table::{Row, Table};

/// Intensity of conflict between 0 and 1 by place and day of the scenario.
#[derive(Debug)]
pub(super) struct Conflicts {
    by_place: Vec<Option<Vec<f64>>>,
}

impl Conflicts {
    /// The greater intensity of two places on a day.
    pub fn between(&self, from: usize, to: usize, day: usize) -> f64 {
        self.at(from, day).max(self.at(to, day))
    }

    fn at(&self, place: usize, day: usize) -> f64 {
        let days = self.by_place.get(place).and_then(Option::as_ref);
        days.and_then(|d| d.get(day)).copied().unwrap_or(0.0)
    }
}

/// Reads the days of the period.
pub(super) fn read(table: &Table, places: &Places, period: Period, notes: &mut Notes) -> Conflicts {
    let columns = columns(table, places, notes);
    let mut by_place = vec![None; places.all.len()];
    for &(_, place) in &columns {
        by_place[place] = Some(vec![0.0; period.days as usize]);
    }
    let mut seen = vec![false; period.days as usize];
    for row in &table.rows {
        let Some(day) = row.number(0).filter(|d| *d >= 0.0 && d.fract() == 0.0 && *d < 1e6) else {
            let what = format!("`{}` is not a day", row.cell(0));
            notes.skipped(table.at(row), what, "days are whole numbers from 0");
            continue;
        };
        let Some((day, _)) = period.within(day as u32, day as u32) else { continue };
        let day = day as usize;
        if std::mem::replace(&mut seen[day], true) {
            let what = format!("day {} stands twice", row.cell(0));
            notes.skipped(table.at(row), what, "the first row was used");
            continue;
        }
        for &(column, place) in &columns {
            let value = intensity(table, row, column, notes);
            if let Some(slot) = by_place[place].as_mut().and_then(|days| days.get_mut(day)) {
                *slot = value;
            }
        }
    }
    assumed(&by_place, &seen, places, notes);
    Conflicts { by_place }
}

/// Columns and the place each stands for.
fn columns(table: &Table, places: &Places, notes: &mut Notes) -> Vec<(usize, usize)> {
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (column, name) in table.header.iter().enumerate().skip(1) {
        if name.is_empty() {
            continue;
        }
        match places.find(name) {
            Some(place) if columns.iter().all(|(_, p)| *p != place) => {
                columns.push((column, place));
            }
            Some(_) => {
                let what = format!("column `{name}` stands twice");
                notes.skipped(table.top(), what, "the first was used");
            }
            None => {
                let near = places.nearest(name).unwrap_or("");
                let what = format!("column `{name}` is no place of locations.csv");
                notes.skipped(table.top(), what, format!("the nearest name is `{near}`"));
            }
        }
    }
    columns
}

fn intensity(table: &Table, row: &Row, column: usize, notes: &mut Notes) -> f64 {
    let text = row.cell(column);
    if text.is_empty() {
        return 0.0;
    }
    match row.number(column) {
        Some(value) if (0.0..=1.0).contains(&value) => value,
        Some(value) if value > 1.0 => {
            let what = format!("conflict intensity {value} was taken as 1");
            notes.skipped(table.at(row), what, "intensities lie between 0 and 1");
            1.0
        }
        _ => {
            let what = format!("`{text}` is not a conflict intensity");
            notes.skipped(table.at(row), what, "taken as no conflict on that day");
            0.0
        }
    }
}

fn assumed(by_place: &[Option<Vec<f64>>], seen: &[bool], places: &Places, notes: &mut Notes) {
    let at_home = |place: &usize| places.at_home(*place) && by_place[*place].is_none();
    let unrecorded = (0..places.all.len()).filter(at_home).count();
    let reason = "conflicts.csv has no column for these places of the country";
    notes.assumed("conditions.exposure", "no conflict", reason, Some(unrecorded));
    let missing = seen.iter().filter(|s| !**s).count();
    let reason = "conflicts.csv has no row for these days";
    notes.assumed("conditions.exposure", "no conflict", reason, Some(missing));
}

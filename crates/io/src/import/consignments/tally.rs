//! Sums by crossing and day, in integers: the order of rows cannot matter.

use std::collections::BTreeMap;

use jiff::civil::Date;
use safeconduct_model::consignments::Rows;

use super::columns::words;
use super::reading::Place;
use super::row::Consignment;

/// What was counted on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub rows: u64,
    pub trucks: u64,
    /// Trucks whose mass is stated, and that mass.
    pub weighed: u64,
    pub grams: u64,
}

impl Count {
    pub fn add(&mut self, other: Self) {
        self.rows = self.rows.saturating_add(other.rows);
        self.trucks = self.trucks.saturating_add(other.trucks);
        self.weighed = self.weighed.saturating_add(other.weighed);
        self.grams = self.grams.saturating_add(other.grams);
    }

    pub fn tonnes(self) -> f64 {
        self.grams as f64 / 1e6
    }
}

/// Counts by day.
pub(super) type Days = BTreeMap<Date, Count>;

/// A crossing as the register names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Name {
    /// Rows by spelling, with the first place of each.
    pub spellings: BTreeMap<String, (u64, u32)>,
    /// The name that the user gave for it.
    pub given: Option<String>,
    pub days: Days,
}

/// A register in sums.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tally {
    pub file: String,
    pub sheet: Option<String>,
    pub rows: Rows,
    pub row_is_truck: bool,
    /// Crossings by the words of their name.
    pub names: BTreeMap<String, Name>,
    /// Rows that name no crossing.
    pub unlocated: Days,
    /// Rows and trucks by day and kind of cargo.
    pub cargo: BTreeMap<Date, BTreeMap<String, (u64, u64)>>,
    /// The first row of each day.
    pub places: BTreeMap<Date, u32>,
}

impl Tally {
    /// Counts a consignment.
    pub fn count(&mut self, consignment: &Consignment, place: Place) {
        self.rows.counted += 1;
        let day = consignment.day;
        let first = self.places.entry(day).or_insert(place.line);
        *first = place.line.min(*first);
        let weighed = consignment.grams.map_or(0, |_| consignment.trucks);
        let (trucks, grams) = (consignment.trucks, consignment.grams.unwrap_or(0));
        let count = Count { rows: 1, trucks, weighed, grams };
        match &consignment.crossing {
            Some(spelling) => {
                let name = self.names.entry(words(spelling)).or_default();
                name.days.entry(day).or_default().add(count);
                let (rows, first) =
                    name.spellings.entry(spelling.clone()).or_insert((0, place.line));
                (*rows, *first) = (*rows + 1, place.line.min(*first));
            }
            None => {
                self.rows.unlocated += 1;
                self.unlocated.entry(day).or_default().add(count);
            }
        }
        let kinds = self.cargo.entry(day).or_default();
        let kind = kinds.entry(consignment.cargo.clone()).or_default();
        *kind = (kind.0 + 1, kind.1.saturating_add(trucks));
    }

    /// All crossings, and rows without one, by day.
    pub fn together(&self) -> Days {
        let mut all = self.unlocated.clone();
        for (day, count) in self.names.values().flat_map(|name| &name.days) {
            all.entry(*day).or_default().add(*count);
        }
        all
    }
}

//! What one row says, and what becomes of it.

use jiff::civil::Date;
use safeconduct_model::finding::At;

use super::Options;
use super::columns::{Columns, Field, words};
use super::dates::{self, Epoch, NoDay};
use super::odd::{Kind, Odd};
use super::reading::short;
use crate::import::workbook::{Cell, Kind as Holds};

/// Pallets on one truck, at most: a semitrailer has 33 places for pallets, and
/// they stand in two layers at most.
const MOST_PALLETS: f64 = 66.0;

/// Tonnes on one truck, at most: the heaviest road trains, truck included.
const MOST_TONNES: f64 = 60.0;

/// Trucks of one row, at most.
const MOST_TRUCKS: f64 = 1_000.0;

/// Words of a status that say that the goods arrived.
const ARRIVED: &[&str] =
    &["", "received", "entered", "arrived", "delivered", "offloaded", "collected", "completed"];

/// Units that are a mass, in grams.
const MASSES: &[(&str, f64)] = &[
    ("mt", 1e6),
    ("t", 1e6),
    ("ton", 1e6),
    ("tons", 1e6),
    ("tonne", 1e6),
    ("tonnes", 1e6),
    ("metric ton", 1e6),
    ("metric tons", 1e6),
    ("kg", 1e3),
    ("kgs", 1e3),
];

/// Words in the name of a route that say that goods fall from the air.
const AIR: &[&str] = &["aerial", "air", "airdrop", "airdrops"];

/// A row with its columns.
pub(super) struct Row<'a> {
    pub cells: &'a [(u32, Cell)],
    pub columns: &'a Columns,
    /// Set where numbers can be dates.
    pub epoch: Option<Epoch>,
    /// Where a cell of the row stands.
    pub at: &'a dyn Fn(Option<u32>) -> At,
}

/// A consignment that is counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Consignment {
    pub day: Date,
    /// The crossing as written; empty where the file has no such column.
    pub crossing: Option<String>,
    pub trucks: u64,
    pub grams: Option<u64>,
    pub cargo: String,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fate {
    Counted(Consignment),
    Undated,
    OutsidePeriod,
    NotReceived,
    WithoutTrucks,
}

/// Decides what becomes of a row, and notes what is odd about it.
pub(super) fn fate(row: &Row<'_>, options: &Options, odd: &mut Odd) -> Fate {
    let day = match row.day() {
        Ok(day) => day,
        Err(why) => {
            odd.add(Kind::Date, Some(row.place(Field::Date)), || {
                format!("{}: `{}`", why.words(), short(row.text(Field::Date)))
            });
            return Fate::Undated;
        }
    };
    if options.from.is_some_and(|from| day < from) || options.to.is_some_and(|to| day > to) {
        return Fate::OutsidePeriod;
    }
    let status = words(row.text(Field::Status));
    if !ARRIVED.contains(&status.as_str()) {
        odd.add(Kind::Status, Some(row.place(Field::Status)), || {
            format!("status `{}`", short(row.text(Field::Status)))
        });
        return Fate::NotReceived;
    }
    let crossing = row.crossing(odd);
    let Some(trucks) = row.trucks(crossing.as_deref()) else {
        odd.add(Kind::Trucks, Some(row.place(Field::Trucks)), || {
            format!("`{}` is no number of trucks", short(row.text(Field::Trucks)))
        });
        return Fate::WithoutTrucks;
    };
    row.pallets(trucks, odd);
    let grams = row.grams(trucks, odd);
    let cargo = row.text(Field::Cargo).trim().chars().take(100).collect();
    Fate::Counted(Consignment { day, crossing, trucks, grams, cargo })
}

impl Row<'_> {
    fn cell(&self, field: Field) -> Option<&Cell> {
        let column = self.columns.of(field)?;
        self.cells.iter().find(|(c, _)| *c == column).map(|(_, cell)| cell)
    }

    fn text(&self, field: Field) -> &str {
        self.cell(field).map_or("", |cell| cell.text.as_str())
    }

    fn place(&self, field: Field) -> At {
        (self.at)(self.columns.of(field))
    }

    fn day(&self) -> Result<Date, NoDay> {
        let Some(cell) = self.cell(Field::Date) else { return Err(NoDay::Missing) };
        match (cell.kind, self.epoch) {
            (Holds::Number, Some(epoch)) => {
                dates::of_number(number(&cell.text).ok_or(NoDay::Unreadable)?, epoch)
            }
            _ => dates::of_text(&cell.text),
        }
    }

    /// The crossing; none, with an oddity, where the row names none.
    fn crossing(&self, odd: &mut Odd) -> Option<String> {
        if self.columns.of(Field::Crossing).is_none() {
            return Some(String::new());
        }
        let named: String = self.text(Field::Crossing).trim().chars().take(200).collect();
        if words(&named).is_empty() {
            odd.add(Kind::Crossing, Some(self.place(Field::Crossing)), || {
                "the row names no crossing".to_owned()
            });
            return None;
        }
        Some(named)
    }

    /// Whole trucks; none where the cell cannot be a number of trucks.
    fn trucks(&self, crossing: Option<&str>) -> Option<u64> {
        if self.columns.of(Field::Trucks).is_none() {
            return Some(u64::from(!crossing.is_some_and(by_air)));
        }
        let trucks = number(self.text(Field::Trucks))?;
        let sound = (1.0..=MOST_TRUCKS).contains(&trucks) && trucks.fract() == 0.0;
        sound.then_some(trucks as u64)
    }

    /// Notes a number of pallets that cannot be; pallets are in no figure.
    fn pallets(&self, trucks: u64, odd: &mut Odd) {
        if !matches!(words(self.text(Field::Unit)).as_str(), "pallet" | "pallets") {
            return;
        }
        let stated = self.text(Field::Quantity);
        let pallets =
            number(stated).filter(|p| *p > 0.0 && *p <= MOST_PALLETS * trucks.max(1) as f64);
        if pallets.is_none() {
            odd.add(Kind::Pallets, Some(self.place(Field::Quantity)), || {
                format!("`{}` pallets on {}", short(stated), counted(trucks))
            });
        }
    }

    /// The mass of the row in grams; none where it is not stated or cannot be.
    fn grams(&self, trucks: u64, odd: &mut Odd) -> Option<u64> {
        let (field, unit) = if self.columns.of(Field::Tonnes).is_some() {
            (Field::Tonnes, 1e6)
        } else {
            let unit = words(self.text(Field::Unit));
            (Field::Quantity, MASSES.iter().find(|(name, _)| *name == unit)?.1)
        };
        let stated = self.text(field).trim();
        if matches!(stated, "" | "-" | "–") {
            return None;
        }
        // A flight carries what many trucks do.
        let most = if trucks == 0 { 10.0 * MOST_TONNES } else { MOST_TONNES * trucks as f64 };
        let grams = number(stated).map(|mass| (mass * unit).round());
        let sound = grams.filter(|g| *g > 0.0 && *g <= most * 1e6);
        if sound.is_none() {
            odd.add(Kind::Mass, Some(self.place(field)), || {
                format!("`{}` as the mass of {}", short(stated), counted(trucks))
            });
        }
        sound.map(|grams| grams as u64)
    }
}

/// Whether the name of a route says that goods fall from the air.
pub(super) fn by_air(name: &str) -> bool {
    words(name).split(' ').any(|word| AIR.contains(&word))
}

/// A plain decimal number, finite.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain =
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    text.parse::<f64>().ok().filter(|n| plain && n.is_finite())
}

/// So many trucks, in words.
fn counted(trucks: u64) -> String {
    if trucks == 1 { "1 truck".to_owned() } else { format!("{trucks} trucks") }
}

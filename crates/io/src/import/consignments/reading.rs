//! Reading the rows of a register one after another.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use safeconduct_model::finding::At;

use super::Options;
use super::columns::{Columns, Field};
use super::dates::Epoch;
use super::odd::{Kind, Odd};
use super::row::{self, Fate};
use super::tally::Tally;
use crate::import::workbook::Cell;

/// Rows in which a header is looked for.
const HEADER_WITHIN: u64 = 50;

/// Crossings told apart at most.
const MOST_NAMES: usize = 200;

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub line: u32,
    pub offset: usize,
}

impl Place {
    /// A row of a sheet, which has no bytes of its own.
    pub const fn of_row(line: u32) -> Self {
        Self { line, offset: 0 }
    }
}

/// A register that is being read.
pub(super) struct Reading<'o> {
    file: String,
    epoch: Option<Epoch>,
    options: &'o Options,
    /// Columns found so far.
    pub columns: Columns,
    /// Whether rows of values have begun.
    body: bool,
    tally: Tally,
    /// What was odd.
    pub odd: Odd,
    /// Hashes of identifiers, with the line of the first row.
    ids: HashMap<u64, u32>,
}

impl<'o> Reading<'o> {
    pub fn new(
        file: &str,
        sheet: Option<String>,
        epoch: Option<Epoch>,
        options: &'o Options,
    ) -> Self {
        Self {
            file: file.to_owned(),
            epoch,
            options,
            columns: Columns::default(),
            body: false,
            tally: Tally { file: file.to_owned(), sheet, ..Tally::default() },
            odd: Odd::default(),
            ids: HashMap::new(),
        }
    }

    /// The sheet that is read.
    pub fn sheet(&self) -> Option<&str> {
        self.tally.sheet.as_deref()
    }

    /// Whether there are more crossings than any place has.
    pub fn too_many_names(&self) -> bool {
        self.tally.names.len() > MOST_NAMES
    }

    /// What was read.
    pub fn done(self) -> (Tally, Odd) {
        (self.tally, self.odd)
    }

    /// Takes one row; `width` is the number of its cells where that is known.
    pub fn row(&mut self, place: Place, cells: &[(u32, Cell)], width: Option<u32>) {
        let rows = &mut self.tally.rows;
        rows.read += 1;
        if cells.iter().all(|(_, cell)| cell.text.trim().is_empty()) {
            rows.blank += 1;
            return;
        }
        if !self.body {
            let looking = rows.header < HEADER_WITHIN || self.columns.enough();
            let header = looking && self.columns.header(cells);
            if header || !self.columns.enough() {
                self.tally.rows.header += 1;
                return;
            }
            self.begin();
        }
        self.ragged(place, width);
        self.repeated(place, cells);
        self.values(place, cells);
    }

    /// Says once what is taken for granted about the rows to come.
    fn begin(&mut self) {
        self.body = true;
        self.tally.row_is_truck = self.columns.of(Field::Trucks).is_none();
        let at = Some(self.at(Place::of_row(1), None));
        if self.tally.row_is_truck {
            self.odd.add(Kind::Assumed, at.clone(), || {
                "no column says how many trucks came: each row is taken as one truck, and as none \
                 where goods came by air"
                    .to_owned()
            });
        }
        if self.columns.of(Field::Crossing).is_none() {
            self.odd.add(Kind::Assumed, at, || {
                "no column names a crossing: all rows are taken as one".to_owned()
            });
        }
    }

    fn values(&mut self, place: Place, cells: &[(u32, Cell)]) {
        let mut odd = std::mem::take(&mut self.odd);
        let at = |column| self.at(place, column);
        let read = row::Row { cells, columns: &self.columns, epoch: self.epoch, at: &at };
        let fate = row::fate(&read, self.options, &mut odd);
        self.odd = odd;
        let rows = &mut self.tally.rows;
        match fate {
            Fate::Undated => rows.undated += 1,
            Fate::OutsidePeriod => rows.outside_period += 1,
            Fate::NotReceived => rows.not_received += 1,
            Fate::WithoutTrucks => rows.without_trucks += 1,
            Fate::Counted(_) if self.tally.names.len() > MOST_NAMES => rows.counted += 1,
            Fate::Counted(consignment) => self.tally.count(&consignment, place),
        }
    }

    fn ragged(&mut self, place: Place, width: Option<u32>) {
        let Some(width) = width.filter(|w| *w != self.columns.width) else { return };
        let at = self.at(place, None);
        let header = self.columns.width;
        self.odd.add(Kind::Ragged, Some(at), || {
            format!("the row has {width} cells, the header {header}")
        });
    }

    fn repeated(&mut self, place: Place, cells: &[(u32, Cell)]) {
        let Some(column) = self.columns.of(Field::Id) else { return };
        let Some((_, cell)) = cells.iter().find(|(c, _)| *c == column) else { return };
        let mut hasher = DefaultHasher::new();
        cell.text.trim().hash(&mut hasher);
        let first = *self.ids.entry(hasher.finish()).or_insert(place.line);
        if first != place.line {
            let at = self.at(place, Some(column));
            self.odd.add(Kind::Repeated, Some(at), || {
                format!("identifier `{}` stands in row {first} as well", short(&cell.text))
            });
        }
    }

    fn at(&self, place: Place, column: Option<u32>) -> At {
        // A byte of a table gives no column that an editor counts; a sheet does.
        let column = column.filter(|_| self.epoch.is_some()).map_or(1, |c| c.saturating_add(1));
        At { file: self.file.clone(), line: place.line, column, offset: place.offset, length: 0 }
    }
}

/// The start of a text, for messages.
pub(super) fn short(text: &str) -> String {
    let mut start: String = text.trim().chars().take(60).collect();
    if start.len() < text.trim().len() {
        start.push('…');
    }
    start
}

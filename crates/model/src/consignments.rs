//! Registers of consignments: what publishers say entered, crossing by crossing,
//! and what a simulation needs from it.
//!
//! A register is one publisher's list: a row a truck or consignment, with its day.
//! Two registers of one place rarely agree, because their scope differs; they are
//! set side by side and never averaged.
//!
//! **The chain.** A crossing is *open* on a day if the register holds at least one
//! consignment for it, and closed otherwise. Days are taken as a two-state Markov
//! chain: `P(closed | open)` is the number of open days followed by a closed one
//! over the number of open days followed by any, and `P(open | closed)` likewise.
//! Nothing but the register says whether a day without a row was a closure, a day
//! off, or a day on which nobody wrote: the register may be partial.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod figures;
mod months;

pub use figures::{Rate, Spread};
pub use months::{Month, MonthBeside, Range};

/// The identifier of the form.
pub const SCHEMA: &str = "safeconduct/consignments/1";

/// One or more registers, read and fitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consignments {
    /// [`SCHEMA`].
    pub schema: String,
    /// First day asked for; the register's first where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    /// Last day asked for, included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub to: Option<Date>,
    /// How days before a crossing's first and after its last row were taken.
    pub edges: Edges,
    /// What each file holds.
    pub registers: Vec<Register>,
    /// Months of all registers side by side, if there are several.
    pub beside: Vec<MonthBeside>,
}

/// How days outside of a crossing's own rows are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Edges {
    /// Left out: a crossing's chain begins with its first row and ends with its
    /// last, since the register does not say whether it existed before.
    #[default]
    LeftOut,
    /// Closed: every crossing has the same days, the first to the last of the
    /// register or of the period asked for.
    Closed,
}

/// What one file holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// The file as named by the user.
    pub file: String,
    /// The sheet read, if the file is a spreadsheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// What became of every row.
    pub rows: Rows,
    /// First day with a counted row.
    #[schemars(with = "String")]
    pub first: Date,
    /// Last day with a counted row.
    #[schemars(with = "String")]
    pub last: Date,
    /// Whether a row without a number of trucks was taken as one truck, because
    /// the register has no such column.
    pub row_is_truck: bool,
    /// Trucks, mass and days of all crossings together, days without any row
    /// counted as zero.
    pub together: Together,
    /// Each crossing, most trucks first.
    pub crossings: Vec<Crossing>,
    /// Each month, in order.
    pub months: Vec<Month>,
    /// Rows by kind of cargo as the register names it, most rows first.
    pub cargo: Vec<Cargo>,
}

/// What became of the rows of a file: the counts other than `read` and
/// `unlocated` add up to `read`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// Rows in the file or sheet.
    pub read: u64,
    /// Title and header rows.
    pub header: u64,
    /// Rows with nothing in them.
    pub blank: u64,
    /// Rows counted in the figures.
    pub counted: u64,
    /// Rows dated outside of the period asked for.
    pub outside_period: u64,
    /// Rows whose date is missing, ambiguous or cannot be.
    pub undated: u64,
    /// Rows more than a year away from all others.
    pub far_away: u64,
    /// Rows whose number of trucks is missing or cannot be.
    pub without_trucks: u64,
    /// Rows that say the consignment did not arrive.
    pub not_received: u64,
    /// Of the counted rows, those that name no crossing: they are in the months
    /// and in the total, and in no chain.
    pub unlocated: u64,
}

impl Rows {
    /// Rows that have a place in the account; equal to `read`, always.
    #[must_use]
    pub const fn accounted(&self) -> u64 {
        self.header
            + self.blank
            + self.counted
            + self.outside_period
            + self.undated
            + self.far_away
            + self.without_trucks
            + self.not_received
    }
}

/// All crossings of a register together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// Trucks.
    pub trucks: u64,
    /// Trucks whose mass is stated.
    pub trucks_weighed: u64,
    /// Their mass in tonnes.
    pub tonnes: f64,
    /// Days from the first row to the last.
    pub days: u32,
    /// Days without any row.
    pub days_without_rows: u32,
    /// Trucks a day, days without any included.
    pub trucks_per_day: Spread,
    /// Correlation of a day's trucks with the next day's.
    pub lag1: Option<f64>,
}

/// What a register says of one crossing, and the chain fitted to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Crossing {
    /// The name as most rows spell it.
    pub name: String,
    /// Whether its name says that goods fall from the air, so that it is no
    /// crossing of a scenario.
    pub by_air: bool,
    /// Rows counted.
    pub rows: u64,
    /// Trucks.
    pub trucks: u64,
    /// Trucks whose mass is stated.
    pub trucks_weighed: u64,
    /// Their mass in tonnes.
    pub tonnes: f64,
    /// First day of the chain.
    #[schemars(with = "String")]
    pub first: Date,
    /// Last day of the chain.
    #[schemars(with = "String")]
    pub last: Date,
    /// Days of the chain.
    pub days: u32,
    /// Days with at least one row, over days. Its error allows for days that
    /// resemble their neighbours.
    pub open: Rate,
    /// `P(closed tomorrow | open today)`.
    pub close_if_open: Rate,
    /// `P(open tomorrow | closed today)`.
    pub open_if_closed: Rate,
    /// Share of days open that the two probabilities lead to in the long run.
    pub open_in_the_long_run: Option<f64>,
    /// The longest run of closed days between two open ones.
    pub longest_closure_days: u32,
    /// Trucks on an open day.
    pub trucks_per_open_day: Spread,
    /// Correlation of a day's trucks with the next day's, closed days as zero.
    pub lag1: Option<f64>,
}

/// Rows of one kind of cargo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cargo {
    /// The kind as the register names it.
    pub kind: String,
    /// Rows counted.
    pub rows: u64,
    /// Trucks.
    pub trucks: u64,
}

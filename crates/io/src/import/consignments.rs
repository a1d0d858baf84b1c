//! Registers of consignments, as published in spreadsheets and CSV files.
//!
//! Columns are found by their headers: names or HXL hashtags, in any order,
//! beneath titles and over up to three rows. A register needs a column of dates;
//! crossing, trucks, quantity with unit, mass, cargo, identifier and status are
//! used where they are there.
//!
//! Every row ends up in exactly one count of
//! [`Rows`](safeconduct_model::consignments::Rows). A row that is odd is a finding
//! that says what was done with it. The order of rows is irrelevant: everything is
//! summed in integers by crossing and day, which also bounds the memory used by
//! the number of days and crossings, not of rows.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use safeconduct_model::consignments::{Consignments, Edges, SCHEMA};
use safeconduct_model::finding::Findings;

mod apart;
mod beside;
mod chain;
mod columns;
mod dates;
mod file;
mod names;
mod odd;
mod reading;
mod register;
mod row;
mod simulation;
mod spread;
mod tally;

pub use simulation::{Named, simulation};

/// What the user may choose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// First day to count.
    pub from: Option<Date>,
    /// Last day to count.
    pub to: Option<Date>,
    /// How days outside of a crossing's own rows are taken.
    pub edges: Edges,
    /// The sheet to read; the first with a register where left out.
    pub sheet: Option<String>,
    /// Names of crossings to match spellings against; the register's own where
    /// empty.
    pub crossings: Vec<String>,
}

/// Registers read, and what was odd about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// What they hold.
    pub consignments: Consignments,
    /// What was odd, assumed or left out.
    pub findings: Findings,
}

/// Reads and fits the registers in `files`.
///
/// # Errors
/// All findings, if a file cannot be read, has no column of dates or no row that
/// can be counted.
pub fn read(files: &[PathBuf], options: &Options) -> Result<Imported, Findings> {
    let mut findings = Findings::default();
    let read = |file: &PathBuf| register(file, options, &mut findings);
    let registers: Vec<_> = files.iter().filter_map(read).collect();
    if findings.any_error() {
        return Err(findings);
    }
    let beside = beside::months(&registers);
    let consignments = Consignments {
        schema: SCHEMA.to_owned(),
        from: options.from,
        to: options.to,
        edges: options.edges,
        registers,
        beside,
    };
    Ok(Imported { consignments, findings })
}

/// One register; none, with an error among the findings, where there is none.
fn register(
    path: &Path,
    options: &Options,
    findings: &mut Findings,
) -> Option<safeconduct_model::consignments::Register> {
    let (mut tally, mut odd) = file::read(path, options, findings)?;
    names::join(&mut tally, &options.crossings, &mut odd);
    apart::set_aside(&mut tally, &mut odd);
    let register = register::register(&tally, options, &mut odd);
    odd.into_findings(findings);
    register
}

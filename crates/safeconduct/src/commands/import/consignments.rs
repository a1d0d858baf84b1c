//! `import consignments`: what entered, crossing by crossing, and how crossings
//! open and close.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;
use safeconduct_io::folder;
use safeconduct_io::import::consignments::{self, Named, Options};
use safeconduct_io::report::consignments as page;
use safeconduct_model::consignments::Edges;

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::{Screen, file};

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct import consignments docs/guide/consignments/gates.csv
  safeconduct import consignments docs/guide/consignments/gates.xlsx docs/guide/consignments/other.csv
  safeconduct import consignments docs/guide/consignments/gates.csv --from 2024-01-01 --json
  safeconduct import consignments docs/guide/consignments/gates.csv --out simulation.toml";

/// Fit how crossings open and close from registers of consignments.
///
/// A register is a spreadsheet (.xlsx) or CSV file with a row for each truck or
/// consignment that entered: at least a date, and a crossing, a number of trucks
/// or a mass. Columns are found by their headers or HXL hashtags.
///
/// Prints for every crossing the two-state chain of open and closed days with its
/// errors, the trucks of an open day, and trucks and tonnes by month. Several
/// registers stand side by side; they are never averaged. Every row is counted
/// somewhere, and odd rows are listed.
#[derive(Debug, clap::Args)]
pub struct Consignments {
    /// The registers.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// First day to count.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Last day to count.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// How days before a crossing's first row and after its last are taken.
    #[arg(long, value_enum, default_value_t = Outside::LeftOut)]
    pub edges: Outside,
    /// The sheet to read [default: the first that holds a register].
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// A crossing; spellings near it are taken as it. May be given several times
    /// [default: rare spellings are taken as the register's own frequent ones].
    #[arg(long, value_name = "NAME")]
    pub crossing: Vec<String>,
    /// Write rows for `simulation.toml` into this file; - is standard output.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace a file that is there already.
    #[arg(long, requires = "out")]
    pub force: bool,
    /// The scenario whose crossings the rows are for [default: identifiers made of
    /// the register's names].
    #[arg(long, value_name = "DIR", requires = "out")]
    pub scenario: Option<PathBuf>,
    /// The site that a crossing of the register is. May be given several times.
    #[arg(long, value_name = "NAME=SITE", requires = "out", value_parser = named)]
    pub site: Vec<Named>,
}

/// How days outside of a crossing's own rows are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Outside {
    /// Left out of the chain.
    LeftOut,
    /// Closed days of the chain.
    Closed,
}

fn named(text: &str) -> Result<Named, NotNamed> {
    let (name, site) = text.rsplit_once('=').ok_or(NotNamed)?;
    let (name, site) = (name.trim(), site.trim());
    if name.is_empty() || site.is_empty() {
        return Err(NotNamed);
    }
    Ok(Named { name: name.to_owned(), site: site.into() })
}

/// A name and a site that are none.
#[derive(Debug, thiserror::Error)]
#[error("write the register's name of the crossing, `=`, and the site's identifier")]
struct NotNamed;

/// Runs the command.
pub(super) fn run(args: &Consignments, screen: &Screen) -> Result<Exit, Error> {
    screen.only("import", &[Format::Text, Format::Json, Format::Jsonl])?;
    if let Some(out) = &args.out {
        file::refuse_taken(&[out], args.force)?;
        if file::is_stream(out) && screen.format.is_json() {
            return Err(Error::TwoResults { option: "--out", format: screen.form() });
        }
    }
    for path in &args.files {
        let failed = |source| Error::Read { path: path.clone(), source };
        std::fs::metadata(path).map_err(failed)?;
    }
    let scenario = args.scenario.as_ref().map(|path| input::scenario(path, screen)).transpose()?;
    let options = Options {
        from: args.from,
        to: args.to,
        edges: match args.edges {
            Outside::LeftOut => Edges::LeftOut,
            Outside::Closed => Edges::Closed,
        },
        sheet: args.sheet.clone(),
        crossings: args.crossing.clone(),
    };
    let mut imported = consignments::read(&args.files, &options).map_err(|findings| {
        let subject = "the register".to_owned();
        Error::Findings { subject, findings, sources: Vec::new(), exit: Exit::Input }
    })?;
    let Some(out) = &args.out else {
        screen.findings(&imported.findings, &[]);
        return print(&imported.consignments, screen);
    };
    let (rows, unfitted) =
        consignments::simulation(&imported.consignments, &args.site, scenario.as_ref());
    imported.findings.extend(unfitted);
    screen.findings(&imported.findings, &[]);
    let text = folder::simulation(&rows)?;
    if file::is_stream(out) {
        screen.text(&text)?;
        return Ok(Exit::Done);
    }
    file::write(out, args.force, text.as_bytes())?;
    print(&imported.consignments, screen)
}

fn print(
    consignments: &safeconduct_model::consignments::Consignments,
    screen: &Screen,
) -> Result<Exit, Error> {
    match screen.format {
        Format::Text => screen.styled(&page::text(consignments, screen.style()))?,
        _ => screen.json(consignments)?,
    }
    Ok(Exit::Done)
}

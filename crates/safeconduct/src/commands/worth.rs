//! `worth`: what each clause adds from one framework to another.

use std::path::PathBuf;

use clap::ValueEnum;
use safeconduct_io::report::worth as page;
use safeconduct_model::worth::{self as noun, Worth};
use safeconduct_plan::worth::{Ask, EXACT};

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::Screen;
use crate::planning::{self, Choices};
use crate::showing;

/// Say what each clause is worth: the terms in which two frameworks differ.
///
/// Every framework between the two is planned: some differing terms as in one,
/// the others as in the other. A term's worth is what the measure gains when it
/// comes about, averaged over all orders in which the terms may come about
/// (Shapley value); the worths add up to the difference exactly. Beside it
/// stands what the term gains first and last, and which terms are worth nothing
/// without another.
///
/// Up to 12 differing terms every order counts; beyond, orders are drawn and a
/// standard error is told. Exit code 1 means that under one of the two there is
/// no plan, or in no order one at every step.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Scenario: a folder, a .toml or .json file, or - for standard input.
    pub scenario: PathBuf,
    /// The framework to set out from; the scenario as it stands where left out.
    #[arg(long, value_name = "NAME", required_unless_present = "to")]
    pub from: Option<String>,
    /// The framework to arrive at; the scenario as it stands where left out.
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// What worth is counted in.
    #[arg(long, value_enum, default_value_t = Measure::PeopleDays, value_name = "MEASURE")]
    pub measure: Measure,
    /// Pairs of orders drawn where more terms differ than are weighed exactly.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u16).range(2..))]
    pub draws: u16,
    /// Weigh exactly up to so many differing terms.
    #[arg(long, value_name = "N", default_value_t = EXACT as u8, value_parser = clap::value_parser!(u8).range(0..=EXACT as i64))]
    pub exact: u8,
    /// What draws are seeded with.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// How to plan.
    #[command(flatten)]
    pub choices: Choices,
    /// Write one self-contained page; - is standard output.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Replace files that are there already.
    #[arg(long)]
    pub force: bool,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct worth scenarios/two-gates --from north-only --to south-only
  safeconduct worth scenarios/two-gates --from north-only --to few-trucks --measure worst-case
  safeconduct worth scenarios/dual-track --from as-it-stands --to corridors-only --html worth.html
  safeconduct worth scenarios/dual-track --from as-it-stands --to corridors-only --exact 1 --seed 7";

/// What worth is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Measure {
    /// People-days at full energy need.
    PeopleDays,
    /// Coverage of the lowest group and week.
    Lowest,
    /// Expected loss of value, USD.
    Loss,
    /// Value lost if the worst targets are struck, USD.
    WorstCase,
    /// Truck-kilometres.
    TruckKm,
}

impl From<Measure> for noun::Measure {
    fn from(measure: Measure) -> Self {
        match measure {
            Measure::PeopleDays => Self::PeopleDays,
            Measure::Lowest => Self::Lowest,
            Measure::Loss => Self::Loss,
            Measure::WorstCase => Self::WorstCase,
            Measure::TruckKm => Self::TruckKm,
        }
    }
}

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("worth", &[Format::Text, Format::Json, Format::Jsonl])?;
    let on_stdout = showing::page(args.html.as_deref(), args.force, screen)?;
    let scenario = input::scenario(&args.scenario, screen)?;
    let from = input::framework(&scenario, args.from.as_deref())?;
    let to = input::framework(&scenario, args.to.as_deref())?;
    let ask = Ask {
        measure: args.measure.into(),
        exact_up_to: args.exact.into(),
        draws: args.draws.into(),
        seed: args.seed,
    };
    let worth = planning::worth(&scenario, (from, to), &ask, &args.choices, screen)?;
    if let Some(path) = &args.html {
        let page = page::html(&scenario, &worth);
        showing::save(path, args.force, page.as_bytes(), screen)?;
    }
    if !on_stdout {
        match screen.format {
            Format::Text => screen.styled(&page::text(&scenario, &worth, screen.style()))?,
            _ => screen.json(&worth)?,
        }
    }
    Ok(exit(&worth))
}

/// No where the difference cannot be shared out.
fn exit(worth: &Worth) -> Exit {
    let shared = worth.difference.is_some() && worth.terms.iter().all(|t| t.worth.is_some());
    if shared { Exit::Done } else { Exit::No }
}

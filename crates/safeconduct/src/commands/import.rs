//! `import`: data of others, made a scenario or a part of one.

use std::path::PathBuf;

use clap::Subcommand;
use safeconduct_io::folder;
use safeconduct_io::import::conflict_network::{self, Figures, Options};
use safeconduct_model::finding::{Code, Severity};
use serde_json::json;

use crate::error::Error;
use crate::exit::Exit;
use crate::options::Format;
use crate::output::Screen;

mod consignments;
mod osm;
mod profiles;

/// Make a scenario from data in another format.
///
/// What the import had to assume is listed, and stands in the scenario as a
/// visible field.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format.
    #[command(subcommand)]
    pub source: Source,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct import conflict-network docs/guide/conflict-network --out imported
  safeconduct plan imported --time-limit 1min";

/// Formats that can be imported.
#[derive(Debug, Subcommand)]
pub enum Source {
    #[command(after_long_help = EXAMPLES)]
    ConflictNetwork(ConflictNetwork),
    #[command(after_long_help = consignments::EXAMPLES)]
    Consignments(consignments::Consignments),
    #[command(after_long_help = osm::EXAMPLES)]
    Osm(osm::Osm),
    #[command(after_long_help = profiles::EXAMPLES)]
    Profiles(profiles::Profiles),
}

/// Read places, routes, closures and days of conflict.
///
/// A conflict network, as published for the simulation of displacement, is a
/// folder with locations.csv, routes.csv, closures.csv, conflicts.csv and
/// sim_period.csv.
///
/// Such a network knows nothing of supply, trucks, losses or speed. All of that
/// is assumed, and every assumption is a row of the scenario's assumptions.csv:
/// read it, and put your own figures in their place before you plan.
#[derive(Debug, clap::Args)]
pub struct ConflictNetwork {
    /// The folder with the network's files.
    pub folder: PathBuf,
    /// Write the scenario into this folder, which is new or empty.
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// A place where supplies enter; may be given several times [default: every
    /// place abroad on a route into the country, and the largest place].
    #[arg(long, value_name = "PLACE")]
    pub crossing: Vec<String>,
    /// Day of the source that becomes day 0.
    #[arg(long, value_name = "DAY", default_value_t = 0)]
    pub from_day: u32,
    /// Days in the horizon.
    #[arg(long, value_name = "N", default_value_t = 28)]
    pub days: u32,
    /// People to assume where a place's population is missing; such a place has
    /// nobody to feed otherwise.
    #[arg(long, value_name = "PEOPLE")]
    pub missing_population: Option<f64>,
    /// Count camps abroad as zones.
    #[arg(long)]
    pub camps_abroad: bool,
    /// Count stretches marked as walked only as roads for trucks.
    #[arg(long)]
    pub on_foot: bool,
    /// Chance that simulations find a road closed on a day on which it touches a
    /// place in full conflict.
    #[arg(long, value_name = "SHARE", default_value_t = Figures::default().conflict_closure, value_parser = share)]
    pub conflict_closure: f64,
    /// Hubs, at the places with most people.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub hubs: usize,
    /// Six foods in place of one general ration.
    #[arg(long)]
    pub six_foods: bool,
}

fn share(text: &str) -> Result<f64, NoShare> {
    let share = text.parse::<f64>().map_err(|_| NoShare)?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err(NoShare) }
}

/// A share that is none.
#[derive(Debug, thiserror::Error)]
#[error("give a share from 0 to 1")]
struct NoShare;

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    match &args.source {
        Source::ConflictNetwork(args) => conflict_network(args, screen),
        Source::Consignments(args) => consignments::run(args, screen),
        Source::Osm(args) => osm::run(args, screen),
        Source::Profiles(args) => profiles::run(args, screen),
    }
}

fn conflict_network(args: &ConflictNetwork, screen: &Screen) -> Result<Exit, Error> {
    screen.only("import", &[Format::Text, Format::Json, Format::Jsonl])?;
    let failed = |source| Error::Read { path: args.folder.clone(), source };
    std::fs::metadata(&args.folder).map_err(failed)?;
    let options = Options {
        crossings: args.crossing.clone(),
        from_day: args.from_day,
        days: args.days,
        missing_population: args.missing_population,
        camps_abroad: args.camps_abroad,
        on_foot: args.on_foot,
        hubs: args.hubs,
        six_foods: args.six_foods,
        figures: Figures { conflict_closure: args.conflict_closure, ..Figures::default() },
    };
    let imported = conflict_network::read(&args.folder, &options).map_err(|findings| {
        let subject = format!("conflict network `{}`", args.folder.display());
        Error::Findings { subject, findings, sources: Vec::new(), exit: Exit::Input }
    })?;
    folder::write(&imported.scenario, &args.out)?;
    screen.findings(&imported.findings, &[]);
    let scenario = &imported.scenario;
    let count = |code| imported.findings.0.iter().filter(|f| f.code == code).count();
    let (skipped, out) = (count(Code::ImportSkipped), args.out.display());
    if screen.format == Format::Text {
        screen.text(&format!(
            "{out}: {} zones, {} sites, {} segments, {} days; {} assumptions, {skipped} rows left out",
            scenario.zones.len(),
            scenario.sites.len(),
            scenario.segments.len(),
            scenario.days,
            scenario.assumptions.len(),
        ))?;
    } else {
        screen.json(&json!({
            "schema": "safeconduct/import/1",
            "folder": out.to_string(),
            "zones": scenario.zones.len(),
            "sites": scenario.sites.len(),
            "segments": scenario.segments.len(),
            "days": scenario.days,
            "assumptions": scenario.assumptions,
            "rows_left_out": skipped,
            "warnings": imported.findings.count(Severity::Warning),
        }))?;
    }
    Ok(Exit::Done)
}

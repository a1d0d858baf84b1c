//! `import osm`: the roads between the sites of a scenario.

use std::path::PathBuf;

use jiff::civil::Date;
use safeconduct_io::folder;
use safeconduct_io::import::contract::Step;
use safeconduct_io::import::osm::{self, Given, Imported, Options};
use safeconduct_model::finding::{Code, Severity};
use serde_json::json;

use crate::error::Error;
use crate::exit::Exit;
use crate::options::Format;
use crate::output::Screen;

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct import osm docs/guide/roads/roads.osm.pbf --sites docs/guide/roads/sites.csv --zones docs/guide/roads/zones.csv --out with-roads
  safeconduct plan with-roads --time-limit 1min";

/// Read the roads between your sites from an OpenStreetMap extract (.osm.pbf).
///
/// Every street that a truck may drive is read; what stays are the quickest ways
/// between your sites and alternatives to them. The least driving time between
/// any two sites is that of the whole map.
///
/// Give your sites as a table (sites.csv, and zones.csv for the people), or
/// give a scenario folder of which everything is kept and to which the roads are
/// added. The roads are written as segments.csv for your figures of loss and
/// capacity, and once more with their shapes as roads.geojson for maps.
///
/// A map knows no danger: loss and exposure are 0 and stand among the
/// assumptions until you put your own figures in their place. So do the speeds.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("given").required(true).args(["sites", "scenario"])))]
pub struct Osm {
    /// The extract.
    pub file: PathBuf,
    /// Your sites, a table as sites.csv of a scenario.
    #[arg(long, value_name = "SITES.csv")]
    pub sites: Option<PathBuf>,
    /// Your zones, a table as zones.csv of a scenario.
    #[arg(long, value_name = "ZONES.csv", requires = "sites")]
    pub zones: Option<PathBuf>,
    /// A scenario folder whose sites are to be joined.
    #[arg(long, value_name = "DIR")]
    pub scenario: Option<PathBuf>,
    /// Write the scenario into this folder, which is new or empty.
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// Alternatives to look for beside the quickest way from each crossing and
    /// hub to each site.
    #[arg(long, value_name = "K", default_value_t = 2, value_parser = clap::value_parser!(u32).range(0..=10))]
    pub alternatives: u32,
    /// Farthest distance of a site from its road; one that is farther is not
    /// joined.
    #[arg(long, value_name = "KM", default_value_t = 5.0, value_parser = distance)]
    pub max_snap_km: f64,
    /// Count tracks as roads for trucks.
    #[arg(long)]
    pub with_tracks: bool,
    /// Keep least times exact only from crossings and hubs, where loads leave:
    /// fewer segments.
    #[arg(long)]
    pub supply_only: bool,
    /// Date of day 0, with --sites.
    #[arg(long, value_name = "DATE", default_value = "2025-01-01", conflicts_with = "scenario")]
    pub start: Date,
    /// Days in the horizon, with --sites.
    #[arg(long, value_name = "N", default_value_t = 28, conflicts_with = "scenario", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub days: u32,
}

fn distance(text: &str) -> Result<f64, Distance> {
    let km = text.parse::<f64>().map_err(|_| Distance)?;
    if (0.0..=1000.0).contains(&km) { Ok(km) } else { Err(Distance) }
}

/// A distance that is none.
#[derive(Debug, thiserror::Error)]
#[error("give kilometres from 0 to 1000")]
struct Distance;

/// Runs the command.
pub(super) fn run(args: &Osm, screen: &Screen) -> Result<Exit, Error> {
    screen.only("import", &[Format::Text, Format::Json, Format::Jsonl])?;
    let given = match (&args.sites, &args.scenario) {
        (_, Some(folder)) => Given::Scenario(folder.clone()),
        (sites, None) => {
            Given::Tables { sites: sites.clone().unwrap_or_default(), zones: args.zones.clone() }
        }
    };
    let name = args.out.file_name().map(|n| n.to_string_lossy().into_owned());
    let options = Options {
        name: name.unwrap_or_else(|| "roads".to_owned()),
        start: args.start,
        days: args.days,
        alternatives: args.alternatives,
        farthest_km: args.max_snap_km,
        with_tracks: args.with_tracks,
        supply_only: args.supply_only,
    };
    std::fs::metadata(&args.file)
        .map_err(|source| Error::Read { path: args.file.clone(), source })?;
    let imported = osm::import(&args.file, &given, &options).map_err(|findings| {
        let subject = format!("`{}`", args.file.display());
        Error::Findings { subject, findings, sources: Vec::new(), exit: Exit::Input }
    })?;
    folder::write_beside(&imported.scenario, &imported.beside, &args.out)?;
    screen.findings(&imported.findings, &[]);
    if screen.format == Format::Text {
        imported.steps.iter().for_each(|step| screen.note(&sized(step)));
    }
    print(args, &imported, screen)
}

/// A step of the contraction in one line.
fn sized(step: &Step) -> String {
    format!("{:>9} nodes {:>9} roads  {}", step.nodes, step.links, step.kept)
}

fn print(args: &Osm, imported: &Imported, screen: &Screen) -> Result<Exit, Error> {
    let (scenario, out) = (&imported.scenario, args.out.display());
    let count = |code| imported.findings.0.iter().filter(|f| f.code == code).count();
    let apart = count(Code::ImportFar) + count(Code::ImportUnjoined);
    if screen.format == Format::Text {
        screen.text(&format!(
            "{out}: {} segments between {} sites and junctions; {} assumptions, {apart} sites not joined",
            imported.segments,
            scenario.sites.len(),
            scenario.assumptions.len(),
        ))?;
    } else {
        let steps = imported.steps.iter();
        let steps = steps.map(|s| json!({ "kept": s.kept, "nodes": s.nodes, "links": s.links }));
        screen.json(&json!({
            "schema": "safeconduct/import/1",
            "folder": out.to_string(),
            "zones": scenario.zones.len(),
            "sites": scenario.sites.len(),
            "segments": imported.segments,
            "days": scenario.days,
            "assumptions": scenario.assumptions,
            "steps": steps.collect::<Vec<_>>(),
            "sites_not_joined": apart,
            "warnings": imported.findings.count(Severity::Warning),
        }))?;
    }
    Ok(Exit::Done)
}

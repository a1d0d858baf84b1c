//! `import`: data of others, made a scenario.

use std::path::PathBuf;

use clap::Subcommand;

use crate::error::Error;
use crate::exit::Exit;
use crate::output::Screen;

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
pub const EXAMPLES: &str = "";

/// Formats that can be imported.
#[derive(Debug, Subcommand)]
pub enum Source {
    /// Read a folder with locations.csv, routes.csv, closures.csv and conflict days.
    ConflictNetwork(ConflictNetwork),
}

/// Options of `import conflict-network`.
#[derive(Debug, clap::Args)]
pub struct ConflictNetwork {
    /// The folder with the network's files.
    pub folder: PathBuf,
    /// Write the scenario into this folder.
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// Replace a scenario that is there already.
    #[arg(long)]
    pub force: bool,
}

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    let Source::ConflictNetwork(options) = &args.source;
    screen.note(&format!(
        "{} to {}: not built yet",
        options.folder.display(),
        options.out.display()
    ));
    Ok(if options.force { Exit::Input } else { Exit::Environment })
}

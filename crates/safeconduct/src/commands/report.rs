//! `report`: a finished plan, shown again.

use std::path::PathBuf;

use crate::error::Error;
use crate::exit::Exit;
use crate::output::Screen;
use crate::showing::{self, Files};

/// Show a finished plan again, in any form.
///
/// The plan is verified first; a plan that does not hold is refused with exit
/// code 1 and nothing is written.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file; - is standard input.
    pub plan: PathBuf,
    /// The scenario the plan was made for.
    pub scenario: PathBuf,
    /// Files to write.
    #[command(flatten)]
    pub files: Files,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct plan scenarios/two-gates --framework both --out shown.json
  safeconduct report shown.json scenarios/two-gates --html shown.html
  safeconduct report shown.json scenarios/two-gates --format csv > zones.csv";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    args.files.refuse_taken(None, screen)?;
    let (plan, world) = super::verify::accepted(&args.plan, Some(&args.scenario), screen)?;
    args.files.write(&world, &plan, screen)?;
    if !args.files.on_stdout() {
        showing::print(&world, &plan, screen)?;
    }
    Ok(Exit::Done)
}

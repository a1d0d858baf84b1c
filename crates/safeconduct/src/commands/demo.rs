//! `demo`: the first command that works anywhere.

use crate::error::Error;
use crate::exit::Exit;
use crate::output::Screen;

/// Plan a small scenario that is built in: two gates, two zones.
///
/// Needs no file and writes none. The scenario is fictitious and small enough
/// to solve by hand; in a checkout, `./demo` plans a real place under four
/// frameworks.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct demo";

/// Runs the command.
pub fn run(_: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.note("not built yet");
    Ok(Exit::Done)
}

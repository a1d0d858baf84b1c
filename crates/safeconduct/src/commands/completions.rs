//! `completions`: a script that teaches a shell our words.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Cli;
use crate::error::Error;
use crate::exit::Exit;
use crate::options::Format;
use crate::output::Screen;

/// Print a completion script for a shell.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct completions bash > safeconduct.bash
  safeconduct completions fish > safeconduct.fish";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("completions", &[Format::Text])?;
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "safeconduct", &mut script);
    screen.raw(&script)?;
    Ok(Exit::Done)
}

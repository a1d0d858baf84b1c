//! The commands, one file each.

use clap::Subcommand;

use crate::error::Error;
use crate::exit::Exit;
use crate::output::Screen;

mod check;
mod compare;
mod completions;
mod demo;
mod explain;
mod import;
mod man;
mod plan;
mod report;
pub mod schema;
mod verify;
pub mod version;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Plan a small scenario that is built in.
    #[command(after_long_help = demo::EXAMPLES)]
    Demo(demo::Args),
    /// List everything wrong with a scenario.
    #[command(after_long_help = check::EXAMPLES)]
    Check(check::Args),
    /// Find the best plan for a scenario under a framework.
    #[command(after_long_help = plan::EXAMPLES)]
    Plan(plan::Args),
    /// Check a plan against its scenario, without any solver.
    #[command(after_long_help = verify::EXAMPLES)]
    Verify(verify::Args),
    /// Plan under several frameworks and set them side by side.
    #[command(after_long_help = compare::EXAMPLES)]
    Compare(compare::Args),
    /// Show a finished plan again, in any form.
    #[command(after_long_help = report::EXAMPLES)]
    Report(report::Args),
    /// Make a scenario from data in another format.
    #[command(after_long_help = import::EXAMPLES)]
    Import(import::Args),
    /// Say what the code of a finding means and what to do.
    #[command(after_long_help = explain::EXAMPLES)]
    Explain(explain::Args),
    /// Print the JSON Schema of a file format.
    #[command(after_long_help = schema::EXAMPLES)]
    Schema(schema::Args),
    /// Print a completion script for a shell.
    #[command(after_long_help = completions::EXAMPLES)]
    Completions(completions::Args),
    /// Print the manual page, of one command or of all.
    #[command(after_long_help = man::EXAMPLES)]
    Man(man::Args),
    /// Print versions: of Safeconduct, its solver and its file formats.
    #[command(after_long_help = version::EXAMPLES)]
    Version(version::Args),
}

/// Runs one command.
///
/// # Errors
/// Whatever stopped it before it had a result.
pub fn run(command: &Command, screen: &mut Screen) -> Result<Exit, Error> {
    match command {
        Command::Demo(args) => demo::run(args, screen),
        Command::Check(args) => check::run(args, screen),
        Command::Plan(args) => plan::run(args, screen),
        Command::Verify(args) => verify::run(args, screen),
        Command::Compare(args) => compare::run(args, screen),
        Command::Report(args) => report::run(args, screen),
        Command::Import(args) => import::run(args, screen),
        Command::Explain(args) => explain::run(args, screen),
        Command::Schema(args) => schema::run(args, screen),
        Command::Completions(args) => completions::run(args, screen),
        Command::Man(args) => man::run(args, screen),
        Command::Version(args) => version::run(args, screen),
    }
}

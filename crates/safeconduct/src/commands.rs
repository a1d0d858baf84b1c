//! The commands, one file each.

use clap::{Parser, Subcommand};

use crate::error::Error;
use crate::exit::Exit;
use crate::options::Globals;
use crate::output::Screen;

mod audit_draw;
mod check;
mod compare;
mod completions;
mod demo;
mod draw;
mod explain;
mod import;
mod man;
mod missions;
mod plan;
mod report;
mod scarcity;
pub mod schema;
mod simulate;
mod talks;
mod verify;
pub mod version;

/// Plans humanitarian aid through contested territory, under terms that parties
/// have agreed on.
///
/// A scenario is a folder of tables: crossings, roads, people, supplies. A
/// framework is a list of terms: what opens, what may be carried, by whom.
/// Safeconduct finds the plan that reaches the worst-off first, says what it is
/// worth in people fed and what is lost on the way, and checks every plan with
/// code that shares nothing with the planner before showing it.
#[derive(Debug, Parser)]
#[command(
    name = "safeconduct",
    version,
    propagate_version = false,
    arg_required_else_help = true,
    subcommand_required = true,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "Start with `safeconduct demo`. `safeconduct COMMAND --help` shows examples.",
    after_long_help = AFTER
)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub globals: Globals,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Examples:
  safeconduct demo
  safeconduct plan scenarios/two-gates

Exit codes:
  0    done
  1    the answer is no: no plan keeps every floor, no deal, or a check found errors
  2    the command line or an input cannot be used
  3    stopped at a limit; the result is valid but not proven best
  4    no result: the system failed, or the time limit passed before a first plan
  70   a bug of Safeconduct, such as a plan that fails its own check
  130  stopped by Ctrl-C

The result goes to standard output, everything else to standard error.
Nothing is ever sent over a network.";

/// What to do. The help of a command is the documentation of its arguments, so
/// the variants have none of their own: it would take the place of that.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "see above")]
pub enum Command {
    #[command(after_long_help = demo::EXAMPLES)]
    Demo(demo::Args),
    #[command(after_long_help = check::EXAMPLES)]
    Check(check::Args),
    #[command(after_long_help = plan::EXAMPLES)]
    Plan(plan::Args),
    #[command(after_long_help = verify::EXAMPLES)]
    Verify(verify::Args),
    #[command(after_long_help = compare::EXAMPLES)]
    Compare(compare::Args),
    #[command(after_long_help = report::EXAMPLES)]
    Report(report::Args),
    #[command(after_long_help = missions::EXAMPLES)]
    Missions(missions::Args),
    #[command(after_long_help = scarcity::EXAMPLES)]
    Scarcity(scarcity::Args),
    #[command(after_long_help = draw::EXAMPLES)]
    Draw(draw::Args),
    #[command(after_long_help = audit_draw::EXAMPLES)]
    AuditDraw(audit_draw::Args),
    #[command(after_long_help = simulate::EXAMPLES)]
    Simulate(simulate::Args),
    #[command(after_long_help = talks::EXAMPLES)]
    Talks(talks::Args),
    #[command(after_long_help = import::EXAMPLES)]
    Import(import::Args),
    #[command(after_long_help = explain::EXAMPLES)]
    Explain(explain::Args),
    #[command(after_long_help = schema::EXAMPLES)]
    Schema(schema::Args),
    #[command(after_long_help = completions::EXAMPLES)]
    Completions(completions::Args),
    #[command(after_long_help = man::EXAMPLES)]
    Man(man::Args),
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
        Command::Missions(args) => missions::run(args, screen),
        Command::Scarcity(args) => scarcity::run(args, screen),
        Command::Draw(args) => draw::run(args, screen),
        Command::AuditDraw(args) => audit_draw::run(args, screen),
        Command::Simulate(args) => simulate::run(args, screen),
        Command::Talks(args) => talks::run(args, screen),
        Command::Import(args) => import::run(args, screen),
        Command::Explain(args) => explain::run(args, screen),
        Command::Schema(args) => schema::run(args, screen),
        Command::Completions(args) => completions::run(args, screen),
        Command::Man(args) => man::run(args, screen),
        Command::Version(args) => version::run(args, screen),
    }
}

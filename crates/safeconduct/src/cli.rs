//! The command line as clap sees it: commands and the options all of them share.

use clap::{ArgAction, Args, Parser, ValueEnum};

use crate::commands::Command;

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
  1    the answer is no: no plan keeps every floor, or a check found errors
  2    the command line or an input cannot be used
  3    stopped at a limit; the result is valid but not proven best
  4    the system failed: a file could not be read or written
  70   a bug of Safeconduct, such as a plan that fails its own check
  130  stopped by Ctrl-C

The result goes to standard output, everything else to standard error.
Nothing is ever sent over a network.";

/// Options of every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Globals {
    /// Form of the result.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_default_value = true)]
    pub format: Format,
    /// Short for --format json.
    #[arg(long, global = true, conflicts_with = "format")]
    pub json: bool,
    /// When to colour; NO_COLOR and CLICOLOR_FORCE are honoured.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN", hide_default_value = true)]
    pub color: Color,
    /// Say only the result and errors.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more; twice says everything.
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
    /// Draw no progress line.
    #[arg(long, global = true)]
    pub no_progress: bool,
    /// Show every finding, not only the first 100.
    #[arg(long, global = true)]
    pub all_findings: bool,
}

impl Globals {
    /// The form asked for, by either option.
    #[must_use]
    pub fn form(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// Form of a result on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// One JSON document a line.
    Jsonl,
    /// A table with a header row.
    Csv,
}

impl Format {
    /// Whether a program reads the result, and so the findings too.
    #[must_use]
    pub const fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that can.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

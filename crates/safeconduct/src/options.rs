//! Options that every command shares.

use clap::{ArgAction, Args, ValueEnum};

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
    /// Say more: each step of planning, as a line.
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
    /// Draw no progress line.
    #[arg(long, global = true)]
    pub no_progress: bool,
    /// How to tell the steps of planning on standard error.
    #[arg(long, global = true, value_enum, default_value_t = Steps::Line, value_name = "FORM", hide_default_value = true)]
    pub progress: Steps,
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

/// Form of the steps of planning on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Steps {
    /// A line that is drawn anew, on a terminal only.
    Line,
    /// One JSON document for every step.
    Json,
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

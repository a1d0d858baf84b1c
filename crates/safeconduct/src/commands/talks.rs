//! `talks`: why there is no deal, and the smallest moves toward one.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use safeconduct_io::report::talks as page;
use safeconduct_talks::{Limits, answer};

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::Screen;

/// Say why talks have no deal, which smallest moves would make one, and when.
///
/// Reads what each party is on record as holding, never what anybody thinks it
/// is worth: no scores are made up, silence is never consent, nothing is
/// predicted. Says which positions cannot hold together, what giving some up
/// would open, what can be settled now, where each draft stands, who can reach
/// whom, and on which days what can happen.
///
/// Exit 1 says that, as things stand, no package is acceptable to all on record
/// or the timetable cannot be kept; exit 3, that not all conflicts were found.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file of talks, TOML or JSON; - is standard input.
    pub file: PathBuf,
    /// Questions asked before the search for conflicts stops as not complete.
    #[arg(long, value_name = "N", default_value = "5000")]
    pub questions: NonZeroUsize,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct talks docs/guide/talks/ferry-later.toml
  safeconduct talks docs/guide/talks/ferry.toml || echo no deal yet
  safeconduct talks docs/guide/talks/ferry-later.toml --format json > ferry.json";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("talks", &[Format::Text, Format::Json, Format::Jsonl])?;
    let talks = input::talks(&args.file, screen)?;
    let found = answer(&talks, &Limits { questions: args.questions.get() });
    match screen.format {
        Format::Json | Format::Jsonl => screen.json(&found)?,
        _ => screen.styled(&page::text(&talks, &found, screen.style()))?,
    }
    Ok(match (found.deal(), found.talks.complete) {
        (true, _) => Exit::Done,
        (false, true) => Exit::No,
        (false, false) => Exit::Limit,
    })
}

//! `import profiles`: numbers given to options, made a file of talks.

use std::path::PathBuf;

use safeconduct_io::import::profiles;
use safeconduct_model::talks::FORMAT;
use serde_json::json;

use crate::error::Error;
use crate::exit::Exit;
use crate::options::Format;
use crate::output::{Screen, file};

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct import profiles docs/guide/talks/upper.json docs/guide/talks/lower.json --out domain.toml
  safeconduct talks domain.toml";

/// Read profiles of a negotiation domain: weights and values, a file a party.
///
/// A profile is JSON with `issueWeights` and `issues`, as platforms of automated
/// negotiation publish them. The file of talks holds their numbers and no
/// position: `talks` finds the packages that no other one is better than for
/// everybody.
#[derive(Debug, clap::Args)]
pub struct Profiles {
    /// The profiles.
    #[arg(required = true, num_args = 2..)]
    pub files: Vec<PathBuf>,
    /// Write the file of talks here.
    #[arg(short, long, value_name = "FILE")]
    pub out: PathBuf,
    /// What the talks are about.
    #[arg(long, value_name = "TEXT", default_value = "numbers given to options")]
    pub title: String,
    /// Replace a file that is there already.
    #[arg(long)]
    pub force: bool,
}

/// Runs the command.
pub fn run(args: &Profiles, screen: &Screen) -> Result<Exit, Error> {
    screen.only("import", &[Format::Text, Format::Json, Format::Jsonl])?;
    file::refuse_taken(&[args.out.as_path()], args.force)?;
    let text = profiles::read(&args.title, &args.files).map_err(|findings| {
        let subject = "profiles".to_owned();
        Error::Findings { subject, findings, sources: Vec::new(), exit: Exit::Input }
    })?;
    file::write(&args.out, args.force, text.as_bytes())?;
    let out = args.out.display();
    if screen.format == Format::Text {
        screen.text(&format!("{out}: numbers of {} parties", args.files.len()))?;
    } else {
        let file = out.to_string();
        screen
            .json(&json!({ "schema": "safeconduct/import/1", "file": file, "format": FORMAT }))?;
    }
    Ok(Exit::Done)
}

//! `explain`: what a code means.

use serde_json::{Value, json};

use crate::codes::{self, Known};
use crate::error::{self, Error};
use crate::exit::Exit;
use crate::options::Format;
use crate::output::Screen;
use crate::output::findings::severity_word;

/// Say what the code of a finding or an error means and what to do.
///
/// Codes are stable: a script may rely on them. They stand in brackets at the
/// start of every finding, and as `code` in every line of JSON on standard
/// error.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The code, such as `scenario::unknown_ref`.
    #[arg(required_unless_present = "list")]
    pub code: Option<String>,
    /// List every code.
    #[arg(long, conflicts_with = "code")]
    pub list: bool,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct explain scenario::unknown_ref
  safeconduct explain --list";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    match &args.code {
        Some(name) => one(find(name)?, screen)?,
        None => all(screen)?,
    }
    Ok(Exit::Done)
}

fn find(name: &str) -> Result<Known, Error> {
    codes::all().find(|known| known.code == name).ok_or_else(|| Error::UnknownCode {
        name: name.to_owned(),
        nearest: error::nearest(name, codes::all().map(|known| known.code)),
    })
}

fn one(known: Known, screen: &Screen) -> Result<(), Error> {
    match screen.format {
        Format::Text => {
            let (code, severity) = (known.code, severity_word(known.severity));
            screen.text(&format!("{code} ({severity})\n\n{}", known.explanation))
        }
        Format::Json | Format::Jsonl => screen.json(&object(known)),
        Format::Csv => screen.table(&COLUMNS, &[row(known)]),
    }
}

fn all(screen: &Screen) -> Result<(), Error> {
    match screen.format {
        Format::Text => {
            let width = codes::all().map(|known| known.code.len()).max().unwrap_or_default();
            let lines = codes::all().map(|known| {
                let first = known.explanation.split_inclusive(". ").next().unwrap_or_default();
                let (code, severity) = (known.code, severity_word(known.severity));
                format!("{code:width$}  {severity:7}  {}", first.trim_end())
            });
            screen.text(&lines.collect::<Vec<_>>().join("\n"))
        }
        Format::Json => screen.json(&codes::all().map(object).collect::<Vec<_>>()),
        Format::Jsonl => codes::all().try_for_each(|known| screen.json(&object(known))),
        Format::Csv => screen.table(&COLUMNS, &codes::all().map(row).collect::<Vec<_>>()),
    }
}

const COLUMNS: [&str; 3] = ["code", "severity", "explanation"];

fn row(known: Known) -> Vec<String> {
    vec![known.code.into(), severity_word(known.severity).into(), known.explanation.into()]
}

fn object(known: Known) -> Value {
    let Known { code, severity, explanation } = known;
    json!({ "code": code, "severity": severity, "explanation": explanation })
}

//! `explain`: what a code means.

use safeconduct_model::finding::Code;
use serde_json::{Value, json};

use crate::error::{self, Error};
use crate::exit::Exit;
use crate::options::Format;
use crate::output::Screen;
use crate::output::findings::severity_word;

/// Say what the code of a finding means and what to do.
///
/// Codes are stable: a script may rely on them. They stand in brackets at the
/// start of every finding.
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

fn find(name: &str) -> Result<Code, Error> {
    let names = || Code::ALL.iter().map(|code| code.as_str());
    Code::ALL.iter().copied().find(|code| code.as_str() == name).ok_or_else(|| Error::UnknownCode {
        name: name.to_owned(),
        nearest: error::nearest(name, names()),
    })
}

fn one(code: Code, screen: &Screen) -> Result<(), Error> {
    match screen.format {
        Format::Text => {
            let severity = severity_word(code.severity());
            screen.text(&format!("{code} ({severity})\n\n{}", code.explain()))
        }
        Format::Json | Format::Jsonl => screen.json(&object(code)),
        Format::Csv => screen.table(&COLUMNS, &[row(code)]),
    }
}

fn all(screen: &Screen) -> Result<(), Error> {
    match screen.format {
        Format::Text => {
            let width = Code::ALL.iter().map(|c| c.as_str().len()).max().unwrap_or_default();
            let lines = Code::ALL.iter().map(|code| {
                let first = code.explain().split_inclusive(". ").next().unwrap_or_default();
                format!(
                    "{:width$}  {:7}  {}",
                    code.as_str(),
                    severity_word(code.severity()),
                    first.trim_end()
                )
            });
            screen.text(&lines.collect::<Vec<_>>().join("\n"))
        }
        Format::Json => screen.json(&Code::ALL.iter().map(|c| object(*c)).collect::<Vec<_>>()),
        Format::Jsonl => Code::ALL.iter().try_for_each(|code| screen.json(&object(*code))),
        Format::Csv => {
            screen.table(&COLUMNS, &Code::ALL.iter().map(|c| row(*c)).collect::<Vec<_>>())
        }
    }
}

const COLUMNS: [&str; 3] = ["code", "severity", "explanation"];

fn row(code: Code) -> Vec<String> {
    vec![code.to_string(), severity_word(code.severity()).into(), code.explain().into()]
}

fn object(code: Code) -> Value {
    json!({ "code": code, "severity": code.severity(), "explanation": code.explain() })
}

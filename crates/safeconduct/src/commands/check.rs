//! `check`: everything wrong with a scenario, at once.

use std::path::PathBuf;

use safeconduct_model::apply::apply;
use safeconduct_model::finding::{Code, Findings, Severity};
use safeconduct_model::scenario::Scenario;
use safeconduct_talks::dated;
use serde_json::json;

use crate::basis::Basis;
use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::{Screen, findings};

/// List everything wrong with a scenario.
///
/// Every finding has file, line, column and what to do. Each framework is
/// applied as well, and terms without effect are named. How many assumptions and
/// figures of low certainty the scenario rests on is counted. Nothing is planned.
///
/// Exit code 0 means that the scenario can be used (there
/// may be warnings), 1 that it has errors, 2 that it could not be read at all.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Scenario: a folder, a .toml or .json file, or - for standard input.
    pub scenario: PathBuf,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct check scenarios/two-gates
  safeconduct check scenarios/two-gates --format csv > findings.csv";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    let mut read = input::look(&args.scenario)?;
    let mut found = read.findings;
    if let (Some(scenario), Some(talks)) = (&read.scenario, &read.talks) {
        let (scenario, undated) = dated(scenario, talks);
        found.extend(undated);
        read.scenario = Some(scenario);
    }
    if let Some(scenario) = &read.scenario {
        found.extend(frameworks(scenario));
    }
    found.sort();
    let basis = read.scenario.as_ref().map(Basis::of);
    // In a table or in lines, the findings are the result itself.
    if matches!(screen.format, Format::Text | Format::Json) {
        screen.findings(&found, &read.sources);
    }
    let name = args.scenario.display().to_string();
    match screen.format {
        Format::Text => screen.text(&verdict(&name, &found, basis.as_ref()))?,
        Format::Csv => screen.table(&findings::COLUMNS, &findings::rows(&found))?,
        Format::Jsonl => {
            for finding in &found.0 {
                screen.json(&findings::json(finding))?;
            }
        }
        Format::Json => screen.json(&json!({
            "schema": "safeconduct/check/1",
            "scenario": name,
            "usable": !found.any_error(),
            "errors": found.count(Severity::Error),
            "warnings": found.count(Severity::Warning),
            "basis": basis,
            "findings": found,
        }))?,
    }
    Ok(exit(&found))
}

/// The count of findings, and what the figures rest on: "nothing found" says
/// that they can be used, not that they are known.
fn verdict(name: &str, found: &Findings, basis: Option<&Basis>) -> String {
    let count = findings::count(found);
    match basis {
        Some(basis) => format!("{name}: {count}\n  {}", basis.sentence()),
        None => format!("{name}: {count}"),
    }
}

/// What applying each framework finds.
fn frameworks(scenario: &Scenario) -> Findings {
    let mut found = Findings::default();
    for framework in &scenario.frameworks {
        match apply(scenario, Some(framework)) {
            Err(refused) => found.extend(refused),
            Ok(world) => {
                for effect in world.effects.iter().filter(|e| !e.applied) {
                    let term = format!("framework `{}`, term `{}`", framework.id, effect.term);
                    let what = format!("{term}: {}", effect.effect);
                    found.add(Code::TermNoEffect, None, what, "check what the term names");
                }
            }
        }
    }
    found
}

fn exit(found: &Findings) -> Exit {
    if found.0.iter().any(|f| f.code == Code::FileUnreadable) {
        Exit::Input
    } else if found.any_error() {
        Exit::No
    } else {
        Exit::Done
    }
}

//! `verify`: a plan against its scenario, by code that made neither.

use std::path::{Path, PathBuf};

use safeconduct_model::finding::{Findings, Severity};
use safeconduct_model::plan::Plan;
use serde_json::json;

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::{Screen, findings};
use crate::planning;
use safeconduct_io::report::text;
use safeconduct_model::check::{self, Proved};
use safeconduct_model::plan::file as plan_file;
use safeconduct_model::read::SourceText;
use safeconduct_model::world::World;

/// Check a plan against its scenario, without any solver.
///
/// Every limit is rebuilt from the scenario and the framework, every claim and
/// every coverage is recomputed from the plan's movements and meals, what each
/// term did is found anew, and the fingerprint of the input is compared. For
/// every stage, the bound that no plan can beat is recomputed from the prices
/// of the plan's certificate by a search over all roads; the prices need not be
/// trusted. Exit code 0 means that all of it holds, 1 that the plan is refused.
///
/// The reasons given for missing coverage and the simple rules are the
/// planner's own statements. They are not checked.
///
/// The scenario is looked for where --scenario says; else in the folder of the
/// plan and in `scenarios`, by the name that the plan carries.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file; - is standard input.
    pub plan: PathBuf,
    /// The scenario the plan was made for.
    #[arg(value_name = "SCENARIO", conflicts_with = "scenario")]
    pub positional: Option<PathBuf>,
    /// The scenario the plan was made for.
    #[arg(short, long, value_name = "SCENARIO")]
    pub scenario: Option<PathBuf>,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct plan scenarios/two-gates --framework both --out checked.json
  safeconduct verify checked.json --scenario scenarios/two-gates
  safeconduct verify checked.json";

/// Parts of a plan that are rebuilt or recomputed, as its file names them.
const CHECKED: [&str; 22] = [
    "input_sha256",
    "corridors",
    "purchases",
    "movements",
    "handouts",
    "meals",
    "disposals",
    "open_centres",
    "claims",
    "terms",
    "stages.name",
    "stages.unit",
    "stages.value",
    "stages.bound",
    "certificate",
    "unserved.zone",
    "unserved.group",
    "unserved.coverage",
    "unserved_weeks.zone",
    "unserved_weeks.week",
    "unserved_weeks.coverage",
    "unserved_weeks.people_missing_per_day",
];

/// Parts of a plan that are the planner's word alone.
const STATED: [&str; 15] = [
    "version",
    "command",
    "policy",
    "stages.corridors",
    "stages.solves",
    "unserved.cap",
    "unserved.name",
    "unserved.people_days_per_unit",
    "unserved.unit",
    "unserved.tried",
    "unserved.sentence",
    "unserved_weeks.caps",
    "unserved_weeks.changes",
    "unserved_weeks.sentence",
    "baselines",
];

const HOLDS: &str = "\
holds
  checked: the input, every limit, every claim, every coverage, what each term did, every stage
  not checked, the planner's own statements: reasons, simple rules";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    let (plan, sources) = plan(&args.plan)?;
    let named = args.scenario.as_ref().or(args.positional.as_ref());
    let place = match named {
        Some(path) => path.clone(),
        None => find(&args.plan, &plan.scenario)?,
    };
    let scenario = input::scenario(&place, screen)?;
    let check::Verdict { findings: mut found, proved } = check::verdict(&plan, &scenario);
    found.sort();
    if matches!(screen.format, Format::Text | Format::Json) {
        screen.findings(&found, &sources);
    }
    show(&plan, &found, &proved, screen)?;
    Ok(if found.any_error() { Exit::No } else { Exit::Done })
}

/// Reads a plan file.
///
/// # Errors
/// It cannot be read, or is no plan.
pub fn plan(path: &Path) -> Result<(Plan, Vec<SourceText>), Error> {
    let text = input::text(path, plan_file::LARGEST)?;
    let file = path.display().to_string();
    let read = plan_file::read(&file, &text);
    let sources = vec![SourceText { file, text }];
    match read {
        Ok(plan) => Ok((plan, sources)),
        Err(findings) => {
            let subject = format!("plan `{}`", path.display());
            Err(Error::Findings { subject, findings, sources, exit: Exit::Input })
        }
    }
}

/// A plan with its scenario and world, every limit and claim of it checked;
/// the scenario is found as `verify` finds it.
///
/// # Errors
/// What cannot be read, and everything that `verify` refuses.
pub fn accepted(
    path: &Path,
    scenario: Option<&Path>,
    screen: &Screen,
) -> Result<(Plan, World), Error> {
    let (plan, sources) = plan(path)?;
    let place = match scenario {
        Some(place) => place.to_path_buf(),
        None => find(path, &plan.scenario)?,
    };
    let scenario = input::scenario(&place, screen)?;
    let findings = check::verify(&plan, &scenario);
    if findings.any_error() {
        let subject = format!("plan `{}`", path.display());
        return Err(Error::Findings { subject, findings, sources, exit: Exit::No });
    }
    let framework = input::framework(&scenario, plan.framework.as_ref().map(|f| f.as_str()))?;
    let world = planning::world(&scenario, framework)?;
    Ok((plan, world))
}

/// The scenario of this name, beside the plan or in `scenarios`.
fn find(plan: &Path, name: &str) -> Result<PathBuf, Error> {
    // The name comes from a file; it may name a scenario, not a path out of here.
    let plain = Path::new(name).file_name().is_some_and(|last| last == name);
    let beside = plan.parent().unwrap_or(Path::new(""));
    let places =
        [beside.join(name), beside.join("scenarios").join(name), Path::new("scenarios").join(name)];
    let found = places.into_iter().find(|place| plain && place.is_dir());
    found.ok_or_else(|| Error::ScenarioNotFound(name.to_owned()))
}

fn show(plan: &Plan, found: &Findings, proved: &[Proved], screen: &Screen) -> Result<(), Error> {
    let holds = !found.any_error();
    let framework = plan.framework.as_ref().map_or("none", |f| f.as_str());
    match screen.format {
        Format::Text => {
            let verdict = if holds {
                HOLDS.to_owned()
            } else {
                format!("refused: {}", findings::count(found))
            };
            let name = &plan.scenario;
            screen.text(&format!("plan for {name}, framework {framework}: {verdict}"))?;
            if holds { screen.styled(&text::proved(plan, proved, screen.style())) } else { Ok(()) }
        }
        Format::Csv => screen.table(&findings::COLUMNS, &findings::rows(found)),
        Format::Json | Format::Jsonl => screen.json(&json!({
            "schema": "safeconduct/verify/1",
            "scenario": plan.scenario,
            "framework": plan.framework,
            "input_sha256": plan.input_sha256,
            "holds": holds,
            "proved": proved,
            "scope": plan.certificate.as_ref().map(|c| c.scope),
            "checked": CHECKED,
            "not_checked": STATED,
            "errors": found.count(Severity::Error),
            "warnings": found.count(Severity::Warning),
            "findings": found,
        })),
    }
}

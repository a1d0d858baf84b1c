//! `audit-draw`: whether a schedule is what the revealed seed draws.

use std::path::{Path, PathBuf};

use safeconduct_model::draw::audit::audit;
use safeconduct_model::finding::{Findings, Severity};
use safeconduct_model::read::SourceText;
use safeconduct_model::schedule::file as schedule_file;
use serde_json::json;

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::{Screen, findings};

/// Check a schedule against the seed revealed after it.
///
/// Draws the day again from the plan and the seed and compares byte for byte.
/// With a commitment it is also compared with what was published before: the
/// plan, the seed and the grouping. Exit code 0 means that all of it is the
/// same, 1 that something differs; what differs is named.
///
/// The plan is verified first, so that a plan bent toward a favoured road is not
/// taken for a mix.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The schedule file; - is standard input.
    pub schedule: PathBuf,
    /// The plan it was drawn from.
    #[arg(long, value_name = "PLAN")]
    pub plan: PathBuf,
    /// The seed that was revealed.
    #[arg(long, value_name = "FILE")]
    pub seed_file: PathBuf,
    /// The commitment that was published before the draw.
    #[arg(long, value_name = "FILE")]
    pub commitment: Option<PathBuf>,
    /// The scenario the plan was made for; found as `verify` finds it.
    #[arg(short, long, value_name = "SCENARIO")]
    pub scenario: Option<PathBuf>,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct plan scenarios/two-gates --framework both --out drawn.json
  safeconduct draw --new-seed sealed.seed
  safeconduct draw drawn.json --seed-file sealed.seed --commit --out commitment.json
  safeconduct draw drawn.json --seed-file sealed.seed --day 2 --out day-2.json
  safeconduct audit-draw day-2.json --plan drawn.json --seed-file sealed.seed --commitment commitment.json";

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    let schedule = read(&args.schedule, schedule_file::LARGEST, schedule_file::read)?;
    let commitment = args.commitment.as_deref();
    let commitment = commitment
        .map(|path| read(path, schedule_file::LARGEST, schedule_file::read_commitment))
        .transpose()?;
    let content = input::bytes(&args.seed_file, safeconduct_model::draw::LARGEST_FILE)?;
    let name = args.seed_file.display().to_string();
    let seed = safeconduct_model::draw::Seed::read(&name, &content)
        .map_err(|findings| refused(&args.seed_file, findings, Vec::new()))?;
    let (plan, world) = super::verify::accepted(&args.plan, args.scenario.as_deref(), screen)?;
    let found = audit(&schedule, (&plan, &world), &seed, commitment.as_ref());
    let holds = !found.any_error();
    if matches!(screen.format, Format::Text | Format::Json) {
        screen.findings(&found, &[]);
    }
    let day = schedule.day;
    match screen.format {
        Format::Text => {
            let date = day.date(world.scenario.start).map(|date| format!(" ({date})"));
            let date = date.unwrap_or_default();
            let verdict = match (holds, &commitment) {
                (true, Some(_)) => "yes: the revealed seed draws it, byte for byte, as committed",
                (true, None) => {
                    "yes: the revealed seed draws it, byte for byte (no commitment given)"
                }
                (false, _) => "no",
            };
            screen
                .text(&format!("schedule of {}, day {}{date}: {verdict}", plan.scenario, day.0))?;
        }
        Format::Csv => screen.table(&findings::COLUMNS, &findings::rows(&found))?,
        Format::Json | Format::Jsonl => screen.json(&json!({
            "schema": "safeconduct/audit-draw/1",
            "scenario": plan.scenario,
            "framework": plan.framework,
            "day": day,
            "holds": holds,
            "commitment_compared": commitment.is_some(),
            "errors": found.count(Severity::Error),
            "findings": found,
        }))?,
    }
    Ok(if holds { Exit::Done } else { Exit::No })
}

/// Reads a file of ours.
fn read<T>(
    path: &Path,
    largest: usize,
    parse: impl Fn(&str, &str) -> Result<T, Findings>,
) -> Result<T, Error> {
    let text = input::text(path, largest)?;
    let file = path.display().to_string();
    let parsed = parse(&file, &text);
    parsed.map_err(|findings| refused(path, findings, vec![SourceText { file, text }]))
}

fn refused(path: &Path, findings: Findings, sources: Vec<SourceText>) -> Error {
    let subject = format!("`{}`", path.display());
    Error::Findings { subject, findings, sources, exit: Exit::Input }
}

//! `draw`: convoys of one day from the mix of a plan, by a sealed seed.

use std::path::{Path, PathBuf};

use safeconduct_io::report::schedule as page;
use safeconduct_model::calendar::Day;
use safeconduct_model::draw::{self, Mix, Seed, guess};
use safeconduct_model::finding::{Code, Findings};
use safeconduct_model::plan::Plan;
use safeconduct_model::schedule::{Commitment, Grouping};
use safeconduct_model::world::World;

use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::options::Format;
use crate::output::{Screen, file};
use crate::showing;

/// Draw the convoys of one day from a plan: trucks, loads, corridors, order.
///
/// The plan says how much goes by each corridor in the mean; the draw decides
/// which truck takes which, by numbers that only whoever has the seed can know.
/// Every limit of the day is kept by whole trucks. The same plan, day and seed
/// give the same bytes.
///
/// Publish a commitment first (--commit), draw on the evening before, reveal the
/// seed when all convoys have arrived, and let anybody audit (`audit-draw`). A
/// revealed seed tells every day of its plan: take a new seed for what is left.
///
/// A schedule tells where trucks will be. A file of it is readable by its owner
/// alone; hand each convoy its own lines only.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file; it is verified first.
    #[arg(required_unless_present = "new_seed")]
    pub plan: Option<PathBuf>,
    /// The day on which the convoys leave: a number from 0, or a date.
    #[arg(long, value_name = "DAY", required_unless_present_any = ["commit", "new_seed"])]
    pub day: Option<String>,
    /// The sealed seed: at least 32 bytes, raw or as hexadecimal digits.
    #[arg(long, value_name = "FILE", required_unless_present_any = ["new_seed", "report"])]
    pub seed_file: Option<PathBuf>,
    /// The scenario the plan was made for; found as `verify` finds it.
    #[arg(short, long, value_name = "SCENARIO")]
    pub scenario: Option<PathBuf>,
    /// Most trucks in a convoy.
    #[arg(long, value_name = "N", default_value_t = Grouping::default().trucks_per_convoy)]
    pub trucks_per_convoy: u32,
    /// Equal parts of the working day in which convoys leave.
    #[arg(long, value_name = "N", default_value_t = Grouping::default().windows)]
    pub windows: u32,
    /// Print the commitment to publish, and draw nothing.
    #[arg(long, conflicts_with_all = ["day", "report"])]
    pub commit: bool,
    /// Measure how well a watcher could guess this day's corridors, without a seed.
    #[arg(long, conflicts_with = "seed_file")]
    pub report: bool,
    /// Write a new seed into this file, from the system's randomness; never over another.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["plan", "day", "seed_file", "commit", "report", "out"])]
    pub new_seed: Option<PathBuf>,
    /// Write the schedule, or the commitment, as JSON; - is standard output.
    #[arg(short, long, value_name = "FILE", conflicts_with = "report")]
    pub out: Option<PathBuf>,
    /// Replace a schedule or commitment that is there already.
    #[arg(long, conflicts_with = "new_seed")]
    pub force: bool,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct plan scenarios/two-gates --framework both --out drawn.json
  safeconduct draw --new-seed sealed.seed
  safeconduct draw drawn.json --seed-file sealed.seed --commit --out commitment.json
  safeconduct draw drawn.json --seed-file sealed.seed --day 2 --out day-2.json
  safeconduct draw drawn.json --seed-file sealed.seed --day 2025-01-08 --format csv > day-2.csv
  safeconduct draw drawn.json --day 2 --report";

/// Days drawn to measure how well they can be guessed.
const MEASURED_DAYS: u32 = 1_000;

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    if let Some(path) = &args.new_seed {
        return new_seed(path, screen);
    }
    if let Some(path) = &args.out {
        file::refuse_taken(&[path], args.force)?;
        if file::is_stream(path) && !screen.format.is_json() {
            showing::refuse_form("--out", screen)?;
        }
    }
    // The command line is refused before it comes here without one.
    let Some(plan) = &args.plan else { return Ok(Exit::Input) };
    let seed = args.seed_file.as_deref().map(|path| seed(path, screen)).transpose()?;
    let (plan, world) = super::verify::accepted(plan, args.scenario.as_deref(), screen)?;
    let day = args.day.as_deref().map(|text| input::day(&world.scenario, text)).transpose()?;
    match (seed, day) {
        (Some(seed), _) if args.commit => commit(&plan, &seed, args, screen),
        (Some(seed), Some(day)) => schedule(&plan, &world, (day, &seed), args, screen),
        (_, Some(day)) => report(&plan, &world, day, screen),
        _ => Ok(Exit::Input),
    }
}

/// Reads a seed, and warns where others may read it too.
///
/// # Errors
/// It cannot be read, or is no seed.
pub fn seed(path: &Path, screen: &Screen) -> Result<Seed, Error> {
    let name = path.display().to_string();
    let content = input::bytes(path, draw::LARGEST_FILE)?;
    let seed = Seed::read(&name, &content).map_err(|findings| refused(&name, findings))?;
    if readable_by_others(path) {
        let mut findings = Findings::default();
        let what = format!("others on this machine may read `{name}`");
        findings.add(Code::SeedReadable, None, what, format!("chmod 600 {name}"));
        screen.findings(&findings, &[]);
    }
    Ok(seed)
}

#[cfg(unix)]
fn readable_by_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let rights = path.metadata().ok().filter(std::fs::Metadata::is_file);
    rights.is_some_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> bool {
    false
}

fn refused(subject: &str, findings: Findings) -> Error {
    let subject = format!("`{subject}`");
    Error::Findings { subject, findings, sources: Vec::new(), exit: Exit::Input }
}

fn new_seed(path: &Path, screen: &Screen) -> Result<Exit, Error> {
    let mut bytes = [0; draw::LEAST_BYTES];
    getrandom::fill(&mut bytes).map_err(Error::Chance)?;
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    file::write_private(path, false, format!("{text}\n").as_bytes()).map_err(
        |error| match error {
            Error::Exists(path) => Error::SeedKept(path),
            other => other,
        },
    )?;
    screen.note("keep it sealed until the convoys have arrived; without it no draw can be audited");
    screen.text(&format!("wrote a new seed to {}", path.display()))?;
    Ok(Exit::Done)
}

fn grouping(args: &Args) -> Grouping {
    Grouping { trucks_per_convoy: args.trucks_per_convoy, windows: args.windows }
}

fn commit(plan: &Plan, seed: &Seed, args: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("draw --commit", &[Format::Text, Format::Json, Format::Jsonl])?;
    let commitment =
        draw::commit(plan, seed, grouping(args)).map_err(|f| refused("grouping", f))?;
    if let Some(path) = &args.out {
        let text = serde_json::to_string_pretty(&commitment)? + "\n";
        showing::save(path, args.force, text.as_bytes(), screen)?;
        if file::is_stream(path) {
            return Ok(Exit::Done);
        }
    }
    if screen.format.is_json() {
        screen.json(&commitment)?;
        return Ok(Exit::Done);
    }
    let Commitment { scenario, framework, plan_sha256, seed_sha256, grouping, .. } = &commitment;
    let framework = framework.as_ref().map_or("none", |f| f.as_str());
    screen.text(&format!(
        "to publish before the draw:\n  scenario {scenario}, framework {framework}\n  plan     \
         {plan_sha256}\n  seed     {seed_sha256}\n  convoys  of at most {} trucks, {} window(s) a day",
        grouping.trucks_per_convoy, grouping.windows
    ))?;
    Ok(Exit::Done)
}

fn schedule(
    plan: &Plan,
    world: &World,
    (day, seed): (Day, &Seed),
    args: &Args,
    screen: &Screen,
) -> Result<Exit, Error> {
    let drawn = Mix::of(plan, world).and_then(|mix| mix.draw(day, seed, grouping(args)));
    let drawn = drawn.map_err(|findings| refused("draw", findings))?;
    screen.findings(&drawn.findings, &[]);
    screen.note("sensitive until every convoy has arrived: hand each convoy its own lines only");
    if let Some(path) = &args.out {
        let text = serde_json::to_string_pretty(&drawn)? + "\n";
        if file::is_stream(path) {
            screen.raw(text.as_bytes())?;
            return Ok(Exit::Done);
        }
        file::write_private(path, args.force, text.as_bytes())?;
        screen.note(&format!("wrote {}, readable by you alone", path.display()));
    }
    match screen.format {
        Format::Text => screen.styled(&page::text(&drawn, &world.scenario, screen.style()))?,
        Format::Json | Format::Jsonl => screen.json(&drawn)?,
        Format::Csv => screen.csv(&page::table(&drawn, &world.scenario))?,
    }
    Ok(Exit::Done)
}

fn report(plan: &Plan, world: &World, day: Day, screen: &Screen) -> Result<Exit, Error> {
    let measured = Mix::of(plan, world).and_then(|mix| guess::measure(&mix, day, MEASURED_DAYS));
    let measured = measured.map_err(|findings| refused("draw", findings))?;
    let rate = |share: f64| format!("{share:.3}");
    let rows: Vec<Vec<String>> = measured
        .lanes
        .iter()
        .map(|lane| {
            let mut row = vec![
                lane.from.to_string(),
                lane.to.to_string(),
                lane.fleet.to_string(),
                lane.trucks.to_string(),
                lane.corridors.to_string(),
                rate(lane.best_constant),
            ];
            row.extend(lane.watchers.iter().map(|watcher| rate(watcher.hit_rate)));
            row.push(rate(lane.mix_bits));
            row.extend(lane.watchers.iter().skip(1).map(|watcher| rate(watcher.bits)));
            row
        })
        .collect();
    match screen.format {
        Format::Text => screen.styled(&page::guesses(&measured, &rows, screen.style()))?,
        Format::Json | Format::Jsonl => screen.json(&measured)?,
        Format::Csv => screen.table(&page::GUESS_COLUMNS, &rows)?,
    }
    Ok(Exit::Done)
}

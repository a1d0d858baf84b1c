//! Measures what users wait for, beside solvers of others on the same linear programs.
//!
//! `benches/run` builds and starts this. It prints one page on standard output; see there.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

mod case;
mod cases;
mod error;
mod flowing;
mod flowing_page;
mod gaming;
// Code of the tests, where `expect` is at home.
#[allow(clippy::expect_used)]
#[path = "../../crates/model/tests/large/mod.rs"]
mod large;
mod page;
mod peer;
// Code of the tests of talks.
#[allow(clippy::unwrap_used)]
#[path = "../../crates/talks/tests/random/mod.rs"]
mod random;
mod reading;
mod scaling;
mod scaling_page;
mod simulating;
mod talking;
mod usage;
mod weighing;

use case::{Case, Measured};
use error::Error;
use flowing::{Flowed, Flowing};
use page::Row;
use peer::Patience;
use scaling::{Scaled, Size};

/// As in the program itself.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(4)
        }
    }
}

/// Runs the bench, or one case of it; whether everything agreed.
fn run(arguments: &[String]) -> Result<bool, Error> {
    if let [flag, case] = arguments {
        match flag.as_str() {
            "--case" => return told(&case::measure(&serde_json::from_str(case)?)?),
            "--flow" => return told(&flowing::measure(&serde_json::from_str(case)?)?),
            "--size" => return told(&scaling::measure(&serde_json::from_str(case)?)?),
            _ => (),
        }
    }
    let options = Options::of(arguments)?;
    let python = options.python.as_deref();
    let mut page = page::Page { load: usage::load(), peer: python.is_some(), ..Default::default() };
    if options.wants("reading") {
        eprintln!("bench: reading {} sites", reading::SITES);
        page.reading = Some(reading::measure()?);
    }
    if options.wants("scenarios") {
        let (frameworks, networks) =
            (cases::frameworks(&options.out)?, cases::networks(&options.out)?);
        page.rows =
            frameworks.into_iter().chain(networks).map(|case| measure(case, python)).collect();
    }
    if options.wants("generated") {
        let sizes = cases::sizes(&options.out, options.long, options.limit_s);
        page.sizes = sizes.into_iter().map(|size| scale(size, python)).collect();
    }
    if options.wants("flows") {
        let problems = flowing::problems(&options.out);
        page.flows = problems.into_iter().map(|problem| flow(problem, python)).collect();
    }
    if options.wants("games") {
        eprintln!("bench: the interception game");
        page.games = gaming::measure()?;
    }
    if options.wants("worth") {
        eprintln!("bench: weighing terms");
        page.worths = weighing::measure()?;
    }
    if options.wants("simulate") {
        eprintln!("bench: simulating");
        page.simulated = Some(simulating::measure(&options.out, python)?);
    }
    if options.wants("talks") {
        eprintln!("bench: talks");
        page.talks = Some(talking::measure(python)?);
    }
    print!("{}", page.text());
    let complaints = page.complaints();
    complaints.iter().for_each(|why| eprintln!("bench: {why}"));
    Ok(complaints.is_empty())
}

/// Prints what was measured, for the process that asked.
fn told(measured: &impl serde::Serialize) -> Result<bool, Error> {
    println!("{}", serde_json::to_string(measured)?);
    Ok(true)
}

/// What the command line asks for.
struct Options {
    /// Where programs and imports are written.
    out: PathBuf,
    /// A Python that has highspy.
    python: Option<PathBuf>,
    /// The only part to run.
    only: Option<String>,
    /// Whether to take the large sizes too, and more time.
    long: bool,
    /// Seconds for a solver and a stage of a generated world.
    limit_s: f64,
}

impl Options {
    fn of(arguments: &[String]) -> Result<Self, Error> {
        let mut options = Self {
            out: PathBuf::from("target/benches"),
            python: None,
            only: None,
            long: arguments.iter().any(|a| a == "--long"),
            limit_s: 0.0,
        };
        options.limit_s = if options.long { 600.0 } else { 20.0 };
        let valued: Vec<&String> = arguments.iter().filter(|a| *a != "--long").collect();
        for pair in valued.chunks(2) {
            let [flag, value] = pair else { return Err(Error::Arguments) };
            match flag.as_str() {
                "--out" => options.out = PathBuf::from(value),
                "--peer" => options.python = Some(PathBuf::from(value)),
                "--only" if PARTS.contains(&value.as_str()) => {
                    options.only = Some((*value).clone());
                }
                "--limit" => options.limit_s = value.parse().map_err(|_| Error::Arguments)?,
                _ => return Err(Error::Arguments),
            }
        }
        Ok(options)
    }

    fn wants(&self, part: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only == part)
    }
}

/// Parts of the bench that can be run alone.
const PARTS: [&str; 8] =
    ["reading", "scenarios", "generated", "flows", "games", "simulate", "talks", "worth"];

/// A case in a process of its own, then HiGHS alone on its program.
fn measure(case: Case, python: Option<&Path>) -> Row {
    eprintln!("bench: planning {}", case.name);
    let measured: Result<Measured, Error> = apart("--case", &case);
    let mut peers = Ok(Vec::new());
    if let (Ok(_), Some(python)) = (&measured, python) {
        eprintln!("bench: HiGHS alone on {}", case.mps.display());
        let alone = |solver: &&str| peer::solve(python, solver, &case.mps, ALONE);
        peers = ["simplex", "ipm"].iter().map(alone).collect();
    }
    Row { name: case.name, measured, peers }
}

/// How long HiGHS alone gets on the program of a scenario.
const ALONE: Patience = Patience { seconds: 300.0, runs: 5 };

/// A generated world in a process of its own, then other solvers on its programs.
fn scale(size: Size, python: Option<&Path>) -> scaling_page::Row {
    eprintln!("bench: planning {}", size.name);
    let mut scaled: Result<Scaled, Error> = apart("--size", &size);
    let mut rivals = Vec::new();
    if let (Ok(done), Some(python)) = (&scaled, python) {
        match scaling::rivals(done, python, size.limit_s) {
            Ok(all) => rivals = all,
            Err(error) => scaled = Err(error),
        }
    }
    scaling_page::Row { size, scaled, rivals }
}

/// A flow problem in a process of its own, then HiGHS.
fn flow(flowing: Flowing, python: Option<&Path>) -> flowing::Row {
    eprintln!("bench: flows of {}", flowing.name);
    let mut flowed: Result<Flowed, Error> = apart("--flow", &flowing);
    let mut rivals = Vec::new();
    if let (Ok(_), Some(python)) = (&flowed, python) {
        match flowing::rivals(&flowing, python) {
            Ok(all) => rivals = all,
            Err(error) => flowed = Err(error),
        }
    }
    flowing::Row { flowing, flowed, rivals }
}

/// Measures in a process of its own, so that peak memory and cold times are its own.
fn apart<T: serde::de::DeserializeOwned>(
    flag: &str,
    what: &impl serde::Serialize,
) -> Result<T, Error> {
    let own = std::env::current_exe().map_err(Error::io("this program"))?;
    let mut child = Command::new(&own);
    child.arg(flag).arg(serde_json::to_string(what)?);
    let ended = child.output().map_err(Error::io(&own))?;
    Ok(serde_json::from_slice(&Error::unless_well(ended)?)?)
}

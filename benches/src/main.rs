//! Measures what users wait for, beside HiGHS alone on the same linear program.
//!
//! `benches/run` builds and starts this. It prints one page on standard output; see there.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

mod case;
mod cases;
mod error;
// Code of the tests, where `expect` is at home.
#[allow(clippy::expect_used)]
#[path = "../../crates/model/tests/large/mod.rs"]
mod large;
mod page;
mod peer;
mod reading;
mod usage;

use case::{Case, Measured};
use error::Error;
use page::Row;

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
    if let [flag, case] = arguments
        && flag == "--case"
    {
        let measured = case::measure(&serde_json::from_str(case)?)?;
        println!("{}", serde_json::to_string(&measured)?);
        return Ok(true);
    }
    let (out, python) = options(arguments)?;
    let load = usage::load();
    eprintln!("bench: reading {} sites", reading::SITES);
    let reading = reading::measure()?;
    let (frameworks, networks) = (cases::frameworks(&out)?, cases::networks(&out)?);
    let row = |case| measure(case, python.as_deref());
    let rows: Vec<Row> = frameworks.into_iter().chain(networks).map(row).collect();
    print!("{}", page::page(&reading, &rows, python.is_some(), load));
    let mut agreed = true;
    for why in rows.iter().filter_map(Row::complaint) {
        eprintln!("bench: {why}");
        agreed = false;
    }
    Ok(agreed)
}

/// `--out FOLDER` for programs and imports, and `--peer PYTHON` that has highspy.
fn options(arguments: &[String]) -> Result<(PathBuf, Option<PathBuf>), Error> {
    let (mut out, mut python) = (PathBuf::from("target/benches"), None);
    for pair in arguments.chunks(2) {
        match pair {
            [flag, value] if flag == "--out" => out = PathBuf::from(value),
            [flag, value] if flag == "--peer" => python = Some(PathBuf::from(value)),
            _ => return Err(Error::Arguments),
        }
    }
    Ok((out, python))
}

/// A case in a process of its own, then HiGHS alone on its program.
fn measure(case: Case, python: Option<&Path>) -> Row {
    eprintln!("bench: planning {}", case.name);
    let measured = apart(&case);
    let mut peers = Ok(Vec::new());
    if let (Ok(_), Some(python)) = (&measured, python) {
        eprintln!("bench: HiGHS alone on {}", case.mps.display());
        peers = peer::solve(python, &case.mps);
    }
    Row { name: case.name, measured, peers }
}

fn apart(case: &Case) -> Result<Measured, Error> {
    let own = std::env::current_exe().map_err(Error::io("this program"))?;
    let mut child = Command::new(&own);
    child.arg("--case").arg(serde_json::to_string(case)?);
    let ended = child.output().map_err(Error::io(&own))?;
    Ok(serde_json::from_slice(&Error::unless_well(ended)?)?)
}

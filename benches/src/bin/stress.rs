//! Writes a generated world: `cargo run --release -p benches --bin stress -- small OUT`.
//!
//! OUT is a folder that does not exist yet, or a file ending in `.json`.

use std::path::Path;
use std::process::ExitCode;

use benches::stress::{Shape, scenario};

const USAGE: &str = "\
usage: stress SIZE OUT [--seed N] [--days N] [--commodities N] [--zones N] [--losses]

SIZE  tiny, real, small, mid, country, or stress-N with about N sites
OUT   a new folder, or a file ending in .json";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((shape, out)) = wanted(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match write(&shape, Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stress: {error}");
            ExitCode::from(4)
        }
    }
}

/// The shape and where to write it; none if the command line makes no sense.
fn wanted(arguments: &[String]) -> Option<(Shape, &String)> {
    let (name, rest) = arguments.split_first()?;
    let (out, mut rest) = rest.split_first()?;
    let mut shape = Shape::named(name)?;
    while let Some((flag, after)) = rest.split_first() {
        if flag == "--losses" {
            shape.losses = true;
            rest = after;
            continue;
        }
        let (number, after) = after.split_first()?;
        let number: usize = number.parse().ok().filter(|n| *n > 0)?;
        match flag.as_str() {
            "--seed" => shape.seed = number as u64,
            "--days" => shape.days = number,
            "--commodities" => shape.commodities = number,
            "--zones" => shape.zones = number,
            _ => return None,
        }
        rest = after;
    }
    Some((shape, out))
}

fn write(shape: &Shape, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let scenario = scenario(shape);
    if out.extension().is_some_and(|e| e == "json") {
        std::fs::write(out, serde_json::to_string(&scenario)?)?;
    } else {
        safeconduct_io::folder::write(&scenario, out)?;
    }
    eprintln!(
        "stress: {} sites, {} zones, {} segments, {} commodities, {} days",
        scenario.sites.len(),
        scenario.zones.len(),
        scenario.segments.len(),
        scenario.commodities.len(),
        scenario.days
    );
    Ok(())
}

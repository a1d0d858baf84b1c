//! `version`: what this binary is made of.

use serde_json::json;

use super::schema::Noun;
use crate::error::Error;
use crate::exit::Exit;
use crate::options::Format;
use crate::output::Screen;

/// Print versions: of Safeconduct, its solver and its file formats.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct version
  safeconduct version --json";

/// Version of Safeconduct.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The commit it was built from, where whoever built it has said so.
///
/// Nothing is asked of git while building, and no date is kept: the same
/// sources give the same bytes.
const COMMIT: Option<&str> = option_env!("SAFECONDUCT_COMMIT");

/// Runs the command.
pub fn run(_: &Args, screen: &Screen) -> Result<Exit, Error> {
    screen.only("version", &[Format::Text, Format::Json, Format::Jsonl])?;
    if screen.format == Format::Text {
        screen.text(&describe())?;
        return Ok(Exit::Done);
    }
    screen.json(&json!({
        "schema": "safeconduct/version/1",
        "version": VERSION,
        "commit": COMMIT,
        "target": target(),
        "highs": HIGHS,
        "schemas": SCHEMAS.map(Noun::id),
    }))?;
    Ok(Exit::Done)
}

const SCHEMAS: [Noun; 6] =
    [Noun::Scenario, Noun::Plan, Noun::Findings, Noun::Answer, Noun::Schedule, Noun::Commitment];

/// The versions, for people and for bug reports.
#[must_use]
pub fn describe() -> String {
    let commit = COMMIT.map(|c| format!("commit   {c}\n")).unwrap_or_default();
    let schemas = SCHEMAS.map(Noun::id).join(" ");
    let target = target();
    format!(
        "safeconduct {VERSION}\n{commit}target   {target}\nHiGHS    {HIGHS}\nschemas  {schemas}"
    )
}

/// Version of the solver: that of the sources that `highs-sys` brings. The
/// solver itself can be asked only through unsafe code.
const HIGHS: &str = "1.15.0";

/// Processor, system and C library, as in a target triple.
fn target() -> String {
    let library = if cfg!(target_env = "musl") {
        "-musl"
    } else if cfg!(target_env = "gnu") {
        "-gnu"
    } else if cfg!(target_env = "msvc") {
        "-msvc"
    } else {
        ""
    };
    format!("{}-{}{library}", std::env::consts::ARCH, std::env::consts::OS)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_solver_named_is_the_one_locked() {
        let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock");
        let lock = std::fs::read_to_string(lock).unwrap();
        let wanted = format!("name = \"highs-sys\"\nversion = \"{}\"\n", super::HIGHS);
        assert!(lock.contains(&wanted), "mend HIGHS in version.rs");
    }
}

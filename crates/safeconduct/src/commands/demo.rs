//! `demo`: the first command that works anywhere.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::compare;
use crate::error::Error;
use crate::exit::Exit;
use crate::input;
use crate::output::{Screen, file};
use crate::planning::Choices;

/// Plan a small scenario that is built in, under four frameworks.
///
/// The scenario is fictitious: two gates, two zones, small enough to solve by
/// hand. Nothing is read, and nothing is written unless --out asks for the
/// scenario's own files, as a start for one of yours. In a checkout, ./demo
/// plans a real place.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write the scenario into this folder instead of planning it.
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace files that are there already.
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// Shown below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  safeconduct demo
  safeconduct demo --out mine
  safeconduct plan mine --framework both";

/// The scenario as it stands in the repository.
static TWO_GATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../scenarios/two-gates");

/// Runs the command.
pub fn run(args: &Args, screen: &Screen) -> Result<Exit, Error> {
    if let Some(folder) = &args.out {
        write(folder, args.force)?;
        let shown = folder.display();
        screen.note(&format!("wrote {shown}; now try `safeconduct plan {shown}`"));
        return Ok(Exit::Done);
    }
    let failed = |source| Error::Write { path: std::env::temp_dir(), source };
    let folder = tempfile::tempdir().map_err(failed)?;
    let place = folder.path().join("two-gates");
    write(&place, false)?;
    let scenario = input::scenario(&place, screen)?;
    let frameworks: Vec<_> = scenario.frameworks.iter().map(Some).collect();
    let answers = compare::answers(&scenario, &frameworks, &Choices::default(), screen)?;
    compare::show(&scenario, &answers, screen)?;
    screen.note("\nNext: `safeconduct demo --out mine` writes this scenario for you to change.");
    Ok(compare::exit(&answers, screen))
}

fn write(folder: &Path, force: bool) -> Result<(), Error> {
    let mut files = Vec::new();
    gather(&TWO_GATES, &mut files);
    let paths: Vec<_> = files.iter().map(|(path, _)| folder.join(path)).collect();
    file::refuse_taken(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>(), force)?;
    paths.iter().zip(&files).try_for_each(|(path, (_, content))| file::write(path, force, content))
}

/// Every file of the scenario except what only its tests need.
fn gather(from: &Dir<'static>, files: &mut Vec<(&'static Path, &'static [u8])>) {
    files.extend(from.files().map(|file| (file.path(), file.contents())));
    from.dirs().filter(|dir| dir.path() != Path::new("expected")).for_each(|d| gather(d, files));
}

//! What is measured: our scenarios under each framework, and conflict networks where they are there.

use std::path::{Path, PathBuf};

use safeconduct_io::folder;
use safeconduct_io::import::conflict_network::{self, Options};
use safeconduct_plan::Settings;

use crate::case::{Case, scenario};
use crate::error::Error;
use crate::scaling::Size;

/// The scenario that the goals are about.
pub const GOAL: &str = "gaza-june-2025";

/// Networks of real places, imported with what the import assumes.
const NETWORKS: [&str; 3] = ["car", "ethiopia", "ssudan_whole"];

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// One case for each framework of the scenario that the goals are about.
///
/// # Errors
/// It cannot be read.
pub fn frameworks(out: &Path) -> Result<Vec<Case>, Error> {
    let path = root().join("scenarios").join(GOAL);
    let case = |id: &str| Case {
        name: format!("{GOAL} {id}"),
        scenario: path.clone(),
        framework: Some(id.to_owned()),
        mps: out.join(format!("{GOAL}-{id}.mps")),
    };
    Ok(scenario(&path)?.frameworks.iter().map(|f| case(f.id.as_str())).collect())
}

/// The conflict networks, imported anew as they stand; none where they are not there.
///
/// # Errors
/// One cannot be imported or written.
pub fn networks(out: &Path) -> Result<Vec<Case>, Error> {
    let from = root().join("../shared/data/conflict-networks");
    NETWORKS.iter().filter(|n| from.join(n).is_dir()).map(|n| import(&from, n, out)).collect()
}

fn import(from: &Path, name: &str, out: &Path) -> Result<Case, Error> {
    let (source, imported) = (from.join(name), out.join(name));
    let read = conflict_network::read(&source, &Options::default());
    let scenario =
        read.map_err(|found| Error::Scenario { path: source, mistakes: found.0.len() })?.scenario;
    if imported.is_dir() {
        std::fs::remove_dir_all(&imported).map_err(Error::io(&imported))?;
    }
    folder::write(&scenario, &imported)?;
    let mps = out.join(format!("{name}.mps"));
    Ok(Case { name: name.to_owned(), scenario: imported, framework: None, mps })
}

/// Generated worlds from small to large. Others solve the programs of those that say so; the
/// size that users have is also planned with all rounds of the fair stage.
pub fn sizes(out: &Path, long: bool, limit_s: f64) -> Vec<Size> {
    let size = |shape: &str, peers| Size {
        name: shape.to_owned(),
        shape: shape.to_owned(),
        fair_rounds: 0,
        limit_s,
        peers,
        out: out.to_path_buf(),
    };
    let every_round = |size: Size| Size {
        name: format!("{}, every round", size.name),
        fair_rounds: Settings::default().fair_rounds,
        ..size
    };
    let mut sizes = vec![
        size("stress-60", true),
        size("stress-120", true),
        size("real", true),
        every_round(size("real", false)),
        size("small", true),
    ];
    if long {
        sizes.push(size("stress-1000", true));
        sizes.push(size("mid", true));
        sizes.push(size("country", false));
    }
    sizes
}

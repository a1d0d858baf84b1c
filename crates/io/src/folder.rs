//! Scenario folders: writing what `model::read` reads back unchanged.
//!
//! `scenario.toml` holds what is small, a CSV file each table of rows, `simulation.toml`
//! what simulations assume, and
//! `frameworks/NAME.toml` each framework (inline where a name cannot be a file's
//! or their order is not that of their names). Numbers are written in their shortest
//! decimal form.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
//! formula, and no mark in front of it would survive reading back. So a table
//! with such a text, or with any text that a CSV cell cannot hold unchanged,
//! is written inline in `scenario.toml` instead.

use std::path::{Path, PathBuf};

use safeconduct_model::scenario::Scenario;
use safeconduct_model::simulation::Simulation;
use toml::{Table, Value};

mod cells;
mod readme;

/// Tables that are written as CSV where their rows allow it.
const AS_CSV: [&str; 11] = [
    "sites",
    "zones",
    "populations",
    "segments",
    "conditions",
    "supply",
    "stocks",
    "reach",
    "basket",
    "assumptions",
    "alternates",
];

/// Integers beyond this may not be exact in a double.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Why a folder could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file or folder could not be made.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Something is there already; old tables would be read with the new ones.
    #[error("{path} is there already and not empty", path = .0.display())]
    Occupied(PathBuf),
    /// The scenario holds what TOML cannot (a number that is not finite is one).
    #[error("the scenario cannot be written as TOML: {0}")]
    Toml(#[from] toml::ser::Error),
    /// A table could not be written as CSV.
    #[error("a table cannot be written as CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// Writes `scenario` to `folder`, which is new or empty: all of it or nothing.
///
/// # Errors
/// See [`WriteError`].
pub fn write(scenario: &Scenario, folder: &Path) -> Result<(), WriteError> {
    write_beside(scenario, &[], folder)
}

/// As [`write`], with further files beside the scenario's own, by name and text.
///
/// # Errors
/// See [`WriteError`].
pub fn write_beside(
    scenario: &Scenario,
    beside: &[(String, String)],
    folder: &Path,
) -> Result<(), WriteError> {
    let mut files = files(scenario)?;
    files.extend_from_slice(beside);
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(WriteError::Occupied(folder.to_owned()));
    }
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    make(parent)?;
    let staging = tempfile::Builder::new()
        .prefix(".safeconduct-")
        .tempdir_in(parent)
        .map_err(|source| WriteError::Io { path: parent.to_owned(), source })?;
    let staged = staging.path().join("scenario");
    for (name, text) in files {
        let path = staged.join(name);
        make(path.parent().unwrap_or(&staged))?;
        std::fs::write(&path, text).map_err(|source| WriteError::Io { path, source })?;
    }
    // An empty folder stands in the way of renaming on some systems.
    if folder.is_dir() {
        let gone = std::fs::remove_dir(folder);
        gone.map_err(|source| WriteError::Io { path: folder.to_owned(), source })?;
    }
    std::fs::rename(&staged, folder)
        .map_err(|source| WriteError::Io { path: folder.to_owned(), source })
}

fn make(folder: &Path) -> Result<(), WriteError> {
    std::fs::create_dir_all(folder)
        .map_err(|source| WriteError::Io { path: folder.to_owned(), source })
}

/// Every file of the folder: its path within it, and its text.
fn files(scenario: &Scenario) -> Result<Vec<(String, String)>, WriteError> {
    let mut document = Table::try_from(scenario)?;
    let mut files = Vec::new();
    if let Some(Value::Array(frameworks)) = document.get("frameworks")
        && let Some(apart) = framework_files(frameworks)?
    {
        files.extend(apart);
        document.remove("frameworks");
    }
    if let Some(Value::Table(assumed)) = document.remove("simulation") {
        files.push(("simulation.toml".to_owned(), text_of(assumed)?));
    }
    for name in AS_CSV {
        let Some(Value::Array(table)) = document.get(name) else { continue };
        if let Some(text) = cells::csv(table)? {
            files.push((format!("{name}.csv"), text));
            document.remove(name);
        }
    }
    files.push(("scenario.toml".to_owned(), text_of(document)?));
    files.push(("README.md".to_owned(), readme::text(scenario)));
    Ok(files)
}

/// One file a framework; none where the order or a name would not come back:
/// they are read in the order of their names, and not every identifier can be
/// a file's name on every system.
fn framework_files(frameworks: &[Value]) -> Result<Option<Vec<(String, String)>>, WriteError> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut before = String::new();
    for framework in frameworks {
        let mut table = framework.as_table().cloned().unwrap_or_default();
        let id = match table.remove("id") {
            Some(Value::String(id)) => id,
            _ => String::new(),
        };
        let name = format!("{id}.toml");
        if !names_a_file(&id) || name <= before {
            return Ok(None);
        }
        files.push((format!("frameworks/{name}"), text_of(table)?));
        before = name;
    }
    Ok(Some(files))
}

/// Whether an identifier is the same name on every file system: no separators,
/// and no capitals that some systems do not tell apart.
fn names_a_file(id: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
    !id.is_empty() && !id.starts_with('.') && !id.ends_with('.') && id.bytes().all(allowed)
}

/// What `simulation.toml` holds, as text.
///
/// # Errors
/// A number in it is not finite.
pub fn simulation(assumed: &Simulation) -> Result<String, WriteError> {
    text_of(Table::try_from(assumed)?)
}

fn text_of(table: Table) -> Result<String, WriteError> {
    let mut value = Value::Table(table);
    shorten(&mut value);
    Ok(toml::to_string(&value)?)
}

/// Writes 1000.0 as 1000: whole numbers without a point.
fn shorten(value: &mut Value) {
    match value {
        Value::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            *value = Value::Integer(*number as i64);
        }
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::Table(table) => table.iter_mut().for_each(|(_, item)| shorten(item)),
        _ => {}
    }
}

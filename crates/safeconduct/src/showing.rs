//! A plan in the forms a user asked for: on standard output and in files.

use std::path::{Path, PathBuf};

use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use crate::error::Error;
use crate::options::Format;
use crate::output::{Screen, file};
use safeconduct_io::report::{csv, geojson, html, text};

/// Files a plan can be written to, besides the plan itself.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Files {
    /// Write one self-contained page with a map; - is standard output.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Write tables for a spreadsheet into this folder.
    #[arg(long, value_name = "DIR")]
    pub csv: Option<PathBuf>,
    /// Write the map as GeoJSON; - is standard output.
    #[arg(long, value_name = "FILE")]
    pub geojson: Option<PathBuf>,
    /// Replace files that are there already.
    #[arg(long)]
    pub force: bool,
}

impl Files {
    /// Refuses targets that are taken, before any long work.
    ///
    /// # Errors
    /// A file that exists already, one path named twice, two results for
    /// standard output, or no folder where one is needed.
    pub fn refuse_taken(&self, also: Option<&Path>, screen: &Screen) -> Result<(), Error> {
        if let Some(folder) = &self.csv {
            refuse_no_folder(folder)?;
        }
        let single = [self.html.as_deref(), self.geojson.as_deref(), also];
        let targets: Vec<&Path> = single.into_iter().flatten().collect();
        file::refuse_taken(&targets, self.force)?;
        let named = [("--html", &self.html), ("--geojson", &self.geojson)];
        for (option, path) in named {
            if path.as_deref().is_some_and(file::is_stream) {
                refuse_form(option, screen)?;
            }
        }
        // As JSON, the plan itself is what is printed: one document all the same.
        if also.is_some_and(file::is_stream) && !screen.format.is_json() {
            refuse_form("--out", screen)?;
        }
        Ok(())
    }

    /// Whether one of these files is standard output, so that nothing else may
    /// go there.
    #[must_use]
    pub fn on_stdout(&self) -> bool {
        [&self.html, &self.geojson].into_iter().flatten().any(|path| file::is_stream(path))
    }

    /// Writes every file asked for.
    ///
    /// # Errors
    /// A file exists already, or the system refuses.
    pub fn write(&self, world: &World, plan: &Plan, screen: &Screen) -> Result<(), Error> {
        if let Some(path) = &self.html {
            save(path, self.force, html::plan(world, plan).as_bytes(), screen)?;
        }
        if let Some(path) = &self.geojson {
            save(path, self.force, geojson::plan(world, plan).as_bytes(), screen)?;
        }
        let Some(folder) = &self.csv else { return Ok(()) };
        let tables = csv::plan(world, plan);
        let paths: Vec<PathBuf> = tables.iter().map(|(name, _)| folder.join(name)).collect();
        file::refuse_taken(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>(), self.force)?;
        for (path, (_, table)) in paths.iter().zip(&tables) {
            save(path, self.force, table.as_bytes(), screen)?;
        }
        Ok(())
    }
}

/// Refuses a page that is taken, or asked for beside another form on standard
/// output, before any long work. Whether the page goes to standard output, so that
/// nothing else may.
///
/// # Errors
/// A file that exists already, or two results for standard output.
pub fn page(path: Option<&Path>, force: bool, screen: &Screen) -> Result<bool, Error> {
    let Some(path) = path else { return Ok(false) };
    file::refuse_taken(&[path], force)?;
    if file::is_stream(path) {
        refuse_form("--html", screen)?;
    }
    Ok(file::is_stream(path))
}

/// Refuses a form asked for where another document goes to standard output.
///
/// # Errors
/// The form is not the default one.
pub fn refuse_form(option: &'static str, screen: &Screen) -> Result<(), Error> {
    match screen.format {
        Format::Text => Ok(()),
        _ => Err(Error::TwoResults { option, format: screen.form() }),
    }
}

/// Refuses what is no folder and cannot become one.
fn refuse_no_folder(path: &Path) -> Result<(), Error> {
    let taken = path.metadata().is_ok_and(|found| !found.is_dir());
    if taken || file::is_stream(path) {
        return Err(Error::NotAFolder(path.to_path_buf()));
    }
    Ok(())
}

/// Writes one result, to standard output where the path is `-`, and says where.
///
/// # Errors
/// The file exists already, or the system refuses.
pub fn save(path: &Path, force: bool, content: &[u8], screen: &Screen) -> Result<(), Error> {
    if file::is_stream(path) {
        return screen.raw(content);
    }
    file::write(path, force, content)?;
    screen.note(&format!("wrote {}", path.display()));
    Ok(())
}

/// Prints a plan in the form asked for; as CSV, its table of zones.
///
/// # Errors
/// Standard output fails or is closed.
pub fn print(world: &World, plan: &Plan, screen: &Screen) -> Result<(), Error> {
    match screen.format {
        Format::Text => screen.styled(&text::plan(world, plan, screen.style())),
        Format::Json | Format::Jsonl => screen.json(plan),
        Format::Csv => match csv::plan(world, plan).first() {
            Some((_, table)) => screen.csv(table),
            None => Ok(()),
        },
    }
}

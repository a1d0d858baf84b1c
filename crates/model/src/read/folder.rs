//! The files of a scenario, read whole before anything is parsed.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{Format, Gather};
use crate::document::source::Source;
use crate::document::{LARGEST, Span};
use crate::finding::Code;

use super::documents::TABLES;
use super::nearest;

/// What a file is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The scenario itself.
    Root(Format),
    /// Rows of one table.
    Table(&'static str),
    /// The roads, as GeoJSON.
    Roads,
    /// A framework of this name.
    Framework(String),
    /// What simulations assume.
    Simulation,
    /// Talks, whose timetable terms may name.
    Talks,
    /// Only named in a finding.
    Named,
}

/// The texts of a scenario.
#[derive(Debug, Default)]
pub(super) struct Input {
    /// The texts.
    pub sources: Vec<Source>,
    /// What each is for.
    pub roles: Vec<Role>,
    /// The scenario's name, unless it carries one.
    pub name: String,
    /// The file of talks beside it, which is read only where a term names its
    /// timetable.
    pub talks: Option<PathBuf>,
}

impl Input {
    /// No texts yet.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Adds a text; its place for findings.
    pub fn add(&mut self, source: Source, role: Role) -> Span {
        let at = Span {
            source: u32::try_from(self.sources.len()).unwrap_or(u32::MAX),
            start: 0,
            end: 0,
        };
        self.sources.push(source);
        self.roles.push(role);
        at
    }

    /// The place of a file of which nothing can be shown.
    fn name_only(&mut self, path: &Path) -> Span {
        let source = Source::new(path.display().to_string(), String::new());
        self.add(source, Role::Named)
    }
}

/// The file's name without its ending.
pub(super) fn stem(path: &Path) -> String {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned());
    stem.filter(|s| !s.is_empty()).unwrap_or_else(|| "scenario".to_owned())
}

/// Reads every file that `path` stands for.
pub(super) fn load(path: &Path, gather: &mut Gather) -> Input {
    if path.is_dir() {
        return folder(path, gather);
    }
    if path.file_name().is_some_and(|name| name == ROOT) {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
        return folder(parent.unwrap_or(Path::new(".")), gather);
    }
    let mut input = Input::named(&stem(path));
    let format = match extension(path).as_str() {
        "json" => Some(Format::Json),
        "toml" => Some(Format::Toml),
        _ => None,
    };
    match format {
        Some(format) => file(&mut input, path, Role::Root(format), gather),
        None if path.exists() => {
            let at = input.name_only(path);
            let what = "this is neither a scenario folder nor a .toml or .json file";
            gather.add(Code::FileUnreadable, at, what, "name a folder that holds a scenario.toml");
        }
        None => {
            let at = input.name_only(path);
            let mend = "check the path; a scenario is a folder with a scenario.toml";
            gather.add(Code::FileUnreadable, at, "there is no such file or folder", mend);
        }
    }
    input
}

/// Reads one file whose ending tells its format; TOML where it tells none.
pub(super) fn single(path: &Path, gather: &mut Gather) -> Input {
    let mut input = Input::named(&stem(path));
    let format = if extension(path) == "json" { Format::Json } else { Format::Toml };
    file(&mut input, path, Role::Root(format), gather);
    input
}

const ROOT: &str = "scenario.toml";
const ROADS: &str = "segments.geojson";
const SIMULATION: &str = "simulation.toml";
const TALKS: &str = "talks.toml";

fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

fn folder(path: &Path, gather: &mut Gather) -> Input {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = whole.file_name().map(|n| n.to_string_lossy().into_owned());
    let mut input = Input::named(&name.unwrap_or_else(|| "scenario".to_owned()));
    let root = path.join(ROOT);
    if root.exists() {
        file(&mut input, &root, Role::Root(Format::Toml), gather);
    } else {
        let source = Source::new(path.display().to_string(), String::new());
        let at = input.add(source, Role::Root(Format::Toml));
        gather.unread.insert(at.source);
        let mend = "write a scenario.toml with `schema`, `title`, `start`, `days` and `need`";
        gather.add(Code::FileMissing, at, "the folder holds no scenario.toml", mend);
    }
    for entry in listing(path, &mut input, gather) {
        let name = entry.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let table = TABLES.iter().find(|t| name == format!("{t}.csv"));
        match table {
            _ if name == ROOT || is_beside(&name) => {}
            None if name == ROADS => file(&mut input, &entry, Role::Roads, gather),
            None if name == TALKS => input.talks = Some(entry),
            None if name == SIMULATION => file(&mut input, &entry, Role::Simulation, gather),
            Some(table) => file(&mut input, &entry, Role::Table(table), gather),
            None if name == "frameworks" && entry.is_dir() => {
                frameworks(&mut input, &entry, gather)
            }
            None => unknown(&mut input, &entry, &name, gather),
        }
    }
    input
}

/// Files that belong to a scenario folder but hold no part of the scenario.
fn is_beside(name: &str) -> bool {
    let geography = name.ends_with(".geojson") && name != ROADS;
    let words = name.ends_with(".md") || name.starts_with('.') || name.starts_with("LICENSE");
    geography || words || name == "expected"
}

fn frameworks(input: &mut Input, folder: &Path, gather: &mut Gather) {
    for entry in listing(folder, input, gather) {
        let name = entry.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if extension(&entry) == "toml" && !name.starts_with('.') {
            file(input, &entry, Role::Framework(stem(&entry)), gather);
        } else if !is_beside(&name) {
            unknown(input, &entry, &name, gather);
        }
    }
}

fn unknown(input: &mut Input, entry: &Path, name: &str, gather: &mut Gather) {
    let at = input.name_only(entry);
    let tables = TABLES.iter().map(|t| format!("{t}.csv"));
    let known: Vec<String> =
        tables.chain([ROOT, SIMULATION, "frameworks"].map(str::to_owned)).collect();
    // `Zones.CSV` is not read everywhere, so it is not read anywhere.
    let mend = nearest::nearest(name, known.iter().map(String::as_str)).map_or_else(
        || "move it elsewhere, or into `expected`".to_owned(),
        |name| format!("did you mean `{name}`?"),
    );
    gather.add(Code::FileUnknown, at, "this file is no part of a scenario and was not read", mend);
}

fn listing(folder: &Path, input: &mut Input, gather: &mut Gather) -> Vec<PathBuf> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
            paths.sort();
            paths
        }
        Err(error) => {
            let at = input.name_only(folder);
            let what = format!("the folder could not be listed: {error}");
            gather.add(Code::FileUnreadable, at, what, "check that you may read it");
            Vec::new()
        }
    }
}

/// Reads one file; where it cannot be read its place is kept.
pub(super) fn file(input: &mut Input, path: &Path, role: Role, gather: &mut Gather) {
    let named = path.display().to_string();
    match bytes(path) {
        Err((code, what)) => {
            // The role is kept, so that what the file would have held counts as
            // unread and not as missing.
            let at = input.add(Source::new(named, String::new()), role);
            gather.add(code, at, what, "check the file and that you may read it");
            gather.unread.insert(at.source);
        }
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => {
                input.add(Source::new(named, text), role);
            }
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let mut at = input.add(Source::new(named, text), role);
                gather.unread.insert(at.source);
                at.start = u32::try_from(valid).unwrap_or(u32::MAX);
                at.end = at.start.saturating_add(1);
                let mend = "save the file as UTF-8; in a spreadsheet choose 'CSV UTF-8'";
                gather.add(Code::FileNotUtf8, at, "the text here is not UTF-8", mend);
            }
        },
    }
}

/// The bytes of a regular file within the limit.
fn bytes(path: &Path) -> Result<Vec<u8>, (Code, String)> {
    let unreadable = |e: std::io::Error| (Code::FileUnreadable, format!("cannot be read: {e}"));
    // Opening a pipe would wait for a writer that never comes.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err((Code::FileUnreadable, "this is not a regular file".to_owned()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        let what = format!("the file is larger than {} MiB", LARGEST >> 20);
        return Err((Code::FileTooLarge, what));
    }
    Ok(bytes)
}

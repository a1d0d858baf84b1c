//! Reading scenarios: every finding at once.
//!
//! Files become documents ([`crate::document`]), documents are upgraded
//! (`upgrade`), tables become nouns; then references are answered and
//! the whole is looked over. No mistake hides another: a file that cannot be
//! parsed only silences what would follow from it.

use std::path::Path;

use crate::document::source::Source;
use crate::finding::Findings;
use crate::scenario::Scenario;
use crate::talks::Talks;

mod alternate;
mod assemble;
mod documents;
mod fields;
mod folder;
mod framework;
mod gather;
mod geojson;
mod goods;
mod interceptor;
mod look;
mod nearest;
mod number;
mod place;
mod reference;
mod remark;
mod road;
mod shown;
mod simulation;
mod tables;
mod talks;
mod term;
mod timetable;
mod truck;
mod upgrade;

pub(crate) use documents::Documents;
pub(crate) use gather::Gather;
pub use talks::{ReadTalks, talks, talks_text};

/// The format of a scenario that stands in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One TOML document with every table inline.
    Toml,
    /// One JSON document, as serde writes a [`Scenario`].
    Json,
}

/// A text that was read, for showing where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// The file as the user named it.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// What reading came to.
#[derive(Clone, Debug)]
pub struct Read {
    /// The scenario, unless an error was found.
    pub scenario: Option<Scenario>,
    /// The talks beside it, where a term names their timetable.
    pub talks: Option<Talks>,
    /// Everything found, in the order of files and places.
    pub findings: Findings,
    /// The texts that were read.
    pub sources: Vec<SourceText>,
}

/// Reads a scenario: a folder, its `scenario.toml`, or a single `.json` or
/// `.toml` file with every table inline.
#[must_use]
pub fn path(path: &Path) -> Read {
    let mut gather = Gather::default();
    let input = folder::load(path, &mut gather);
    finish(input, gather)
}

/// Reads a scenario from one text; `name` is the file named in findings.
#[must_use]
pub fn text(name: &str, text: &str, format: Format) -> Read {
    let mut input = folder::Input::named(&folder::stem(Path::new(name)));
    input.add(Source::new(name.to_owned(), text.to_owned()), folder::Role::Root(format));
    finish(input, Gather::default())
}

fn finish(mut input: folder::Input, mut gather: Gather) -> Read {
    let scenario = assemble::scenario(&input, &mut gather);
    let talks = timetable::talks(&mut input, &mut gather);
    let scenario = scenario.filter(|_| !gather.any_error());
    let findings = gather.into_findings(&input.sources);
    let sources = input.sources.into_iter().filter(|s| !s.text.is_empty());
    let sources = sources.map(|s| SourceText { file: s.file, text: s.text }).collect();
    Read { scenario, talks, findings, sources }
}

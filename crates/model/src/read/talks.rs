//! Reading talks: parties, elements and events first, then everything that
//! names them.

use std::path::Path;

use super::fields::Fields;
use super::{Format, Gather, SourceText, folder};
use crate::document::source::Source;
use crate::document::{Kind, Span, Value, json, toml};
use crate::finding::{Code, Findings};
use crate::talks::{FORMAT, Talks};

mod expression;
mod graph;
mod names;
mod people;
mod position;
mod table;
mod text;
mod time;

use names::Names;

/// What reading talks came to.
#[derive(Clone, Debug)]
pub struct ReadTalks {
    /// The talks, unless an error was found.
    pub talks: Option<Talks>,
    /// Everything found, in the order of places.
    pub findings: Findings,
    /// The texts that were read.
    pub sources: Vec<SourceText>,
}

/// Reads a file of talks: TOML, or JSON with the same keys.
#[must_use]
pub fn talks(path: &Path) -> ReadTalks {
    let mut gather = Gather::default();
    let input = folder::single(path, &mut gather);
    finish(input, gather)
}

/// Reads talks from one text; `name` is the file named in findings.
#[must_use]
pub fn talks_text(name: &str, text: &str, format: Format) -> ReadTalks {
    let mut input = folder::Input::named(&folder::stem(Path::new(name)));
    input.add(Source::new(name.to_owned(), text.to_owned()), folder::Role::Root(format));
    finish(input, Gather::default())
}

fn finish(input: folder::Input, mut gather: Gather) -> ReadTalks {
    let talks = parse(&input, 0, &mut gather).filter(|_| !gather.any_error());
    let findings = gather.into_findings(&input.sources);
    let sources = input.sources.into_iter().filter(|s| !s.text.is_empty());
    let sources = sources.map(|s| SourceText { file: s.file, text: s.text }).collect();
    ReadTalks { talks, findings, sources }
}

/// The talks of one text of the input, unless it cannot be parsed.
pub(super) fn parse(input: &folder::Input, number: u32, gather: &mut Gather) -> Option<Talks> {
    let source = input.sources.get(number as usize)?;
    if gather.unread.contains(&number) {
        return None;
    }
    let (text, origin) = source.body(number);
    let parsed = match input.roles.get(number as usize)? {
        folder::Role::Root(Format::Json) => json::parse(text, origin),
        folder::Role::Root(Format::Toml) | folder::Role::Talks => toml::parse(text, origin),
        _ => return None,
    };
    match parsed {
        Ok(value) => whole(&value, gather),
        Err(problems) => {
            gather.problems(problems);
            None
        }
    }
}

fn whole(value: &Value, gather: &mut Gather) -> Option<Talks> {
    let mut f = Fields::open(value, "file of talks", gather)?;
    format(&mut f);
    let mut talks = Talks {
        title: f.text("title").unwrap_or_default(),
        as_of: text::date(&mut f, "as_of"),
        start: text::date(&mut f, "start"),
        ..Talks::default()
    };
    talks.sources = people::sources(&mut f);
    talks.parties = rows(&mut f, "party", people::party);
    talks.elements = rows(&mut f, "element", table::element);
    talks.events = rows(&mut f, "event", time::event);
    let mut names = Names::of(&talks, &mut f);
    talks.definitions = table::definitions(&mut f, &mut names);
    // Events name parties, which are known only now.
    time::parties(&mut f, &mut talks.events, &names);
    talks.channels = named_rows(&mut f, "channel", &names, people::channel);
    talks.rules = named_rows(&mut f, "rule", &names, table::rule);
    talks.positions = named_rows(&mut f, "position", &names, position::position);
    talks.drafts = named_rows(&mut f, "draft", &names, table::draft);
    talks.choices = named_rows(&mut f, "choice", &names, table::choice);
    talks.utilities = named_rows(&mut f, "utility", &names, table::utility);
    talks.contingents = named_rows(&mut f, "contingent", &names, time::contingent);
    talks.lags = named_rows(&mut f, "lag", &names, time::lag);
    talks.zones = named_rows(&mut f, "zone", &names, time::zone);
    talks.happened = text::words(&mut f, "happened");
    talks.ruled_out = text::words(&mut f, "ruled_out");
    talks.exchange = time::exchange(&mut f, &names);
    talks.conflict = graph::conflict(&mut f);
    names::repeated(&talks, &mut f);
    f.finish();
    Some(talks)
}

fn format(f: &mut Fields) {
    let Some(value) = f.need("format") else { return };
    let Some(format) = f.as_text(value, "format") else { return };
    if format != FORMAT {
        let what = format!("the format is {}", super::shown::quote(&format));
        f.gather.add(Code::UnknownName, value.span, what, format!("write format = \"{FORMAT}\""));
    }
}

/// The rows of a table that name nothing else.
fn rows<T>(f: &mut Fields, name: &'static str, read: fn(&mut Fields) -> Option<T>) -> Vec<T> {
    let items = f.items(name).unwrap_or_default();
    let mut found = Vec::with_capacity(items.len());
    for item in &items {
        let Some(mut fields) = Fields::open(item, name, f.gather) else { continue };
        found.extend(read(&mut fields));
        fields.finish();
    }
    found
}

/// The rows of a table that name parties, elements or events.
fn named_rows<T>(
    f: &mut Fields,
    name: &'static str,
    names: &Names,
    read: fn(&mut Fields, &Names) -> Option<T>,
) -> Vec<T> {
    let items = f.items(name).unwrap_or_default();
    let mut found = Vec::with_capacity(items.len());
    for item in &items {
        let Some(mut fields) = Fields::open(item, name, f.gather) else { continue };
        found.extend(read(&mut fields, names));
        fields.finish();
    }
    found
}

/// Where an entry's value stands, if it is text.
fn worded<'v>(value: &'v Value) -> Option<(&'v str, Span)> {
    match &value.kind {
        Kind::Text(text) | Kind::Cell(text) => Some((text.as_ref(), value.span)),
        _ => None,
    }
}

//! The documents of a scenario: what stands at the top, and every table's rows
//! wherever they were written.

use std::collections::BTreeMap;

use super::folder::{Input, Role};
use super::reference::Noun;
use super::{Format, Gather, geojson};
use crate::document::{Kind, Span, Table, Value, csv, json, toml};
use crate::finding::Code;

use super::number::shown;

/// The tables of a scenario, which may stand inline, as CSV, or both.
pub(super) const TABLES: &[&str] = &[
    "sites",
    "zones",
    "populations",
    "segments",
    "conditions",
    "supply",
    "stocks",
    "reach",
    "basket",
    "commodities",
    "tracks",
    "fleets",
    "assumptions",
    "alternates",
];

/// Where the assumptions of simulations stand inline.
const SIMULATION: &str = "simulation";

/// Where frameworks stand inline.
pub(super) const FRAMEWORKS: &str = "frameworks";

/// The rows of one table.
#[derive(Debug, Default)]
pub(crate) struct Rows<'a> {
    /// The rows, each a table.
    pub rows: Vec<Value<'a>>,
    /// Whether the table was written at all, be it without rows.
    pub given: bool,
    /// Where it was first written.
    pub span: Span,
}

/// Everything parsed, nothing yet understood.
#[derive(Debug, Default)]
pub(crate) struct Documents<'a> {
    /// The top of the scenario, without its tables; `None` if it could not be
    /// parsed.
    pub root: Option<Value<'a>>,
    /// Rows by table.
    pub tables: BTreeMap<&'static str, Rows<'a>>,
    /// What simulations assume, in a file of its own or inline.
    pub simulation: Option<Value<'a>>,
    /// Frameworks that stand in files, by name.
    pub frameworks: Vec<(String, Value<'a>)>,
}

impl<'a> Documents<'a> {
    /// Parses every text of the input.
    pub(super) fn parse(input: &'a Input, gather: &mut Gather) -> Self {
        let mut documents = Self::default();
        for (number, (source, role)) in input.sources.iter().zip(&input.roles).enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            if gather.unread.contains(&number) {
                broken(role, gather);
                continue;
            }
            let (text, origin) = source.body(number);
            let parsed = match role {
                Role::Named | Role::Talks => continue,
                Role::Root(Format::Json) | Role::Roads => json::parse(text, origin),
                Role::Root(Format::Toml) | Role::Framework(_) | Role::Simulation => {
                    toml::parse(text, origin)
                }
                Role::Table(name) => {
                    let read = csv::parse(text, origin);
                    if !read.problems.is_empty() {
                        broken(role, gather);
                    }
                    gather.problems(read.problems);
                    documents.extend(name, read.rows, origin.span(0..0));
                    continue;
                }
            };
            match parsed {
                Ok(value) => documents.place(role, value, gather),
                Err(problems) => {
                    broken(role, gather);
                    gather.problems(problems);
                }
            }
        }
        documents
    }

    fn place(&mut self, role: &Role, mut value: Value<'a>, gather: &mut Gather) {
        match role {
            Role::Roads => {
                let at = Span { end: value.span.start, ..value.span };
                let before = gather.len();
                let rows = geojson::rows(value, gather);
                if gather.len() > before {
                    broken(role, gather);
                }
                self.extend("segments", rows, at);
            }
            Role::Framework(stem) => self.frameworks.push((stem.clone(), value)),
            Role::Simulation => self.assume(value, gather),
            _ => {
                if let Kind::Table(top) = &mut value.kind {
                    self.take_tables(top, gather);
                } else {
                    broken(role, gather);
                }
                self.root = Some(value);
            }
        }
    }

    /// Moves the tables written inline out of the top.
    fn take_tables(&mut self, top: &mut Table<'a>, gather: &mut Gather) {
        let known = |key: &str| TABLES.iter().chain([&FRAMEWORKS]).find(|t| **t == key).copied();
        for entry in std::mem::take(&mut top.entries) {
            if entry.key == SIMULATION {
                self.assume(entry.value, gather);
                continue;
            }
            let Some(name) = known(&entry.key) else {
                top.entries.push(entry);
                continue;
            };
            match entry.value.kind {
                Kind::List(rows) => self.extend(name, rows, entry.key_span),
                other => {
                    self.extend(name, Vec::new(), entry.key_span);
                    break_table(name, gather);
                    let what =
                        format!("`{name}` must be a list of rows, here it is {}", shown(&other));
                    let mend = format!("write each row under [[{name}]]");
                    gather.add(Code::WrongType, entry.value.span, what, mend);
                }
            }
        }
    }

    /// Keeps what simulations assume, which may stand in one place only.
    fn assume(&mut self, value: Value<'a>, gather: &mut Gather) {
        if let Some(first) = &self.simulation {
            let what = "simulation.toml and the scenario both say what simulations assume";
            let mend = "keep one of the two";
            gather.add_beside(Code::SyntaxDuplicateKey, value.span, first.span, what, mend);
        } else {
            self.simulation = Some(value);
        }
    }

    fn extend(&mut self, name: &'static str, rows: Vec<Value<'a>>, span: Span) {
        let table = self.tables.entry(name).or_default();
        if !table.given {
            table.span = span;
        }
        table.given = true;
        table.rows.extend(rows);
    }

    /// The rows of a table.
    pub fn rows(&self, name: &str) -> &[Value<'a>] {
        self.tables.get(name).map(|t| t.rows.as_slice()).unwrap_or_default()
    }
}

/// Names of these tables may be missing, because their text could not be read.
fn broken(role: &Role, gather: &mut Gather) {
    match role {
        Role::Root(_) => TABLES.iter().for_each(|name| break_table(name, gather)),
        Role::Table(name) => break_table(name, gather),
        Role::Roads => break_table("segments", gather),
        Role::Framework(_) | Role::Simulation | Role::Talks | Role::Named => {}
    }
}

/// Names of this table may be missing: references into it are not judged.
pub(super) fn break_table(name: &'static str, gather: &mut Gather) {
    let nouns: &[Noun] = match name {
        "sites" => &[Noun::Site],
        "zones" => &[Noun::Zone],
        "segments" => &[Noun::Segment, Noun::Area],
        "commodities" => &[Noun::Commodity, Noun::FoodGroup],
        "tracks" => &[Noun::Track],
        "fleets" => &[Noun::Fleet, Noun::Operator],
        _ => &[],
    };
    gather.broken.extend(nouns);
    gather.broken_tables.insert(name);
}

//! Documents: TOML, JSON and CSV as one tree of values with their places.
//!
//! Every frontend checks its limits (depth, NUL) before it parses, borrows from
//! the text it reads, and turns what it cannot read into [`Problem`]s.

use std::borrow::Cow;

use crate::finding::Code;

pub mod csv;
mod depth;
mod hxl;
pub mod json;
pub mod source;
pub mod toml;

/// The deepest nesting of values that is read.
pub const DEEPEST: usize = 64;

/// The largest file that is read, in bytes (64 MiB).
pub const LARGEST: u64 = 64 << 20;

/// The most values that one file may hold: beyond that the tree would take
/// more memory than a laptop has to spare.
pub const MOST_VALUES: usize = 2_000_000;

/// A stretch of a source text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which of the sources.
    pub source: u32,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// Where a parsed text begins within its source: after a byte order mark, if
/// there is one.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// Which of the sources.
    pub source: u32,
    /// Bytes before the parsed text.
    pub base: usize,
}

impl Origin {
    /// The span of a byte range of the parsed text.
    #[must_use]
    pub fn span(self, range: std::ops::Range<usize>) -> Span {
        // Files are limited to 64 MiB, so offsets always fit.
        let fit = |at: usize| u32::try_from(at + self.base).unwrap_or(u32::MAX);
        Span { source: self.source, start: fit(range.start), end: fit(range.end) }
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Value<'a> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'a>,
}

/// The kinds of value that the three formats have between them.
#[derive(Clone, Debug)]
pub enum Kind<'a> {
    /// Keys and values.
    Table(Table<'a>),
    /// Values in order.
    List(Vec<Value<'a>>),
    /// Text in quotes.
    Text(Cow<'a, str>),
    /// A number as written, and what it comes to.
    Number(Cow<'a, str>, f64),
    /// True or false.
    Bool(bool),
    /// A date or time as written.
    Date(&'a str),
    /// JSON's null.
    Null,
    /// A cell of a spreadsheet: text, number, date or `;`-list as the field needs.
    Cell(Cow<'a, str>),
    /// An empty cell: the field is left out.
    Empty,
}

impl Kind<'_> {
    /// The kind in words.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Table(_) => "a table",
            Self::List(_) => "a list",
            Self::Text(_) => "text",
            Self::Number(..) => "a number",
            Self::Bool(_) => "true or false",
            Self::Date(_) => "a date",
            Self::Null => "null",
            Self::Cell(_) => "a cell",
            Self::Empty => "nothing",
        }
    }
}

/// Keys and values in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// The entries; keys differ.
    pub entries: Vec<Entry<'a>>,
    /// The header row, if this is a row of a spreadsheet: a column that is
    /// missing is missing there.
    pub header: Option<Span>,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The field that the column's HXL hashtag stands for, if it has one.
    pub alias: Option<&'static str>,
    /// The value.
    pub value: Value<'a>,
}

impl<'a> Table<'a> {
    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.entries.iter().find(|e| e.key == key).map(|e| &e.value)
    }

    /// The value of `key`, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value<'a>> {
        self.entries.iter_mut().find(|e| e.key == key).map(|e| &mut e.value)
    }
}

/// Something that kept a text, or a part of it, from being read.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What kind of finding it is.
    pub code: Code,
    /// Where it stands.
    pub span: Span,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Problem {
    /// A problem of its parts.
    pub fn new(code: Code, span: Span, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { code, span, what: what.into(), mend: mend.into() }
    }
}

/// Refuses a text of more values than are read.
fn too_many(at: usize, origin: Origin) -> Problem {
    let what = format!("the file holds more than {MOST_VALUES} values");
    let mend = "split it, or leave out what the scenario does not need";
    Problem::new(Code::FileTooLarge, origin.span(at..at + 1), what, mend)
}

/// Refuses NUL, which no scenario needs and which hides text in other tools.
fn nul(text: &str, origin: Origin) -> Option<Problem> {
    let at = text.find('\0')?;
    let what = "a NUL character stands in the text";
    Some(Problem::new(Code::Syntax, origin.span(at..at + 1), what, "remove the character"))
}

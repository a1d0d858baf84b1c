//! A cursor over the fields of one table: takes what the noun has, and reports
//! at the end every field left over.

use crate::document::{Entry, Kind, Span, Table, Value};
use crate::finding::Code;

use super::gather::Gather;
use super::nearest;
use super::number::{self, Bounds, shown};
use super::shown::quote;

mod day;
mod name;
mod people;

/// Most unknown fields listed for one table; the rest is counted.
const MOST_UNKNOWN: usize = 100;

/// The fields of one table.
pub(crate) struct Fields<'t, 'a, 'g> {
    table: &'t Table<'a>,
    /// Where the table stands.
    pub span: Span,
    /// What the table describes, in words.
    noun: &'static str,
    taken: Vec<bool>,
    known: Vec<&'static str>,
    /// Where findings go.
    pub gather: &'g mut Gather,
}

impl<'t, 'a, 'g> Fields<'t, 'a, 'g> {
    /// A cursor over `value`, which must be a table.
    pub fn open(value: &'t Value<'a>, noun: &'static str, gather: &'g mut Gather) -> Option<Self> {
        let Kind::Table(table) = &value.kind else {
            let what = format!("a {noun} must be a table, here it is {}", shown(&value.kind));
            gather.add(Code::WrongType, value.span, what, "write its fields as key = value");
            return None;
        };
        let taken = vec![false; table.entries.len()];
        Some(Self { table, span: value.span, noun, taken, known: Vec::with_capacity(16), gather })
    }

    /// The value of a field, unless it is left out.
    pub fn take(&mut self, name: &'static str) -> Option<&'t Value<'a>> {
        self.known.push(name);
        let by_key = self.table.entries.iter().position(|e| e.key == name);
        let by_tag = || {
            let mut entries = self.table.entries.iter().zip(&self.taken);
            entries.position(|(e, taken)| !taken && e.alias == Some(name))
        };
        let position = by_key.or_else(by_tag)?;
        if let Some(taken) = self.taken.get_mut(position) {
            *taken = true;
        }
        let value = self.table.entries.get(position).map(|e| &e.value)?;
        (!matches!(value.kind, Kind::Empty)).then_some(value)
    }

    /// The value of a field that must be given.
    pub fn need(&mut self, name: &'static str) -> Option<&'t Value<'a>> {
        let value = self.take(name);
        if value.is_none() {
            self.missing(name, format!("write `{name}`"));
        }
        value
    }

    /// The value of a figure that must be given: unlike a name, a figure has a
    /// source.
    fn need_figure(&mut self, name: &'static str) -> Option<&'t Value<'a>> {
        let value = self.take(name);
        if value.is_none() {
            self.missing(name, format!("write `{name}`, with its source"));
        }
        value
    }

    /// Where a field's value stands; the table's own place where it is left out.
    pub fn span_of(&self, name: &str) -> Span {
        let found = self.table.entries.iter().find(|e| e.key == name);
        found.map_or(self.span, |e| e.value.span)
    }

    /// Whether a field is given.
    pub fn has(&self, name: &str) -> bool {
        let given = |e: &&Entry| !matches!(e.value.kind, Kind::Empty);
        self.table.entries.iter().find(|e| e.key == name).filter(given).is_some()
    }

    fn missing(&mut self, name: &'static str, mend: String) {
        let noun = self.noun;
        let empty = self.table.entries.iter().find(|e| e.key == name).map(|e| e.value.span);
        match (empty, self.table.header) {
            (None, Some(header)) => {
                let what = format!("the column `{name}` is missing, which every {noun} needs");
                self.gather.add_once(Code::MissingField, header, what, mend);
            }
            (at, _) => {
                let what = format!("`{name}` is missing from this {noun}");
                self.gather.add(Code::MissingField, at.unwrap_or(self.span), what, mend);
            }
        }
    }

    /// Text that must be given.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let value = self.need(name)?;
        self.as_text(value, name)
    }

    /// Text that may be left out.
    pub fn optional_text(&mut self, name: &'static str) -> Option<String> {
        let value = self.take(name)?;
        self.as_text(value, name)
    }

    /// The text of a value.
    pub fn as_text(&mut self, value: &Value, name: &str) -> Option<String> {
        match &value.kind {
            Kind::Text(text) | Kind::Cell(text) => Some(text.clone().into_owned()),
            other => {
                let what = format!("`{name}` must be text, here it is {}", shown(other));
                self.gather.add(Code::WrongType, value.span, what, "write it in quotes");
                None
            }
        }
    }

    /// A number that must be given.
    pub fn number(&mut self, name: &'static str, bounds: Bounds) -> Option<f64> {
        let value = self.need_figure(name)?;
        self.as_number(value, name, bounds)
    }

    /// A number that may be left out.
    pub fn optional_number(&mut self, name: &'static str, bounds: Bounds) -> Option<f64> {
        let value = self.take(name)?;
        self.as_number(value, name, bounds)
    }

    fn as_number(&mut self, value: &Value, name: &str, bounds: Bounds) -> Option<f64> {
        match number::read(value, name, bounds) {
            Ok(number) => Some(number),
            Err((code, what, mend)) => {
                self.gather.add(code, value.span, what, mend);
                None
            }
        }
    }

    /// A whole number that must be given.
    pub fn count(&mut self, name: &'static str, least: u32, most: u32) -> Option<u32> {
        let value = self.need(name)?;
        self.as_count(value, name, least, most)
    }

    /// A whole number that may be left out.
    pub fn optional_count(&mut self, name: &'static str, least: u32, most: u32) -> Option<u32> {
        let value = self.take(name)?;
        self.as_count(value, name, least, most)
    }

    fn as_count(&mut self, value: &Value, name: &str, least: u32, most: u32) -> Option<u32> {
        let bounds = Bounds::new(f64::from(least), f64::from(most));
        let number = self.as_number(value, name, bounds)?;
        let count = whole(number);
        if count.is_none() {
            let what = format!("`{name}` is {number}, which is no whole number");
            self.gather.add(Code::OutOfRange, value.span, what, "write a whole number");
        }
        count
    }

    /// True or false; may be left out.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.take(name)?;
        match &value.kind {
            Kind::Bool(truth) => Some(*truth),
            Kind::Cell(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
            Kind::Cell(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
            other => {
                let what = format!("`{name}` must be true or false, here it is {}", shown(other));
                self.gather.add(Code::WrongType, value.span, what, "write true or false");
                None
            }
        }
    }

    /// A nested table; `None` where it is left out.
    pub fn nested(&mut self, name: &'static str, noun: &'static str) -> Option<Fields<'t, 'a, '_>> {
        let value = self.take(name)?;
        Fields::open(value, noun, self.gather)
    }

    /// The items of a list; a cell is split at `;`. Empty where left out.
    pub fn items(&mut self, name: &'static str) -> Option<Vec<Value<'a>>> {
        let value = self.take(name)?;
        match &value.kind {
            Kind::List(items) => Some(items.clone()),
            Kind::Cell(text) => {
                let items = text.split(';').map(str::trim).filter(|item| !item.is_empty());
                let cell = |item: &str| Value {
                    span: value.span,
                    kind: Kind::Cell(item.to_owned().into()),
                };
                Some(items.map(cell).collect())
            }
            other => {
                let what = format!("`{name}` must be a list, here it is {}", shown(other));
                let mend = "write the values between [ and ], even if there is only one";
                self.gather.add(Code::WrongType, value.span, what, mend);
                None
            }
        }
    }

    /// Every entry, for tables whose keys are names.
    pub fn entries(&mut self) -> &'t [Entry<'a>] {
        self.taken.iter_mut().for_each(|taken| *taken = true);
        &self.table.entries
    }

    /// Reports every field that nothing asked for.
    pub fn finish(self) {
        let left = self.table.entries.iter().zip(&self.taken).filter(|(_, taken)| !**taken);
        let mut count = 0usize;
        for (entry, _) in left {
            count += 1;
            if count > MOST_UNKNOWN {
                continue;
            }
            let what = format!("a {} has no field {}", self.noun, quote(&entry.key));
            let mend = nearest::mend(&entry.key, self.known.iter().copied());
            self.gather.add_once(Code::UnknownField, entry.key_span, what, mend);
        }
        if count > MOST_UNKNOWN {
            let rest = count - MOST_UNKNOWN;
            let what = format!("{rest} more fields that a {} does not have", self.noun);
            self.gather.add_once(Code::UnknownField, self.span, what, "remove them");
        }
    }
}

/// A number as a whole one, if it is one.
fn whole(number: f64) -> Option<u32> {
    let fits = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fits.then_some(number as u32)
}

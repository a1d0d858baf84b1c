//! TOML to values, with every syntax error of the text.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::{Entry, Kind, Origin, Problem, Span, Table, Value, depth, nul};
use crate::finding::Code;

/// Reads a TOML text.
///
/// # Errors
/// Every syntax error; none of the text can be relied on then.
pub fn parse(text: &str, origin: Origin) -> Result<Value<'_>, Vec<Problem>> {
    if let Some(problem) = nul(text, origin).or_else(|| depth::toml(text, origin)) {
        return Err(vec![problem]);
    }
    let (tree, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(errors.iter().map(|e| problem(e, text, origin)).collect());
    }
    let mut reader = Reader { text, origin, problems: Vec::new() };
    let span = origin.span(0..text.len());
    let table = reader.table(tree.into_inner());
    if reader.problems.is_empty() {
        Ok(Value { span, kind: Kind::Table(table) })
    } else {
        Err(reader.problems)
    }
}

fn problem(error: &Error, text: &str, origin: Origin) -> Problem {
    let range = error.span().unwrap_or(text.len()..text.len());
    let message = error.message().trim().replace('\n', "; ");
    if message.contains("duplicate key") {
        let key: String = text.get(range.clone()).unwrap_or_default().chars().take(80).collect();
        let what = format!("the key `{key}` stands twice");
        return Problem::new(
            Code::SyntaxDuplicateKey,
            origin.span(range),
            what,
            "keep one of the two",
        );
    }
    let mend = "mend the TOML here; text stands in quotes, tables begin with [name] or [[name]]";
    Problem::new(Code::Syntax, origin.span(range), format!("not TOML: {message}"), mend)
}

struct Reader<'a> {
    text: &'a str,
    origin: Origin,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn table(&mut self, tree: DeTable<'a>) -> Table<'a> {
        let mut entries: Vec<Entry<'a>> = tree
            .into_iter()
            .map(|(key, value)| Entry {
                key_span: self.origin.span(key.span()),
                key: key.into_inner(),
                alias: None,
                value: self.value(value),
            })
            .collect();
        entries.sort_by_key(|e| e.key_span.start);
        Table { entries, header: None }
    }

    fn value(&mut self, value: Spanned<DeValue<'a>>) -> Value<'a> {
        let range = value.span();
        let span = self.origin.span(range.clone());
        let kind = match value.into_inner() {
            DeValue::String(text) => {
                self.refuse_nul(&text, span);
                Kind::Text(text)
            }
            DeValue::Integer(number) => integer(number.as_str(), number.radix()),
            DeValue::Float(number) => {
                let amount = number.as_str().parse().unwrap_or(f64::NAN);
                Kind::Number(number.as_str().to_owned().into(), amount)
            }
            DeValue::Boolean(truth) => Kind::Bool(truth),
            DeValue::Datetime(_) => Kind::Date(self.slice(range)),
            DeValue::Array(items) => {
                Kind::List(items.into_iter().map(|item| self.value(item)).collect())
            }
            DeValue::Table(tree) => Kind::Table(self.table(tree)),
        };
        Value { span, kind }
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    fn refuse_nul(&mut self, text: &str, span: Span) {
        if text.contains('\0') {
            let what = "a NUL character stands in the text";
            self.problems.push(Problem::new(Code::Syntax, span, what, "remove the character"));
        }
    }
}

/// An integer as written; other bases than ten are no plain decimals and are
/// kept as what they look like, to be refused where a number is needed.
fn integer<'a>(digits: &str, radix: u32) -> Kind<'a> {
    let written = match radix {
        16 => format!("0x{digits}"),
        8 => format!("0o{digits}"),
        2 => format!("0b{digits}"),
        _ => digits.to_owned(),
    };
    let amount = written.parse().unwrap_or(f64::NAN);
    Kind::Number(written.into(), amount)
}

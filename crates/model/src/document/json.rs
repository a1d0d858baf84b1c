//! JSON to values: RFC 8259 to the letter, with places.
//!
//! `serde_json` is the judge of what is JSON; `jsonc-parser`, which is more
//! lenient even in its strictest setting, only tells where things stand.

use std::collections::HashSet;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::de::IgnoredAny;

use super::{Entry, Kind, Origin, Problem, Span, Table, Value, depth, nul};
use crate::finding::Code;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Most problems of one kind that are listed for one text.
const MOST: usize = 1_000;

/// Reads a JSON text.
///
/// # Errors
/// The first syntax error, or every key that stands twice and every NUL.
pub fn parse(text: &str, origin: Origin) -> Result<Value<'_>, Vec<Problem>> {
    if let Some(problem) = nul(text, origin).or_else(|| depth::json(text, origin)) {
        return Err(vec![problem]);
    }
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        let at = offset(text, error.line(), error.column());
        return Err(vec![problem(&error.to_string(), text, at, origin)]);
    }
    let tree = parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| {
        let at = error.range().start;
        vec![problem(&error.kind().to_string(), text, at, origin)]
    })?;
    let Some(tree) = tree.value else {
        return Err(vec![problem("the text is empty", text, 0, origin)]);
    };
    let mut reader = Reader { origin, problems: Vec::new() };
    let value = reader.value(tree);
    if reader.problems.is_empty() { Ok(value) } else { Err(reader.problems) }
}

/// The byte offset of a line and column (in bytes) counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}

fn problem(message: &str, text: &str, at: usize, origin: Origin) -> Problem {
    let message = message.split(" at line ").next().unwrap_or(message);
    let at = (0..=at.min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
    let end = text.get(at..).and_then(|r| r.chars().next()).map_or(at, |c| at + c.len_utf8());
    let rest = text.get(at..).unwrap_or_default();
    let mend = if rest.starts_with('/') {
        "JSON has no comments: remove it"
    } else if rest.starts_with('N') || rest.starts_with('I') {
        "JSON has no NaN or Infinity: write the number, or leave the field out"
    } else if message.contains("trailing comma") {
        "remove the last comma"
    } else if message.contains("EOF") || text.trim().is_empty() {
        "the file ends too early: write the whole object, or fetch the file again"
    } else {
        "mend the JSON here"
    };
    Problem::new(Code::Syntax, origin.span(at..end), format!("not JSON: {message}"), mend)
}

struct Reader {
    origin: Origin,
    problems: Vec<Problem>,
}

impl Reader {
    fn value<'a>(&mut self, node: ast::Value<'a>) -> Value<'a> {
        let span = self.span(&node);
        let kind = match node {
            ast::Value::StringLit(text) => {
                self.refuse_nul(&text.value, span);
                Kind::Text(text.value)
            }
            ast::Value::NumberLit(number) => {
                let amount = number.value.parse().unwrap_or(f64::NAN);
                Kind::Number(number.value.into(), amount)
            }
            ast::Value::BooleanLit(truth) => Kind::Bool(truth.value),
            ast::Value::NullKeyword(_) => Kind::Null,
            ast::Value::Array(list) => {
                Kind::List(list.elements.into_iter().map(|item| self.value(item)).collect())
            }
            ast::Value::Object(object) => Kind::Table(self.table(object)),
        };
        Value { span, kind }
    }

    fn table<'a>(&mut self, object: ast::Object<'a>) -> Table<'a> {
        let mut seen = HashSet::with_capacity(object.properties.len());
        let mut entries = Vec::with_capacity(object.properties.len());
        for property in object.properties {
            let key_span = self.span(&property.name);
            let key = match property.name {
                ast::ObjectPropName::String(text) => text.value,
                ast::ObjectPropName::Word(word) => word.value.into(),
            };
            self.refuse_nul(&key, key_span);
            if !seen.insert(key.clone()) {
                let short: String = key.chars().take(80).collect();
                let what = format!("the key `{short}` stands twice");
                self.add(Code::SyntaxDuplicateKey, key_span, what, "keep one of the two");
            }
            let value = self.value(property.value);
            entries.push(Entry { key, key_span, alias: None, value });
        }
        Table { entries, header: None }
    }

    fn span(&self, node: &impl Ranged) -> Span {
        self.origin.span(node.start()..node.end())
    }

    fn refuse_nul(&mut self, text: &str, span: Span) {
        if text.contains('\0') {
            let what = "a NUL character stands in the text".to_owned();
            self.add(Code::Syntax, span, what, "remove the character");
        }
    }

    fn add(&mut self, code: Code, span: Span, what: String, mend: &str) {
        if self.problems.len() < MOST {
            self.problems.push(Problem::new(code, span, what, mend));
        }
    }
}

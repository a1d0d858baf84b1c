//! Frameworks and the ids of their terms.

use std::collections::HashSet;

use super::fields::Fields;
use super::reference::Noun;
use super::shown::quote;
use super::term;
use crate::document::{Kind, Span, Value};
use crate::finding::Code;
use crate::framework::Framework;
use crate::id::{FrameworkId, is_identifier};

/// A framework that carries its own `id`.
pub(super) fn inline(f: &mut Fields) -> Option<Framework> {
    let id = f.define(Noun::Framework);
    let rest = body(f);
    let (name, note, terms) = rest?;
    Some(Framework { id: FrameworkId(id?), name, note, terms })
}

/// A framework of a file, whose name is its id.
pub(super) fn file(f: &mut Fields, stem: &str) -> Option<Framework> {
    let at = Span { end: f.span.start, ..f.span };
    let valid = is_identifier(stem);
    if !valid {
        let what = format!("the file name {} is no identifier", quote(stem));
        let mend = "rename the file with A-Z a-z 0-9 . _ : - only";
        f.gather.add(Code::BadIdentifier, at, what, mend);
    }
    if let Some(value) = f.take("id") {
        let id = f.as_text(value, "id");
        if id.is_some_and(|id| id != stem) {
            let what = format!("`id` differs from the file's name, {}", quote(stem));
            f.gather.add(Code::BadIdentifier, value.span, what, "remove `id`, or rename the file");
        }
    }
    let names = f.gather.defined.entry(Noun::Framework).or_default();
    if names.insert(stem.to_owned(), at).is_some() {
        let what = format!("the framework {} is defined twice", quote(stem));
        f.gather.add(Code::DuplicateId, at, what, "remove one of the two");
    }
    let (name, note, terms) = body(f)?;
    valid.then(|| Framework { id: FrameworkId(stem.to_owned()), name, note, terms })
}

fn body(f: &mut Fields) -> Option<(String, Option<String>, Vec<crate::term::Term>)> {
    let name = f.text("name");
    let note = f.optional_text("note");
    if !f.has("terms") {
        f.need("terms");
    }
    let items = f.items("terms").unwrap_or_default();
    let mut ids = HashSet::new();
    let mut terms = Vec::with_capacity(items.len());
    for item in &items {
        repeated(f, item, &mut ids);
        let Some(mut fields) = Fields::open(item, "term", f.gather) else {
            continue;
        };
        terms.extend(term::term(&mut fields));
        fields.finish();
    }
    Some((name?, note, terms))
}

fn repeated(f: &mut Fields, item: &Value, ids: &mut HashSet<String>) {
    let Kind::Table(table) = &item.kind else {
        return;
    };
    if let Some(Value { span, kind: Kind::Text(id) }) = table.get("id")
        && !ids.insert(id.clone().into_owned())
    {
        let what = format!("two terms are called {}", quote(id));
        f.gather.add(Code::DuplicateId, *span, what, "rename one of the two");
    }
}
